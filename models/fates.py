"""Which messages still wait for their fate, and what is learned of one by asking."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, func, or_, select

from models import inbox, outbox
from models.outbox import FOLLOWER
from models.tables import Inbox, Outbox, Receipt
from policy.outbox_states import OPEN
from policy.patience import ASK_AFTER, LATEST, NO_LAST_WORD

UNDELIVERED = "Undelivered"
"""The kind of the inbox row that says: a provider could not bring this message."""
BATCH = 100
WATCHED_BY_NOBODY = timedelta(seconds=15)
"""After so long a row that no case settles is taken up by the sweep."""
PRICED_AFTER, PRICED_WITHIN = timedelta(hours=1), timedelta(days=2)


def other_ids(session: Session, row: Outbox) -> frozenset[str]:
    """Ids under which the provider knows other messages to the address of this one."""
    rows = select(Outbox.provider_id).where(
        Outbox.address == row.address, Outbox.id != row.id, col(Outbox.provider_id).is_not(None)
    )
    return frozenset(each for each in session.exec(rows) if each)


def heard(session: Session, receipt: Receipt, notification_id: str | None = None) -> None:
    """Keep a provider's word, and what it asks for: a message that was not brought is seen to, whoever dies meanwhile.

    Once, whatever else is said of it.
    """
    outbox.receive(session, receipt, notification_id)
    lost = outbox.lost(session, receipt.provider_id)
    if lost is None:
        return
    row = Inbox(
        id=f"tt-{lost.id}",
        kind=UNDELIVERED,
        payload={"row": lost.id},
        facts={},
        source="receipt",
        created_at=receipt.at,
    )
    inbox.put(session, row)


def due(session: Session, now: datetime) -> Sequence[Outbox]:
    """Accepted messages whose time for a final status is over, the most urgent first."""
    rows = select(Outbox).where(col(Outbox.fate_by) <= now).order_by(col(Outbox.fate_by)).limit(BATCH)
    return session.exec(rows).all()


def to_ask_about(session: Session, now: datetime) -> Sequence[Outbox]:
    """Accepted messages of ten minutes without a final status that nobody has asked about."""
    old = and_(col(Outbox.accepted_at) <= now - ASK_AFTER, col(Outbox.fate_by) > now)
    rows = select(Outbox).where(Outbox.state == "ACCEPTED", old, col(Outbox.asked_at).is_(None))
    return session.exec(rows.order_by(col(Outbox.id)).limit(BATCH)).all()


def unwatched(session: Session, now: datetime) -> Sequence[int]:
    """Newest rows still on their way that no case settles: of no case, or made after the case's own had left."""
    nobodys = or_(Outbox.case_code == "", Outbox.place >= FOLLOWER)
    waited = and_(col(Outbox.created_at) <= now - WATCHED_BY_NOBODY, col(Outbox.start) <= now)
    rows = select(Outbox.id).where(
        col(Outbox.state).in_(OPEN), nobodys, or_(waited, col(Outbox.deadline) <= now), ~_closed()
    )
    return [each for each in session.exec(rows.order_by(col(Outbox.id)).limit(BATCH)) if each]


def overdue(session: Session, now: datetime) -> Sequence[int]:
    """Rows still on their way so long after their deadline that nobody settles them any more."""
    rows = select(Outbox.id).where(col(Outbox.state).in_(OPEN), col(Outbox.deadline) <= now - LATEST, ~_closed())
    return [each for each in session.exec(rows.order_by(col(Outbox.id)).limit(BATCH)) if each]


def unpriced(session: Session, now: datetime) -> Sequence[Outbox]:
    """Messages of the last two days whose price nobody has asked for; a provider knows it after some time."""
    span = and_(col(Outbox.accepted_at) <= now - PRICED_AFTER, col(Outbox.accepted_at) > now - PRICED_WITHIN)
    rows = select(Outbox).where(span, col(Outbox.asked_at).is_(None), col(Outbox.provider_id).is_not(None))
    return session.exec(rows.where(col(Outbox.channel).not_in(NO_LAST_WORD)).limit(BATCH)).all()


def asked(session: Session, row_id: int, now: datetime) -> None:
    """The provider was asked about it."""
    session.connection().execute(update(Outbox).where(col(Outbox.id) == row_id).values(asked_at=now))


def priced(session: Session, row_id: int, segments: int, cost: tuple[int, str]) -> None:
    """What the provider takes for a message, in millionths of a currency."""
    micros, currency = cost
    known = {"cost_micros": micros, "currency": currency} | ({"segments": segments} if segments else {})
    session.connection().execute(update(Outbox).where(col(Outbox.id) == row_id).values(known))


def doubled(session: Session) -> int:
    """Marked copies of a message whose earlier copy turned out to have been taken as well."""
    first = aliased(Outbox)
    both = and_(
        col(first.change_id) == col(Outbox.change_id),
        col(first.place) == col(Outbox.place) - FOLLOWER,
        col(first.accepted_at).is_not(None),
    )
    rows = select(func.count()).select_from(Outbox).join(first, both)
    return session.exec(rows.where(Outbox.resent, col(Outbox.accepted_at).is_not(None))).one()


def is_final(row: Outbox) -> bool:
    """Whether nothing more is expected of a row: its fate is known, given over to a follower, or never to be told."""
    if row.state == "ACCEPTED":
        return row.fate_by is None or row.channel in NO_LAST_WORD
    return row.state not in OPEN or (row.state == "AMBIGUOUS" and row.settled_at is not None)


def _closed() -> ColumnElement[bool]:
    """A row of unknown fate that another has followed."""
    return and_(Outbox.state == "AMBIGUOUS", col(Outbox.settled_at).is_not(None))
