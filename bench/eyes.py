"""What a running instance shows: its record, its handsets, and faults planted at its provider."""

import json
import time
from collections.abc import Callable
from datetime import datetime

import httpx
from sqlmodel import col, select

from instance.plan import Plan
from models.db import Database
from models.tables import HandoverRow, Outbox

LOOK = 0.01
PATIENCE = 60.0


class Eyes:
    """Reads the record of an instance, and speaks to its simulator."""

    def __init__(self, plan: Plan, db: Database) -> None:
        self.plan, self.db = plan, db
        self.http = httpx.Client(timeout=PATIENCE)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until this holds; AssertionError after a minute."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, "it does not come to be in time"
            time.sleep(LOOK)

    def write(self, person: str, body: str) -> None:
        """Somebody writes from their mobile; AssertionError if the web process does not take it."""
        said = {"from": self.number(person), "body": body, "channel": "SMS"}
        answer = self.http.post(f"{self.plan.url('simulator')}/api/reply", json=said).json()
        assert answer["delivered"], answer

    def plant(self, person: str, code: int, times: int) -> None:
        """The provider refuses the next messages to this person with a code."""
        fault = {"to": self.number(person), "code": code, "times": times}
        self.http.post(f"{self.plan.url('simulator')}/api/faults", json=fault).raise_for_status()

    def number(self, person: str) -> str:
        """A mobile number of the pack."""
        known = json.loads((self.plan.data / "handsets.json").read_text(encoding="utf-8"))
        mine = (each["address"] for each in known if each["label"].startswith(f"{person} "))
        return str(next(address for address in mine if address.startswith("+")))

    def row(self, row_id: int | None) -> Outbox:
        """A message as it stands."""
        with self.db.read() as session:
            return session.get_one(Outbox, row_id)

    def task(self, code: str) -> HandoverRow:
        """The first hand-over of a case."""
        with self.db.read() as session:
            return session.get_one(HandoverRow, (code, 1))

    def rows(self, since: datetime, code: str = "") -> list[Outbox]:
        """Messages of cases (or of this one), oldest first, that were written from then on."""
        asked = select(Outbox).where(Outbox.created_at >= since, Outbox.case_code != "").order_by(col(Outbox.id))
        with self.db.read() as session:
            return list(session.exec(asked.where(Outbox.case_code == code) if code else asked).all())

    def asked_for_a_number(self, since: datetime) -> bool:
        """Whether somebody was asked for a new number, and the message has left."""
        asked = select(Outbox).where(Outbox.template == "new_number", Outbox.created_at >= since)
        with self.db.read() as session:
            return any(row.accepted_at for row in session.exec(asked))
