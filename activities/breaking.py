"""A channel that has gone down: the manager hears of it once, by another one."""

from datetime import datetime

from activities.ids import NewId
from activities.telling import Line, tell
from models import channel_states, units
from models.db import Database
from notifications.when import wib


def tell_manager(db: Database, about: tuple[str, str, str], now: datetime, new_id: NewId) -> None:
    """Queue the one message: `about` is unit, channel and the code it failed with. The sweep sends it."""
    unit_code, channel, code = about
    with db.write() as session:
        unit = units.current(session, unit_code, now)
        if unit is None:
            return
        down = frozenset(state.channel for state in channel_states.every(session) if state.down_since)
        person = unit.manager(now)
        values = {"channel": channel, "reason": code, "due": wib(now, unit.tz, person.language)}
        identity = f"saluran/{channel}/{now:%Y%m%dT%H%M%S}"
        tell(session, (unit, person), Line("channel_down", values, identity, down), now, new_id)
