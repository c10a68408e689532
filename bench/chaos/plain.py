"""The control: send, and on any failure send again, three times at most. Nothing is written before it leaves."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from temporalio.exceptions import ApplicationError

from models import outbox
from models.db import Database
from models.tables import Outbox
from notifications.channels import Channel as Way
from notifications.channels import DeliveryError, Outgoing
from policy.events import Settled, Unsettled
from policy.words import Audience, Channel

TRIES = 4
PAUSE = timedelta(seconds=30)


class Plain:
    """What most programs do."""

    def __init__(self, db: Database, ways: Mapping[Channel, Way], clock: Callable[[], datetime]) -> None:
        self._db = db
        self._ways = ways
        self._clock = clock

    def look(self, unsettled: Unsettled) -> Settled:
        """Send it now; a failure is tried again after half a minute."""
        with self._db.read() as session:
            row = outbox.get(session, unsettled.row)
        assert row is not None
        if row.state == "ACCEPTED":
            return Settled()
        try:
            accepted = self._ways[Channel(row.channel)].send(_outgoing(row))
        except DeliveryError:
            return self._again(row)
        self._note(row, "ACCEPTED", accepted.provider_id)
        return Settled()

    def _again(self, row: Outbox) -> Settled:
        if row.attempts + 1 >= TRIES:
            self._note(row, "UNDELIVERED", None)
            return Settled(Audience.HOLDER)
        self._note(row, "READY", None)
        raise ApplicationError("again", type="waiting", next_retry_delay=PAUSE)

    def _note(self, row: Outbox, state: str, provider_id: str | None) -> None:
        with self._db.write() as session:
            row.state, row.provider_id, row.attempts = state, provider_id, row.attempts + 1
            session.add(session.merge(row))


def _outgoing(row: Outbox) -> Outgoing:
    return Outgoing(row.notification_id, row.address, row.text, row.subject, 600)
