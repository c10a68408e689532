"""A telephone with a local SIM falls asleep, and says "sent" all the same: its silence is somebody's task.

Without a heartbeat for twenty minutes there is an item on the desk's list and the manager hears of it once, by
another channel; when it is heard again the item is done. `look` is called by a schedule every few minutes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from activities.own_message import Own, Post
from models import channel_states, desk, units
from models.db import Database
from models.reach import DeskItem
from notifications.when import wib
from policy.desk import DeskKind
from policy.unit import Unit
from policy.words import Channel

SILENCE = timedelta(minutes=20)
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
    post: Post
    unit: str
    since: datetime

    def look(self, now: datetime, _beat: Callable[[], None] | None = None) -> bool:
        """Whether the telephone is silent; told once for each silence, and taken back when it is heard again."""
        with self.db.write() as session:
            last = channel_states.of(session, Channel.GATEWAY).beat_at
            silent = now - (last or self.since) >= SILENCE
            row_id = self._raise(session, last, now) if silent else None
            if not silent:
                _heard(session, self.unit, now)
        if row_id is not None:
            self.send(row_id)
        return silent

    def _raise(self, session: Session, last: datetime | None, now: datetime) -> int | None:
        """The message to the manager, if this silence has not been told yet."""
        key = f"{_KEY}{last:%Y%m%dT%H%M%S}" if last else f"{_KEY}{_NEVER}"
        unit = units.current(session, self.unit, now)
        if unit is None or desk.by_key(session, key):
            return None
        since = last or self.since
        desk.put(session, _item(unit, key, since, now))
        own = _to_manager(unit, key, since, now)
        queued = self.post.queue(session, unit, own, now) if own else None
        return queued.id if queued else None


def _item(unit: Unit, key: str, since: datetime, now: datetime) -> DeskItem:
    when = wib(since, unit.tz)
    words = f"HP gateway tidak terdengar sejak {when}: nyalakan, periksa internet dan aplikasinya."
    kind = DeskKind.CHANNEL
    return DeskItem(key=key, unit=unit.code, kind=kind, channel=Channel.GATEWAY, words=words, due=now, made_at=now)


def _to_manager(unit: Unit, key: str, since: datetime, now: datetime) -> Own | None:
    """By any channel of theirs but the one that is silent; none: the desk's item alone says it."""
    manager = unit.manager(now)
    ways = tuple(each for each in manager.channels if each.channel is not Channel.GATEWAY)
    values = {"due": wib(since, unit.tz, manager.language)}
    to = replace(manager, channels=ways)
    return Own(key, TEMPLATE, manager.role, to, values, now, now + _PATIENCE) if ways else None


def _heard(session: Session, unit: str, now: datetime) -> None:
    """Nothing more to be done about it."""
    for item in desk.open_items(session, unit, DeskKind.CHANNEL):
        if item.key.startswith(_KEY):
            desk.close(session, item, SYSTEM, BACK, now)
