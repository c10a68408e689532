"""Asking a provider about a message: never in a transaction, never longer than its deadline."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from activities.deliver import Sender
from models import fates, outbox
from models.db import Database
from models.tables import Outbox, Receipt
from notifications.channels import Accepted, DeliveryError, Known

LONGEST = 25.0
"""Seconds that an activity waits for an answer: two pages of ten seconds each, and a margin."""


@dataclass(frozen=True)
class Unasked:
    """The provider did not answer the question, for this reason."""

    code: str


class Asker:
    """Asks by the channel of a message."""

    def __init__(self, db: Database, sender: Sender) -> None:
        self._db = db
        self._sender = sender

    def find(self, row_id: int, beat: Callable[[], None]) -> str | Unasked | None:
        """The provider's id of a message of unknown fate; None if it surely has none or can never be asked."""
        with self._db.read() as session:
            row = outbox.get(session, row_id)
            others = fates.other_ids(session, row) if row else frozenset()
        way = self._sender.askable(row.channel) if row else None
        if row is None or way is None:
            return None
        outgoing, since = self._sender.outgoing(row), row.intent_at or row.created_at

        def question() -> Accepted | Unasked | None:
            try:
                return way.find(outgoing, since, others)
            except DeliveryError as error:
                return Unasked(error.code)

        answer = self._sender.apart(lambda: (question(),), LONGEST, beat)
        if answer is None:
            return Unasked("time-out")
        return answer[0].provider_id if isinstance(answer[0], Accepted) else answer[0]

    def fetch(self, row: Outbox, now: datetime) -> bool | None:
        """Ask what became of an accepted message and keep the answer; whether the provider answered.

        None: this channel cannot be asked.
        """
        way = self._sender.askable(row.channel)
        if way is None or not row.provider_id:
            return None
        try:
            known = way.fetch(row.provider_id)
        except DeliveryError:
            return False
        with self._db.write() as session:
            fates.asked(session, row.id or 0, now)
            if known:
                _keep(session, row, known, now)
        return True


def _keep(session: Session, row: Outbox, known: Known, now: datetime) -> None:
    """The provider's word and price, as if it had called."""
    fates.heard(session, Receipt(provider_id=known.provider_id, status=known.status, code=known.code, at=now))
    if known.cost_micros is not None:
        fates.priced(session, row.id or 0, known.segments, (known.cost_micros, known.currency))
