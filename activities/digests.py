"""The daily digests: to each agency as its day begins, to each manager, and to whom the limits of noise kept waiting.

`look` may be called as often as one likes: everybody hears once a day, by their own calendar, on working days only.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, partial
from typing import Any

from sqlmodel import Session

from activities.guard import Guard
from activities.noise import OVER_LIMIT
from activities.own_message import Due, Own, Post
from activities.reach import reached
from activities.settle import Settler
from activities.superiors import Above
from models import digests, enrolment, queries, reaching, units
from models.db import Database
from models.tables import HandoverRow, Outbox
from models.types import case_from_json
from policy.digest import Open, agency_day, begun, day_before, manager_day
from policy.events import Unsettled
from policy.outbox_states import SETTLED
from policy.people import Agency, Person
from policy.reaching import reachable
from policy.unit import Unit
from policy.words import Audience

LASTS = timedelta(hours=6)
"""A digest that has not left by then is no morning's digest any more."""


class Digests:
    """Queues the digests of one unit that are due, and sees them to their end."""

    def __init__(self, db: Database, settler: Settler, post: Post, unit: str) -> None:
        self._db = db
        self._settler = settler
        self._post = post
        self._unit = unit

    def look(self, now: datetime, beat: Callable[[], None] = lambda: None) -> None:
        """Queue what is due and not queued, ask again for proofs that end, look at what has not settled.

        A digest that cannot be made keeps nobody else's from leaving; that it failed is told at the end.
        """
        guard = Guard()
        with self._db.write() as session:
            unit = units.current(session, self._unit, now)
            rows = self._queued(session, unit, now, guard) if unit else []

        def settle(row: Outbox) -> None:
            beat()
            self._settler.look(Unsettled(row.id or 0, 0, row.start, row.deadline))

        guard.each([row for row in rows if row.state not in SETTLED | {"UNDELIVERED"}], settle)
        guard.end()

    def _queued(self, session: Session, unit: Unit, now: datetime, guard: Guard) -> list[Outbox]:
        enrolment.ask_again(session, unit, now)
        due = {each.id: each for each in Morning(session, unit, now).due()}
        known = digests.queued(session, due)
        made: list[Outbox | None] = []

        def queue(each: Due) -> None:
            if (own := each.make()) and own.person.channels:
                made.append(self._post.queue(session, unit, own, now))

        guard.each([each for name, each in due.items() if name not in known], queue)
        return [*known.values(), *filter(None, made)]


@dataclass
class Morning:
    """What is due to be said now in one unit, whether it has been said or not."""

    session: Session
    unit: Unit
    now: datetime

    def due(self) -> Iterator[Due]:
        """To agencies and managers first; who hears by one of those gets no other digest that day."""
        own = [*self._agencies(), *self._managers(), *self._rest()]
        yield from {each.id: each for each in reversed(own)}.values()
        midnight = _midnight(self.unit, self.now)
        today = [row for row in self._left_over if row.created_at >= midnight]
        above = Above(self.session, self.unit, self.now)
        yield from above.heard_too_much(today)
        yield from above.not_proved()

    def _agencies(self) -> Iterator[Due]:
        day = self.unit.local(self.now).date()
        for agency in self.unit.agencies.values():
            opening = begun(self.unit.calendars[agency.calendar], self.now)
            if opening and agency.people and agency.is_active(day):
                person = self.unit.holder_for(agency.code, self.now)
                yield Due(self._id(person, opening), partial(self._agency, agency, person, opening))

    def _agency(self, agency: Agency, person: Person, opening: datetime) -> Own | None:
        tasks = [_open(row) for row in self._tasks if row.party == agency.code and self._may_know(person, row)]
        cal = self.unit.calendars[agency.calendar]
        done = digests.finished(self.session, self.unit.code, day_before(cal, opening), _midnight(self.unit, opening))
        count = sum(party == agency.code and person.code not in self._kept_out(code) for code, party in done)
        says, held = agency_day(tasks, count, opening, self.unit.tz), self._held(person, opening)
        if says.quiet and not held:
            return None
        counts = {"open": says.open, "today": says.today, "late": says.late, "done": says.done, "held": len(held)}
        return self._own("digest_agency", Audience.HOLDER, person, opening, {"codes": says.codes, **counts})

    def _managers(self) -> Iterator[Due]:
        opening = begun(self.unit.calendars[self.unit.calendar], self.now)
        managers = (self.unit.standing_in(code, self.now) for code in self.unit.managers) if opening else ()
        for person in filter(None, managers):
            yield Due(self._id(person, opening or self.now), partial(self._manager, person, opening or self.now))

    def _manager(self, person: Person, opening: datetime) -> Own:
        says = manager_day((_open(row) for row in self._tasks if self._may_know(person, row)), opening)
        high, medium, low = says.late
        values: dict[str, object] = {
            "needs": says.needs,
            "late_high": high,
            "late_medium": medium,
            "late_low": low,
            "unreached": self._unreached,
            "down": digests.channels_down(self.session),
            "held": len(self._held(person, opening)),
        }
        return self._own("digest_manager", Audience.MANAGER, person, opening, values)

    def _rest(self) -> Iterator[Due]:
        """Whoever heard too much to hear all, and gets no digest of another kind."""
        for code in dict.fromkeys(row.person for row in self._left_over):
            person = self.unit.people.get(code)
            opening = begun(self.unit.calendar_of(code), self.now) if person else None
            if person and opening and self._held(person, opening):
                yield Due(self._id(person, opening), partial(self._of_the_rest, person, opening))

    def _of_the_rest(self, person: Person, opening: datetime) -> Own:
        held = self._held(person, opening)
        values = {"held": len(held), "codes": digests.codes_of(self.session, held)}
        return self._own("digest_rest", Audience.HOLDER, person, opening, values)

    def _id(self, person: Person, opening: datetime) -> str:
        return f"harian/{self.unit.code}/{self.unit.local(opening).date()}/{person.code}"

    def _own(
        self, template: str, audience: Audience, person: Person, opening: datetime, values: dict[str, object]
    ) -> Own:
        name = self._id(person, opening)
        return Own(name, template, audience, self._reached(person), values, self.now, opening + LASTS)

    def _reached(self, person: Person) -> Person:
        return reached(self.session, self.unit.code, self.now, [person])[person.code]

    @cached_property
    def _tasks(self) -> Sequence[HandoverRow]:
        return digests.open_tasks(self.session, self.unit.code)

    @cached_property
    def _left_over(self) -> Sequence[Outbox]:
        since = min(day_before(each, self.now) for each in self.unit.calendars.values())
        return digests.left_over(self.session, self.unit.code, OVER_LIMIT, since)

    def _held(self, person: Person, opening: datetime) -> list[Outbox]:
        """What a person was not sent since yesterday began, before the doors opened."""
        since = day_before(self.unit.calendar_of(person.code), opening)
        return [row for row in self._left_over if row.person == person.code and since <= row.created_at < opening]

    @cached_property
    def _unreached(self) -> int:
        known = reaching.known_of_all(self.session, self.unit.code)
        people = (self.unit.people[code] for code in known if code in self.unit.people)
        return sum(not reachable(person, known[person.code]) for person in people)

    @cached_property
    def _cases(self) -> dict[str, Mapping[str, Any]]:
        return queries.states(self.session, {row.case_code for row in self._tasks})

    def _kept_out(self, code: str) -> tuple[str, ...]:
        """Who must not hear of a case, not even that it is there (domain.md §4 rule 8)."""
        state = self._cases.get(code) or queries.states(self.session, [code]).get(code)
        return case_from_json(state).kept_out if state else ()

    def _may_know(self, person: Person, row: HandoverRow) -> bool:
        return person.code not in self._kept_out(row.case_code)


def _open(row: HandoverRow) -> Open:
    return Open(row.code, row.kind, row.level, row.opened, row.due)


def _midnight(unit: Unit, at: datetime) -> datetime:
    return unit.local(at).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(at.tzinfo)
