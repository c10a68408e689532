"""A unit at work in a test: the real activities on a real database, a clock moved by hand, channels that remember."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from activities.case import CaseActivities
from activities.settle import Settler
from activities.wiring import build
from models import outbox
from models.db import Database
from models.reach import DeskItem
from models.tables import Outbox
from notifications.channels import DeliveryError, Outgoing, Remedy
from notifications.memory import Memory
from policy.commands import Report
from policy.decide import decide_report
from policy.events import Change, Changes, Decision, Recorded
from policy.people import Contact
from policy.unit import Unit
from policy.words import Channel, Risk
from tests.databases import NOW, loaded
from tests.lives import Life
from tests.policy.cases import DESK
from tests.sample import unit

MINUTE = timedelta(minutes=1)
PASSING = DeliveryError("30001", permanent=False, ambiguous=False, meaning="queue overflow", remedy=Remedy.PASSING)
BAD_NUMBER = DeliveryError("21211", permanent=True, ambiguous=False, meaning="no number", remedy=Remedy.BAD_ADDRESS)
NOBODY_KNOWS = DeliveryError("timeout", permanent=False, ambiguous=True, meaning="no answer", remedy=Remedy.RECONCILE)


class Office:
    """What a worker process has. `fail` decides about every message that is sent: None lets it pass."""

    def __init__(self, database: Database, given: Unit, link_key: str = "") -> None:
        loaded(database, given)
        self.database = database
        self.now = NOW
        self.fail: Callable[[Outgoing], DeliveryError | None] = lambda _: None
        self.ways = {channel: Memory(self._fate) for channel in Channel}
        self.parts = build(
            database,
            self.ways,
            callback_base="https://contoh.invalid",
            can_receive=lambda channel: channel is Channel.SMS,
            clock=lambda: self.now,
            link_key=link_key,
        )

    def _fate(self, outgoing: Outgoing) -> DeliveryError | None:
        return self.fail(outgoing)

    @property
    def activities(self) -> CaseActivities:
        return self.parts.activities

    @property
    def settler(self) -> Settler:
        """Sees messages to their fate, with the same sender and clock."""
        return self.parts.settler

    def record(self, change: Change, /) -> Recorded:
        """Carry a change out at its own time."""
        self.now = max(self.now, change.at)
        return self.activities.carry_out(Changes((change,)))

    def life(self, code: str = "KX7M4QA", at: datetime = NOW, **more: Any) -> Life:
        """A case that has just been reported."""
        self.now = at
        return Life(self.database, self, code, at).begin(**more)

    def sent(self, channel: Channel = Channel.SMS) -> list[Outgoing]:
        """What left by a channel, in order."""
        return self.ways[channel].sent

    def messages(self, template: str = "", code: str = "KX7M4QA") -> list[Outbox]:
        """Messages of a case, oldest first; all or those of a template."""
        with self.database.read() as session:
            return [row for row in outbox.for_case(session, code) if template in {"", row.template}]

    def last(self, template: str) -> Outbox:
        """The newest message of a template."""
        return self.messages(template)[-1]


def desk_of(office: Office) -> list[DeskItem]:
    """What is on the desk's list, oldest first."""
    with office.database.read() as session:
        return list(session.exec(select(DeskItem).order_by(col(DeskItem.id))).all())


def a_report(code: str = "KX7M4QA", at: datetime = NOW) -> Change:
    """A report that was decided and is not carried out yet; it has one message, to PS-01."""
    command = Report(id=f"{code}-0", by=DESK.by, role=DESK.role, unit="contoh", risk=Risk.MEDIUM)
    decided = decide_report(None, command, code, at)
    assert isinstance(decided, Decision)
    return decided.change


def with_contacts(code: str, *contacts: Contact, language: str = "id", given: Unit | None = None) -> Unit:
    """The sample unit in which a person is reached by these contacts."""
    base = given or unit()
    person = replace(base.people[code], channels=contacts, language=language)
    return replace(base, people=dict(base.people) | {code: person})
