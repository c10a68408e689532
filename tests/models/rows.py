"""Rows and runners for the tests of the record: an inbox row, an outbox row, several threads at one gate."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any, TypeVar

from models import outbox
from models.db import Database
from models.tables import Inbox, Outbox
from tests.databases import NOW

T = TypeVar("T")
HOUR = timedelta(hours=1)
PATIENCE = 20


def at_once(*calls: Callable[[], T]) -> list[T]:
    """Run the calls in threads that start together; their results in order. Fails after 20 seconds."""
    gate = Barrier(len(calls), timeout=PATIENCE)

    def through(call: Callable[[], T]) -> T:
        gate.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result(PATIENCE) for future in [pool.submit(through, call) for call in calls]]


def inbox_row(name: str, case: str | None = None, **more: Any) -> Inbox:
    """A waiting row of this id."""
    values: dict[str, Any] = {
        "id": name,
        "kind": "Reply",
        "case_code": case,
        "payload": {},
        "facts": {},
        "created_at": NOW,
    }
    return Inbox(**(values | more))


def outbox_row(name: str, **more: Any) -> Outbox:
    """A message that is ready to leave now and has an hour to do so."""
    values: dict[str, Any] = {
        "notification_id": name,
        "change_id": f"change-{name}",
        "place": 0,
        "case_code": "KX7M4QA",
        "n": 1,
        "unit": "contoh",
        "template": "task_referral",
        "audience": "pemegang",
        "person": "DINSOS-1",
        "channel": "SMS",
        "channels": [],
        "address": "+6281200000011",
        "language": "id",
        "text": "teks",
        "subject": "",
        "start": NOW,
        "deadline": NOW + HOUR,
        "created_at": NOW,
    }
    return Outbox(**(values | more))


def stored(database: Database, *rows: Outbox) -> list[int]:
    """Put messages into the outbox; their ids."""
    with database.write() as session:
        return [outbox.add(session, row).id or 0 for row in rows]


def found(database: Database, row_id: int) -> Outbox:
    """The message of this id."""
    with database.read() as session:
        row = outbox.get(session, row_id)
    assert row is not None
    return row
