"""Which way to a person is tried first, and which are closed; a proof of a contact lasts 90 days. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from policy.people import Contact, Person
from policy.words import Channel

LATELY = timedelta(days=90)
"""An answer so old no longer says which way somebody likes."""
PROOF = timedelta(days=90)
AGAIN = timedelta(days=7)
"""So long before a proof ends its code is asked for again."""
NUMBERS = frozenset({Channel.SMS, Channel.WHATSAPP, Channel.GATEWAY})
"""Ways whose address is a telephone number."""


Way = tuple[str, str, str, str]
"""Unit, person, channel, address."""


@dataclass(frozen=True)
class Known:
    """What is known of one way to one person; None: never."""

    channel: str
    address: str
    proved_at: datetime | None = None
    stopped_at: datetime | None = None
    failed_at: datetime | None = None
    answered_at: datetime | None = None

    @property
    def stopped(self) -> bool:
        """They want no more messages there, and have not proved it anew since."""
        return self.stopped_at is not None and not _after(self.proved_at, self.stopped_at)

    @property
    def failed(self) -> bool:
        """Nobody is there, and neither a code nor an answer has come back since."""
        heard = (self.proved_at, self.answered_at)
        return self.failed_at is not None and not any(_after(at, self.failed_at) for at in heard)

    @property
    def closed(self) -> bool:
        """Whether no message goes that way."""
        return self.stopped or self.failed

    def proved(self, now: datetime) -> bool:
        """Whether a code sent there came back within 90 days."""
        return self.proved_at is not None and now < self.proved_at + PROOF

    def asked_again(self, now: datetime) -> bool:
        """Whether its proof ends within seven days, or has ended."""
        return self.proved_at is not None and self.proved_at + PROOF - AGAIN <= now


def ordered(person: Person, known: Iterable[Known], now: datetime) -> tuple[Contact, ...]:
    """The ways to a person in the order in which they are tried.

    The order of the pack, but first the one that got their last answer within 90 days; stopped and failed ones are
    left out. Somebody whose every way is closed is telephoned: the desk calls (address "" where no number is known).
    """
    ways = {(each.channel, each.address): each for each in known}
    usable = open_ways(person, ways.values())
    if not usable:
        return by_telephone(person)
    answers = {way: at for way in usable if (at := _answered(ways.get((way.channel, way.address)), now))}
    first = max(answers, key=lambda way: answers[way], default=usable[0])
    return (first, *(way for way in usable if way != first))


def by_telephone(person: Person) -> tuple[Contact, ...]:
    """A call to the first number of a person; nothing for one whom the unit never could reach."""
    numbers = (way.address for way in person.channels if way.channel in NUMBERS)
    return (Contact(Channel.PHONE, next(numbers, "")),) if person.channels else ()


def open_ways(person: Person, known: Iterable[Known]) -> tuple[Contact, ...]:
    """The ways to a person that are neither stopped nor failed, as the pack orders them."""
    closed = {(each.channel, each.address) for each in known if each.closed}
    return tuple(way for way in person.channels if (way.channel, way.address) not in closed)


def reachable(person: Person, known: Iterable[Known]) -> bool:
    """Whether at least one way to them is open."""
    return bool(open_ways(person, known))


def _answered(known: Known | None, now: datetime) -> datetime | None:
    at = known.answered_at if known else None
    return at if at and at > now - LATELY else None


def _after(at: datetime | None, other: datetime) -> bool:
    return at is not None and at > other
