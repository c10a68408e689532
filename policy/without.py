"""A unit as one case sees it: without the people who are kept out of it, and without the numbers they would read."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from policy.people import Agency, Person
from policy.roster import DatedTurn, Roster, Turn
from policy.unit import Unit
from policy.words import Role

HIGHEST_FIRST = (Role.LAST, Role.MANAGER, Role.SUPERVISOR, Role.WORKER, Role.DESK)


def without(unit: Unit, codes: Collection[str]) -> Unit:
    """The unit in which these people are never chosen: as holder, deputy, superior, overseer, on duty or at the desk.

    A *nomor bersama* they share is nobody's contact, and who has no other contact is not chosen either. An agency
    left without anybody offers nothing; `last_person` is "" where nobody of the staff is left.
    """
    known = [unit.people[code] for code in codes if code in unit.people]
    if not known:
        return unit
    closed = {contact.address for person in known for contact in person.channels}
    people = _people(unit, frozenset(codes), closed)
    last = _last(unit, people)
    return replace(
        unit,
        people=people,
        agencies={code: _agency(unit, agency, people) for code, agency in unit.agencies.items()},
        supervisors=_left(unit.supervisors, people),
        managers=_left(unit.managers, people) or tuple(filter(None, [last])),
        last_person=last,
        roster=_roster(unit, people),
    )


def _people(unit: Unit, out: Collection[str], closed: Collection[str]) -> dict[str, Person]:
    open_ = {code: _reached(person, closed) for code, person in unit.people.items() if code not in out}
    left = {code: each for code, each in open_.items() if each.channels or not unit.people[code].channels}
    return {code: _among(each, left) for code, each in left.items()}


def _among(person: Person, left: Mapping[str, Person]) -> Person:
    superior = person.superior if person.superior in left else None
    return replace(person, deputies=_left(person.deputies, left), superior=superior)


def _reached(person: Person, closed: Collection[str]) -> Person:
    return replace(person, channels=tuple(each for each in person.channels if each.address not in closed))


def _left(codes: tuple[str, ...], people: Mapping[str, Person]) -> tuple[str, ...]:
    return tuple(code for code in codes if code in people)


def _agency(unit: Unit, agency: Agency, people: Mapping[str, Person]) -> Agency:
    """Its people in the order in which they stand in; the superior holds where nobody else is left."""
    focal, *others = agency.people
    superior = agency.superior if agency.superior in people else None
    order = tuple(dict.fromkeys((focal, *unit.people[focal].deputies, *others)))
    left = _left(agency.people if focal in people else order, people) or tuple(filter(None, [superior]))
    return replace(
        agency,
        people=left,
        superior=superior,
        contact_24_7=agency.contact_24_7 if agency.contact_24_7 in people else None,
        services=agency.services if left else (),
    )


def _last(unit: Unit, people: Mapping[str, Person]) -> str:
    """The head of the parent agency, else the highest of the staff who is left."""
    if unit.last_person in people:
        return unit.last_person
    ranked = (person.code for role in HIGHEST_FIRST for person in unit.staff(role) if person.code in people)
    return next(ranked, "")


def _roster(unit: Unit, people: Mapping[str, Person]) -> Roster:
    """The turns of those kept out are their deputies'."""
    roster = unit.roster
    return Roster(
        officers=tuple(_turns(unit, people, roster.officers)),
        managers=tuple(_turns(unit, people, roster.managers)),
        workers=tuple(_turns(unit, people, roster.workers)),
        exceptions=tuple(_dated(unit, people, roster.exceptions)),
    )


def _turns(unit: Unit, people: Mapping[str, Person], turns: tuple[Turn, ...]) -> Iterator[Turn]:
    for turn in turns:
        yield from (replace(turn, person=code) for code in _instead(unit, people, turn.person))


def _dated(unit: Unit, people: Mapping[str, Person], turns: tuple[DatedTurn, ...]) -> Iterator[DatedTurn]:
    for turn in turns:
        yield from (replace(turn, person=code) for code in _instead(unit, people, turn.person))


def _instead(unit: Unit, people: Mapping[str, Person], code: str) -> tuple[str, ...]:
    return (code,) if code in people else _left(unit.people[code].deputies, people)
