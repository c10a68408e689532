"""Settling: a message is seen to its fate. Passing failures are tried again, unknown ones never blindly."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from activities.deliver import Clock, Sender
from models import outbox, record
from models.db import Database
from models.tables import Outbox
from policy.case import Case
from policy.events import Settled, Unsettled
from policy.words import Audience, State

AMBIGUITY = timedelta(seconds=120)
"""How long an unknown fate may clear up through a status callback before the next channel is taken."""
SENDING = timedelta(seconds=40)
"""Longer than any request's time-out: a row still INTENT then belongs to a sender that died."""
POLL = timedelta(seconds=1)
FIRST_ONLY = frozenset({"task_referral", "reminder"})
LAST_WORDS = frozenset({"withdrawn", "entered_in_error", "reply_ok", "help_ok"})
WHILE_OPEN = frozenset({"call_desk", "to_superior", "to_supervisor", "to_manager", "to_manager_again", "silent"})
"""What others than the holder hear of a silence; with its task it has ended."""
LEFT = frozenset({"ACCEPTED", "DELIVERED", "CANCELLED", "DESK"})
LOST = frozenset({"REFUSED", "UNDELIVERED"})


@dataclass(frozen=True)
class Waiting:
    """Not settled yet: look again after `delay`; `reason` is what a manager reads on the pending activity."""

    delay: timedelta
    reason: str


class Settler:
    """Takes one look at an unsettled message and does the one thing that is due."""

    def __init__(self, db: Database, sender: Sender, clock: Clock, new_id: Callable[[], str]) -> None:
        self._db = db
        self._sender = sender
        self._clock = clock
        self._new_id = new_id

    def look(self, unsettled: Unsettled) -> Settled | Waiting:
        """The message's fate, or how long to wait and why."""
        now = self._clock()
        with self._db.write() as session:
            row = outbox.newest_of(session, unsettled.row)
            step = self._step(session, row, now)
            row_id = row.id or 0
        if step is not None:
            return step
        self._sender.send(row_id)
        return Waiting(POLL, "baru dikirim")

    def _step(self, session: Session, row: Outbox, now: datetime) -> Settled | Waiting | None:
        """None means: send this row now."""
        if row.state in LEFT:
            return Settled()
        if row.state in LOST:
            return self._other_channel(session, row, now)
        if row.state == "READY":
            return self._ready(session, row, now)
        return self._unknown(session, row, now)

    def _ready(self, session: Session, row: Outbox, now: datetime) -> Settled | Waiting | None:
        if self._moot(session, row):
            outbox.cancel(session, [row.id or 0], now, "answered")
            return Settled()
        if now >= row.deadline:
            outbox.given_up(session, row.id or 0, now, "deadline")
            return Settled(Audience(row.audience))
        return (
            Waiting(row.start - now, f"percobaan berikut: {row.error_code or 'ditahan'}") if row.start > now else None
        )

    def _unknown(self, session: Session, row: Outbox, now: datetime) -> Settled | Waiting:
        """INTENT or AMBIGUOUS: nobody may send it again; a callback may still tell (design.md §6)."""
        begun = row.intent_at or row.created_at
        if row.state == "INTENT":
            if now > begun + SENDING:
                outbox.ambiguous(session, row.id or 0, now, "sender-died")
            return Waiting(POLL, "menunggu jawaban penyedia")
        if now < begun + AMBIGUITY:
            return Waiting(POLL * 5, "nasib belum diketahui")
        return self._other_channel(session, row, now)

    def _moot(self, session: Session, row: Outbox) -> bool:
        """Whether nobody needs this message any more."""
        case = record.load_case(session, row.case_code)
        return case is not None and not needed(case, row)

    def _other_channel(self, session: Session, row: Outbox, now: datetime) -> Settled | Waiting:
        """The next one, unless nobody needs the message, it is too late, or two copies may be out already."""
        if self._moot(session, row):
            return Settled()
        doubled = row.state == "AMBIGUOUS" and row.resent
        if doubled or not row.channels or now >= row.deadline:
            outbox.given_up(session, row.id or 0, now, row.error_code or "ambiguous")
            return Settled(Audience(row.audience))
        outbox.next_channel(session, row, self._new_id(), now)
        return Waiting(POLL, "saluran berikutnya")


def needed(case: Case, row: Outbox) -> bool:
    """Whether a message that had to wait is still true: its task open, unanswered, theirs, and they not kept out."""
    if row.person in case.kept_out:
        return False
    task = case.find(row.n)
    if row.n == 0 or task is None:
        return True
    if row.audience != Audience.HOLDER:
        return task.open or row.template not in WHILE_OPEN
    if not task.open:
        return row.template in LAST_WORDS
    answered = row.template in FIRST_ONLY and task.state is not State.REQUESTED
    return not answered and row.person == task.person
