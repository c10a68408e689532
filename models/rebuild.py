"""The projection again, from events alone; what differs is named."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from sqlmodel import Session, col, select

from models.record import project
from models.tables import CaseRow, EventRow
from models.types import case_from_json
from policy.case import Case
from policy.events import Data, Event, Type
from policy.evolve import begin, evolve


def refold(session: Session, code: str) -> Case | None:
    """The case folded from its events; None if it has none."""
    rows = session.exec(
        select(EventRow).where(EventRow.case_code == code).order_by(col(EventRow.seq), col(EventRow.place))
    ).all()
    case: Case | None = None
    for seq, events in groupby(rows, key=lambda row: row.seq):
        for row in events:
            event = Event(Type(row.type), row.n, row.by, Data(**row.data))  # type: ignore[typeddict-item]
            case = begin(code, event, row.at) if case is None else evolve(case, event, row.at)
        case = replace(case, seq=seq) if case else None
    return case


def differences(session: Session) -> Iterator[str]:
    """Codes of the cases whose projection is not what their events say."""
    for row in session.exec(select(CaseRow)).all():
        if refold(session, row.code) != case_from_json(row.state):
            yield row.code


def rebuild(session: Session) -> int:
    """Write every projection again from events; how many cases."""
    codes = session.exec(select(EventRow.case_code).distinct()).all()
    for code in codes:
        if case := refold(session, code):
            project(session, case)
    return len(codes)
