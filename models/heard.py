"""What is learnt of a way to somebody when they write by it: it answers, its window is open, they want no more."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.reach import Reach
from models.tables import Outbox
from policy.people import Contact, Person
from policy.words import Channel

WINDOW = timedelta(hours=24)
"""So long after a person's last message WhatsApp takes free text (messages.md §1)."""
TO_WRITERS = "penulis"
"""The audience of a line back to whoever wrote; such a line leaves also where messages are stopped."""


def wrote(session: Session, unit: str, people: Collection[Person], contact: Contact, at: datetime) -> None:
    """A text came from there: on WhatsApp free text may go back until a day later."""
    if contact.channel is Channel.WHATSAPP:
        for row in _ways(session, unit, people, contact):
            row.window_until = max(filter(None, (row.window_until, at + WINDOW)))
            session.add(row)


def answered(session: Session, unit: str, people: Collection[Person], contact: Contact, at: datetime) -> None:
    """A text from there was understood: this way gets answers, and is tried first from now on."""
    for row in _ways(session, unit, people, contact):
        row.answered_at = at
        session.add(row)


def stopped(session: Session, unit: str, person: Person, address: str, at: datetime) -> None:
    """They want no more messages at this address, by whichever channel; done again it keeps the first instant."""
    for contact in (each for each in person.channels if each.address == address):
        row = way(session, unit, person.code, contact)
        row.stopped_at = row.stopped_at or at
        session.add(row)


def resumed(session: Session, unit: str, person: Person, address: str) -> bool:
    """They want messages there again; whether anything was stopped."""
    rows = [way(session, unit, person.code, each) for each in person.channels if each.address == address]
    lifted = [row for row in rows if row.stopped_at is not None]
    for row in lifted:
        row.stopped_at = None
        session.add(row)
    return bool(lifted)


def open_ways(session: Session, unit: str, person: Person) -> list[Contact]:
    """The ways to a person that they have not stopped and that reach somebody."""
    rows = session.exec(select(Reach).where(Reach.unit == unit, Reach.person == person.code)).all()
    closed = {(row.channel, row.address) for row in rows if _shut(row)}
    return [each for each in person.channels if (each.channel, each.address) not in closed]


def _shut(row: Reach) -> bool:
    """Stopped, or failed with no sign of life since: a proof lifts both, an answer a failure."""
    heard = [at for at in (row.proved_at, row.answered_at) if at]
    failed = row.failed_at is not None and not any(at > row.failed_at for at in heard)
    stopped_ = row.stopped_at is not None and not (row.proved_at and row.proved_at > row.stopped_at)
    return failed or stopped_


def way(session: Session, unit: str, person: str, contact: Contact) -> Reach:
    """What is known of one way to one person; made if nothing is."""
    key = (unit, person, contact.channel.value, contact.address)
    if found := session.get(Reach, key):
        return found
    made = Reach(unit=unit, person=person, channel=contact.channel.value, address=contact.address)
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        return session.get_one(Reach, key)
    return made


def _ways(session: Session, unit: str, people: Collection[Person], contact: Contact) -> Iterator[Reach]:
    return (way(session, unit, person.code, contact) for person in people)


def lines_since(session: Session, address: str, since: datetime, template: str = "") -> int:
    """How many automatic lines went back to an address."""
    rows = select(func.count()).select_from(Outbox).where(*_lines(address, since))
    return session.exec(rows.where(Outbox.template == template) if template else rows).one()


def line_failed(session: Session, address: str, since: datetime, codes: Collection[str]) -> bool:
    """Whether a line back to an address failed with one of these codes."""
    rows = select(Outbox.id).where(*_lines(address, since), col(Outbox.error_code).in_(codes))
    return session.exec(rows.limit(1)).first() is not None


def _lines(address: str, since: datetime) -> tuple[ColumnElement[bool], ...]:
    return (col(Outbox.address) == address, col(Outbox.audience) == TO_WRITERS, col(Outbox.created_at) > since)


def lines_about(session: Session, address: str, since: datetime, template: str) -> list[str]:
    """The texts (their inbox ids) that got such a line, oldest first."""
    rows = select(Outbox.change_id).where(*_lines(address, since), Outbox.template == template)
    return list(session.exec(rows.order_by(col(Outbox.id))).all())
