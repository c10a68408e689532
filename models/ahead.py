"""Gaps in a unit's data, asked about as tasks of the unit: stored once each, and ended when they are filled."""

from collections.abc import Iterator
from datetime import datetime

from pydantic_core import to_jsonable_python
from sqlmodel import Session

from models import inbox, record, units
from models.db import Database
from models.tables import Inbox
from policy.ahead import Ahead, filled, to_ask
from policy.breach import unit_code
from policy.case import Case, Handover
from policy.commands import Command
from policy.later_commands import Filled, Foreseen
from policy.unit import Unit
from policy.words import Role, Via


def look_ahead(db: Database, unit: str, now: datetime, hour: float = Case.hour) -> list[Inbox]:
    """Store an inbox row for each gap that comes, and for each that is filled; those that are new.

    Looking twice asks once: a row's id has the gap's kind and first day, and the seq of the unit's tasks as they were
    seen. A row that comes twice all the same (two relays, between two seqs) is refused by `policy.gaps`.
    """
    with db.read() as session:
        rows = list(_rows(session, unit, now, hour))
    if not rows:
        return []
    with db.write() as session:
        return [row for row in rows if inbox.put(session, row)[0] is row]


def _rows(session: Session, code: str, now: datetime, hour: float) -> Iterator[Inbox]:
    unit = units.current(session, code, now)
    if unit is None:
        return
    case = record.load_case(session, unit_code(code))
    seq = case.seq if case else 0
    for gap in to_ask(unit, case, now):
        yield _row(_foreseen(unit, gap, seq, hour), unit_code(code), now)
    for task in filled(unit, case, now):
        yield _row(_filled(task, code), unit_code(code), now)


def _foreseen(unit: Unit, gap: Ahead, seq: int, hour: float) -> Foreseen:
    return Foreseen(
        id=f"{unit_code(unit.code)}-{gap.lack}-{gap.first}-{seq}",
        by="",
        role=Role.DESK,
        via=Via.SYSTEM,
        unit=unit.code,
        lack=gap.lack,
        day=gap.first.isoformat(),
        risk=gap.risk,
        hour=hour,
    )


def _filled(task: Handover, code: str) -> Filled:
    return Filled(id=f"{unit_code(code)}-{task.n}-terisi", by="", role=Role.DESK, via=Via.SYSTEM, n=task.n)


def _row(command: Command, case: str, now: datetime) -> Inbox:
    return Inbox(
        id=command.id,
        kind=type(command).__name__,
        case_code=case,
        payload=to_jsonable_python(command),
        facts={},
        source="unit",
        created_at=now,
    )
