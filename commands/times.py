"""Times as people write them at the desk, in the unit's zone; instants inside. Errors say what to write."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from commands.say import BadInput

FORMATS = (
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H.%M",
    "%d/%m/%Y %H.%M",
    "%d/%m/%Y %H:%M",
    "%d-%m-%Y %H.%M",
    "%d-%m-%Y %H:%M",
)
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")


def instant(text: str, tz: str) -> datetime:
    """An instant in UTC from `2026-11-24 10:00`, `24/11/2026 10.00` or an ISO time with a zone. BadInput."""
    cleaned = text.strip()
    for shape in (*FORMATS, *DAYS):
        try:
            return datetime.strptime(cleaned, shape).replace(tzinfo=ZoneInfo(tz)).astimezone(UTC)
        except ValueError:
            continue
    if re.search(r"(Z|[+-]\d\d:?\d\d)$", cleaned):
        try:
            return datetime.fromisoformat(cleaned).astimezone(UTC)
        except ValueError:
            pass
    raise _unreadable(text)


def day(text: str) -> date:
    """A day from `2026-11-24` or `24/11/2026`. BadInput."""
    for shape in DAYS:
        try:
            return datetime.strptime(text.strip(), shape).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    raise _unreadable(text)


def past_day(text: str, today: date) -> date:
    """A day that has come. BadInput if it is still to come."""
    found = day(text)
    if found > today:
        raise BadInput(
            "future",
            f"Tanggal {found} ada di masa depan. Periksa tahunnya; paling lambat hari ini.",
            f"The date {found} is in the future. Check the year; today at the latest.",
        )
    return found


def _unreadable(text: str) -> BadInput:
    return BadInput(
        "bad_time",
        f"{text!r}: waktu tidak terbaca. Tulis misalnya 2026-11-24 10:00 atau 24/11/2026 10.00.",
        f"{text!r}: not a time. Write for example 2026-11-24 10:00 or 24/11/2026 10.00.",
    )
