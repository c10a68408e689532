"""Who might not be reached, and why: what a manager sees to before it matters (`rujukan people check`). Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from policy.enrolling import unproved
from policy.people import Agency, Person
from policy.reaching import Known, reachable
from policy.unit import Unit

Ways = Mapping[str, Sequence[Known]]
"""What is known of the ways to people, by person."""


class Weak(StrEnum):
    """What is wrong."""

    UNREACHABLE = "unreachable"
    STOPPED = "stopped"
    FAILED = "failed"
    NO_MAIL = "no_mail"
    UNPROVED = "unproved"
    NO_DEPUTY = "no_deputy"
    NO_24_7 = "no_24_7"
    ABSENT = "absent"


@dataclass(frozen=True)
class Point:
    """One weak point: of whom (a person or an agency), and the sentence in both languages."""

    code: Weak
    who: str
    id: str
    en: str


def weak_points(unit: Unit, ways: Ways, now: datetime) -> tuple[Point, ...]:
    """Every weak point of people in the unit and in agencies that exist today, the worst kind first."""
    day = unit.local(now).date()
    agencies = [agency for agency in unit.agencies.values() if agency.is_active(day)]
    found = [*_of_people(unit, ways, now, _people(unit, agencies)), *_of_agencies(unit, agencies)]
    return in_order(found)


def in_order(found: Iterable[Point]) -> tuple[Point, ...]:
    """The worst kind first."""
    return tuple(sorted(found, key=lambda point: (list(Weak).index(point.code), point.who)))


def of_person(person: Person, ways: Iterable[Known], now: datetime) -> Iterator[Point]:
    """What is wrong with the ways to one person."""
    known = list(ways)
    if not reachable(person, known):
        yield Point(
            Weak.UNREACHABLE,
            person.code,
            f"{person.code}: tidak ada cara yang terbuka; loket menelepon. Perbarui nomornya.",
            f"{person.code}: no way is open; the desk telephones. Give a new number.",
        )
    mine = {(way.channel, way.address) for way in person.channels}
    own = [each for each in known if (each.channel, each.address) in mine]
    if stopped := _listed(each.channel for each in own if each.stopped):
        yield Point(
            Weak.STOPPED,
            person.code,
            f"{person.code}: minta berhenti di {stopped}. Supervisor menetapkan jalan lain.",
            f"{person.code}: wants no more on {stopped}. The supervisor agrees on another way.",
        )
    if failed := _listed(each.channel for each in own if each.failed):
        yield Point(
            Weak.FAILED,
            person.code,
            f"{person.code}: {failed} tidak sampai. Perbarui nomor atau alamatnya.",
            f"{person.code}: {failed} does not arrive. Correct the number or address.",
        )
    if open_ways := _listed(way.channel.value for way in unproved(person, known, now)):
        yield Point(
            Weak.UNPROVED,
            person.code,
            f"{person.code}: {open_ways} belum terbukti. rujukan enrol {person.code}",
            f"{person.code}: {open_ways} is not proved. rujukan enrol {person.code}",
        )


def _people(unit: Unit, agencies: Iterable[Agency]) -> list[Person]:
    """The unit's own, and whoever is named by an agency of today."""
    named = {code for agency in agencies for code in (*agency.people, agency.superior, agency.contact_24_7) if code}
    deputies = {deputy for code in named for deputy in unit.people[code].deputies}
    wanted = named | deputies | {person.code for person in unit.staff()}
    return [person for person in unit.people.values() if person.code in wanted]


def _of_people(unit: Unit, ways: Ways, now: datetime, people: Iterable[Person]) -> Iterator[Point]:
    for person in people:
        yield from of_person(person, ways.get(person.code, ()), now)
        if person.is_away(unit.local(now).date()):
            standing = unit.standing_in(person.code, now)
            by = standing.code if standing else "-"
            yield Point(
                Weak.ABSENT,
                person.code,
                f"{person.code}: tidak di tempat hari ini; pengganti {by}.",
                f"{person.code}: away today; {by} stands in.",
            )


def _of_agencies(unit: Unit, agencies: Iterable[Agency]) -> Iterator[Point]:
    for agency in agencies:
        focal = unit.people[agency.people[0]] if agency.people else None
        if focal and not focal.deputies and len(agency.people) == 1:
            yield Point(
                Weak.NO_DEPUTY,
                agency.code,
                f"{agency.code}: {focal.code} tidak punya wakil. Isi deputies.",
                f"{agency.code}: {focal.code} has no deputy. Fill in deputies.",
            )
        if agency.contact_24_7 is None:
            yield Point(
                Weak.NO_24_7,
                agency.code,
                f"{agency.code}: tidak punya kontak 24/7.",
                f"{agency.code}: has no 24/7 contact.",
            )


def _listed(channels: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(channels))
