"""Open hand-overs whose holder or agency the unit's data no longer has: found, and asked to change hands, once."""

from collections.abc import Iterator
from datetime import datetime

from pydantic_core import to_jsonable_python
from sqlmodel import Session, col, select

from models import access, inbox, record, units
from models.db import Database
from models.tables import CaseRow, HandoverRow, Inbox
from policy.away import Move, is_gone, moves
from policy.case import Case
from policy.commands import Assign, Command
from policy.hard_commands import Follow
from policy.unit import Unit
from policy.words import Kind, Role, Via


def hand_on(session: Session, unit: Unit, now: datetime) -> list[Inbox]:
    """Store an inbox row for everything that has to change hands by this unit's data; those that are new.

    Looking twice asks once: the row of a hand-over carries since when its holder has it.
    """
    access.end_devices(session, unit, now)
    rows = [_row(case, move, now) for case in _affected(session, unit, now) for move in moves(unit, case, now)]
    return [row for row in rows if inbox.put(session, row)[0] is row]


def look_after(db: Database, unit: str, now: datetime) -> list[Inbox]:
    """The same for the unit in force now: a version, or an agency's end, may begin on any day.

    Nothing is written while nobody has gone: looking is cheap, a write lock is not.
    """
    with db.read() as session:
        valid = units.current(session, unit, now)
        if valid is None or not _codes(session, valid, now):
            return []
    with db.write() as session:
        return hand_on(session, valid, now)


def _affected(session: Session, unit: Unit, now: datetime) -> Iterator[Case]:
    """Only cases with something to change are read whole."""
    for code in sorted(_codes(session, unit, now)):
        if case := record.load_case(session, code):
            yield case


def _codes(session: Session, unit: Unit, now: datetime) -> set[str]:
    day = unit.local(now).date()
    columns = (HandoverRow.case_code, HandoverRow.kind, HandoverRow.party, HandoverRow.person)
    tasks = session.exec(select(*columns).where(HandoverRow.unit == unit.code, col(HandoverRow.open))).all()
    workers = select(CaseRow.code, CaseRow.worker).where(CaseRow.unit == unit.code, col(CaseRow.open))
    left = {code for code, worker in session.exec(workers).all() if worker and worker not in unit.people}
    held = {code for code, kind, party, person in tasks if is_gone(unit, kind, party, person)}
    ended = {code for code, kind, party, _ in tasks if kind == Kind.REFERRAL and not unit.active(party, day)}
    return left | held | ended


def _row(case: Case, move: Move, now: datetime) -> Inbox:
    task = case.find(move.n)
    since = int(task.since.timestamp()) if task else case.seq
    command = _command(f"{case.code}-{move.n}-{since}-ganti", move)
    return Inbox(
        id=command.id,
        kind=type(command).__name__,
        case_code=case.code,
        payload=to_jsonable_python(command),
        facts={},
        source="unit",
        created_at=now,
    )


def _command(row_id: str, move: Move) -> Command:
    if move.ended:
        return Follow(id=row_id, by="", role=Role.DESK, via=Via.SYSTEM, n=move.n, successor=move.successor, to=move.to)
    return Assign(id=row_id, by="", role=Role.DESK, via=Via.SYSTEM, n=move.n, to=move.to)
