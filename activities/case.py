"""The activities of a case: `carry_out` records and tries the messages, `settle` sees one through."""

import structlog
from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.deliver import Clock, Sender
from activities.guard import by_kind
from activities.record import Recorder
from activities.settle import Settler, Waiting
from models import outbox
from models.db import Database
from models.record import SeqTaken
from models.tables import Outbox
from policy.events import Changes, Recorded, Settled, Unsettled
from policy.outbox_states import SETTLED

LOG = structlog.get_logger()
FIRST_TRY = 5.0
"""Seconds `carry_out` waits for all its messages together."""


class CaseActivities:
    """Activities with their dependencies; synchronous, each call runs in a thread of the worker."""

    def __init__(self, db: Database, recorder: Recorder, sender: Sender, settler: Settler, clock: Clock) -> None:
        self._db = db
        self._recorder = recorder
        self._sender = sender
        self._settler = settler
        self._clock = clock

    @activity.defn(name="carry_out")
    def carry_out(self, given: Changes) -> Recorded:
        """Record, then the first try. A row an earlier attempt left as INTENT is of unknown fate: that attempt died."""
        with by_kind():
            return self._carried_out(given)

    def _carried_out(self, given: Changes) -> Recorded:
        try:
            recorded, rows = self._recorder.write(given.changes)
        except SeqTaken as taken:
            raise ApplicationError(str(taken), type="seq_taken", non_retryable=True) from None
        for change in given.changes:
            kinds = ",".join(dict.fromkeys(event.type for event in change.events))
            LOG.info("dicatat", kasus=change.case, seq=change.seq, isi=kinds, pesan=len(change.notices))
        if activity.in_activity() and activity.info().attempt > 1:
            self._interrupted(rows)
        now = self._clock()
        ready = [row for row in rows if row.state == "READY" and row.start <= now]
        if activity.in_activity() and activity.info().attempt > 1:
            ready = self._settler.fresh(ready)
        gone = self._sender.try_all(ready, FIRST_TRY, _beat)
        left = list(dict.fromkeys(row.change_id for row in rows if row.id not in gone))
        return Recorded(recorded.seq, recorded.terms, self._unsettled(left)) if left else recorded

    def _interrupted(self, rows: list[Outbox]) -> None:
        with self._db.write() as session:
            for row in rows:
                outbox.ambiguous(session, row.id or 0, self._clock(), "interrupted")

    def _unsettled(self, changes: list[str]) -> tuple[Unsettled, ...]:
        with self._db.read() as session:
            rows = outbox.of_changes(session, changes)
            return tuple(_unsettled(row) for row in rows if row.state not in SETTLED)

    @activity.defn(name="settle")
    def settle(self, unsettled: Unsettled) -> Settled:
        """One look at a message; "not yet" is a retry whose reason and time a manager sees in the UI."""
        with by_kind():
            found = self._settler.look(unsettled, _beat)
        if isinstance(found, Waiting):
            raise ApplicationError(found.reason, type="waiting", next_retry_delay=found.delay)
        return found


def _unsettled(row: Outbox) -> Unsettled:
    summary = f"{row.channel} ke {row.person}: {row.template}"
    return Unsettled(row.id or 0, row.n, row.start, row.deadline, summary, row.person)


def _beat() -> None:
    if activity.in_activity():
        activity.heartbeat()
