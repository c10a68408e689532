"""A message of no case: to one person, by their first way that is open, under an id that makes it one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from models import outbox
from models.tables import Outbox
from notifications.links import NONE, Links
from notifications.render import worded
from policy.people import Person
from policy.unit import Unit


@dataclass(frozen=True)
class Own:
    """What is said. `id` is the message's change id; `person` has the ways to them in order (never none)."""

    id: str
    template: str
    audience: str
    person: Person
    values: Mapping[str, object]
    start: datetime
    deadline: datetime


class Due(NamedTuple):
    """A message whose time has come: its id, and how it is made if it has not been (None: there is nothing to say)."""

    id: str
    make: Callable[[], Own | None]


@dataclass(frozen=True)
class Post:
    """Queues such messages. `new_id` gives opaque ids."""

    new_id: Callable[[], str]
    links: Links = NONE

    def queue(self, session: Session, unit: Unit, own: Own, now: datetime) -> Outbox | None:
        """The row it became; None if another process has queued the same message meanwhile. RenderError."""
        row = self.row(unit, own, now)
        try:
            with session.begin_nested():
                return outbox.add(session, row)
        except IntegrityError:
            return None

    def row(self, unit: Unit, own: Own, now: datetime) -> Outbox:
        """The row, not stored yet. RenderError."""
        name, (first, *rest) = self.new_id(), own.person.channels
        values = {"unit": unit.sender, "phone": unit.desk_phone, "link": self.links.text, **own.values}
        text, subject = worded(own.template, own.person.language, values, first.channel)
        return Outbox(
            notification_id=name,
            change_id=own.id,
            place=0,
            case_code="",
            n=0,
            unit=unit.code,
            template=own.template,
            audience=own.audience,
            person=own.person.code,
            channel=first.channel,
            channels=[[way.channel.value, way.address] for way in rest],
            address=first.address,
            language=own.person.language,
            text=text,
            subject=subject,
            start=own.start,
            deadline=own.deadline,
            created_at=now,
            filled={name: list(value) if isinstance(value, tuple) else value for name, value in values.items()},
            link_hash=self.links.hash_of(name) if self.links.text in text else None,
        )
