"""The link of a message: an opaque token made of a key and the message's own id, kept only as a hash.

A stored text holds the token's place, never the token: it is put in when the message leaves, and nowhere else.
So it is with a one-time code: its digits are made of the key and the message's id, and never stored.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass

from policy import passcodes

LENGTH = 22
"""Characters of a token: 128 bits in the URL alphabet of base64."""
PLACE = "0" * LENGTH
"""Stands for the token in a stored text, and is as long."""
PATH = "/t/"
LONGEST_ADDRESS = 60
"""Kept for the whole link in every text (domain.md §6)."""


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


def code_of(key: str, notification_id: str) -> str:
    """The one-time code of a message: six digits that nobody can work out from the database."""
    digest = hmac.new(key.encode(), f"kode:{notification_id}".encode(), hashlib.sha256).digest()
    return passcodes.as_code(int.from_bytes(digest[:8], "big"))


def has_link(text: str) -> bool:
    """Whether a stored text holds the place of a link."""
    return f"{PATH}{PLACE}" in text


def completed(text: str, key: str, notification_id: str, code_name: str = "") -> str:
    """The text as it leaves, its link with the true token and its one-time code in its place.

    `code_name`: the id the code was made of, where a second copy of the message has another id.
    """
    if key and has_link(text):
        text = text.replace(f"{PATH}{PLACE}", f"{PATH}{token_of(key, notification_id)}")
    if key and passcodes.PLACE in text:
        text = text.replace(passcodes.PLACE, code_of(key, code_name or notification_id))
    return text


@dataclass(frozen=True)
class Links:
    """Makes links with the link key; without a key there is none. `public_url` is where people open them."""

    key: str = ""
    public_url: str = ""

    @property
    def text(self) -> str:
        """The link as it stands in a text, with its token's place; "" without a key."""
        return address(self.public_url) if self.key else ""

    def hash_of(self, notification_id: str) -> str | None:
        """What the outbox row keeps of the link of a message."""
        return hash_of(token_of(self.key, notification_id)) if self.key else None


NONE = Links()
