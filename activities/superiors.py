"""What a superior hears of a person: that they have heard all they can that day, or that a code got no answer."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from sqlmodel import Session

from activities.own_message import Due, Own
from activities.reach import reached
from models import digests, enrolment, reaching
from models.reach import Passcode
from models.tables import Outbox
from notifications.when import wib
from policy.enrolling import unproved
from policy.limits import OVER
from policy.people import Contact, Person
from policy.unit import Unit
from policy.words import Audience, Channel, Role
from policy.worktime import next_opening

LASTS = timedelta(hours=6)


def superior_of(unit: Unit, code: str, now: datetime) -> Person | None:
    """Who is told of a person: their superior, else the unit's supervisor, of a supervisor or manager a manager."""
    person = unit.people.get(code)
    if person is None:
        return None
    if person.superior in unit.people:
        return unit.standing_in(str(person.superior), now) or unit.people[str(person.superior)]
    above = unit.manager(now) if person.role in {Role.SUPERVISOR, Role.MANAGER} else unit.supervisor(now)
    return above if above.code != code else unit.people[unit.last_person]


def heard_too_much(session: Session, unit: Unit, over: Iterable[Outbox], now: datetime) -> Iterator[Due]:
    """Once a day for each person whose messages of today are over the limit."""
    by_person: dict[str, list[Outbox]] = {}
    for row in over:
        by_person.setdefault(row.person, []).append(row)
    for code, rows in by_person.items():
        name = f"{OVER}/{unit.code}/{unit.local(now).date()}/{code}"
        yield Due(name, partial(_heard_too_much, session, unit, rows, name, now))


def _heard_too_much(session: Session, unit: Unit, rows: Sequence[Outbox], name: str, now: datetime) -> Own | None:
    values = {"holder": rows[0].person, "count": len(rows), "codes": digests.codes_of(session, rows)}
    return _told(session, unit, name, "over_limit", values, now)


def not_proved(session: Session, unit: Unit, now: datetime) -> Iterator[Due]:
    """Once for each person whose code ended without an answer, unless the way is proved all the same."""
    ended: dict[tuple[str, date], Passcode] = {}
    for code in enrolment.unanswered(session, unit.code, now):
        if code.person in unit.people:
            ended.setdefault((code.person, unit.local(code.expires_at).date()), code)
    for (person, day), code in ended.items():
        name = f"bukti/{unit.code}/{day}/{person}"
        yield Due(name, partial(_not_proved, session, unit, code, name, now))


def _not_proved(session: Session, unit: Unit, code: Passcode, name: str, now: datetime) -> Own | None:
    person, known = unit.people[code.person], reaching.known(session, unit.code, [code.person])
    open_ways = unproved(person, known.get(person.code, ()), now)
    if Contact(Channel(code.channel), code.address) not in {Contact(way.channel, way.address) for way in open_ways}:
        return None
    superior = superior_of(unit, person.code, now)
    language = superior.language if superior else "id"
    values = {"holder": person.code, "due": wib(code.expires_at, unit.tz, language)}
    return _told(session, unit, name, "unproved", values, now)


def _told(
    session: Session, unit: Unit, name: str, template: str, values: dict[str, object], now: datetime
) -> Own | None:
    superior = superior_of(unit, str(values["holder"]), now)
    if superior is None:
        return None
    to = reached(session, unit.code, now, [superior])[superior.code]
    start = next_opening(unit.calendar_of(superior.code), now)
    return Own(name, template, Audience.SUPERIOR, to, values, start, start + LASTS)
