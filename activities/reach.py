"""The ways to people as they stand now, and which agencies can take a referral."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from models import ways
from policy.people import Agency, Contact, Person
from policy.unit import Unit
from policy.ways import ordered
from policy.words import Channel
from policy.worktime import is_open

Reach = Callable[[Iterable[Person]], Mapping[str, Person]]
"""People by code, each with the ways to them that are open, in the order in which they are tried."""


def by_the_pack(people: Iterable[Person]) -> Mapping[str, Person]:
    """Every way as the pack has it: where nothing is known of how contacts fare."""
    return {person.code: person for person in people}


def reached(session: Session, unit: str, now: datetime, people: Iterable[Person]) -> Mapping[str, Person]:
    """The same by what is known: one query."""
    each = by_the_pack(people)
    known = ways.known(session, unit, each.keys()) if each else {}
    return {code: _with_ways(person, ordered(person, known.get(code, ()), now)) for code, person in each.items()}


def _with_ways(person: Person, ways: tuple[Contact, ...]) -> Person:
    return person if ways == person.channels else replace(person, channels=ways)


def able(unit: Unit, agencies: Iterable[Agency], now: datetime, reach: Reach) -> list[Agency]:
    """Agencies that can take a referral, first those that are open now, and of them those whose holder is reached."""
    found = list(agencies)
    holders = {agency.code: unit.holder_for(agency.code, now) for agency in found if agency.people}
    reached_by = reach(holders.values())

    def last(agency: Agency) -> tuple[bool, bool]:
        holder = holders.get(agency.code)
        known = reached_by[holder.code].channels if holder else ()
        closed = not is_open(unit.calendar_of(agency.code), now)
        return closed, all(way.channel is Channel.PHONE for way in known)

    return sorted(found, key=last)
