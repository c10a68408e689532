"""Proving a way to a person: a code goes there, and what comes back proves it for 90 days (domain.md §6). Pure."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from policy.passcodes import is_digits
from policy.people import Contact, Person
from policy.reaching import Known
from policy.words import Channel

LASTS = timedelta(days=3)
"""So long a code can be read out."""


class Fate(StrEnum):
    """What came of a code that somebody named."""

    PROVED = "terbukti"
    WRONG = "salah"
    LOCKED = "terkunci"
    NONE = "tidak ada"


def digits_of(typed: str) -> str:
    """A code as it was meant: without what people put between its digits; "" if it is none."""
    found = "".join(typed.split()).replace("-", "").replace(".", "")
    return found if is_digits(found) else ""


def ways(person: Person, channel: Channel | None = None) -> tuple[Contact, ...]:
    """The ways that can be proved by a code: all, or those of one channel; a telephone is answered, not read."""
    return tuple(way for way in person.channels if way.channel is not Channel.PHONE and channel in {None, way.channel})


def to_ask_again(person: Person, known: Iterable[Known], now: datetime) -> Iterator[tuple[Contact, datetime]]:
    """The ways whose proof ends within a week or has ended, with when they were proved; closed ones are not asked."""
    by = {(each.channel, each.address): each for each in known}
    for way in ways(person):
        found = by.get((way.channel, way.address))
        if found and found.proved_at and found.asked_again(now) and not (found.stopped or found.failed):
            yield way, found.proved_at


def unproved(person: Person, known: Iterable[Known], now: datetime) -> tuple[Contact, ...]:
    """The ways to a person that no code has come back from within 90 days."""
    proved = {(each.channel, each.address) for each in known if each.proved(now)}
    return tuple(way for way in ways(person) if (way.channel, way.address) not in proved)
