"""The outbox: READY -> INTENT -> ACCEPTED -> DELIVERED; what nobody can know is AMBIGUOUS (design.md §6)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import case, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.tables import Outbox, Receipt

RANK: Mapping[str, int] = {
    "scheduled": 0,
    "accepted": 1,
    "queued": 2,
    "sending": 3,
    "sent": 4,
    "delivered": 5,
    "undelivered": 5,
    "failed": 5,
    "canceled": 6,
    "read": 7,
}
FATES: Mapping[str, str] = {
    "delivered": "DELIVERED",
    "read": "DELIVERED",
    "undelivered": "UNDELIVERED",
    "failed": "UNDELIVERED",
    "canceled": "UNDELIVERED",
}
UNDER_WAY = frozenset({"INTENT", "AMBIGUOUS"})
AGAIN = (timedelta(minutes=1), timedelta(minutes=10))
"""Pauses before the second and the third try of a passing failure."""
FOLLOWER = 1000
"""A message that took the next channel stands this many places behind the one it follows."""


class Refusal(NamedTuple):
    """What a provider said no with."""

    code: str
    meaning: str
    permanent: bool


def add(session: Session, row: Outbox) -> Outbox:
    """Store a message that is to leave."""
    session.add(row)
    session.flush()
    return row


def get(session: Session, row_id: int) -> Outbox | None:
    """The row of this id."""
    return session.get(Outbox, row_id)


def take(session: Session, row_id: int, now: datetime) -> Outbox | None:
    """READY becomes INTENT for exactly one caller; None for everybody else."""
    ready = update(Outbox).where(col(Outbox.id) == row_id, col(Outbox.state) == "READY")
    claim = ready.values(state="INTENT", intent_at=now, attempts=Outbox.attempts + 1).returning(Outbox)
    return session.scalars(claim, execution_options={"populate_existing": True}).first()


def accepted(session: Session, row_id: int, provider_id: str, now: datetime) -> None:
    """The provider has it; receipts that came before this line are applied now."""
    state = case((col(Outbox.state).in_([*UNDER_WAY, "READY"]), "ACCEPTED"), else_=col(Outbox.state))
    known = {"state": state, "provider_id": provider_id, "settled_at": now, "error_code": None, "error": None}
    theirs = update(Outbox).where(col(Outbox.id) == row_id).values(known).returning(Outbox)
    _apply(session, session.scalars(theirs, execution_options={"populate_existing": True}).one())


def refused(session: Session, row_id: int, said: Refusal, now: datetime) -> None:
    """The provider said no. A passing failure is READY again after 1 and 10 minutes, then REFUSED."""
    row = _locked(session, row_id)
    if row.state not in UNDER_WAY:
        return
    row.error_code, row.error = said.code, said.meaning
    tries = row.attempts - 1
    if said.permanent or tries >= len(AGAIN):
        row.state, row.settled_at = "REFUSED", now
    else:
        row.state, row.start = "READY", now + AGAIN[tries]
    session.add(row)


def ambiguous(session: Session, row_id: int, now: datetime, why: str) -> None:
    """It may have been sent: nobody sends it again on this channel."""
    row = _locked(session, row_id)
    if row.state == "INTENT":
        row.state, row.error_code = "AMBIGUOUS", why
        row.intent_at = row.intent_at or now
        session.add(row)


def cancel(session: Session, ids: Iterable[int], now: datetime, why: str) -> None:
    """Messages that are no longer true do not leave."""
    for row_id in ids:
        row = _locked(session, row_id)
        if row.state == "READY":
            row.state, row.error_code, row.settled_at = "CANCELLED", why, now
            session.add(row)


def given_up(session: Session, row_id: int, now: datetime, why: str) -> None:
    """It did not reach the person by any channel in time."""
    row = _locked(session, row_id)
    if row.state not in {"ACCEPTED", "DELIVERED", "CANCELLED", "MERGED"}:
        row.state, row.error_code, row.settled_at = "UNDELIVERED", row.error_code or why, now
        session.add(row)


def next_channel(session: Session, row: Outbox, notification_id: str, now: datetime) -> Outbox:
    """The same words by the next channel of the person, as a row of its own that follows the old one."""
    (channel, address), *rest = row.channels
    values = row.model_dump(exclude={"id", "provider_id", "error_code", "error", "intent_at", "settled_at"})
    changed = {
        "notification_id": notification_id,
        "place": row.place + FOLLOWER,
        "channel": channel,
        "address": address,
        "channels": rest,
        "state": "READY",
        "start": now,
        "attempts": 0,
        "created_at": now,
        "resent": row.resent or row.state == "AMBIGUOUS",
    }
    return add(session, Outbox(**(values | changed)))


def newest_of(session: Session, row_id: int) -> Outbox:
    """The row, or the newest that followed it by another channel."""
    row = _locked(session, row_id)
    followers = [each for each in _rows(session, row.change_id) if each.place % FOLLOWER == row.place % FOLLOWER]
    return followers[-1]


def of_changes(session: Session, change_ids: Sequence[str]) -> list[Outbox]:
    """The messages of changes in the order given, each by its newest row, by place."""
    return [row for change_id in change_ids for row in of_change(session, change_id)]


def of_change(session: Session, change_id: str) -> list[Outbox]:
    """The messages of a change, each by its newest row, by place."""
    newest = {row.place % FOLLOWER: row for row in _rows(session, change_id)}
    return [newest[place] for place in sorted(newest)]


def _rows(session: Session, change_id: str) -> Sequence[Outbox]:
    rows = select(Outbox).where(Outbox.change_id == change_id).order_by(col(Outbox.place))
    return session.exec(rows).all()


def held_for(session: Session, case_code: str, n: int, person: str) -> Sequence[Outbox]:
    """Messages about a hand-over to a person that have not left yet."""
    held = select(Outbox).where(
        Outbox.case_code == case_code, Outbox.n == n, Outbox.person == person, Outbox.state == "READY"
    )
    return session.exec(held).all()


def for_case(session: Session, code: str) -> Sequence[Outbox]:
    """All messages of a case, oldest first."""
    return session.exec(select(Outbox).where(Outbox.case_code == code).order_by(col(Outbox.id))).all()


def lost(session: Session, provider_id: str) -> Outbox | None:
    """The message of this provider id if its fate is that it did not arrive, and no other row followed it."""
    row = by_provider(session, provider_id)
    return row if row and row.state == "UNDELIVERED" and newest_of(session, row.id or 0).id == row.id else None


def by_provider(session: Session, provider_id: str) -> Outbox | None:
    """The message a provider knows by this id."""
    return session.exec(select(Outbox).where(Outbox.provider_id == provider_id)).first()


def receive(
    session: Session,
    receipt: Receipt,
    notification_id: str | None = None,
) -> bool:
    """Keep a provider's word once and apply it; False for a copy. A word may come before our own line."""
    same = select(Receipt).where(Receipt.provider_id == receipt.provider_id, Receipt.status == receipt.status)
    if session.exec(same).first():
        return False
    named = _named(session, notification_id)
    if not _kept(session, receipt):
        return False
    row = _turn(session, receipt.provider_id) or (named and _adopted(session, named, receipt))
    if row:
        _apply(session, row)
    return True


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
    row.provider_id, row.state, row.settled_at = receipt.provider_id, "ACCEPTED", receipt.at
    session.add(row)
    session.flush()
    return row


def _apply(session: Session, row: Outbox) -> None:
    """The highest status received so far decides; a fate never goes back."""
    words = session.exec(select(Receipt).where(Receipt.provider_id == row.provider_id)).all()
    top = max(words, key=_weight, default=None)
    if top and (fate := FATES.get(top.status)):
        row.state, row.settled_at = fate, top.at
        row.error_code = top.code or row.error_code
        session.add(row)


def _weight(word: Receipt) -> tuple[int, bool, str]:
    """Rank; of equal ones that it was delivered, so that the order of receipts makes no difference."""
    return RANK.get(word.status, -1), word.status == "delivered", word.status


def _locked(session: Session, row_id: int) -> Outbox:
    return session.exec(select(Outbox).where(Outbox.id == row_id).with_for_update()).one()
