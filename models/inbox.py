"""The inbox: stored before it is acted on, handed out in the order of each case, answered once."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select

from models.tables import Inbox

LARGEST = 64 * 1024
_FACTS = select(Inbox.kind, Inbox.facts).where(Inbox.id == bindparam("id"))


class InboxTooLargeError(Exception):
    """An input over 64 kB; nothing of it is stored."""

    id = "Isian terlalu besar (lebih dari 64 kB). Persingkat teksnya; tidak ada yang tersimpan."
    en = "The input is too large (over 64 kB). Shorten the text; nothing was stored."


def put(session: Session, *rows: Inbox) -> list[Inbox]:
    """Store rows; one whose id or dedupe key is already stored is given back as it is. InboxTooLargeError."""
    return [_put(session, row) for row in rows]


def _put(session: Session, row: Inbox) -> Inbox:
    if len(json.dumps([row.payload, row.facts])) > LARGEST:
        raise InboxTooLargeError
    return _known(session, row) or _stored(session, row)


def _known(session: Session, row: Inbox) -> Inbox | None:
    return get(session, row.id) or _same(session, row.dedupe)


def _stored(session: Session, row: Inbox) -> Inbox:
    """The row, or the same input that another process stored between our look and our write."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        if known := _known(session, row):
            return known
        raise
    return row


def _same(session: Session, dedupe: str | None) -> Inbox | None:
    return session.exec(select(Inbox).where(Inbox.dedupe == dedupe)).first() if dedupe else None


def get(session: Session, row_id: str) -> Inbox | None:
    """The row of this id."""
    return session.exec(select(Inbox).where(Inbox.id == row_id)).first()


def facts_of(session: Session, row_id: str) -> tuple[str, dict[str, Any]]:
    """Kind and personal details of a row; nothing of a row that is not there (a clock has none)."""
    found = session.connection().execute(_FACTS, {"id": row_id}).first()
    return (found.kind, found.facts) if found else ("", {})


def unanswered(session: Session, row_id: str) -> Inbox | None:
    """The row if nobody has answered it, until the end of the transaction for this writer alone."""
    return session.exec(select(Inbox).where(Inbox.id == row_id, Inbox.state == "WAITING").with_for_update()).first()


def claim(session: Session, now: datetime, lease: timedelta, limit: int) -> list[Inbox]:
    """Take what is due, oldest first, one row a case: never one whose case has an older one waiting."""
    rows = list(session.exec(_claimable(now, limit)).all())
    for row in rows:
        row.lease_until, row.attempts = now + lease, row.attempts + 1
        session.add(row)
    session.flush()
    return rows


def due(session: Session, now: datetime) -> bool:
    """Whether a row could be claimed now; only reads."""
    return session.exec(_free(now).limit(1)).first() is not None


def _claimable(now: datetime, limit: int) -> Any:  # noqa: ANN401 - SQLAlchemy's select
    return _free(now).limit(limit).with_for_update(skip_locked=True)


def _free(now: datetime) -> Any:  # noqa: ANN401 - SQLAlchemy's select
    """Waiting rows that nobody holds and whose time has come, of each case only the oldest."""
    free = or_(col(Inbox.lease_until).is_(None), col(Inbox.lease_until) <= now)
    come = or_(col(Inbox.next_try).is_(None), col(Inbox.next_try) <= now)
    older = aliased(Inbox)
    first = (
        ~select(older.place)
        .where(older.case_code == Inbox.case_code, older.state == "WAITING", col(older.place) < col(Inbox.place))
        .exists()
    )
    return select(Inbox).where(Inbox.state == "WAITING", free, come, first).order_by(col(Inbox.place))


def waits(session: Session, row_id: str, next_try: datetime, note: str) -> None:
    """It could not be delivered now; `note` says why."""
    if row := get(session, row_id):
        row.next_try, row.lease_until, row.note = next_try, None, note
        session.add(row)


def answered(session: Session, row_id: str, answer: dict[str, Any], state: str) -> None:
    """The answer, kept for ever; a row with an answer is never delivered again."""
    if (row := get(session, row_id)) and row.answer is None:
        row.answer, row.state, row.lease_until = answer, state, None
        session.add(row)


def answers(session: Session, row_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The answers that are there to these rows, by id."""
    found = select(Inbox.id, Inbox.answer).where(col(Inbox.id).in_(row_ids), Inbox.state != "WAITING")
    return {row_id: dict(answer) for row_id, answer in session.exec(found).all() if answer is not None}


def waiting(session: Session) -> Sequence[Inbox]:
    """All rows without an answer, oldest first."""
    return session.exec(select(Inbox).where(Inbox.state == "WAITING").order_by(col(Inbox.place))).all()


def waiting_count(session: Session) -> int:
    """How many rows have no answer."""
    return session.exec(select(func.count()).select_from(Inbox).where(Inbox.state == "WAITING")).one()


def unsettled(session: Session, code: str, source: str, since: datetime) -> list[Inbox]:
    """Rows of a case from this source that wait, or that came after `since` and were refused; oldest first."""
    open_still = or_(col(Inbox.state) == "WAITING", (col(Inbox.state) == "REFUSED") & (col(Inbox.created_at) >= since))
    found = select(Inbox).where(Inbox.case_code == code, Inbox.source == source, open_still)
    return list(session.exec(found.order_by(col(Inbox.place))).all())
