"""What a page has sent: one-time codes, and word of a locked PIN. No case knows of it; no row holds the digits."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from activities.calls import number_of
from activities.deliver import Clock
from activities.own_message import Own, Post
from activities.settle import Settler, Waiting
from models import desk, inbox, outbox, units
from models.db import Database
from models.reach import DeskItem
from models.tables import Inbox, Outbox
from notifications.when import wib
from policy.desk import READ_WITHIN, DeskKind
from policy.entry import CODE_LASTS, FOR_GOOD, TOLD_FROM
from policy.events import Unsettled
from policy.passcodes import PLACE
from policy.people import Contact, Person
from policy.unit import Unit
from policy.words import Channel

AGAIN = timedelta(seconds=2)
AUDIENCE = "sendiri"
"""To oneself: nobody else is told."""
NEW_PIN = ("PIN baru dibuat", "a new one is set")
LOCKED_AGAIN = (
    "PIN terkunci berulang kali. Lupa: rujukan people end-pin, lalu buat PIN baru dari tautan. "
    "Bukan ia yang mengetik: kabari supervisor."
)


@dataclass(frozen=True)
class _Order:
    """What is to be sent: by which row, to whom, in which words."""

    row: Inbox
    unit: Unit
    person: Person
    to: Contact
    template: str
    values: dict[str, object]
    name: str


class Codes:
    """Sends what a page has asked for. `new_id` gives opaque ids."""

    def __init__(self, db: Database, settler: Settler, clock: Clock, new_id: Callable[[], str]) -> None:
        self._db = db
        self._settler = settler
        self._clock = clock
        self._new_id = new_id

    def send(self, row_id: str) -> None:
        """A one-time code to the address that asked for it, and to no other: it proves that address."""
        self._send(row_id, self._code)

    def locked(self, row_id: str) -> None:
        """That somebody typed a wrong PIN five times is told to its person by their first way."""
        self._send(row_id, self._lock)

    def _send(self, row_id: str, read: Callable[[Session, Inbox], _Order | None]) -> None:
        """Queued once, then seen to its fate; the row waits until there is one."""
        now = self._clock()
        with self._db.write() as session:
            row = inbox.unanswered(session, row_id)
            if row is None:
                return
            order = read(session, row)
            queued = self._queued(session, order, now) if order else None
            if queued is None:
                inbox.answered(session, row_id, {"ok": False}, "DONE")
                return
            looked = Unsettled(queued.id or 0, 0, queued.start, queued.deadline)
        waits = isinstance(self._settler.look(looked), Waiting)
        with self._db.write() as session:
            if waits:
                inbox.waits(session, row_id, now + AGAIN, "kode belum terkirim")
            else:
                inbox.answered(session, row_id, {"ok": True}, "DONE")

    def _code(self, session: Session, row: Inbox) -> _Order | None:
        known = self._person(session, row)
        if known is None:
            return None
        unit, person = known
        to = Contact(Channel(row.payload["channel"]), str(row.facts["address"]))
        if all(way.address != to.address for way in person.channels):
            return None
        values: dict[str, object] = {"passcode": PLACE}
        return _Order(row, unit, person, to, "passcode", values, str(row.payload["name"]))

    def _lock(self, session: Session, row: Inbox) -> _Order | None:
        known = self._person(session, row)
        if known is None or not known[1].channels:
            return None
        unit, person = known
        until = datetime.fromisoformat(str(row.payload["until"]))
        values: dict[str, object] = {"until": _until(until, unit, person)}
        self._tell_desk(session, row, unit, person)
        return _Order(row, unit, person, person.channels[0], "pin_locked", values, self._new_id())

    def _tell_desk(self, session: Session, row: Inbox, unit: Unit, person: Person) -> None:
        """Locked again: the desk calls them, by the number in the pack and not by one that is told on the telephone."""
        if int(row.payload.get("locks", 1)) < TOLD_FROM:
            return
        item = DeskItem(
            key=f"pin/{row.id}",
            unit=unit.code,
            kind=DeskKind.PIN,
            person=person.code,
            channel=Channel.PHONE,
            address=number_of(person),
            words=LOCKED_AGAIN,
            made_at=row.created_at,
            due=row.created_at + READ_WITHIN,
        )
        desk.put(session, item)

    def _person(self, session: Session, row: Inbox) -> tuple[Unit, Person] | None:
        unit = units.current(session, str(row.payload["unit"]), self._clock())
        person = unit.people.get(str(row.payload["person"])) if unit else None
        return (unit, person) if unit and person else None

    def _queued(self, session: Session, order: _Order, now: datetime) -> Outbox:
        known = outbox.of_change(session, order.row.id)
        return known[-1] if known else outbox.add(session, _row(order, now))


def _until(until: datetime, unit: Unit, person: Person) -> str:
    if until < FOR_GOOD:
        return wib(until, unit.tz, person.language)
    return NEW_PIN[person.language == "en"]


def _row(order: _Order, now: datetime) -> Outbox:
    to, ends = replace(order.person, channels=(order.to,)), order.row.created_at + CODE_LASTS
    own = Own(order.row.id, order.template, AUDIENCE, to, order.values, now, ends)
    return Post(lambda: order.name).row(order.unit, own, now)
