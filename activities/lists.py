"""The lists before a long closure on their way: each person is told once of each closure, and seen to the end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from activities.deliver import Clock
from activities.own_message import Own, Post
from activities.reach import reached
from activities.settle import Settler, Waiting
from models import inbox, outbox, queries, units
from models.db import Database
from models.tables import Inbox, Outbox
from notifications.when import wib
from policy.closures import Closure, closure_at
from policy.events import Unsettled
from policy.falling_due import DueList, Task, due_lists, still_told
from policy.unit import Unit

CLOSURES = "Closures"
"""The kind of the inbox row that asks for the lists."""
AGAIN = timedelta(seconds=2)
TEMPLATE = "before_closure"


def told_id(unit: Unit, closure: Closure, person: str) -> str:
    """The identity of a list: one for each person and closure, however often it is asked for."""
    return f"tutup/{unit.code}/{closure.first}/{person}"


def lists_now(session: Session, unit: Unit, closure: Closure, now: datetime) -> tuple[DueList, ...]:
    """What everybody is told of this closure, by the record as it stands."""
    rows = queries.due_between(session, unit.code, closure.told, closure.ends)
    return due_lists(unit, closure, (Task(row.code, row.person, row.due) for row in rows), now)


def ask(session: Session, unit: Unit, closure: Closure, row_id: str, now: datetime) -> bool:
    """Ask the relay for the lists of a closure, once however often; whether it was new. The row gets this id."""
    row = Inbox(
        id=row_id,
        kind=CLOSURES,
        payload={"unit": unit.code, "first": f"{closure.first}"},
        facts={},
        source="jadwal",
        dedupe=f"{CLOSURES}/{unit.code}/{closure.first}",
        created_at=now,
    )
    (kept,) = inbox.put(session, row)
    return kept.id == row.id


class Lists:
    """Sends the lists of one unit. `new_id` gives opaque ids."""

    def __init__(self, db: Database, settler: Settler, clock: Clock, new_id: Callable[[], str], unit: str) -> None:
        self._db = db
        self._settler = settler
        self._clock = clock
        self._new_id = new_id
        self._post = Post(new_id)
        self._unit = unit

    def look(self, now: datetime) -> None:
        """Ask for the lists at their noon; nothing is written on any other day."""
        with self._db.read() as session:
            unit = units.current(session, self._unit, now)
        closure = closure_at(unit.calendars[unit.calendar], now) if unit else None
        if unit and closure:
            with self._db.write() as session:
                ask(session, unit, closure, self._new_id(), now)

    def send(self, row_id: str) -> None:
        """Queue what is not queued yet, look after what has not settled; the row waits until all has."""
        now = self._clock()
        with self._db.write() as session:
            if inbox.unanswered(session, row_id) is None:
                return
            rows = self._queued(session, now)
        left = [row for row in rows if isinstance(self._settler.look(_unsettled(row)), Waiting)]
        with self._db.write() as session:
            if left:
                inbox.waits(session, row_id, now + AGAIN, f"daftar sebelum tutup: {len(left)} belum terkirim")
            else:
                inbox.answered(session, row_id, {"ok": True, "told": len(rows)}, "DONE")

    def _queued(self, session: Session, now: datetime) -> list[Outbox]:
        unit = units.current(session, self._unit, now)
        closure = closure_at(unit.calendars[unit.calendar], now) if unit else None
        if unit is None or closure is None:
            return []
        lists = list(still_told(lists_now(session, unit, closure, now), closure, now))
        ways = reached(session, unit.code, now, (each.person for each in lists))
        told = (replace(each, person=ways[each.person.code]) for each in lists)
        made = (self._once(session, unit, closure, each, now) for each in told if each.person.channels)
        return [row for row in made if row]

    def _once(self, session: Session, unit: Unit, closure: Closure, told: DueList, now: datetime) -> Outbox | None:
        known = outbox.of_change(session, told_id(unit, closure, told.person.code))
        return known[-1] if known else self._post.queue(session, unit, _own(unit, closure, told, now), now)


def _own(unit: Unit, closure: Closure, told: DueList, now: datetime) -> Own:
    language = told.person.language
    values = {
        "due": wib(closure.starts, unit.tz, language),
        "until": wib(closure.ends, unit.tz, language),
        "count": len(told.codes),
        "codes": told.codes,
    }
    name = told_id(unit, closure, told.person.code)
    return Own(name, TEMPLATE, told.audience, told.person, values, now, closure.ends)


def _unsettled(row: Outbox) -> Unsettled:
    return Unsettled(row.id or 0, row.n, row.start, row.deadline)
