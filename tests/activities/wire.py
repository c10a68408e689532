"""The sending path on real wires: the real channels, the simulator as provider, a record whose time can be moved."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel import SQLModel, col, select

from activities.settle import Waiting
from activities.wiring import Parts, build, utc_now
from models import outbox
from models.db import Database
from models.reach import ChannelState, DeskItem
from models.tables import Outbox
from notifications.channels import Channel as Way
from notifications.mail import Mail, MailConfig
from notifications.sms import Sms
from notifications.twilio_api import TwilioConfig
from notifications.whatsapp import WhatsApp
from policy.events import Settled, Unsettled
from policy.words import Channel
from simulator.config import Config
from simulator.embedded import Running, running
from tests import calling
from tests.databases import loaded
from tests.models.rows import outbox_row, stored
from tests.patience import PATIENCE
from tests.sample import unit

SID, TOKEN, NUMBER = "AC" + "2" * 32, "a-secret", "+6281100000000"
PHONE, OTHER = "+6281200000011", "+6281200000012"
BY_WHATSAPP = [["WHATSAPP", OTHER]]
HALF_HOUR = timedelta(minutes=30)


def ways(url: str, smtp_port: int = 9, token: str = TOKEN, patience: float = PATIENCE) -> dict[Channel, Way]:
    """The real channels at a provider."""
    twilio = TwilioConfig(SID, token, NUMBER, url, patience)
    mail = MailConfig("127.0.0.1", smtp_port, "ult@psai.example", "ULT", "meja@psai.example", timeout_seconds=patience)
    return {Channel.SMS: Sms(twilio), Channel.WHATSAPP: WhatsApp(twilio), Channel.EMAIL: Mail(mail, utc_now)}


@contextmanager
def provider(**more: object) -> Iterator[Running]:
    """A simulator without receipts of its own accord."""
    with running(Config(SID, TOKEN, NUMBER, receipt_delay_seconds=None, **more)) as up:  # type: ignore[arg-type]
        yield up


@dataclass
class Wire:
    """One process that sends, and the provider it sends to."""

    database: Database
    simulator: Running
    parts: Parts

    def fault(self, **more: object) -> None:
        """What goes wrong for the next message."""
        calling.post(f"{self.simulator.url}/api/faults", json=more).raise_for_status()

    def message(self, name: str, **more: object) -> int:
        """A message of no case that may leave now; its id."""
        now = datetime.now(UTC)
        common = {"case_code": "", "start": now, "created_at": now, "deadline": now + HALF_HOUR, "text": f"teks {name}"}
        (row_id,) = stored(self.database, outbox_row(name, **(common | more)))
        return row_id

    def sent(self, name: str, **more: object) -> int:
        """A message that has had its first try."""
        row_id = self.message(name, **more)
        self.parts.sender.send(row_id)
        return row_id

    def look(self, row_id: int) -> Settled | Waiting:
        """As a case has it looked at."""
        now = datetime.now(UTC)
        return self.parts.settler.look(Unsettled(row_id, 0, now, now))

    def sweep(self) -> None:
        """One look of the schedule."""
        self.parts.fates.sweep(datetime.now(UTC))

    def rows(self) -> list[Outbox]:
        """All messages, oldest first."""
        return self._all(Outbox, Outbox.id)

    def row(self, row_id: int) -> Outbox:
        """One message."""
        return next(row for row in self.rows() if row.id == row_id)

    def desk(self) -> list[DeskItem]:
        """The desk's list."""
        return self._all(DeskItem, DeskItem.id)

    def channels(self) -> dict[str, ChannelState]:
        """What is known of each channel."""
        return {state.channel: state for state in self._all(ChannelState, ChannelState.channel)}

    def _all(self, table: type, by: object) -> list:  # type: ignore[type-arg]
        with self.database.read() as session:
            return list(session.exec(select(table).order_by(col(by))).all())

    def asked_for(self, address: str, text: str) -> int:
        """How often the provider was asked to send these words there."""
        return self.simulator.book.requests[address, text]

    def passes(self, span: timedelta) -> None:
        """Let time go by: everything that is recorded lies so much further back."""
        with self.database.write() as session:
            for table in (Outbox, ChannelState):
                for row in session.exec(select(table)).all():
                    _back(row, span)
                    session.add(row)
        self.parts.sender.watch.forget()


def _back(row: SQLModel, span: timedelta) -> None:
    for name, value in row.model_dump().items():
        if isinstance(value, datetime):
            setattr(row, name, value - span)


def process(database: Database, at: dict[Channel, Way], clock: Callable[[], datetime] = utc_now) -> Parts:
    """A process that sends by these channels."""
    return build(database, at, callback_base="https://contoh.invalid", can_receive=lambda _: False, clock=clock)


@contextmanager
def wire(database: Database, simulator: Running) -> Iterator[Wire]:
    """A unit on this database that sends to this provider."""
    loaded(database, unit())
    parts = process(database, ways(simulator.url, simulator.smtp_port))
    try:
        yield Wire(database, simulator, parts)
    finally:
        parts.sender.close()


def newest(found: Wire, row_id: int) -> Outbox:
    """The message, or the newest that followed it."""
    with found.database.write() as session:
        return outbox.newest_of(session, row_id)
