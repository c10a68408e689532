"""Texts that the provider has and we have not: found by looking at its list, stored as the webhook would have.

A webhook that fails is not brought again (messages.md §1). The same key makes a text that came twice one.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from models import inbox, queries
from models.db import Database
from models.inbound import text_row
from models.tables import Inbox
from notifications.twilio_inbox import NoListError, Received

LOG = structlog.get_logger()
LOOK = "missed"
"""The name under which the last look is kept."""
FIRST = timedelta(days=3)
"""How far the first look goes back, and the longest that any does."""
OVERLAP = timedelta(minutes=15)
"""What came in while the last look was under way, and clocks that differ."""


class Provider(Protocol):
    """Whoever keeps a list of what came in."""

    def since(self, at: datetime) -> list[Received]:
        """Everything from `at` on. NoListError."""
        ...


class Missed:
    """Looks at the provider's list. Several may look: a text is stored once."""

    def __init__(self, db: Database, provider: Provider) -> None:
        self._db = db
        self._provider = provider

    def look(self, now: datetime, beat: Callable[[], None] = lambda: None) -> int:
        """Store what is missing; how many texts there were. Without a list the next look goes back as far."""
        beat()
        try:
            found = self._provider.since(self._begins(now))
        except NoListError as error:
            LOG.warning("daftar penyedia tidak terbaca", alasan=str(error))
            return 0
        with self._db.write() as session:
            rows = [self._row(each, now) for each in reversed(found)]
            new = [row for row in rows if inbox.put(session, row)[0] is row]
            queries.beat(session, LOOK, now)
        if new:
            LOG.warning("pesan masuk yang terlewat", jumlah=len(new))
        return len(new)

    def _begins(self, now: datetime) -> datetime:
        with self._db.read() as session:
            last = queries.last_beat(session, LOOK)
        return max(last - OVERLAP, now - FIRST) if last else now - FIRST

    def _row(self, received: Received, now: datetime) -> Inbox:
        return text_row(received.sender, received.body, received.provider_id, now, source="twilio-list")
