"""How much one person hears: so many messages a day, so many texts an hour to one number (messages.md §7). Pure.

What presses (darurat, and whatever rings at night) keeps no daily limit and goes on by telephone where a number has
had its texts. Over the day's limit a message becomes part of the digest. Answers to who has just written are free.
"""

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from policy.reaching import NUMBERS

HOUR = timedelta(hours=1)
OVER = "batas"
"""Begins the id under which a superior is told, once a day, that somebody has heard all they can."""
FREE = frozenset(
    {
        "reply_ok",
        "reply_unclear",
        "reply_refused",
        "ask_reason",
        "ask_outcome",
        "ask_days",
        "list",
        "status",
        "help_ok",
        "stopped",
        "resumed",
        "reply_desk",
        "passcode",
        "pin_locked",
        "enrol_code",
        "enrolled",
        "digest_agency",
        "digest_manager",
        "digest_rest",
        "over_limit",
    }
)
"""Answers to somebody's own text, codes they asked for, and the digest itself: neither counted nor held."""


class Says(StrEnum):
    """What becomes of a message."""

    SEND = "kirim"
    HOLD = "tahan"
    CALL = "telepon"
    DIGEST = "ringkasan"


@dataclass(frozen=True)
class Limits:
    """Messages a day to one person, texts an hour to one number; 0: no limit."""

    a_day: int = 10
    an_hour: int = 6


DEFAULT = Limits()


class Past(NamedTuple):
    """A message that has left, or is to leave at `start`."""

    person: str
    channel: str
    address: str
    start: datetime


class Wish(NamedTuple):
    """A message that is to leave."""

    template: str
    person: str
    channel: str
    address: str
    start: datetime
    pressing: bool


class Verdict(NamedTuple):
    """What becomes of it, and when it leaves."""

    says: Says
    start: datetime


def verdict(wish: Wish, past: Sequence[Past], limits: Limits, tz: str) -> Verdict:
    """Send it, hold it until the number has room, let the desk call, or leave it to the digest."""
    if wish.template in FREE:
        return Verdict(Says.SEND, wish.start)
    if not wish.pressing and limits.a_day and heard_on(past, wish.person, _day(wish.start, tz), tz) >= limits.a_day:
        return Verdict(Says.DIGEST, wish.start)
    room = _room(wish, past, limits.an_hour)
    if room == wish.start:
        return Verdict(Says.SEND, wish.start)
    return Verdict(Says.CALL, wish.start) if wish.pressing else Verdict(Says.HOLD, room)


def heard_on(past: Iterable[Past], person: str, day: date, tz: str) -> int:
    """How many messages a person hears on a local day."""
    return sum(each.person == person and _day(each.start, tz) == day for each in past)


def _day(at: datetime, tz: str) -> date:
    return at.astimezone(ZoneInfo(tz)).date()


def _room(wish: Wish, past: Iterable[Past], limit: int) -> datetime:
    """The first instant from its start on at which the number may get one more text."""
    if not limit or wish.channel not in NUMBERS:
        return wish.start
    texts = sorted(each.start for each in past if each.address == wish.address and each.channel in NUMBERS)
    later = (at + HOUR for at in texts if at + HOUR > wish.start)
    return next(at for at in (wish.start, *later) if _fits(at, texts, limit))


def _fits(at: datetime, texts: Sequence[datetime], limit: int) -> bool:
    """Whether no hour that contains `at` would have more than `limit` texts."""
    place = bisect(texts, at)
    row = [*texts[max(place - limit, 0) : place], at, *texts[place : place + limit]]
    return all(row[n + limit] - row[n] >= HOUR for n in range(len(row) - limit))
