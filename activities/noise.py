"""What a change has to say, within the limits of noise: held a little, by telephone, or left to the digest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from activities.compose import Message
from models import ways
from models.tables import Outbox
from policy.fixing import REAL_HOUR, Cases
from policy.limits import FREE, Past, Says, Wish, verdict
from policy.merging import HOLD, REMINDERS, leaves_at, may_wait
from policy.people import Contact
from policy.unit import Unit
from policy.words import Channel
from policy.worktime import next_opening

OVER_LIMIT = "over-limit"
"""Why a message did not leave: the person had heard enough that day, and the digest tells them."""
DAY = timedelta(days=1)


def calmed(session: Session, cases: Cases, now: datetime, messages: Iterable[Message]) -> Iterator[Message]:
    """The messages of a change as they may leave. In a demonstration, where an hour is no hour, nothing is held."""
    found = list(messages)
    if cases.after.hour != REAL_HOUR or all(each.template in FREE for each in found):
        yield from found
        return
    calm = Calm(session, cases, now, ways.heard(session, {each.contact.address for each in found}, now - DAY))
    for message in found:
        yield calm.taken(message)


@dataclass
class Calm:
    """Applies the rules to one message after the other. `heard`: what the recipients hear these days."""

    session: Session
    cases: Cases
    now: datetime
    heard: Iterable[tuple[Past, Outbox]]
    past: list[Past] = field(default_factory=list)

    def taken(self, message: Message) -> Message:
        """The message as it leaves; the next ones know of it."""
        others = [past for past, row in self.heard if not self._replaced(row, message)]
        asked = self._together(message)
        wish = Wish(
            asked.template, asked.person.code, asked.contact.channel, asked.contact.address, asked.start, asked.pressing
        )
        said = verdict(wish, [*others, *self.past], self.unit.limits, self.unit.tz)
        taken = self._as_said(asked, said.says, said.start)
        if taken.state == "READY" and taken.template not in FREE:
            self.past.append(Past(taken.person.code, taken.contact.channel, taken.contact.address, taken.start))
        return taken

    @property
    def unit(self) -> Unit:
        """The unit whose limits hold."""
        return self.cases.unit

    def _replaced(self, row: Outbox, message: Message) -> bool:
        """What waits about the same task to the same person gives way to this one; free ones do not count."""
        same = (row.case_code, row.n, row.person) == (self.cases.after.code, message.n, message.person.code)
        return row.template in FREE or (same and row.state == "READY")

    def _together(self, message: Message) -> Message:
        """A reminder waits for others of the same person that are about to leave."""
        if not may_wait(message.template, pressing=message.pressing):
            return message
        held = [row.start for _, row in self.heard if _waits(row, message)]
        but = (self.cases.after.code, message.n)
        near = ways.ringing(self.session, message.person.code, but, message.start - HOLD, message.start + HOLD)
        return _later(message, leaves_at(message.start, near, held))

    def _as_said(self, message: Message, says: Says, start: datetime) -> Message:
        if says is Says.DIGEST:
            return replace(message, state="MERGED", why=OVER_LIMIT)
        if says is Says.CALL:
            return replace(message, contact=Contact(Channel.PHONE, message.contact.address))
        if says is Says.HOLD:
            person = message.person
            opening = start if person.always_on else next_opening(self.unit.calendar_of(person.code), start)
            return _later(message, opening)
        return message if start == message.start else _later(message, start)


def _waits(row: Outbox, message: Message) -> bool:
    same = (row.person, row.channel, row.address) == (
        message.person.code,
        message.contact.channel,
        message.contact.address,
    )
    return same and row.state == "READY" and row.template in REMINDERS


def _later(message: Message, start: datetime) -> Message:
    return replace(message, start=start, deadline=message.deadline + (start - message.start))
