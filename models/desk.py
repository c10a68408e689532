"""The desk's list: what a person has to do, each thing once however often it is asked for."""

import unicodedata
from collections.abc import Collection, Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, and_, col, or_, select

from models.reach import DeskItem
from models.tables import Outbox
from policy.desk import DeskKind

LONGEST = 8_000
"""Characters of what was written that one item keeps; the rest is in the inbox."""
_MORE = "\n...\n"
_UNSEEN = {"Cc", "Cs"}
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\ufeff")


def put(session: Session, item: DeskItem) -> DeskItem:
    """Keep an item; the one that is there already under its key comes back as it is."""
    item.words = readable(item.words)
    if known := by_key(session, item.key):
        return known
    try:
        with session.begin_nested():
            session.add(item)
    except IntegrityError:
        if known := by_key(session, item.key):
            return known
        raise
    return item


def about(row: Outbox, kind: DeskKind, key: str, now: datetime) -> DeskItem:
    """An item about a message: whom, by what, and its words."""
    return DeskItem(
        key=key,
        unit=row.unit,
        kind=kind,
        case_code=row.case_code,
        n=row.n,
        code=str((row.filled or {}).get("code", "")).strip("-"),
        person=row.person,
        channel=row.channel,
        address=row.address,
        words=row.text,
        made_at=now,
        due=now,
    )


def unnumbered(session: Session, case_code: str, read: Collection[str]) -> None:
    """Open items of a case do not name these numbers any more: somebody kept out of it answers there."""
    rows = select(DeskItem).where(DeskItem.case_code == case_code, col(DeskItem.done_at).is_(None))
    for item in (each for each in session.exec(rows).all() if each.address and each.address in read):
        item.address = ""
        session.add(item)


def again(session: Session, item: DeskItem) -> DeskItem:
    """The same, but something that was done and has happened anew is open again."""
    kept = put(session, item)
    if kept.done_at is not None:
        kept.made_at, kept.due, kept.words = item.made_at, item.due, item.words
        kept.done_at, kept.done_by, kept.result = None, "", ""
        session.add(kept)
    return kept


def append(session: Session, item: DeskItem) -> DeskItem:
    """What one address wrote, in one open item: its newest words stand below the older ones."""
    same = select(DeskItem).where(DeskItem.unit == item.unit, col(DeskItem.done_at).is_(None))
    about = same.where(DeskItem.kind == item.kind, DeskItem.address == item.address)
    found = session.exec(about.order_by(col(DeskItem.id)).limit(1).with_for_update()).first()
    if found is None:
        return again(session, item)
    found.words = _joined(found.words, readable(item.words))
    found.due = min(found.due, item.due)
    session.add(found)
    return found


def readable(text: str) -> str:
    """Words without what a database or a screen trips over: control characters, marks that turn the direction."""
    kept = (c for c in text if c == "\n" or not (unicodedata.category(c) in _UNSEEN or c in _TURNING))
    return "".join(kept)[:LONGEST]


def _joined(before: str, more: str) -> str:
    both = f"{before}{_MORE}{more}"
    return both if len(both) <= LONGEST else before[:LONGEST]


def open_items(session: Session, unit: str, kind: str = "") -> Sequence[DeskItem]:
    """What is not done yet, the most pressing first; of one kind or of all."""
    rows = select(DeskItem).where(DeskItem.unit == unit, col(DeskItem.done_at).is_(None))
    chosen = rows.where(DeskItem.kind == kind) if kind else rows
    return session.exec(chosen.order_by(col(DeskItem.due), col(DeskItem.id))).all()


def open_item(session: Session, unit: str, item_id: int) -> DeskItem | None:
    """One open item, until the end of the transaction for this writer alone."""
    one = select(DeskItem).where(DeskItem.id == item_id, DeskItem.unit == unit, col(DeskItem.done_at).is_(None))
    return session.exec(one.with_for_update()).first()


def close(session: Session, item: DeskItem, by: str, result: str, now: datetime) -> None:
    """It is done; `by` is "" where the record itself says that nobody need do it any more."""
    item.done_at, item.done_by, item.result = now, by, result
    session.add(item)


def digest(text: str) -> str:
    """An address in a key, unreadable."""
    return sha256(text.encode()).hexdigest()[:24]


def by_key(session: Session, key: str) -> DeskItem | None:
    """The item of this key, done or not."""
    return session.exec(select(DeskItem).where(DeskItem.key == key)).first()


def text_key(channel: str, text: str) -> str:
    """The key of a text that a network has filtered: the same words never go that way again."""
    return f"saring/{channel}/{digest(text)}"


def loop_key(address: str) -> str:
    """The key of an address with which automatic replies went in a circle."""
    return f"putaran/{digest(address)}"


def muted(session: Session) -> frozenset[str]:
    """Texts that were filtered, ever, and the addresses whose loop the desk has not seen to yet."""
    circling = and_(col(DeskItem.kind) == DeskKind.LOOP, col(DeskItem.done_at).is_(None))
    return frozenset(session.exec(select(DeskItem.key).where(or_(col(DeskItem.kind) == DeskKind.FILTERED, circling))))
