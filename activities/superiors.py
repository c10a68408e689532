"""What a superior hears of a person: that they have heard all they can that day, or that a code got no answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from sqlmodel import Session

from activities.own_message import Due, Own
from activities.reach import reached
from models import digests, enrolment, ways
from models.reach import Passcode
from models.tables import Outbox
from notifications.when import wib
from policy.enrolling import unproved
from policy.limits import OVER
from policy.people import Person
from policy.unit import Unit
from policy.words import Audience, Role
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


@dataclass(frozen=True)
class Above:
    """What superiors of one unit are told now."""

    session: Session
    unit: Unit
    now: datetime

    def heard_too_much(self, over: Iterable[Outbox]) -> Iterator[Due]:
        """Once a day for each person whose messages of today are over the limit."""
        by_person: dict[str, list[Outbox]] = {}
        for row in over:
            by_person.setdefault(row.person, []).append(row)
        for code, rows in by_person.items():
            name = f"{OVER}/{self.unit.code}/{self.unit.local(self.now).date()}/{code}"
            yield Due(name, partial(self._too_much, rows, name))

    def _too_much(self, rows: Sequence[Outbox], name: str) -> Own | None:
        values = {"count": len(rows), "codes": digests.codes_of(self.session, rows)}
        return self._told(name, "over_limit", rows[0].person, values)

    def not_proved(self) -> Iterator[Due]:
        """Once for each person whose code ended without an answer, unless the way is proved all the same."""
        ended: dict[tuple[str, date], Passcode] = {}
        for code in enrolment.unanswered(self.session, self.unit.code, self.now):
            if code.person in self.unit.people:
                ended.setdefault((code.person, self.unit.local(code.expires_at).date()), code)
        for (person, day), code in ended.items():
            name = f"bukti/{self.unit.code}/{day}/{person}"
            yield Due(name, partial(self._not_proved, code, name))

    def _not_proved(self, code: Passcode, name: str) -> Own | None:
        person = self.unit.people[code.person]
        known = ways.known(self.session, self.unit.code, [person.code]).get(person.code, ())
        doubtful = {(way.channel.value, way.address) for way in unproved(person, known, self.now)}
        if (code.channel, code.address) not in doubtful:
            return None
        superior = superior_of(self.unit, person.code, self.now)
        language = superior.language if superior else "id"
        values = {"due": wib(code.expires_at, self.unit.tz, language)}
        return self._told(name, "unproved", person.code, values)

    def _told(self, name: str, template: str, about: str, values: Mapping[str, object]) -> Own | None:
        superior = superior_of(self.unit, about, self.now)
        if superior is None:
            return None
        to = reached(self.session, self.unit.code, self.now, [superior])[superior.code]
        start = next_opening(self.unit.calendar_of(superior.code), self.now)
        return Own(name, template, Audience.SUPERIOR, to, {"holder": about, **values}, start, start + LASTS)
