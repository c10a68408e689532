"""What a digest counts: open hand-overs, those finished lately, channels that are down, messages left to the digest."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models.reach import ChannelState
from models.tables import EventRow, HandoverRow, Outbox
from policy.events import Type
from policy.words import Kind, State


def open_tasks(session: Session, unit: str) -> Sequence[HandoverRow]:
    """Every open hand-over of a unit that has been sent."""
    rows = select(HandoverRow).where(HandoverRow.unit == unit, col(HandoverRow.open))
    return session.exec(rows.where(HandoverRow.state != State.DRAFT)).all()


def finished(session: Session, unit: str, first: datetime, last: datetime) -> Sequence[tuple[str, str]]:
    """Referrals that were finished from `first` to before `last` and still are: case code and agency."""
    same = (EventRow.case_code == HandoverRow.case_code, EventRow.n == HandoverRow.n)
    rows = select(HandoverRow.case_code, HandoverRow.party, HandoverRow.n).join(EventRow, same[0] & same[1])  # type: ignore[arg-type]
    done = rows.where(
        EventRow.type == Type.ANSWERED,
        EventRow.at >= first,
        EventRow.at < last,
        HandoverRow.unit == unit,
        HandoverRow.kind == Kind.REFERRAL,
        HandoverRow.state == State.COMPLETED,
    )
    return [(code, party) for code, party, _ in session.exec(done.distinct()).all()]


def channels_down(session: Session) -> list[str]:
    """The channels that are down now."""
    rows = select(ChannelState.channel).where(col(ChannelState.down_since).is_not(None))
    return list(session.exec(rows.order_by(ChannelState.channel)).all())


def left_over(session: Session, unit: str, why: str, since: datetime) -> Sequence[Outbox]:
    """Messages that did not leave because of `why`, made from an instant on, oldest first."""
    rows = select(Outbox).where(Outbox.state == "MERGED", Outbox.created_at >= since, Outbox.unit == unit)
    return session.exec(rows.where(Outbox.error_code == why).order_by(col(Outbox.id))).all()


def codes_of(session: Session, messages: Collection[Outbox]) -> list[str]:
    """The task codes messages are about, each once."""
    keys = dict.fromkeys((row.case_code, row.n) for row in messages)
    tasks = (session.get(HandoverRow, key) for key in keys)
    return list(dict.fromkeys(task.code for task in tasks if task and task.code))


def queued(session: Session, ids: Collection[str]) -> Mapping[str, Outbox]:
    """The newest row of each of these messages of no case, by change id."""
    rows = select(Outbox).where(col(Outbox.change_id).in_(ids)).order_by(col(Outbox.place))
    return {row.change_id: row for row in session.exec(rows).all()}
