"""The web process is dead while people answer: each answer is acted on once after it is back."""

import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from secrets import randbelow, token_hex

import httpx
from sqlmodel import col, select

from bench.kills import Load
from bench.stack import Running, plan_in, product, start, wait_for
from instance.plan import Plan
from models.db import Database
from models.tables import EventRow, HandoverRow, Inbox
from policy.codes import case_code
from policy.commands import Report
from policy.events import Type
from policy.words import Role

AT_ANY_HOUR = 3_599
HOLDS = 0.5
"""Seconds after which the provider posts an answer again that nobody took (its fallback, or retry override)."""
PATIENCE = 300.0


@dataclass(frozen=True)
class Heard:
    """How many answers were written, and of them acted on once, more often, and never; rows stored for them."""

    written: int
    once: int
    more: int
    never: int
    stored: int


def answers_to_a_dead_web(count: int) -> Heard:
    """`count` tasks, the web process killed, `count` answers, the web process back, every third one posted again.

    The provider holds what was not taken. Without that, as Twilio is by default, the hourly look at its list finds
    them (`activities/missed.py`).
    """
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_in(Path(folder))
        with product(plan, {"simulator": ("--retry", str(HOLDS))}) as running:
            db = Database(plan.database_url)
            codes = _tasks(db, count)
            _until(lambda: len(_open(db, codes)) == count)
            running["web"].kill()
            sids = [_answer(plan, task) for task in _open(db, codes)]
            _back(plan, running["web"])
            _until(lambda: _stored(db) >= count)
            for sid in sids[::3]:
                httpx.post(f"{plan.url('simulator')}/api/messages/{sid}/again", timeout=20).raise_for_status()
            _until(lambda: sum(_answered(db, codes).values()) >= count, must=False)
            found = _heard(db, codes)
            db.close()
            return found


def _tasks(db: Database, count: int) -> list[str]:
    load, codes = Load(db, 1), [case_code(randbelow) for _ in range(count)]
    for code in codes:
        load.put(code, Report(id=token_hex(8), by="PD-01", role=Role.DESK, unit="tulungagung", hour=AT_ANY_HOUR))
    return codes


def _open(db: Database, codes: list[str]) -> list[HandoverRow]:
    asked = select(HandoverRow).where(col(HandoverRow.case_code).in_(codes), HandoverRow.n == 1, HandoverRow.code != "")
    with db.read() as session:
        return list(session.exec(asked).all())


def _answer(plan: Plan, task: HandoverRow) -> str:
    """The holder writes from their mobile; the provider cannot hand it over."""
    known = json.loads((plan.data / "handsets.json").read_text(encoding="utf-8"))
    mine = (each["address"] for each in known if each["label"].startswith(f"{task.person} "))
    mobile = next(address for address in mine if address.startswith("+"))
    said = {"from": mobile, "body": f"TERIMA {task.code}", "channel": "SMS"}
    posted = httpx.post(f"{plan.url('simulator')}/api/reply", json=said, timeout=20).json()
    assert not posted["delivered"], posted
    sid: str = posted["sid"]
    return sid


def _back(plan: Plan, web: Running) -> None:
    web.process = start(web.command, plan.data / "log" / "web.log").process
    wait_for(plan.ports["web"])


def _stored(db: Database) -> int:
    with db.read() as session:
        return len(session.exec(select(Inbox.id).where(Inbox.kind == "Inbound")).all())


def _answered(db: Database, codes: list[str]) -> dict[str, int]:
    """How often each task was answered, by the events."""
    asked = select(EventRow.case_code).where(EventRow.type == Type.ANSWERED, EventRow.n == 1)
    counts = dict.fromkeys(codes, 0)
    with db.read() as session:
        for code in session.exec(asked):
            counts[code] += 1
    return counts


def _heard(db: Database, codes: list[str]) -> Heard:
    counts = list(_answered(db, codes).values())
    more = sum(each > 1 for each in counts)
    return Heard(len(codes), counts.count(1), more, counts.count(0), _stored(db))


def _until(holds: Callable[[], bool], *, must: bool = True) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            assert not must, "it does not come to be in time"
            return
        time.sleep(0.1)
