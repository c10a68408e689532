"""A telephone with a local SIM falls asleep, and says "sent" all the same: its silence is somebody's task.

Without a heartbeat for twenty minutes there is an item on the desk's list and the manager hears of it once, by
another channel; when it is heard again the item is done. `look` is called by a schedule every few minutes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models import channel_states, outbox, units
from models.db import Database
from models.reach import DeskItem
from models.tables import Outbox
from notifications.render import render, render_mail
from notifications.when import wib
from policy.people import Contact, Person
from policy.unit import Unit
from policy.words import Channel

SILENCE = timedelta(minutes=20)
KIND = "channel"
SYSTEM = "sistem"
BACK = "terdengar lagi"
TEMPLATE = "gateway_silent"
_PATIENCE = timedelta(minutes=60)
_KEY = "gateway-silent/"
_NEVER = "never"


@dataclass(frozen=True)
class Gateways:
    """Watches the telephone of one unit. `send(row id)` sends a message; `since`: when this watch began."""

    db: Database
    send: Callable[[int], object]
    new_id: Callable[[], str]
    unit: str
    since: datetime

    def look(self, now: datetime, _beat: Callable[[], None] | None = None) -> bool:
        """Whether the telephone is silent; told once for each silence, and taken back when it is heard again."""
        with self.db.write() as session:
            last = channel_states.of(session, Channel.GATEWAY).beat_at
            silent = now - (last or self.since) >= SILENCE
            row_id = self._raise(session, last, now) if silent else None
            if not silent:
                _heard(session, now)
        if row_id is not None:
            self.send(row_id)
        return silent

    def _raise(self, session: Session, last: datetime | None, now: datetime) -> int | None:
        """The message to the manager, if this silence has not been told yet."""
        key = f"{_KEY}{last:%Y%m%dT%H%M%S}" if last else f"{_KEY}{_NEVER}"
        unit = units.current(session, self.unit, now)
        if unit is None or session.exec(select(DeskItem).where(DeskItem.key == key)).first():
            return None
        when = wib(last or self.since, unit.tz)
        words = f"HP gateway tidak terdengar sejak {when}: nyalakan, periksa internet dan aplikasinya."
        session.add(
            DeskItem(key=key, unit=unit.code, kind=KIND, channel=Channel.GATEWAY, words=words, due=now, made_at=now)
        )
        found = self._to_manager(unit, unit.manager(now), key, (last or self.since, now))
        return outbox.add(session, found).id if found else None

    def _to_manager(self, unit: Unit, manager: Person, key: str, times: tuple[datetime, datetime]) -> Outbox | None:
        """By any channel of theirs but the one that is silent; none: the desk's item alone says it."""
        ways = [each for each in manager.channels if each.channel is not Channel.GATEWAY]
        if not ways:
            return None
        (last, now), (way, *rest) = times, ways
        text, subject = _words(unit, manager, way, last)
        return Outbox(
            notification_id=self.new_id(),
            change_id=key,
            place=0,
            case_code="",
            n=0,
            unit=unit.code,
            template=TEMPLATE,
            audience=manager.role,
            person=manager.code,
            channel=way.channel,
            channels=[[each.channel.value, each.address] for each in rest],
            address=way.address,
            language=manager.language,
            text=text,
            subject=subject,
            start=now,
            deadline=now + _PATIENCE,
            created_at=now,
            filled=_values(unit, manager, last),
        )


def _values(unit: Unit, manager: Person, last: datetime) -> dict[str, object]:
    return {"unit": unit.sender, "phone": unit.desk_phone, "due": wib(last, unit.tz, manager.language)}


def _words(unit: Unit, manager: Person, way: Contact, last: datetime) -> tuple[str, str]:
    values = _values(unit, manager, last)
    if way.channel is Channel.EMAIL:
        mail = render_mail(TEMPLATE, manager.language, values)
        return mail.text, mail.subject
    return render(TEMPLATE, manager.language, values), ""


def _heard(session: Session, now: datetime) -> None:
    """Nothing more to be done about it."""
    silences = select(DeskItem).where(col(DeskItem.key).startswith(_KEY), col(DeskItem.done_at).is_(None))
    for item in session.exec(silences).all():
        item.done_at, item.done_by, item.result = now, SYSTEM, BACK
        session.add(item)
