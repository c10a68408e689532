"""WhatsApp's rules: free text within 24 hours of the person's last message, else a template by its content SID."""

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from simulator.book import Book

WINDOW = timedelta(hours=24)
OUTSIDE, OTHER_PLACEHOLDERS = 63016, 63028
UNKNOWN, BAD_VALUES = 21654, 21656
_SID = re.compile(r"HX[0-9a-fA-F]{32}")
_PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


class Contents:
    """The templates by content SID, as they were registered; an unregistered one shows its values only."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def register(self, sid: str, text: str) -> None:
        """Know a template: `text` has places `{{1}}`."""
        self._texts[sid] = text

    def refusal(self, form: Mapping[str, str]) -> int | None:
        """The code for a form whose content cannot be what it says, or None."""
        if not _SID.fullmatch(form["ContentSid"]):
            return UNKNOWN
        return BAD_VALUES if _values(form) is None else None

    def text(self, form: Mapping[str, str]) -> str:
        """The message as the person reads it."""
        values, known = _values(form) or {}, self._texts.get(form["ContentSid"])
        if known is None:
            return " | ".join(values.values()) or form["ContentSid"]
        return _PLACE.sub(lambda place: values.get(place[1], place[0]), known)

    def fits(self, form: Mapping[str, str]) -> bool:
        """Whether each place of the template has a value; nobody can know of an unregistered one."""
        known = self._texts.get(form["ContentSid"], "")
        return set(_PLACE.findall(known)) <= set(_values(form) or {})


def failure(form: Mapping[str, str], book: Book, contents: Contents, handset: str) -> int | None:
    """The code with which a WhatsApp message that was taken fails later, or None."""
    if form.get("ContentSid"):
        return None if contents.fits(form) else OTHER_PLACEHOLDERS
    return None if _open(book.wrote_at(handset, "WHATSAPP"), book.now()) else OUTSIDE


def _open(wrote: datetime | None, now: datetime) -> bool:
    return wrote is not None and now < wrote + WINDOW


def _values(form: Mapping[str, str]) -> dict[str, str] | None:
    try:
        found = json.loads(form.get("ContentVariables") or "{}")
    except ValueError:
        return None
    good = isinstance(found, dict) and all(isinstance(value, str) for value in found.values())
    return found if good else None
