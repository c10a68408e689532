"""What is known of reaching people, as the rules ask for it; and what is written when something is learnt."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, or_, select

from models.reach import Reach
from models.tables import HandoverRow, Outbox
from policy.limits import Past
from policy.outbox_states import UNHEARD
from policy.people import Contact, Person
from policy.reaching import Known, Way, open_ways
from policy.words import Channel

WINDOW = timedelta(hours=24)
"""So long after a person's last message WhatsApp takes free text (messages.md §1)."""


def known(session: Session, unit: str, people: Collection[str]) -> Mapping[str, list[Known]]:
    """What is known of the ways to these people, by person."""
    rows = select(Reach).where(Reach.unit == unit, col(Reach.person).in_(people))
    return _by_person(session.exec(rows).all())


def known_of_all(session: Session, unit: str) -> Mapping[str, list[Known]]:
    """What is known of every way of a unit, by person."""
    return _by_person(session.exec(select(Reach).where(Reach.unit == unit)).all())


def _by_person(rows: Iterable[Reach]) -> Mapping[str, list[Known]]:
    found: dict[str, list[Known]] = {}
    for row in rows:
        found.setdefault(row.person, []).append(_known(row))
    return found


def _known(row: Reach) -> Known:
    return Known(row.channel, row.address, row.proved_at, row.stopped_at, row.failed_at, row.answered_at)


def blocked(session: Session) -> frozenset[Way]:
    """Ways of anybody that are not to be used: stopped by the person, or nobody is there."""
    rows = select(Reach).where(or_(col(Reach.stopped_at).is_not(None), col(Reach.failed_at).is_not(None)))
    closed = (row for row in session.exec(rows) if _known(row).closed)
    return frozenset((row.unit, row.person, row.channel, row.address) for row in closed)


def ways_to(session: Session, unit: str, person: Person) -> tuple[Contact, ...]:
    """The ways to a person that are neither stopped nor failed."""
    return open_ways(person, known(session, unit, [person.code]).get(person.code, ()))


def proved(session: Session, unit: str, person: str, contact: Contact, now: datetime) -> None:
    """A code that was sent there came back."""
    row = way(session, unit, person, contact)
    row.proved_at = now
    session.add(row)


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


def way_of(session: Session, row: Outbox) -> Reach:
    """The same of the way a message went."""
    return way(session, row.unit, row.person, Contact(Channel(row.channel), row.address))


def _ways(session: Session, unit: str, people: Collection[Person], contact: Contact) -> Iterator[Reach]:
    return (way(session, unit, person.code, contact) for person in people)


def heard(session: Session, addresses: Collection[str], since: datetime) -> Sequence[tuple[Past, Outbox]]:
    """What leaves, or has left, to these addresses from an instant on."""
    rows = select(Outbox).where(col(Outbox.address).in_(addresses), Outbox.start >= since)
    found = session.exec(rows.where(col(Outbox.state).not_in(UNHEARD))).all()
    return [(Past(row.person, row.channel, row.address, row.start), row) for row in found]


def ringing(session: Session, person: str, but: tuple[str, int], first: datetime, last: datetime) -> list[datetime]:
    """When the other open tasks of a person ring next, if that is from `first` to `last`."""
    next_at = col(HandoverRow.next_at)
    tasks = select(HandoverRow.case_code, HandoverRow.n, HandoverRow.next_at).where(
        HandoverRow.person == person, col(HandoverRow.open), next_at >= first, next_at <= last
    )
    return [at for code, n, at in session.exec(tasks).all() if (code, n) != but and at]
