"""The record of a case: a change is written once, under its id and its seq, with its projection."""

from collections.abc import Sequence

from pydantic_core import to_jsonable_python
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models import inbox
from models.tables import CaseRow, ChangeRow, EventRow, Fact, HandoverRow
from models.types import case_from_json, case_to_json, recorded_from_json, recorded_to_json
from policy.case import Case, Handover, next_instant, wake_at
from policy.events import Change, Event, Recorded, Type


class SeqTaken(Exception):  # noqa: N818 - the loud failure of design.md §2
    """Another change already has this seq of the case: two writers, which must never be."""


def stored(session: Session, change_id: str) -> Recorded | None:
    """What the record answered to this change, if it was written before."""
    row = session.get(ChangeRow, change_id)
    return recorded_from_json(row.result) if row else None


def load_case(session: Session, code: str) -> Case | None:
    """The case as the record has it."""
    row = session.exec(select(CaseRow).where(CaseRow.code == code)).first()
    return case_from_json(row.state) if row else None


def lock_case(session: Session, code: str) -> Case | None:
    """The case as the record has it, until the end of the transaction for this writer alone."""
    row = session.exec(select(CaseRow).where(CaseRow.code == code).with_for_update()).first()
    return case_from_json(row.state) if row else None


def append(session: Session, change: Change, case: Case, events: Sequence[Event], result: Recorded) -> None:
    """Write a change: its row, its events, the projection, the facts of its inbox row. SeqTaken."""
    row = ChangeRow(
        id=change.id,
        case_code=change.case,
        seq=change.seq,
        at=change.at,
        happened=change.happened,
        result=recorded_to_json(result),
    )
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        raise SeqTaken(f"{change.case} seq {change.seq}: {change.id}") from error
    session.add_all(_event_rows(change, events))
    project(session, case)
    _keep_facts(session, change, case)
    session.flush()


def _event_rows(change: Change, events: Sequence[Event]) -> list[EventRow]:
    first = events[0]
    return [
        EventRow(
            id=f"{change.id}.{place}",
            change_id=change.id,
            case_code=change.case,
            seq=change.seq,
            place=place,
            type=event.type,
            n=event.n,
            by=event.by or (first.by if event.type != Type.TERMS else ""),
            at=change.at,
            happened=change.happened or change.at,
            data=_plain(event),
        )
        for place, event in enumerate(events)
    ]


def _plain(event: Event) -> dict[str, object]:
    plain: dict[str, object] = to_jsonable_python(event.data)
    return plain


def project(session: Session, case: Case) -> None:
    """The rows of a case and its hand-overs; an older seq never overwrites a newer one."""
    known = session.get(CaseRow, case.code)
    if known is None or known.seq <= case.seq:
        session.merge(case_row(case))
        for task in case.handovers:
            session.merge(handover_row(case, task))
        session.flush()


def case_row(case: Case) -> CaseRow:
    """The projection of a case."""
    return CaseRow(
        code=case.code,
        unit=case.unit,
        stage=case.stage,
        risk=case.risk,
        worker=case.worker,
        seq=case.seq,
        reported_at=case.reported,
        stage_since=case.stage_since,
        due_at=wake_at(case),
        open=case.open,
        rung=max((task.rung for task in case.open_handovers), default=0),
        state=case_to_json(case),
    )


def handover_row(case: Case, task: Handover) -> HandoverRow:
    """The projection of one of its hand-overs."""
    return HandoverRow(
        case_code=case.code,
        n=task.n,
        unit=case.unit,
        code=task.code,
        kind=task.kind,
        state=task.state,
        party=task.party,
        person=task.person,
        level=task.level,
        service=task.service,
        parent=task.parent,
        opened=task.opened,
        since=task.since,
        due=task.plan.due,
        next_at=next_instant(case, task),
        rung=task.rung,
        open=task.open,
        unreachable=task.unreachable,
        seq=case.seq,
    )


def _keep_facts(session: Session, change: Change, case: Case) -> None:
    row = inbox.get(session, change.id)
    if row is None or not row.facts:
        return
    n = next((event.n for event in reversed(change.events) if event.n), 0)
    by = next((event.by for event in change.events), "")
    fact = Fact(case_code=case.code, n=n, inbox_id=row.id, kind=row.kind, by=by, at=change.at, data=row.facts)
    session.add(fact)


def code_is_free(session: Session, unit: str, code: str) -> bool:
    """Whether no open hand-over of the unit has this task code."""
    taken = select(HandoverRow.n).where(HandoverRow.unit == unit, HandoverRow.code == code, col(HandoverRow.open))
    return session.exec(taken.limit(1)).first() is None
