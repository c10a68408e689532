"""Secrets whose use is over: a code leaves no copy in a stored text, and spent codes and counters are deleted.

That a message with a code was sent stays, with when, by what and what became of it; only the digits go.
"""

import re
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete
from sqlmodel import Session, and_, col, or_, select

from models.access import ENROL_ROW, WRONG_ENTRIES
from models.db import Database
from models.enrolment import PURPOSE, REMEMBERED
from models.reach import Passcode
from models.tables import Outbox
from policy.outbox_states import OPEN
from policy.passcodes import PLACE
from policy.patience import LATEST

MASK = "******"
A_DAY = timedelta(days=1)
"""So long a one-time code that is over is still counted against a flood of codes."""
_CODE = re.compile(r"\b\d{6}\b")


def forget(session: Session, ids: Collection[str], now: datetime) -> None:
    """The codes of these messages are where they were to go, and no further copy could be sent."""
    rows = select(Outbox).where(col(Outbox.change_id).in_(ids)) if ids else None
    _mask(session, session.exec(rows).all() if rows is not None else (), now)


def clean(db: Database, now: datetime) -> int:
    """Forget what is over, whoever died meanwhile; how many texts and rows there were. For a schedule."""
    with db.write() as session:
        over = or_(col(Outbox.state).not_in(OPEN), col(Outbox.deadline) <= now - LATEST)
        held = select(Outbox).where(col(Outbox.change_id).startswith(ENROL_ROW), col(Outbox.filled).is_not(None))
        texts = _mask(session, session.exec(held.where(over)).all(), now)
        gone = session.connection().execute(delete(Passcode).where(_spent(now)))
        return texts + gone.rowcount


def _mask(session: Session, rows: Iterable[Outbox], now: datetime) -> int:
    """A text whose code is made as it leaves has none. Nothing is said again in a text without its code."""
    known = [row for row in rows if PLACE not in row.text and row.filled is not None]
    for row in known:
        row.text, row.filled, row.deadline = _CODE.sub(MASK, row.text), None, min(row.deadline, now)
        session.add(row)
    return len(known)


def _spent(now: datetime) -> ColumnElement[bool]:
    """Counters whose hour is over; one-time codes a day after their end; unanswered ones once the superior was told."""
    counters = and_(Passcode.purpose == WRONG_ENTRIES, Passcode.expires_at <= now)
    once = and_(col(Passcode.purpose).not_in([WRONG_ENTRIES, PURPOSE]), Passcode.expires_at <= now - A_DAY)
    proofs = and_(Passcode.purpose == PURPOSE, Passcode.expires_at <= now - REMEMBERED)
    return or_(counters, once, proofs)
