"""Shorter figures: replay, start-up, the played year, reminders on time."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from secrets import randbelow, token_hex

from pydantic_core import to_jsonable_python
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from bench.stack import plan_in, product
from instance.up import prepare
from models import inbox
from models.db import Database
from models.tables import Inbox
from play.lives import lives, read_table
from play.run import Play, Theatre
from policy.codes import case_code
from policy.commands import Report
from policy.words import Role
from roots import now
from tests.instance.product import Product
from workflows.case import CaseWorkflow
from workflows.converter import data_converter
from workflows.sandbox import runner

ROOT = Path(__file__).resolve().parent.parent


def replays_per_second(count: int = 150) -> float:
    """Whole-case histories replayed per second of CPU with the sandbox on, by one Replayer.

    The file is read once: a worker gets a history from the server, not as JSON.
    """
    path = next((ROOT / "tests" / "histories").rglob("served.*.json"))
    history = WorkflowHistory.from_json(path.stem.split(".")[1], path.read_text(encoding="utf-8"))

    async def copies() -> AsyncIterator[WorkflowHistory]:
        for _ in range(count):
            yield history

    async def run() -> float:
        replayer = Replayer(workflows=[CaseWorkflow], workflow_runner=runner(), data_converter=data_converter())
        cpu = time.process_time()
        await replayer.replay_workflows(copies())
        return count / (time.process_time() - cpu)

    return asyncio.run(run())


def played_year() -> tuple[int, float]:
    """Cases of the table of 2019, and cases a second through the whole product."""
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_in(Path(folder))
        with product(plan):
            unit, db = prepare(plan), Database(plan.database_url)
            rows = read_table(ROOT / "data" / "tabel1_2019.csv")
            all_lives = list(lives(rows, unit, 2019, now().date()))
            begun = time.perf_counter()
            Play(Theatre(db, unit, "tabel1-2019", now)).run(all_lives, lambda: None)
            took = time.perf_counter() - begun
            db.close()
            return len(all_lives), len(all_lives) / took


def first_report() -> float:
    """Seconds from `rujukan up` (warm: second start) to a report that its case has accepted."""
    with tempfile.TemporaryDirectory() as folder:
        product_ = Product(Path(folder) / "data")
        product_.start()
        product_.stop()
        begun = time.perf_counter()
        product_.start()
        try:
            db = Database(f"sqlite:///{product_.data / 'rujukan.db'}")
            code = case_code(randbelow)
            command = Report(id=token_hex(8), by="PD-01", role=Role.DESK, unit="tulungagung")
            row = Inbox(
                id=command.id,
                kind="Report",
                case_code=code,
                payload=to_jsonable_python(command),
                facts={},
                source="bench",
                created_at=now(),
            )
            with db.write() as session:
                inbox.put(session, row)
            while not _accepted(db, command.id):
                time.sleep(0.02)
            db.close()
            return time.perf_counter() - begun
        finally:
            product_.stop()


def _accepted(db: Database, row_id: str) -> bool:
    with db.read() as session:
        row = inbox.get(session, row_id)
        return row is not None and row.answer is not None
