"""A text somebody sent, with all who read its number; and the lines that go back, never too many."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlmodel import Session

from activities.deliver import Clock
from activities.own_message import Own, Post
from models import desk, lines_back, outbox, reaching
from models.reach import DeskItem
from models.tables import HandoverRow, Inbox
from policy.desk import DAY, HOUR, LOOP_CODES, MOST_LINES, READ_WITHIN, TO_WRITERS, DeskKind
from policy.people import Contact, Person
from policy.unit import Unit
from policy.words import Audience, Channel

PATIENCE = timedelta(minutes=15)
Said = tuple[str, Mapping[str, object]]
"""A template and its values."""


@dataclass(frozen=True)
class Letter:
    """Who wrote, from where, by which channel."""

    unit: Unit
    people: tuple[Person, ...]
    channel: Channel
    address: str
    row: Inbox

    @property
    def person(self) -> Person:
        """Whom we answer: a number may be shared (*nomor bersama*)."""
        return self.people[0]

    @property
    def contact(self) -> Contact:
        """The way it came."""
        return Contact(self.channel, self.address)

    @property
    def body(self) -> str:
        """The words as they were written."""
        return str(self.row.facts.get("body", ""))

    def holder_of(self, task: HandoverRow) -> Person:
        """Who of them speaks on a task: its holder, if the number is theirs."""
        return next((person for person in self.people if person.code == task.person), self.person)

    def item(self, kind: DeskKind, words: str, key: str) -> DeskItem:
        """Something for the desk about this text, to be seen to within the hour."""
        at = self.row.created_at
        return DeskItem(
            key=key,
            unit=self.unit.code,
            kind=kind,
            person=self.person.code,
            channel=self.channel,
            address=self.address,
            words=words,
            made_at=at,
            due=at + READ_WITHIN,
        )


class Lines:
    """Makes the lines that go back to whoever wrote, and to somebody who has to know. `new_id` gives opaque ids."""

    def __init__(self, clock: Clock, new_id: Callable[[], str]) -> None:
        self._clock = clock
        self._post = Post(new_id)

    def back(
        self, session: Session, letter: Letter, template: str, values: Mapping[str, object], about: str = ""
    ) -> list[int]:
        """One line back to the number that wrote, as an outbox row of no case; none to a number that answers itself."""
        if self._in_a_circle(session, letter):
            desk.append(session, letter.item(DeskKind.LOOP, letter.body, desk.loop_key(letter.address)))
            return []
        whom = replace(letter.person, channels=(letter.contact,))
        now = self._clock()
        own = Own(about or letter.row.id, template, TO_WRITERS, whom, values, now, now + PATIENCE)
        return [self._queued(session, letter.unit, own)]

    def to(self, session: Session, unit: Unit, person: Person, said: Said, about: str) -> list[int]:
        """A line (template and values) to somebody of the unit by their first open way, if there is one."""
        ways = reaching.ways_to(session, unit.code, person)
        if not ways:
            return []
        now, (template, values), whom = self._clock(), said, replace(person, channels=ways[:1])
        own = Own(about, template, Audience.SUPERVISOR, whom, values, now, now + PATIENCE)
        return [self._queued(session, unit, own)]

    def _in_a_circle(self, session: Session, letter: Letter) -> bool:
        """Muted until a person has seen to it; what was before that counts no more."""
        now, known = self._clock(), desk.by_key(session, desk.loop_key(letter.address))
        if known and known.done_at is None:
            return True
        hour, day = (max(now - span, known.done_at) if known and known.done_at else now - span for span in (HOUR, DAY))
        many = lines_back.since(session, letter.address, hour) >= MOST_LINES
        return many or lines_back.failed(session, letter.address, day, LOOP_CODES)

    def _queued(self, session: Session, unit: Unit, own: Own) -> int:
        row = self._post.row(unit, own, own.start)
        row.place = len(outbox.of_change(session, own.id))
        return outbox.add(session, row).id or 0
