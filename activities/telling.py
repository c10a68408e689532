"""A message of no case, to one person of the unit: about a number, a channel, a stop. Once by its identity."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from activities.own_message import Own, Post
from models import desk, outbox
from models.tables import Outbox
from policy.desk import DeskKind
from policy.people import Contact, Person
from policy.unit import Unit
from policy.words import Channel

PATIENCE = timedelta(minutes=60)
UNIT = "unit"
"""The audience of such a line."""


@dataclass(frozen=True)
class Line:
    """What is told; `id` makes it one. `not_by`: channels that would not bring it."""

    template: str
    values: Mapping[str, object]
    id: str
    not_by: frozenset[str] = frozenset()


def tell(
    session: Session, to: tuple[Unit, Person], line: Line, now: datetime, new_id: Callable[[], str]
) -> Outbox | None:
    """Queue a line; the sweep sends it. By no channel: it is the desk's. None if it was told before."""
    unit, person = to
    if outbox.of_change(session, line.id):
        return None
    ways = tuple(each for each in person.channels if each.channel not in line.not_by)
    whom = replace(person, channels=ways or (Contact(Channel.PHONE, ""),))
    own = Own(line.id, line.template, UNIT, whom, {**line.values, "tz": unit.tz}, now, now + PATIENCE)
    post = Post(new_id)
    if ways:
        return post.queue(session, unit, own, now)
    desk.put(session, desk.about(post.row(unit, own, now), DeskKind.CHANNEL, f"pesan/{line.id}", now))
    return None
