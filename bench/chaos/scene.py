"""A run's surroundings: an instance's database with its unit, a faulty provider, the web process, many messages."""

import secrets
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import httpx

from bench.chaos.ground import ACCOUNT, FASTER, SENDER, Ground, utc
from bench.stack import Running, plan_in, start, stop, wait_for
from instance.plan import Plan
from instance.process import Command
from instance.up import own_commands, prepare
from models.db import Database
from models.tables import Outbox
from simulator.mix import Mix

OURS = "kacau-"
WORDS = "ULT PSAI: pesan uji "
RECEIPT_DELAY = 0.05
LONG = timedelta(days=3)
"""No message is given up for want of time: what is lost here is lost by a fault."""
WAYS: tuple[Sequence[str], ...] = (
    *((("SMS", "WHATSAPP", "EMAIL"),) * 5),
    *((("WHATSAPP", "SMS", "EMAIL"),) * 2),
    *((("EMAIL", "SMS"),) * 3),
)
"""Of ten messages: the channels of each, in order."""


@dataclass(frozen=True)
class Scene:
    """A run that is set up."""

    ground: Ground
    plan: Plan
    environment: dict[str, str]

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return Path(self.ground.folder)

    def command(self, module: str, *words: str) -> Command:
        """A process of ours."""
        return Command(module.rpartition(".")[2], [sys.executable, "-m", module, *words], self.environment)

    def run(self, module: str, *words: str) -> Running:
        """Start it."""
        command = self.command(module, *words)
        return start(command, self.plan.data / "log" / f"{command.name}.log")


@contextmanager
def scene(mix: Mix, times: float = FASTER) -> Iterator[Scene]:
    """Simulator and web process up, the mix of faults set, no message yet."""
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_in(Path(folder))
        prepare(plan)
        ground = Ground(
            folder=str(plan.data.absolute()),
            database_url=plan.database_url,
            provider=plan.url("simulator"),
            smtp_port=plan.ports["smtp"],
            public_url=plan.url("web"),
            token=secrets.token_hex(8),
            since=utc().isoformat(),
            times=times,
        )
        ground.write()
        environment = {**own_commands(plan)[0].environment, "RUJUKAN_TWILIO_AUTH_TOKEN": ground.token}
        made = Scene(ground, plan, environment)
        running = [made.run("simulator", *_simulator(ground, plan)), made.run("bench.chaos.receiver", ground.folder)]
        try:
            wait_for(plan.ports["simulator"])
            wait_for(plan.ports["web"])
            faults = mix.model_copy(update={"faster": times}).model_dump(mode="json")
            httpx.post(f"{ground.provider}/api/faults/mix", json=faults, timeout=10).raise_for_status()
            yield made
        finally:
            stop(running)


def _simulator(ground: Ground, plan: Plan) -> list[str]:
    options = {
        "--port": plan.ports["simulator"],
        "--smtp-port": ground.smtp_port,
        "--data": ground.folder,
        "--account-sid": ACCOUNT,
        "--sender": SENDER,
        "--receipt-delay": RECEIPT_DELAY,
        "--clock-since": ground.since,
        "--clock-times": ground.times,
    }
    return ["--no-whatsapp-window", *(str(word) for option in options.items() for word in option)]


def put(db: Database, ground: Ground, count: int) -> None:
    """Messages to `count` people, each with a text of its own, ready to leave now, by several ways in turn."""
    with db.write() as session:
        session.add_all(_row(number, ground.clock(), WAYS[number % len(WAYS)]) for number in range(count))


def put_rows(db: Database, now: datetime, numbers: range) -> list[Outbox]:
    """Messages by SMS alone, as `put`; the rows."""
    rows = [_row(number, now, ("SMS",)) for number in numbers]
    with db.write() as session:
        session.add_all(rows)
        session.flush()
    return rows


def _row(number: int, now: datetime, ways: Sequence[str]) -> Outbox:
    channel, *rest = ways
    return Outbox(
        notification_id=secrets.token_urlsafe(16),
        change_id=f"{OURS}{number}",
        place=0,
        case_code="",
        n=0,
        unit="tulungagung",
        template="task_referral",
        audience="pemegang",
        person="DINSOS-1",
        channel=channel,
        channels=[[each, _address(each, number)] for each in rest],
        address=_address(channel, number),
        language="id",
        text=text_of(number),
        subject="Pesan uji",
        start=now,
        deadline=now + LONG,
        created_at=now,
    )


def text_of(number: int) -> str:
    """The words of a message: no other has them."""
    return f"{WORDS}{number:06d}."


def is_ours(text: str) -> bool:
    """Whether these are the words of a message of the run: the product may have told somebody something, too."""
    return text.startswith(WORDS)


def number_of(text: str) -> int:
    """The message these words belong to."""
    return int(text.rpartition(" ")[2].strip("."))


def _address(channel: str, number: int) -> str:
    return f"p{number}@dinsos.example" if channel == "EMAIL" else f"+62812{number:08d}"
