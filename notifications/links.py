"""The link of a message: an opaque token made of a key and the message's own id, kept only as a hash.

A stored text holds the token's place, never the token: it is put in when the message leaves, and nowhere else.
"""

import base64
import hashlib
import hmac

LENGTH = 22
"""Characters of a token: 128 bits in the URL alphabet of base64."""
PLACE = "0" * LENGTH
"""Stands for the token in a stored text, and is as long."""
PATH = "/t/"


def token_of(key: str, notification_id: str) -> str:
    """The token of a message. Whoever does not know the key cannot make it, not even from the database."""
    digest = hmac.new(key.encode(), notification_id.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def hash_of(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def address(public_url: str) -> str:
    """The link as it stands in a stored text, with the token's place."""
    return f"{public_url.rstrip('/')}{PATH}{PLACE}"


def completed(text: str, key: str, notification_id: str) -> str:
    """The text as it leaves, its link with the true token."""
    place = f"{PATH}{PLACE}"
    return text.replace(place, f"{PATH}{token_of(key, notification_id)}") if place in text else text
