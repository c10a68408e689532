"""Codes on their way: each way of a person gets its own, by that way alone.

With a link key a code is made like a token (ADR 5): of the key and its message, put in as it leaves, never stored.
Without one it stands in the stored text until the message has left or its time is over, and no longer.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from activities.deliver import Clock
from activities.own_message import Own, Post
from activities.settle import Settler, Waiting
from models import digests, enrolment, inbox, spent, units
from models.access import ENROL_ROW
from models.db import Database
from models.tables import Inbox, Outbox
from notifications.links import code_of
from notifications.when import wib
from policy.enrolling import Fate, ways
from policy.events import Unsettled
from policy.passcodes import PLACE, new_code
from policy.people import Contact, Person
from policy.reaching import PROOF
from policy.unit import Unit
from policy.words import Audience, Channel
from policy.worktime import next_opening

TEMPLATE = "enrol_code"
AGAIN = timedelta(seconds=2)
PATIENCE = timedelta(hours=2)
"""So long a code is tried to be sent."""
WRONG = (
    "Kode itu salah, habis waktunya, atau bukan untuk nomor ini.",
    "That code is wrong, ended, or another number's.",
)


@dataclass(frozen=True)
class Enrolment:
    """Sends the codes of one unit. `draw(n)` gives a random number below n."""

    db: Database
    settler: Settler
    clock: Clock
    post: Post
    draw: Callable[[int], int]
    can_receive: Callable[[Channel], bool]
    unit: str

    def send(self, row_id: str) -> None:
        """Queue the codes an inbox row asks for, look after what has not settled; the row waits until all has."""
        now = self.clock()
        with self.db.write() as session:
            asked = inbox.unanswered(session, row_id)
            if asked is None:
                return
            rows = list(self._queued(session, asked, now))
        left = [row for row in rows if isinstance(self.settler.look(_unsettled(row)), Waiting)]
        with self.db.write() as session:
            spent.forget(session, [row.change_id for row in rows if row not in left], now)
            if left:
                inbox.waits(session, row_id, max(now + AGAIN, left[0].start), f"kode: {len(left)} belum terkirim")
            else:
                inbox.answered(session, row_id, {"ok": True, "told": len(rows)}, "DONE")

    def _queued(self, session: Session, asked: Inbox, now: datetime) -> Iterator[Outbox]:
        unit = units.current(session, self.unit, now)
        person = unit.people.get(str(asked.payload["person"])) if unit else None
        if unit is None or person is None:
            return
        for place, way in enumerate(ways(person, _channel(asked.payload))):
            name = f"{ENROL_ROW}{asked.id}/{place}"
            known = digests.queued(session, [name]).get(name)
            start = now if asked.payload["at_once"] else next_opening(unit.calendar_of(person.code), now)
            key = self.post.links.key
            code = code_of(key, name) if key else new_code(self.draw)
            if known is None:
                enrolment.keep(session, enrolment.Whom(unit.code, person.code, way), code, start)
            own = self._own(name, person, way, PLACE if key else code, start)
            row = known or self.post.queue(session, unit, own, now)
            if row:
                yield row

    def _own(self, name: str, person: Person, way: Contact, code: str, start: datetime) -> Own:
        """By the way that is to be proved, and by no other."""
        values = {"passcode": code, "holder": person.code, "reply": self.can_receive(way.channel)}
        to = replace(person, channels=(way,))
        return Own(name, TEMPLATE, Audience.HOLDER, to, values, start, start + PATIENCE)


def proof_of(
    session: Session, unit: Unit, people: Sequence[Person], code: str, now: datetime
) -> tuple[str, dict[str, object]]:
    """What whoever wrote the code back is told: template and values. A shared number proves for the one it was for."""
    for person in people:
        if enrolment.prove(session, unit.code, person.code, code, now).fate is Fate.PROVED:
            until = wib(now + PROOF, unit.tz, person.language)
            return "enrolled", {"holder": person.code, "until": until}
    indonesian = people[0].language == "id"
    return "reply_refused", {"sentence": WRONG[0] if indonesian else WRONG[1]}


def _channel(payload: dict[str, Any]) -> Channel | None:
    return Channel(payload["channel"]) if payload["channel"] else None


def _unsettled(row: Outbox) -> Unsettled:
    return Unsettled(row.id or 0, 0, row.start, row.deadline)
