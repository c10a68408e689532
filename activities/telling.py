"""A message of no case, to one person of the unit: about a number, a channel, a stop. Once by its identity."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from models import desk, outbox
from models.tables import Outbox
from notifications.render import render, render_mail
from policy.desk import DeskKind
from policy.people import Person
from policy.unit import Unit
from policy.words import Channel

PATIENCE = timedelta(minutes=60)


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
    ways = [each for each in person.channels if each.channel not in line.not_by]
    channel, address = (ways[0].channel, ways[0].address) if ways else (Channel.PHONE, "")
    values = dict(line.values) | {"unit": unit.sender, "phone": unit.desk_phone, "tz": unit.tz}
    text, subject = worded(line.template, person.language, values, channel)
    row = Outbox(
        notification_id=new_id(),
        change_id=line.id,
        place=0,
        case_code="",
        n=0,
        unit=unit.code,
        template=line.template,
        audience="unit",
        person=person.code,
        channel=channel,
        channels=[[each.channel.value, each.address] for each in ways[1:]],
        address=address,
        language=person.language,
        text=text,
        subject=subject,
        start=now,
        deadline=now + PATIENCE,
        created_at=now,
        filled=values,
    )
    if not ways:
        desk.put(session, desk.about(row, DeskKind.CHANNEL, f"pesan/{line.id}", now))
        return None
    return outbox.add(session, row)


def worded(template: str, language: str, values: Mapping[str, object], channel: str) -> tuple[str, str]:
    """Text and subject for a channel: only mail has a subject. RenderError."""
    if channel == Channel.EMAIL:
        mail = render_mail(template, language, values)
        return mail.text, mail.subject
    return render(template, language, values), ""
