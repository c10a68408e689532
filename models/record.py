"""The record of a case: a change is written once, under its id and its seq, with its projection."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic_core import to_jsonable_python
from sqlalchemy import bindparam, insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col, select

from models import inbox
from models.projection import project
from models.tables import CaseRow, ChangeRow, EventRow, Fact, HandoverRow
from models.types import case_from_json, recorded_from_json, recorded_to_json
from policy.case import Case
from policy.events import Change, Event, Recorded, Type, touched

Both = tuple[Case | None, Case]
"""A case before a change and after it, exact terms included."""
_CHANGE = SQLModel.metadata.tables[str(ChangeRow.__tablename__)]
_EVENT = SQLModel.metadata.tables[str(EventRow.__tablename__)]
_LOCKED = select(CaseRow.state).where(CaseRow.code == bindparam("code")).with_for_update()
_TAKEN = (
    select(HandoverRow.n)
    .where(HandoverRow.unit == bindparam("unit"), HandoverRow.code == bindparam("code"), col(HandoverRow.open))
    .limit(1)
)


class SeqTaken(Exception):  # noqa: N818 - the loud failure of design.md §2
    """Another change already has this seq of the case: two writers, which must never be."""


def stored(session: Session, change_id: str) -> Recorded | None:
    """What the record answered to this change, if it was written before."""
    result = session.exec(select(ChangeRow.result).where(ChangeRow.id == change_id)).first()
    return recorded_from_json(result) if result else None


def load_case(session: Session, code: str) -> Case | None:
    """The case as the record has it."""
    return _case(session.exec(select(CaseRow.state).where(CaseRow.code == code)).first())


def lock_case(session: Session, code: str) -> Case | None:
    """The case as the record has it, until the end of the transaction for this writer alone."""
    return _case(session.connection().execute(_LOCKED, {"code": code}).scalar())


def _case(state: Mapping[str, Any] | None) -> Case | None:
    return case_from_json(state) if state else None


def append(session: Session, change: Change, cases: Both, events: Sequence[Event], result: Recorded) -> None:
    """Write a change: its row, its events, the projection, the facts of its inbox row. SeqTaken."""
    connection, (before, after) = session.connection(), cases
    row = {
        "id": change.id,
        "case_code": change.case,
        "seq": change.seq,
        "at": change.at,
        "happened": change.happened,
        "result": recorded_to_json(result),
    }
    try:
        connection.execute(insert(_CHANGE), row)
    except IntegrityError as error:
        raise SeqTaken(f"{change.case} seq {change.seq}: {change.id}") from error
    connection.execute(insert(_EVENT), list(_event_rows(change, events)))
    project(session, before, after)
    _keep_facts(session, change, after)


def _event_rows(change: Change, events: Sequence[Event]) -> Iterator[dict[str, object]]:
    first = events[0]
    for place, event in enumerate(events):
        yield {
            "id": f"{change.id}.{place}",
            "change_id": change.id,
            "case_code": change.case,
            "seq": change.seq,
            "place": place,
            "type": event.type,
            "n": event.n,
            "by": event.by or (first.by if event.type != Type.TERMS else ""),
            "at": change.at,
            "happened": change.happened or change.at,
            "data": to_jsonable_python(event.data),
        }


def _keep_facts(session: Session, change: Change, case: Case) -> None:
    kind, facts = inbox.facts_of(session, change.id)
    if not facts:
        return
    n = touched(change.events)
    by = next((event.by for event in change.events), "")
    fact = Fact(case_code=case.code, n=n, inbox_id=change.id, kind=kind, by=by, at=change.at, data=facts)
    session.add(fact)
    session.flush()


def code_is_free(session: Session, unit: str, code: str) -> bool:
    """Whether no open hand-over of the unit has this task code."""
    return session.connection().execute(_TAKEN, {"unit": unit, "code": code}).first() is None
