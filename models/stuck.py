"""Rows of the inbox that fail in a way nobody foresaw: how long each waits, and the item of the desk's list."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models import desk, inbox
from models.reach import DeskItem
from models.tables import Inbox
from policy import stumbles
from policy.desk import DeskKind

PASSED = "berhasil"


def stumbled(session: Session, row: Inbox, what: str, unit: str, now: datetime) -> int:
    """It failed once more: it waits, longer each time; from the third on the desk has it. Its step."""
    step = stumbles.step_of(row.note) + 1
    inbox.waits(session, row.id, now + stumbles.pause_after(step), stumbles.note_of(step, what))
    if step >= stumbles.TOLD_FROM:
        desk.put(session, _item(row, what, unit, now))
    return step


def passed(session: Session, row: Inbox, now: datetime) -> None:
    """It went well after all: nobody need see to it any more."""
    item = desk.by_key(session, _key(row))
    if item and item.done_at is None:
        desk.close(session, item, "", PASSED, now)


def rows(session: Session, limit: int) -> Sequence[Inbox]:
    """The oldest waiting rows that failed so."""
    failing = select(Inbox).where(Inbox.state == "WAITING", col(Inbox.note).startswith(stumbles.BEGINS))
    return session.exec(failing.order_by(col(Inbox.place)).limit(limit)).all()


def _item(row: Inbox, what: str, unit: str, now: datetime) -> DeskItem:
    words = f"Masukan {row.id} ({row.kind}) gagal berulang: {what}. Kabari administrator: rujukan doctor."
    case = row.case_code or ""
    return DeskItem(key=_key(row), unit=unit, kind=DeskKind.STUCK, case_code=case, words=words, made_at=now, due=now)


def _key(row: Inbox) -> str:
    return f"macet/{row.id}"
