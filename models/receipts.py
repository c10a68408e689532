"""What providers say of messages: any order, any number of copies, one fate, never backwards (messages.md §1)."""

from collections.abc import Mapping

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from models.tables import Outbox, Receipt
from policy.outbox_states import UNDER_WAY
from policy.patience import fate_by

RANK: Mapping[str, int] = {
    "scheduled": 0,
    "accepted": 1,
    "queued": 2,
    "sending": 3,
    "sent": 4,
    "delivered": 5,
    "undelivered": 5,
    "failed": 5,
    "canceled": 5,
    "read": 6,
}
FATES: Mapping[str, str] = {
    "delivered": "DELIVERED",
    "read": "DELIVERED",
    "undelivered": "UNDELIVERED",
    "failed": "UNDELIVERED",
    "canceled": "UNDELIVERED",
}


def receive(session: Session, receipt: Receipt, notification_id: str | None = None) -> bool:
    """Keep a provider's word once and apply it; False for a copy. A word may come before our own line."""
    same = select(Receipt).where(Receipt.provider_id == receipt.provider_id, Receipt.status == receipt.status)
    if session.exec(same).first():
        return False
    named = _named(session, notification_id)
    if not _kept(session, receipt):
        return False
    row = _turn(session, receipt.provider_id) or (named and _adopted(session, named, receipt))
    if row:
        apply(session, row)
    return True


def apply(session: Session, row: Outbox) -> None:
    """The highest status received so far decides; a fate never goes back, a code is never replaced by none."""
    words = session.exec(select(Receipt).where(Receipt.provider_id == row.provider_id)).all()
    top = max(words, key=_weight, default=None)
    if top and (fate := FATES.get(top.status)):
        row.state, row.settled_at = fate, top.at
        row.error_code, row.fate_by = top.code or row.error_code, None
        session.add(row)


def _turn(session: Session, provider_id: str) -> Outbox | None:
    """The message of this provider id, locked: contradicting words take turns, and the last one sees them all."""
    return session.exec(select(Outbox).where(Outbox.provider_id == provider_id).with_for_update()).first()


def _kept(session: Session, receipt: Receipt) -> bool:
    """False if another process stored the same word between our look and our write."""
    try:
        with session.begin_nested():
            session.add(receipt)
    except IntegrityError:
        return False
    return True


def _named(session: Session, notification_id: str | None) -> Outbox | None:
    """The message a callback names, locked: whoever is writing its provider's id is waited for."""
    if notification_id is None:
        return None
    return session.exec(select(Outbox).where(Outbox.notification_id == notification_id).with_for_update()).first()


def _adopted(session: Session, row: Outbox, receipt: Receipt) -> Outbox | None:
    """A message of unknown fate turns out to have been sent."""
    if row.state not in {*UNDER_WAY, "UNDELIVERED"} or row.provider_id:
        return None
    row.provider_id, row.state = receipt.provider_id, "ACCEPTED"
    row.accepted_at = row.settled_at = receipt.at
    row.fate_by = fate_by(row.urgency, row.channel, receipt.at, row.deadline)
    session.add(row)
    session.flush()
    return row


def _weight(word: Receipt) -> tuple[int, bool, str]:
    """Rank; of equal ones that it was delivered, so that the order of receipts makes no difference."""
    return RANK.get(word.status, -1), word.status == "delivered", word.status
