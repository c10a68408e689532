"""Settling: a message is seen to its fate. Passing failures are tried again, unknown ones are asked about first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from activities import ending
from activities.asking import Asker, Unasked
from activities.deliver import Clock, Sender
from activities.ids import NewId
from activities.merging import Merger
from activities.needed import wanted
from activities.remedies import remedy_of
from activities.templated import as_template
from activities.wording import words_for
from models import outbox, record
from models.db import Database
from models.tables import Outbox
from notifications.channels import Remedy
from notifications.links import NONE, Links
from policy import patience
from policy.case import Case
from policy.events import Settled, Unsettled
from policy.outbox_states import LOST, SETTLED
from policy.words import Channel

AMBIGUITY = timedelta(seconds=120)
"""How long an unknown fate may clear up through a status callback before the provider is asked."""
SENDING = timedelta(seconds=40)
"""Longer than any request's time-out: a row still INTENT then belongs to a sender that died."""
POLL = timedelta(seconds=1)
ASK_AGAIN = timedelta(seconds=20)
FIRST_TRY = 5.0
"""Seconds a look waits for a message it sends; a slower one goes on in its thread."""
MOST_UNKNOWN = 2
"""Twice unknown on one channel, then one other channel; a third unknown copy is the last."""


@dataclass(frozen=True)
class Waiting:
    """Not settled yet: look again after `delay`; `reason` is what a manager reads on the pending activity."""

    delay: timedelta
    reason: str


@dataclass(frozen=True)
class Leave:
    """This row is to be sent now."""

    row: int


@dataclass(frozen=True)
class Ask:
    """The provider is to be asked about this row."""

    row: int


Step = Settled | Waiting | Leave


class Settler:
    """Takes one look at an unsettled message and does the one thing that is due.

    `can_receive`: whether an answer by a channel comes back to us; `links` of messages of no case.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what it works with
        self,
        db: Database,
        sender: Sender,
        clock: Clock,
        new_id: NewId,
        can_receive: Callable[[Channel], bool] = lambda _: False,
        links: Links = NONE,
    ) -> None:
        self._db = db
        self._merger = Merger(new_id, links)
        self._sender = sender
        self._clock = clock
        self._new_id = new_id
        self._can_receive = can_receive
        self._asker = Asker(db, sender)

    def look(self, unsettled: Unsettled, beat: Callable[[], None] = lambda: None) -> Settled | Waiting:
        """The message's fate, or how long to wait and why. Beats while it sends or asks."""
        self._sender.watch.look()
        now = self._clock()
        with self._db.write() as session:
            row = self._merger.row_of(session, unsettled.row, now)
            step = self._step(session, outbox.chain(session, row.id or 0), now)
        if isinstance(step, Ask):
            step = self._asked(step.row, beat)
        return self._sent(step.row, beat) if isinstance(step, Leave) else step

    def drive(self, row_id: int, looks: int = 6) -> Settled | Waiting:
        """Look as often as there is something to do at once: for messages that no case watches."""
        found: Settled | Waiting = Settled()
        for _ in range(looks):
            found = self.look(Unsettled(row_id, 0, self._clock(), self._clock()))
            if isinstance(found, Settled) or found.delay > POLL:
                break
        return found

    def fails_over(self, session: Session, row_id: int, now: datetime) -> None:
        """A message that has no final status by its time: another channel, else the desk; nothing if not needed."""
        rows = outbox.chain(session, row_id)
        row = rows[-1]
        row.fate_by = None
        session.add(row)
        case = record.load_case(session, row.case_code)
        if row.id != row_id or row.state != "ACCEPTED" or not wanted(case, row):
            return
        if not self._next(session, row, case, now):
            ending.to_desk(session, rows[0], row, now)

    def fresh(self, rows: Sequence[Outbox]) -> list[Outbox]:
        """Of rows taken up again after a while those that are still true; the others are cancelled."""
        with self._db.write() as session:
            case = record.load_case(session, rows[0].case_code) if rows else None
            moot = [row.id for row in rows if row.id is not None and not wanted(case, row)]
            outbox.cancel(session, moot, self._clock(), "answered")
        return [row for row in rows if row.id not in moot]

    def _sent(self, row_id: int, beat: Callable[[], None]) -> Settled | Waiting:
        self._sender.apart(lambda: self._sender.send(row_id), FIRST_TRY, beat)
        return Waiting(POLL, "baru dikirim")

    def _step(self, session: Session, rows: list[Outbox], now: datetime) -> Step | Ask:
        """What is due for a message and those that followed it."""
        row = rows[-1]
        if row.state in SETTLED:
            return Settled()
        if any(self._arrived(session, each, row) for each in rows[:-1]):
            outbox.cancel(session, [row.id or 0], now, "arrived")
            if row.state != "INTENT":
                return ending.closed(session, row, now)
        if row.state in LOST:
            return self._other_channel(session, rows, now)
        if row.state == "READY":
            return self._ready(session, rows, now)
        return self._unknown(session, row, now)

    def _arrived(self, session: Session, earlier: Outbox, row: Outbox) -> bool:
        """Whether an earlier copy turned out to be there after this one was made: then this one is one too many."""
        late = earlier.state == "ACCEPTED" and (earlier.accepted_at or row.created_at) > row.created_at
        if late and earlier.fate_by is None:
            earlier.fate_by = self._sender.fate_by(earlier, earlier.accepted_at or row.created_at)
            session.add(earlier)
        return late or earlier.state == "DELIVERED"

    def _ready(self, session: Session, rows: list[Outbox], now: datetime) -> Step:
        row = rows[-1]
        case = record.load_case(session, row.case_code)
        if not wanted(case, row):
            outbox.cancel(session, [row.id or 0], now, "answered")
            return Settled()
        if now >= row.deadline:
            return ending.give_up(session, rows, now, "deadline")
        if row.start > now:
            return Waiting(row.start - now, f"percobaan berikut: {row.error_code or 'ditahan'}")
        for name, value in self._said(row, case, row.channel).items():
            setattr(row, name, value)
        return Leave(row.id or 0)

    def _unknown(self, session: Session, row: Outbox, now: datetime) -> Waiting | Ask:
        """INTENT or AMBIGUOUS: nobody may send it again unasked; a callback may still tell (design.md §6)."""
        begun = row.intent_at or row.created_at
        if row.state == "INTENT":
            if now > begun + SENDING:
                outbox.ambiguous(session, row.id or 0, now, "sender-died")
            return Waiting(POLL, "menunggu jawaban penyedia")
        return Waiting(POLL * 5, "nasib belum diketahui") if now < begun + AMBIGUITY else Ask(row.id or 0)

    def _asked(self, row_id: int, beat: Callable[[], None]) -> Step:
        """Ask the provider; then it is theirs, or surely not, or it cannot be asked and nobody knows."""
        answer = self._asker.find(row_id, beat)
        now = self._clock()
        with self._db.write() as session:
            rows = outbox.chain(session, row_id)
            row = rows[-1]
            if row.id != row_id or row.state != "AMBIGUOUS":
                return Waiting(POLL, "nasib baru diketahui")
            if isinstance(answer, Unasked) and now < row.deadline:
                return Waiting(ASK_AGAIN, f"penyedia tidak dapat ditanya: {answer.code}")
            if isinstance(answer, str):
                taken = outbox.Taken(fate_by=self._sender.fate_by(row, now))
                outbox.accepted(session, row_id, answer, now, taken)
                return Settled()
            return self._again(session, rows, now)

    def _again(self, session: Session, rows: list[Outbox], now: datetime) -> Step:
        """Once more on the same channel, marked; after a second unknown fate another channel, marked too."""
        row = rows[-1]
        unknown = sum(each.state == "AMBIGUOUS" for each in rows)
        case = record.load_case(session, row.case_code)
        if not wanted(case, row):
            return ending.closed(session, row, now)
        if now >= row.deadline or unknown > MOST_UNKNOWN:
            return ending.give_up(session, rows, now, row.error_code or "ambiguous")
        if unknown == 1:
            said = self._said(row, case, row.channel)
            return Leave(outbox.once_more(session, row, self._new_id(), now, said).id or 0)
        return self._next(session, row, case, now) or ending.give_up(session, rows, now, row.error_code or "ambiguous")

    def _other_channel(self, session: Session, rows: list[Outbox], now: datetime) -> Step:
        """The same as a template where that was refused, else the next; unless nobody needs it or it is too late."""
        row = rows[-1]
        case = record.load_case(session, row.case_code)
        if not wanted(case, row):
            return Settled()
        late = now >= row.deadline and row.accepted_at is None
        if again := as_template(session, rows, self._new_id(), now, self._said(row, case, row.channel)):
            return Leave(again.id or 0)
        after = None if late else self._next(session, row, case, now) or self._later(session, rows, now)
        return after or ending.give_up(session, rows, now, row.error_code or "ambiguous")

    def _next(self, session: Session, row: Outbox, case: Case | None, now: datetime) -> Leave | None:
        """A row by the next channel that may be used, in that channel's words; None if there is none.

        While a case settles it, its deadline stands; once a provider had it, its follower gets time of its own.
        """
        blocked = self._sender.watch.blocked()
        row.channels = [way for way in row.channels if (row.unit, row.person, *way) not in blocked]
        if not row.channels:
            return None
        more = {"deadline": patience.extended(row.deadline, now)} if row.accepted_at else {}
        said = {**self._said(row, case, row.channels[0][0]), **more}
        return Leave(outbox.next_channel(session, row, self._new_id(), now, said).id or 0)

    def _later(self, session: Session, rows: list[Outbox], now: datetime) -> Waiting | None:
        """Accepted and not delivered for a reason that passes, and no other channel: again after 1 and 10 minutes."""
        row = rows[-1]
        tried = sum(each.address == row.address and each.accepted_at is not None for each in rows)
        passing = row.accepted_at is not None and remedy_of(row, row.error_code) is Remedy.PASSING
        if not passing or tried > len(outbox.AGAIN) or now + outbox.AGAIN[tried - 1] >= row.deadline:
            return None
        start = now + outbox.AGAIN[tried - 1]
        outbox.once_more(session, row, self._new_id(), now, {"resent": row.resent, "start": start})
        return Waiting(start - now, f"percobaan berikut: {row.error_code}")

    def _said(self, row: Outbox, case: Case | None, channel: str) -> dict[str, str]:
        return words_for(row, case, channel, reply=self._can_receive(Channel(channel)))
