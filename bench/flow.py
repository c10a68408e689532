"""Messages from live cases at a steady rate, all on this machine: the queue stays flat and the worker small."""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import randbelow, token_hex
from statistics import mean

from sqlalchemy import func
from sqlmodel import col, select

from bench.kills import Load
from bench.stack import Running, plan_in, product
from models import inbox
from models.db import Database
from models.tables import CaseRow, Outbox
from policy.codes import case_code
from policy.commands import Assign, Reply, Report
from policy.outbox_states import OPEN, TAKEN
from policy.words import Role, Verb

CASES = 100
WORKERS = ("PS-01", "PS-02")
EVERY = 10.0
WARM = 60.0
MIB = 1024 * 1024


@dataclass(frozen=True)
class Sample:
    """One look: seconds since the start, inputs and messages that wait, messages at the provider, worker bytes."""

    at: float
    waiting: int
    gone: int
    memory: int


@dataclass(frozen=True)
class Flow:
    """A run. Queues are means of the first and of the last third; growth in MiB of the worker, after a minute."""

    rate: float
    first: float
    last: float
    growth: float
    missing: int


def flow(rate: float, seconds: float) -> Flow:
    """`rate` messages a second from cases that are given from one social worker to the other, for so long.

    Each such change is a message to the new holder at least; how many it makes is measured first and sets the pace.
    """
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_in(Path(folder))
        with product(plan) as running:
            db = Database(plan.database_url)
            load = Load(db, 1)
            cases = [opened(load) for _ in range(CASES)]
            rest(db)
            pace = rate / messages_each(load, db, cases)
            samples = list(_pushed(load, db, running["worker"], (cases, pace, seconds)))
            rest(db)
            missing = _waiting(db)
            db.close()
            return _summed(samples, missing)


def opened(load: Load) -> str:
    """A new case whose report is taken."""
    code = case_code(randbelow)
    load.put(code, Report(id=token_hex(8), by="PD-01", role=Role.DESK, unit="tulungagung", hour=3_599))
    load.put(code, Reply(id=token_hex(8), by="PS-01", role=Role.WORKER, n=1, verb=Verb.ACCEPT))
    return code


def give(load: Load, code: str, turn: int) -> None:
    """Hand the case to the other of the two workers."""
    to = WORKERS[turn % 2]
    load.put(code, Assign(id=token_hex(8), by="SP-01", role=Role.SUPERVISOR, to=to))


def messages_each(load: Load, db: Database, cases: list[str]) -> float:
    """How many messages leave for one case that is handed over."""
    before = _gone(db)
    for code in cases:
        give(load, code, 1)
    rest(db)
    made = _gone(db) - before
    assert made, "a change makes no message"
    return made / len(cases)


def _pushed(load: Load, db: Database, worker: Running, what: tuple[list[str], float, float]) -> Iterator[Sample]:
    cases, pace, seconds = what
    begun, given, looked = time.monotonic(), 0, 0.0
    while (at := time.monotonic() - begun) < seconds:
        while given < at * pace:
            give(load, cases[given % len(cases)], given // len(cases))
            given += 1
        if at >= looked:
            yield Sample(at, _waiting(db), _gone(db), worker.memory())
            looked += EVERY
        time.sleep(0.005)
    yield Sample(seconds, _waiting(db), _gone(db), worker.memory())


def _summed(samples: list[Sample], missing: int) -> Flow:
    third = max(len(samples) // 3, 1)
    warm = next((each for each in samples if each.at >= WARM), samples[0])
    rate = (samples[-1].gone - samples[0].gone) / (samples[-1].at - samples[0].at)
    first, last = (mean(each.waiting for each in part) for part in (samples[:third], samples[-third:]))
    return Flow(rate, first, last, (samples[-1].memory - warm.memory) / MIB, missing)


def _waiting(db: Database) -> int:
    with db.read() as session:
        held = select(func.count()).select_from(Outbox).where(col(Outbox.state).in_(OPEN))
        return session.exec(held).one() + inbox.waiting_count(session)


def _gone(db: Database) -> int:
    with db.read() as session:
        left = col(Outbox.state).in_(TAKEN)
        return session.exec(select(func.count()).select_from(Outbox).where(left)).one()


def rest(db: Database, seconds: float = 60) -> None:
    """Until nothing waits and all cases are there."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with db.read() as session:
            cases = session.exec(select(func.count()).select_from(CaseRow)).one()
        if cases >= CASES and not _waiting(db):
            return
        time.sleep(0.2)
