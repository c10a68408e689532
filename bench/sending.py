"""The sending path alone: from rows in the outbox to the provider, sixteen in flight."""

import logging
import secrets
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import structlog

from activities.deliver import Sender
from bench.chaos.ground import ACCOUNT, PATIENCE, SENDER, utc
from bench.chaos.scene import put_rows
from bench.stack import plan_in, start, stop, wait_for
from instance.plan import Plan
from instance.process import Command
from instance.up import own_commands, prepare
from models.db import Database
from models.tables import Outbox
from notifications.sms import Sms
from notifications.twilio_api import TwilioConfig
from policy.words import Channel

IN_FLIGHT = 16
WARM = 50
LONG = 600.0


@dataclass(frozen=True)
class Sending:
    """Messages a second, and what one costs the sender and the simulator in milliseconds of CPU."""

    rate: float
    sender: float
    provider: float


def sending(count: int) -> Sending:
    """Rows claimed, sent over real HTTP with the real client, their results written: SQLite, its fsyncs too."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with tempfile.TemporaryDirectory() as folder:
        plan, token = plan_in(Path(folder)), secrets.token_hex(8)
        prepare(plan)
        provider = start(_provider(plan, token), plan.data / "log" / "simulator.log")
        wait_for(plan.ports["simulator"])
        db = Database(plan.database_url)
        sms = Sms(TwilioConfig(ACCOUNT, token, SENDER, plan.url("simulator"), PATIENCE))
        sender = Sender(db, {Channel.SMS: sms}, utc, plan.url("web"), threads=IN_FLIGHT)
        try:
            _send(sender, put_rows(db, utc(), range(WARM)))
            rows = put_rows(db, utc(), range(WARM, WARM + count))
            before = (time.perf_counter(), time.process_time(), provider.cpu())
            _send(sender, rows)
            after = (time.perf_counter(), time.process_time(), provider.cpu())
            wall, own, theirs = ((b - a) / count for a, b in zip(before, after, strict=True))
            return Sending(1 / wall, own * 1000, theirs * 1000)
        finally:
            sender.close()
            db.close()
            stop([provider])


def _send(sender: Sender, rows: list[Outbox]) -> None:
    gone = sender.try_all(rows, LONG, lambda: None)
    assert len(gone) == len(rows), f"{len(gone)} of {len(rows)} left"


def _provider(plan: Plan, token: str) -> Command:
    """The simulator, which sends no receipts: they are the web process's work."""
    own = own_commands(plan)[0]
    environment = {**own.environment, "RUJUKAN_TWILIO_AUTH_TOKEN": token}
    words = ["--port", str(plan.ports["simulator"]), "--smtp-port", str(plan.ports["smtp"]), "--receipt-delay", "-1"]
    arguments = [sys.executable, "-m", "simulator", *words, "--data", str(plan.data)]
    return replace(own, name="simulator", arguments=arguments, environment=environment)
