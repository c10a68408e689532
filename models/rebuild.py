"""The projection again, from events alone; what differs is named."""

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from pydantic import ValidationError
from sqlalchemy import delete
from sqlmodel import Session, SQLModel, col, select

from models.projection import Values, altered, case_values
from models.tables import CaseRow, EventRow, HandoverRow
from models.types import case_from_json
from policy.case import Case
from policy.events import Change, Data, Event, Type
from policy.evolve import evolve_all
from policy.evolve_tasks import BrokenPromiseError


class EventsBrokenError(Exception):
    """The events of a case do not fold into one: some are missing or spoilt. Names the case."""


def refold(session: Session, code: str) -> Case | None:
    """The case folded from its events; None if it has none. EventsBrokenError."""
    newest = deque(_states(session, code), maxlen=1)
    return newest[0] if newest else None


def _states(session: Session, code: str) -> Iterator[Case]:
    """The case after each of its changes."""
    rows = session.exec(
        select(EventRow).where(EventRow.case_code == code).order_by(col(EventRow.seq), col(EventRow.place))
    ).all()
    case: Case | None = None
    for seq, events in groupby(rows, key=lambda row: row.seq):
        case = _folded(case, seq, list(events))
        yield case


def _folded(case: Case | None, seq: int, rows: Sequence[EventRow]) -> Case:
    """The case after one change."""
    code = rows[0].case_code
    try:
        events = tuple(_event(row) for row in rows)
        return evolve_all(case, Change(rows[0].change_id, code, seq, rows[0].at, events))
    except (KeyError, ValueError, BrokenPromiseError) as error:
        raise EventsBrokenError(f"{code} seq {seq}: {error}") from error


def _event(row: EventRow) -> Event:
    return Event(Type(row.type), row.n, row.by, Data(**row.data))  # type: ignore[typeddict-item]


def _projection(session: Session, code: str) -> list[SQLModel]:
    """The rows of a case as its events say; of a hand-over that the case has forgotten, its last one."""
    last: Case | None = None
    tasks: dict[int, Values] = {}
    for case in _states(session, code):
        tasks |= {values["n"]: values for values in altered(last, case)}
        last = case
    return [CaseRow(**case_values(last)), *(HandoverRow(**tasks[n]) for n in sorted(tasks))] if last else []


def _stored(session: Session, code: str) -> list[SQLModel]:
    tasks = select(HandoverRow).where(HandoverRow.case_code == code).order_by(col(HandoverRow.n))
    row = session.get(CaseRow, code)
    return [*([row] if row else []), *session.exec(tasks).all()]


def differences(session: Session) -> Iterator[str]:
    """Codes of the cases whose projection is not what their events say, either of them missing included."""
    for code in _codes(session):
        if not _same(session, code):
            yield code


def _same(session: Session, code: str) -> bool:
    try:
        return _plain(_projection(session, code)) == _plain(_stored(session, code))
    except (EventsBrokenError, ValidationError):
        return False


def _codes(session: Session) -> list[str]:
    kept = (EventRow.case_code, CaseRow.code, HandoverRow.case_code)
    return sorted({code for column in kept for code in session.exec(select(column).distinct()).all()})


def _plain(rows: Sequence[SQLModel]) -> list[dict[str, object]]:
    """Rows to compare; a state as a case, so that one kept by an older program lacks no later field."""
    return [_read(row.model_dump()) for row in rows]


def _read(values: dict[str, Any]) -> dict[str, object]:
    return values | {"state": case_from_json(values["state"])} if isinstance(values["state"], dict) else values


def rebuild(session: Session) -> int:
    """Write every projection again from events; how many cases. EventsBrokenError: nothing was written."""
    codes = session.exec(select(EventRow.case_code).distinct()).all()
    for table in (CaseRow, HandoverRow):
        session.connection().execute(delete(table))
    session.expire_all()
    for code in codes:
        session.add_all(_projection(session, code))
        session.flush()
    return len(codes)
