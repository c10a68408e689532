"""Named queries over the projection: what people ask of cases, hand-overs and people."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, or_, select

from models.reach import Heartbeat
from models.tables import CaseFile, CaseRow, EventRow, Fact, HandoverRow, Outbox
from policy.words import State


@dataclass(frozen=True)
class CaseView:
    """A case with all its story."""

    row: CaseRow
    file: CaseFile | None
    handovers: Sequence[HandoverRow]
    events: Sequence[EventRow]
    messages: Sequence[Outbox]


def case_view(session: Session, code: str) -> CaseView | None:
    """Everything of one case, oldest first."""
    row = session.get(CaseRow, code)
    if row is None:
        return None
    return CaseView(
        row=row,
        file=session.get(CaseFile, code),
        handovers=session.exec(
            select(HandoverRow).where(HandoverRow.case_code == code).order_by(col(HandoverRow.n))
        ).all(),
        events=session.exec(
            select(EventRow).where(EventRow.case_code == code).order_by(col(EventRow.seq), col(EventRow.place))
        ).all(),
        messages=session.exec(select(Outbox).where(Outbox.case_code == code).order_by(col(Outbox.id))).all(),
    )


def sealed(session: Session, code: str) -> list[tuple[int, dict[str, Any]]]:
    """What answers on a case said that no event may hold: the hand-over answered and the facts, oldest first."""
    first = (EventRow.change_id == Fact.inbox_id, EventRow.place == 0)
    rows = select(EventRow.n, Fact.data).where(Fact.case_code == code, Fact.kind == "Reply", *first)
    return [(n, dict(data)) for n, data in session.exec(rows.order_by(col(Fact.id))).all()]


def handover(session: Session, case: str, n: int) -> HandoverRow | None:
    """One hand-over of a case."""
    return session.get(HandoverRow, (case, n))


def case_seq(session: Session, code: str) -> int:
    """The seq of the projection of a case, 0 if there is none yet."""
    return session.exec(select(CaseRow.seq).where(CaseRow.code == code)).first() or 0


def states(session: Session, codes: Collection[str]) -> dict[str, Mapping[str, Any]]:
    """The states of these cases as they are kept."""
    rows = select(CaseRow.code, CaseRow.state).where(col(CaseRow.code).in_(set(codes)))
    return dict(session.exec(rows).all())


def stuck(session: Session, now: datetime) -> Sequence[HandoverRow]:
    """Open hand-overs that are late, have climbed to the supervisor, or whose holder is unreachable."""
    late = or_(
        col(HandoverRow.due) <= now,
        col(HandoverRow.rung) > 1,
        col(HandoverRow.unreachable),
        HandoverRow.person == "",
    )
    sent = HandoverRow.state != State.DRAFT  # what waits for another referral has no clock
    rows = select(HandoverRow).where(col(HandoverRow.open), sent, late)
    return session.exec(rows.order_by(col(HandoverRow.due))).all()


def open_by_code(session: Session, code: str, address: str | None = None) -> Sequence[HandoverRow]:
    """Open hand-overs with this task code; with an address only if a message about it went there."""
    rows = select(HandoverRow).where(HandoverRow.code == code, col(HandoverRow.open))
    found = session.exec(rows).all()
    return found if address is None else [row for row in found if _told(session, row, address)]


def _told(session: Session, task: HandoverRow, address: str) -> bool:
    message = select(Outbox.id).where(Outbox.case_code == task.case_code, Outbox.n == task.n, Outbox.address == address)
    return session.exec(message.limit(1)).first() is not None


def recent_by_code(session: Session, code: str) -> Sequence[HandoverRow]:
    """Hand-overs with this task code, ended ones too, newest first."""
    rows = select(HandoverRow).where(HandoverRow.code == code)
    return session.exec(rows.order_by(col(HandoverRow.opened).desc())).all()


def tasks_of(session: Session, person: str) -> Sequence[HandoverRow]:
    """What a person holds, in order of due time."""
    rows = select(HandoverRow).where(HandoverRow.person == person, col(HandoverRow.open))
    return session.exec(rows.order_by(col(HandoverRow.due))).all()


def due_between(session: Session, unit: str, first: datetime, last: datetime) -> Sequence[HandoverRow]:
    """Open hand-overs of a unit that fall due from `first` to before `last`."""
    rows = select(HandoverRow).where(HandoverRow.unit == unit, col(HandoverRow.open))
    due = col(HandoverRow.due)
    return session.exec(rows.where(first <= due, due < last).order_by(due)).all()


def cases(session: Session, *, only_open: bool = True) -> Sequence[CaseRow]:
    """Cases by their next instant; with only_open=False the ended ones too."""
    rows = select(CaseRow).order_by(col(CaseRow.due_at))
    return session.exec(rows.where(col(CaseRow.open)) if only_open else rows).all()


def cases_of(session: Session, worker: str) -> Sequence[CaseRow]:
    """The open cases of a case worker, the next instant first."""
    rows = select(CaseRow).where(CaseRow.worker == worker, col(CaseRow.open))
    return session.exec(rows.order_by(col(CaseRow.due_at), col(CaseRow.code))).all()


def beat(session: Session, process: str, now: datetime) -> None:
    """A process says that it is alive."""
    session.merge(Heartbeat(process=process, at=now))


def last_beat(session: Session, process: str) -> datetime | None:
    """When a process last said so."""
    row = session.get(Heartbeat, process)
    return row.at if row else None
