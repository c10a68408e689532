"""Devices, PINs and one-time codes: who may act from a page. Everything secret is here only as a hash."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sqlalchemy import func, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models import reaching
from models.reach import Device, Passcode, Pin
from models.tables import Inbox, Outbox
from policy.entry import (
    CODE_LASTS,
    CODES_AN_HOUR,
    DEVICE_LASTS,
    PLACE_SPAN,
    PLACE_TRIES,
    locked_until,
)
from policy.passcodes import TRIES, is_kept, kept
from policy.people import Contact
from policy.words import Channel

CODE, PIN_LOCKED = "Passcode", "PinLocked"
"""Kinds of the inbox rows by which a page has something sent."""
CODE_ROW = "kode-"
"""Begins the id of the row that asks for a code; behind it stands the name the code is made of."""
ENROL_ROW = "daftar/"
"""Begins the change id of a message with a code that proves a way: its code is made of the whole of it."""
WRONG_ENTRIES = "hitung"
"""The purpose of the rows that count wrong entries from one place: they hold no code."""


@dataclass(frozen=True)
class Purpose:
    """Whose code it is and what for: `name`, and for a detail the hand-over it opens."""

    unit: str
    person: str
    name: str
    case_code: str = ""
    n: int = 0


class Checked(Enum):
    """What came of a PIN or code."""

    GOOD = auto()
    WRONG = auto()
    LOCKED = auto()
    JUST_LOCKED = auto()
    NONE = auto()


def device(session: Session, device_id: str, now: datetime) -> Device | None:
    """The remembered device, while it lasts."""
    found = session.get(Device, device_id) if device_id else None
    return found if found and found.ended_at is None and found.expires_at > now else None


def remember(session: Session, device_id: str, unit: str, person: str, now: datetime) -> None:
    """A device of this person from now on, for thirty days."""
    expires = now + DEVICE_LASTS
    session.add(Device(id=device_id, unit=unit, person=person, created_at=now, expires_at=expires, seen_at=now))


def forget(session: Session, device_id: str, now: datetime) -> None:
    """The person does not want this device to be remembered."""
    if known := device(session, device_id, now):
        known.ended_at = now
        session.add(known)


def pin_of(session: Session, unit: str, person: str, *, to_write: bool = False) -> Pin | None:
    """The person's PIN, hashed, if they have set one; `to_write`: for this writer alone."""
    return session.get(Pin, (unit, person), with_for_update=to_write)


def set_pin(session: Session, unit: str, person: str, hashed: str, now: datetime) -> None:
    """A new PIN; what was counted or locked before is over, and so is every device: one may have been lost."""
    theirs = update(Device).where(
        col(Device.unit) == unit, col(Device.person) == person, col(Device.ended_at).is_(None)
    )
    session.connection().execute(theirs.values(ended_at=now))
    session.merge(Pin(unit=unit, person=person, hash=hashed, set_at=now, wrong=0, locked_until=None, locks=0))


def end_pin(session: Session, unit: str, person: str, now: datetime) -> bool:
    """The desk ends a forgotten PIN, and every device with it; whether there was one."""
    pin = session.get(Pin, (unit, person), with_for_update=True)
    if pin:
        session.delete(pin)
    theirs = select(Device).where(Device.unit == unit, Device.person == person, col(Device.ended_at).is_(None))
    for known in session.exec(theirs).all():
        known.ended_at = now
        session.add(known)
    return pin is not None


def checked(session: Session, pin: Pin, now: datetime, *, good: bool) -> Checked:
    """Count a try on a PIN; five wrong ones in a row lock it, each time for longer. A good one is refused meanwhile."""
    if pin.locked_until and pin.locked_until > now:
        return Checked.LOCKED
    session.add(pin)
    if good:
        pin.wrong, pin.locks, pin.locked_until = 0, 0, None
        return Checked.GOOD
    pin.wrong, pin.locked_until = pin.wrong + 1, locked_until(pin.wrong + 1, now, pin.locks)
    if pin.locked_until is None:
        return Checked.WRONG
    pin.wrong, pin.locks = 0, pin.locks + 1
    return Checked.JUST_LOCKED


def may_have_code(session: Session, asked: Purpose, now: datetime) -> bool:
    """Whether this person has not had too many codes in the last hour."""
    had = select(func.count()).select_from(Passcode).where(Passcode.unit == asked.unit, Passcode.person == asked.person)
    recent = had.where(Passcode.purpose != WRONG_ENTRIES, col(Passcode.created_at) > now - PLACE_SPAN)
    return session.exec(recent).one() < CODES_AN_HOUR


def new_code(session: Session, asked: Purpose, to: Contact, secret: str, now: datetime) -> None:
    """A code is on its way to this address; an older one for the same is over. `secret`: its digits, keyed."""
    session.add(
        Passcode(
            unit=asked.unit,
            person=asked.person,
            purpose=asked.name,
            channel=to.channel,
            address=to.address,
            hash=kept(secret, secrets.token_hex(16)),
            case_code=asked.case_code,
            n=asked.n,
            created_at=now,
            expires_at=now + CODE_LASTS,
        )
    )


def use_code(session: Session, asked: Purpose, secret: str, now: datetime) -> Checked:
    """A code counts once, for ten minutes and five tries, and only the newest; it proves the address it went to."""
    row = _newest(session, asked)
    if row is None or row.used_at or row.expires_at <= now or row.wrong >= TRIES:
        return Checked.NONE
    if not is_kept(secret, row.hash):
        row.wrong += 1
        session.add(row)
        return Checked.WRONG
    row.used_at = now
    session.add(row)
    _proved(session, row, now)
    return Checked.GOOD


def _newest(session: Session, asked: Purpose) -> Passcode | None:
    rows = select(Passcode).where(
        Passcode.unit == asked.unit,
        Passcode.person == asked.person,
        Passcode.purpose == asked.name,
        Passcode.case_code == asked.case_code,
        Passcode.n == asked.n,
    )
    return session.exec(rows.order_by(col(Passcode.id).desc()).limit(1).with_for_update()).first()


def _proved(session: Session, row: Passcode, now: datetime) -> None:
    way = Contact(Channel(row.channel), row.address)
    reaching.proved(session, row.unit, row.person, way, now)


def code_row(asked: Purpose, to: Contact, name: str, now: datetime) -> Inbox:
    """The order to send a code; its digits are made of the message's own id (`name`) as it leaves."""
    payload = {"unit": asked.unit, "person": asked.person, "channel": to.channel, "name": name}
    facts = {"address": to.address}
    return Inbox(id=f"{CODE_ROW}{name}", kind=CODE, payload=payload, facts=facts, source="link", created_at=now)


def code_name(message: Outbox) -> str:
    """The name the code of a message is made of, also of a copy that left later; "" for a message without a code."""
    if message.change_id.startswith(ENROL_ROW):
        return message.change_id
    head, _, name = message.change_id.partition(CODE_ROW)
    return "" if head else name


def locked_row(pin: Pin, now: datetime) -> Inbox:
    """The order to tell a person that their PIN is locked."""
    until = pin.locked_until or now
    payload = {"unit": pin.unit, "person": pin.person, "until": until.isoformat(), "locks": pin.locks}
    name = f"kunci-{pin.unit}-{pin.person}-{int(now.timestamp())}"
    return Inbox(id=name, kind=PIN_LOCKED, payload=payload, facts={}, source="link", created_at=now)


def too_many(session: Session, place: str, now: datetime) -> bool:
    """Whether so many entries from this place were wrong that no more are looked at for a while."""
    row = session.exec(_counts(place, now)).first()
    return row is not None and row.wrong >= PLACE_TRIES


def count_wrong(session: Session, unit: str, place: str, now: datetime) -> None:
    """One more wrong entry from this place (a keyed hash of link and network address)."""
    row = session.exec(_counts(place, now).with_for_update()).first() or Passcode(
        unit=unit,
        person="",
        purpose=WRONG_ENTRIES,
        channel="",
        address=place,
        hash="",
        created_at=now,
        expires_at=now + PLACE_SPAN,
    )
    row.wrong += 1
    session.add(row)


def _counts(place: str, now: datetime) -> SelectOfScalar[Passcode]:
    rows = select(Passcode).where(Passcode.purpose == WRONG_ENTRIES, Passcode.address == place)
    return rows.where(col(Passcode.expires_at) > now).order_by(col(Passcode.id)).limit(1)
