"""A unit as JSON in the order of its pack: the same pack gives the same text and hash."""

import json
from functools import cache
from hashlib import sha256

from pydantic import TypeAdapter

from policy.unit import Unit


@cache
def _adapter() -> TypeAdapter[Unit]:
    return TypeAdapter(Unit)


def to_json(unit: Unit) -> str:
    """The unit as JSON in the order of the pack (deputies and desks are asked in it), its sets sorted."""
    plain = _adapter().dump_python(unit, mode="json")
    for calendar in plain["calendars"].values():
        for days in ("closed", "opened"):
            calendar[days] = sorted(calendar[days])
    return json.dumps(plain, ensure_ascii=False)


def from_json(text: str) -> Unit:
    """The unit again, equal to the one that was put in."""
    return _adapter().validate_json(text)


def content_hash(text: str) -> str:
    """A name for this content (SHA-256, hex)."""
    return sha256(text.encode()).hexdigest()
