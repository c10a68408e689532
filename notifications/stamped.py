"""A body signed with the moment it was sent: hex HMAC-SHA256 over body and timestamp, in two headers.

The telephone's app and our own mail pipe sign so. The app signs each retry anew (PayloadSingingPlugin.kt), so a
stamp older than five minutes is a replay, however long the app has been trying.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

SIGNATURE, TIMESTAMP = "X-Signature", "X-Timestamp"
TOLERANCE_SECONDS = 300
_LONGEST_STAMP = 16


def sign(key: str, body: bytes, timestamp: str) -> str:
    """The signature of a body at a timestamp (Unix seconds, as text)."""
    return hmac.new(key.encode(), body + timestamp.encode(), hashlib.sha256).hexdigest()


def genuine(key: str, body: bytes, timestamp: str, given: str, now: datetime) -> bool:
    """Whether whoever sent this knows the key and sent it within five minutes of `now`; without a key nobody does."""
    if not key or not _fresh(timestamp, now):
        return False
    return hmac.compare_digest(sign(key, body, timestamp).encode(), given.strip().lower().encode())


def posted(key: str, body: bytes, headers: Mapping[str, str], now: datetime) -> bool:
    """The same for what was posted, by its two headers."""
    return genuine(key, body, headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, ""), now)


def _fresh(timestamp: str, now: datetime) -> bool:
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= _LONGEST_STAMP):
        return False
    return abs(now.timestamp() - int(timestamp)) <= TOLERANCE_SECONDS
