"""How times are written in a pack: `07:30-16:00`, `sen-jum`, `4 jam kerja`, `bagian 1/4`; else ValueError."""

import re
from datetime import date, datetime, time
from fractions import Fraction

from policy.ladder import Clock, Offset

DAYS = ("sen", "sel", "rab", "kam", "jum", "sab", "min")
CLOSED = "tutup"
MIDNIGHT = "24:00"
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")
_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_MOMENT = re.compile(_DAY.pattern + r"T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)")
_OFFSET = re.compile(r"(\d+) (menit|jam|jam kerja|hari kerja|hari|hari kerja setelah batas)")
_OPENING = re.compile(r"buka hari ke (\d+)")
_SHARE = re.compile(r"bagian (\d+(?:/[1-9]\d*)?)")


def clock(text: str) -> time:
    """`07:30`; `24:00` is the midnight that ends a day."""
    found = _CLOCK.fullmatch(text)
    if not found:
        raise ValueError(text)
    return time(int(found[1] or 0), int(found[2] or 0))


def day(text: str) -> date:
    """`2026-01-31`; a bare number is no date, whatever it would count."""
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def moment(text: str) -> datetime:
    """`2026-12-25T07:30:00+07:00`, aware."""
    if not _MOMENT.fullmatch(text):
        raise ValueError(text)
    return datetime.fromisoformat(text)


def hours(text: str) -> tuple[time, time] | None:
    """`07:30-16:00` as opening and closing, `tutup` as None; `24:00` only closes, and `00:00-00:00` could mean both."""
    if text == CLOSED:
        return None
    start, _, end = text.partition("-")
    if start == MIDNIGHT or text == "00:00-00:00":
        raise ValueError(text)
    return clock(start), clock(end)


def days(text: str) -> tuple[int, ...]:
    """`sen-jum`, `sab, min` or `setiap hari`, Monday 0."""
    if text == "setiap hari":
        return tuple(range(7))
    places = (place for part in text.split(",") for place in _range(part.strip()))
    return tuple(sorted(set(places)))


def _range(text: str) -> range:
    first, dash, last = text.partition("-")
    start = DAYS.index(first)
    return range(start, (DAYS.index(last) if dash else start) + 1)


def offset(text: str) -> Offset:
    """A due time or a rung: `20 menit`, `4 jam kerja`, `buka hari ke 2`, `bagian 1/4`."""
    if found := _OPENING.fullmatch(text):
        return Offset(float(found[1]), Clock.OPENING)
    if found := _SHARE.fullmatch(text):
        return Offset(float(Fraction(found[1])), Clock.SHARE)
    found = _OFFSET.fullmatch(text)
    if not found:
        raise ValueError(text)
    if found[2] == "menit":
        return Offset(int(found[1]) / 60, Clock.HOURS)
    return Offset(float(found[1]), Clock(found[2]))
