"""The return path of a mail: it names the message and is signed, so that a bounce can neither be lost nor invented."""

import hashlib
import hmac
import re

_PREFIX = "bounce+"
_LENGTH = 8
_SHAPE = re.compile(r"bounce\+(?P<id>[A-Za-z0-9_-]{1,64})\.(?P<mark>[0-9a-f]{8})@[A-Za-z0-9.-]+")


class ForgedReturnPathError(ValueError):
    """A return path in our shape that we have not written."""


def address(key: str, notification_id: str, domain: str) -> str:
    """`bounce+<id>.<8 hex digits>@<domain>`, from a key and the message's own id."""
    return f"{_PREFIX}{notification_id}.{_mark(key, notification_id)}@{domain}"


def message_of(key: str, addresses: str) -> str | None:
    """The id of the message whose return path stands among these addresses; None if none does.

    ForgedReturnPathError if one looks like ours and is not.
    """
    found = _SHAPE.search(addresses)
    if found is None:
        return None
    if not key or not hmac.compare_digest(found["mark"], _mark(key, found["id"])):
        raise ForgedReturnPathError
    return found["id"]


def _mark(key: str, notification_id: str) -> str:
    return hmac.new(key.encode(), f"bounce:{notification_id}".encode(), hashlib.sha256).hexdigest()[:_LENGTH]
