"""What is known of reaching people, as the rules ask for it; and what is written when something is learnt."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models.reach import Reach
from models.tables import HandoverRow, Outbox
from policy.limits import Past
from policy.people import Contact
from policy.ways import Known

UNHEARD = frozenset({"CANCELLED", "MERGED", "REFUSED", "UNDELIVERED"})
"""States in which nobody was disturbed by a message."""


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
        way = Known(row.channel, row.address, row.proved_at, row.stopped_at, row.failed_at, row.answered_at)
        found.setdefault(row.person, []).append(way)
    return found


def way(session: Session, unit: str, person: str, contact: Contact) -> Reach:
    """The row of one way to one person, made if there is none."""
    key = (unit, person, contact.channel.value, contact.address)
    row = session.get(Reach, key)
    if row is None:
        row = Reach(unit=unit, person=person, channel=contact.channel, address=contact.address)
        session.add(row)
    return row


def proved(session: Session, unit: str, person: str, contact: Contact, now: datetime) -> None:
    """A code that was sent there came back."""
    way(session, unit, person, contact).proved_at = now


def answered(session: Session, unit: str, person: str, contact: Contact, now: datetime) -> None:
    """An answer came from there."""
    way(session, unit, person, contact).answered_at = now


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
