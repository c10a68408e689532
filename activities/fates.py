"""Each message has a known fate by its time: asked about, failed over by a clock, or on the desk's list."""

from collections.abc import Callable, Sequence
from datetime import datetime

from activities import ending, remedies
from activities.asking import Asker
from activities.deliver import Clock, Sender
from activities.guard import Guard
from activities.ids import NewId
from activities.settle import Settler
from models import channel_states, fates, inbox, outbox
from models.db import Database
from models.tables import Outbox
from notifications.channels import Askable, DeliveryError, Remedy
from notifications.remedies_of import error_of
from policy.outbox_states import TAKEN

PROBED_BY_ASKING = frozenset({"20003", "no-connection", "time-out", "reset", "bad-answer"})
"""What a question can show to be over; other reasons wait for a message of ours that passes."""
_HTTP = "http-5"


class Fates:
    """The sweep over the outbox. Several may run: whatever one does is done under the lock of its message."""

    def __init__(self, db: Database, sender: Sender, settler: Settler, clock: Clock, new_id: NewId) -> None:
        self._db = db
        self._sender = sender
        self._settler = settler
        self._clock = clock
        self._new_id = new_id
        self._asker = Asker(db, sender)

    def sweep(self, now: datetime, beat: Callable[[], None] = lambda: None) -> None:
        """One look over everything that waits for its fate."""
        guard, deaf = Guard(), set[str]()

        def due(row: Outbox) -> None:
            beat()
            self._ask(row, now, deaf)
            self._in_time(row, now)

        def unknown(row: Outbox) -> None:
            beat()
            self._ask(row, now, deaf)
            self._after(row)

        guard.each([now], self.probe)
        guard.each(self._of(fates.due, now), due)
        guard.each(self._of(fates.to_ask_about, now), unknown)
        self._drive(now, beat, guard)
        guard.end()

    def prices(self, now: datetime, beat: Callable[[], None] = lambda: None) -> None:
        """Ask what messages have cost that were delivered without a question."""
        guard, deaf = Guard(), set[str]()

        def ask(row: Outbox) -> None:
            beat()
            self._ask(row, now, deaf)

        guard.each(self._of(fates.unpriced, now), ask)
        guard.end()

    def undelivered(self, inbox_id: str) -> None:
        """A receipt says that a message was not brought: the next channel now, and what its code asks for.

        Answered last: whoever dies before does it again, and twice is once.
        """
        with self._db.write() as session:
            told = inbox.unanswered(session, inbox_id)
            row = outbox.get(session, int(told.payload["row"])) if told else None
        if told is None:
            return
        if row:
            self._lost(row)
        with self._db.write() as session:
            inbox.answered(session, inbox_id, {"ok": row is not None}, "DONE")

    def probe(self, now: datetime) -> None:
        """Ask whether a channel that is down serves us again; once a minute in all processes together."""
        with self._db.write() as session:
            down = [each for each in channel_states.every(session) if each.down_since and _askable(each.reason)]
            due = [each.channel for each in down if channel_states.claim_probe(session, each.channel, now)]
        for channel in due:
            if way := self._sender.askable(channel):
                self._probed(channel, way)

    def _probed(self, channel: str, way: Askable) -> None:
        try:
            way.probe()
        except DeliveryError:
            return
        self._sender.watch.forget()
        self._sender.watch.served(channel)

    def _of(self, which: Callable[..., Sequence[Outbox]], now: datetime) -> list[Outbox]:
        with self._db.read() as session:
            return list(which(session, now))

    def _ask(self, row: Outbox, now: datetime, deaf: set[str]) -> None:
        """One provider that does not answer is not asked again in this sweep."""
        if row.state in TAKEN and row.channel not in deaf and self._asker.fetch(row, now) is False:
            deaf.add(row.channel)

    def _in_time(self, row: Outbox, now: datetime) -> None:
        """What is known now: delivered, lost, or still nothing: then the clock decides."""
        if self._after(row):
            return
        with self._db.write() as session:
            self._settler.fails_over(session, row.id or 0, now)
        self._settler.drive(row.id or 0)

    def _after(self, row: Outbox) -> bool:
        """Whether the answer has settled it; what is lost is seen to."""
        with self._db.read() as session:
            found = outbox.get(session, row.id or 0)
        if found and found.state == "UNDELIVERED":
            self._lost(found)
        return found is None or found.state != "ACCEPTED"

    def _lost(self, row: Outbox) -> None:
        now, remedy = self._clock(), remedies.remedy_of(row, row.error_code)
        with self._db.write() as session:
            remedies.follow(session, outbox.locked(session, row.id or 0), remedy, now, self._new_id)
        if remedy is Remedy.OURS or remedy in remedies.SEEN_BY_THE_NEXT:
            self._sender.suffered(row, error_of(row.channel, row.error_code or ""), now)
        self._settler.drive(row.id or 0)

    def _drive(self, now: datetime, beat: Callable[[], None], guard: Guard) -> None:
        """Messages that no case settles go on; whatever is open long after its deadline ends on the desk's list."""
        with self._db.read() as session:
            left, overdue = fates.unwatched(session, now), fates.overdue(session, now)

        def drive(row_id: int) -> None:
            beat()
            self._settler.drive(row_id)

        def give_up(row_id: int) -> None:
            beat()
            with self._db.write() as session:
                rows = outbox.chain(session, row_id)
                if rows and rows[-1].id == row_id and not fates.is_final(rows[-1]):
                    ending.give_up(session, rows, now, "deadline")

        guard.each(left, drive)
        guard.each(overdue, give_up)


def _askable(reason: str) -> bool:
    return reason in PROBED_BY_ASKING or reason.startswith(_HTTP)
