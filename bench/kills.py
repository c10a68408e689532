"""Processes killed under load: no acknowledged update missing, no message twice, no case stuck."""

import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import randbelow, token_hex
from statistics import median
from typing import Self

import httpx
from pydantic_core import to_jsonable_python

from bench.stack import Running, plan_in, product, start
from instance.plan import Plan
from models import inbox, queries
from models.db import Database
from models.tables import Inbox
from models.verify import breaches
from policy.codes import case_code
from policy.commands import Command, Reply, Report
from policy.words import Role, Verb

QUIET = 40.0
AT_REST = 2.0
"""Seconds after which a report's message has left and its activity has ended."""


@dataclass(frozen=True)
class Toll:
    """What was found after the killing."""

    kills: int
    acknowledged: int
    missing: int
    doubled: int
    stuck: int


class Load:
    """Reports and, if `answered`, answers put into the inbox, several a second, until stopped; `hour` in seconds."""

    def __init__(self, db: Database, rate: float, hour: float = 3_600, *, answered: bool = True) -> None:
        self.db = db
        self.given: list[tuple[str, str]] = []
        self._pause = 1 / rate
        self._hour = hour
        self._answered = answered
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(self._pause):
            code = case_code(randbelow)
            self.put(code, Report(id=token_hex(8), by="PD-01", role=Role.DESK, unit="tulungagung", hour=self._hour))
            if self._answered:
                self.put(code, Reply(id=token_hex(8), by="PS-01", role=Role.WORKER, n=1, verb=Verb.ACCEPT))

    def put(self, code: str, command: Command) -> None:
        """Store one command, as the desk does."""
        payload, now = to_jsonable_python(command), datetime.now(UTC)
        kind = type(command).__name__
        row = Inbox(id=command.id, kind=kind, case_code=code, payload=payload, facts={}, source="bench", created_at=now)
        with self.db.write() as session:
            inbox.put(session, row)
        self.given.append((code, command.id))


def kill_often(name: str, kills: int, pause: float, rate: float = 4) -> Toll:
    """Kill a process of the product again and again under load, then let it come to rest and count."""
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_in(Path(folder))
        with product(plan) as running:
            db = Database(plan.database_url)
            with Load(db, rate) as load:
                for _ in range(kills):
                    time.sleep(pause)
                    _again(plan, running, name)
            toll = _count(plan, db, load, kills)
            db.close()
            return toll


def _again(plan: Plan, running: Mapping[str, Running], name: str) -> None:
    running[name].kill()
    fresh = start(running[name].command, plan.data / "log" / f"{name}.log")
    running[name].process = fresh.process


def _count(plan: Plan, db: Database, load: Load, kills: int) -> Toll:
    end = time.monotonic() + QUIET
    while time.monotonic() < end and _missing(db, load):
        time.sleep(0.2)
    requests = httpx.get(f"{plan.url('simulator')}/api/requests", timeout=10).json()["requests"]
    with db.read() as session:
        wrong = [each for each in breaches(session, datetime.now(UTC)) if each.law == 1]
    doubled = sum(each["count"] > 1 for each in requests)
    return Toll(kills, len(load.given), _missing(db, load), doubled, len(wrong))


def _missing(db: Database, load: Load) -> int:
    """Acknowledged inputs whose effect the record does not show."""
    with db.read() as session:
        waiting = {row.id for row in inbox.waiting(session)}
        return sum(row_id in waiting or queries.case_seq(session, code) == 0 for code, row_id in load.given)


def next_step_after_a_killed_worker(times: int) -> tuple[float, float]:
    """Median seconds from the restart of a killed worker to the next rung, and to the next answer, of a cached case."""
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_in(Path(folder))
        with product(plan) as running:
            db = Database(plan.database_url)
            load = Load(db, 1)
            rungs = [_step(plan, running, load, answered=False) for _ in range(times)]
            answers = [_step(plan, running, load, answered=True) for _ in range(times)]
            db.close()
            return median(rungs), median(answers)


def _step(plan: Plan, running: Mapping[str, Running], load: Load, *, answered: bool) -> float:
    """A case at rest, with no activity under way, and the worker that has it in its cache is killed."""
    code, hour = case_code(randbelow), 3_599 if answered else 30
    load.put(code, Report(id=token_hex(8), by="PD-01", role=Role.DESK, unit="tulungagung", hour=hour))
    _until(load.db, code, 1)
    due = time.time() + hour / 4
    time.sleep(AT_REST)
    log = plan.data / "log" / "worker.log"
    ready = log.read_text(encoding="utf-8").count("worker ready")
    _again(plan, running, "worker")
    while log.read_text(encoding="utf-8").count("worker ready") == ready:
        time.sleep(0.01)
    begun = time.time()
    if answered:
        load.put(code, Reply(id=token_hex(8), by="PS-01", role=Role.WORKER, n=1, verb=Verb.ACCEPT))
    _until(load.db, code, 2)
    return time.time() - (begun if answered else max(begun, due))


def _until(db: Database, code: str, seq: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with db.read() as session:
            if queries.case_seq(session, code) >= seq:
                return
        time.sleep(0.01)
    raise RuntimeError(f"{code} did not reach change {seq}")
