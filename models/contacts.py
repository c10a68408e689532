"""What becomes known of a contact while sending to it, and what the desk has to see to."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, and_, col, or_, select

from models.reach import DeskItem, Reach
from models.tables import Outbox

MESSAGE, FILTERED, TEMPLATE, LOOP, CHANNEL = "message", "filtered", "template", "loop", "channel"
"""Kinds of the desk's items that come from sending."""


def contact(session: Session, row: Outbox) -> Reach:
    """What is known of the way of a message; made if nothing is."""
    key = (row.unit, row.person, row.channel, row.address)
    if found := session.get(Reach, key):
        return found
    made = Reach(unit=row.unit, person=row.person, channel=row.channel, address=row.address)
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        return session.get_one(Reach, key)
    return made


def put_on_desk(session: Session, item: DeskItem) -> bool:
    """Put something on the desk's list, once by its key; whether it was new."""
    if session.exec(select(DeskItem.id).where(DeskItem.key == item.key)).first():
        return False
    try:
        with session.begin_nested():
            session.add(item)
    except IntegrityError:
        return False
    return True


def desk_item(row: Outbox, kind: str, key: str, now: datetime, result: str = "") -> DeskItem:
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
        result=result,
    )


def text_key(channel: str, text: str) -> str:
    """The key of a text that a network has filtered: the same words never go that way again."""
    return f"saring/{channel}/{_digest(text)}"


def loop_key(address: str) -> str:
    """The key of an address with which automatic replies went in a circle."""
    return f"putaran/{_digest(address)}"


def keys(session: Session) -> frozenset[str]:
    """Texts that were filtered, ever, and the addresses whose loop the desk has not seen to yet."""
    muted = and_(col(DeskItem.kind) == LOOP, col(DeskItem.done_at).is_(None))
    return frozenset(session.exec(select(DeskItem.key).where(or_(col(DeskItem.kind) == FILTERED, muted))))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:24]
