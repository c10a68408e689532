"""Recording: events, projection and outbox rows of one change, in one transaction, once."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlmodel import Session

from activities.calls import called_for
from activities.compose import Composer, Message, events_after
from activities.ended import hush
from activities.noise import calmed
from activities.privacy import Veil
from activities.reach import reached
from activities.silence import silence
from models import barred, outbox, record, units
from models.db import Database
from models.record import SeqTaken
from models.tables import Outbox
from policy.case import Case
from policy.codes import task_code
from policy.events import Change, Recorded
from policy.fixing import Cases
from policy.recording import Fixed, fix
from policy.unit import Unit
from policy.words import Channel

Draw = Callable[[int], int]


class UnitMissingError(Exception):
    """The unit of a case is not loaded in this database."""


class Recorder:
    """Writes changes. `draw(n)` gives a random number below n, `new_id` an opaque id."""

    def __init__(
        self,
        db: Database,
        draw: Draw,
        new_id: Callable[[], str],
        can_receive: Callable[[Channel], bool],
        link: str = "",
    ) -> None:
        self._db = db
        self._draw = draw
        self._new_id = new_id
        self._can_receive = can_receive
        self._link = link

    def record(self, *changes: Change) -> Recorded:
        """Write changes; their exact terms. SeqTaken."""
        return self.write(changes)[0]

    def write(self, changes: tuple[Change, ...]) -> tuple[Recorded, list[Outbox]]:
        """Write changes of one case, all or none: their exact terms and their messages as they stand. SeqTaken.

        What is written already is not written again and has the same answer.
        """
        try:
            return self._once(changes)
        except SeqTaken:
            if again := self._stored(changes):
                return again
            raise

    def _once(self, changes: tuple[Change, ...]) -> tuple[Recorded, list[Outbox]]:
        """The case is locked first: two attempts at one change take turns, and the second finds the first's."""
        written: list[Recorded] = []
        rows: list[Outbox] = []
        with self._db.write() as session:
            case = record.lock_case(session, changes[0].case)
            for change in changes:
                result = record.stored(session, change.id) if case and case.seq >= change.seq else None
                if result is None:
                    fixed = self._write(session, case, change)
                    told = replace(change, notices=fixed.notices)
                    rows += self._queue(session, fixed.cases, told, {each.id for each in changes})
                    case, result = fixed.cases.after, fixed.answer
                else:
                    rows += outbox.of_change(session, change.id)
                written.append(result)
        return _together(written), rows

    def _stored(self, changes: tuple[Change, ...]) -> tuple[Recorded, list[Outbox]] | None:
        with self._db.read() as session:
            found = [result for each in changes if (result := record.stored(session, each.id))]
            rows = outbox.of_changes(session, [each.id for each in changes])
        return (_together(found), rows) if len(found) == len(changes) else None

    def _write(self, session: Session, before: Case | None, change: Change) -> Fixed:
        unit = self._unit(session, before.unit if before else change.events[0].data["unit"], change.at)

        def numbers(case: Case) -> Collection[str]:
            return barred.numbers(session, case, change.id)

        fixed = fix(unit, before, change, numbers, lambda: self._free_code(session, unit))
        events = events_after(change, fixed.terms)
        record.append(session, change, (before, fixed.cases.after), events, fixed.answer)
        return fixed

    def _unit(self, session: Session, code: str, now: datetime) -> Unit:
        unit = units.current(session, code, now)
        if unit is None:
            raise UnitMissingError(code)
        return unit

    def _free_code(self, session: Session, unit: Unit) -> str:
        while not record.code_is_free(session, unit.code, code := task_code(self._draw)):
            pass
        return code

    def _queue(self, session: Session, cases: Cases, change: Change, together: set[str]) -> Iterator[Outbox]:
        silence(session, cases, change.at, self._new_id)
        hush(session, cases, change.at, together)
        ways = partial(reached, session, cases.unit.code, change.at)
        veil = Veil(session, cases)
        composed = Composer(cases, change, self._can_receive, ways, self._link, veil=veil).messages()
        for message in calmed(session, cases, change.at, composed):
            if message.state == "READY":
                self._replace_held(session, cases.after, message, change.at, together)
            called_for(session, cases, message, change.id, change.at)
            yield outbox.add(session, self._row(cases, change, message))
        veil.tell(change.at)

    def _replace_held(self, session: Session, case: Case, message: Message, now: datetime, together: set[str]) -> None:
        """Rungs whose messages had to wait leave as one message: the newest, which carries the true state.

        What is recorded together leaves at once, each as it would have left alone.
        """
        held = outbox.held_for(session, case.code, message.n, message.person.code)
        late = [row for row in held if row.start > now or row.change_id not in together]
        outbox.cancel(session, [row.id for row in late if row.id is not None], now, "superseded")

    def _row(self, cases: Cases, change: Change, message: Message) -> Outbox:
        return Outbox(
            notification_id=self._new_id(),
            change_id=change.id,
            place=message.place,
            case_code=cases.after.code,
            n=message.n,
            unit=cases.unit.code,
            template=message.template,
            audience=message.audience,
            person=message.person.code,
            channel=message.contact.channel,
            channels=_rest(message),
            address=message.contact.address,
            language=message.person.language,
            text=message.text,
            subject=message.subject,
            state=message.state,
            error_code=message.why or None,
            settled_at=None if message.state == "READY" else change.at,
            start=message.start,
            deadline=message.deadline,
            created_at=change.at,
            urgency=message.urgency,
            filled=message.filled,
        )


def _together(written: Sequence[Recorded]) -> Recorded:
    """One answer to several changes: terms are folded one after the other, whichever change they are of."""
    return Recorded(written[-1].seq, tuple(term for each in written for term in each.terms))


def _rest(message: Message) -> list[list[str]]:
    """Channels still to try, in the person's order, as (channel, address)."""
    return [[contact.channel.value, contact.address] for contact in message.person.channels[1:]]
