"""Codes that prove a way to a person: kept as a salted hash, for three days, dead after five wrong ones."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from pydantic_core import to_jsonable_python
from sqlmodel import Session, col, select

from models import inbox, reaching
from models.reach import Passcode
from models.tables import Inbox
from policy.digest import begun
from policy.enrolling import LASTS, Fate, to_ask_again
from policy.passcodes import TRIES, is_kept, kept
from policy.people import Contact
from policy.unit import Unit
from policy.words import Channel

PURPOSE = "enrol"
ENROL, PROVE = "Enrol", "Prove"
"""Kinds of inbox rows: a code is asked for; a code was named at the desk."""
REMEMBERED = timedelta(days=14)
"""So long after its end an unanswered code is told to the superior."""


class Proof(NamedTuple):
    """What came of a code, and the way it proved."""

    fate: Fate
    way: Contact | None = None


class Whom(NamedTuple):
    """One way to one person of a unit."""

    unit: str
    person: str
    way: Contact


def keep(session: Session, whom: Whom, code: str, now: datetime) -> None:
    """A new code for one way; an older one for it ends."""
    way = whom.way
    for old in _open(session, whom.unit, whom.person, now):
        if (old.channel, old.address) == (way.channel, way.address):
            old.expires_at = now
            session.add(old)
    session.add(
        Passcode(
            unit=whom.unit,
            person=whom.person,
            purpose=PURPOSE,
            channel=way.channel,
            address=way.address,
            hash=kept(code, secrets.token_hex(16)),
            created_at=now,
            expires_at=now + LASTS,
        )
    )
    session.flush()


def prove(session: Session, unit: str, person: str, code: str, now: datetime) -> Proof:
    """The way a code was sent to is proved; a wrong one counts against all that are open."""
    found = _open(session, unit, person, now)
    alive = [each for each in found if each.wrong < TRIES]
    if not alive:
        return Proof(Fate.LOCKED if found else Fate.NONE)
    right = next((each for each in alive if is_kept(code, each.hash)), None)
    if right is None:
        for each in alive:
            each.wrong += 1
            session.add(each)
        return Proof(Fate.WRONG)
    right.used_at = now
    session.add(right)
    way = Contact(Channel(right.channel), right.address)
    reaching.proved(session, unit, person, way, now)
    return Proof(Fate.PROVED, way)


def unanswered(session: Session, unit: str, now: datetime) -> Sequence[Passcode]:
    """Codes that ended lately and that nobody named, oldest first."""
    rows = select(Passcode).where(Passcode.unit == unit, Passcode.purpose == PURPOSE, col(Passcode.used_at).is_(None))
    ended = rows.where(Passcode.expires_at <= now, Passcode.expires_at > now - REMEMBERED)
    return session.exec(ended.order_by(col(Passcode.id))).all()


def ask_again(session: Session, unit: Unit, now: datetime) -> list[Inbox]:
    """Ask for a new code wherever a proof ends within a week, once for each proof, while its office is open."""
    known = reaching.known_of_all(session, unit.code)
    due = [
        _asked(unit.code, code, way, proved, now)
        for code, ways in known.items()
        if code in unit.people and begun(unit.calendar_of(code), now)
        for way, proved in to_ask_again(unit.people[code], ways, now)
    ]
    return [row for row in due if inbox.put(session, row)[0] is row]


def _asked(unit: str, person: str, way: Contact, proved: datetime, now: datetime) -> Inbox:
    place = hashlib.sha256(way.address.encode()).hexdigest()[:12]
    name = f"{ENROL}/{unit}/{person}/{way.channel}/{place}/{proved:%Y%m%d%H%M}"
    row = request(name, person, way.channel, now, at_once=False)
    row.dedupe = name
    return row


def request(name: str, person: str, channel: Channel | None, now: datetime, *, at_once: bool) -> Inbox:
    """The inbox row that asks the relay for codes: to one person, by every way or those of one channel."""
    payload = {"person": person, "channel": channel or "", "at_once": at_once}
    return Inbox(id=name, kind=ENROL, payload=to_jsonable_python(payload), facts={}, source="unit", created_at=now)


def _open(session: Session, unit: str, person: str, now: datetime) -> Sequence[Passcode]:
    """The codes of a person that have not ended, until the end of the transaction for this writer alone."""
    rows = select(Passcode).where(
        Passcode.unit == unit,
        Passcode.person == person,
        Passcode.purpose == PURPOSE,
        col(Passcode.used_at).is_(None),
        Passcode.expires_at > now,
    )
    return session.exec(rows.order_by(col(Passcode.id)).with_for_update()).all()
