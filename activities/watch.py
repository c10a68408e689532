"""What a sender looks at before each message, kept in memory for a second: sending costs no query more for it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from models import channel_states, desk, reaching
from models.db import Database
from models.tables import Outbox
from notifications.channels import DeliveryError, Remedy
from policy.desk import TO_WRITERS
from policy.passcodes import PLACE
from policy.reaching import Way

FRESH = timedelta(seconds=1)
SILENCE = timedelta(seconds=60)
"""A provider that has not answered for so long is down."""
NO_ANSWER = frozenset({"no-connection", "no-answer", "time-out", "reset"})
NOT_SET_UP = frozenset({"no-gateway", "no-channel"})
"""A channel that this installation does not have is no channel that fails."""


@dataclass(frozen=True)
class Seen:
    """One picture: channels that are down (why), those with errors counted, texts and addresses to leave alone."""

    at: datetime
    down: Mapping[str, str] = field(default_factory=dict)
    shaky: frozenset[str] = frozenset()
    keys: Collection[str] = frozenset()
    blocked: Collection[Way] = frozenset()


class Watch:
    """The breaker of every channel as one process sees it. Safe in threads."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._clock = clock
        self._seen: Seen | None = None
        self._silent: dict[str, datetime] = {}
        self._lock = Lock()

    def look(self) -> Seen:
        """The picture, at most a second old. Not to be called within a transaction of the caller's own."""
        now, seen = self._clock(), self._seen
        if seen is None or not timedelta(0) <= now - seen.at < FRESH:
            seen = self._seen = self._read(now)
        return seen

    def forget(self) -> None:
        """Something has changed: the next look reads it."""
        self._seen = None

    def blocked(self) -> Collection[Way]:
        """Contacts that are not to be used."""
        return self.look().blocked

    def _read(self, now: datetime) -> Seen:
        with self._db.read() as session:
            states = channel_states.every(session)
            down = {state.channel: state.reason for state in states if state.down_since}
            shaky = frozenset(state.channel for state in states if state.failures or state.down_since)
            return Seen(now, down, shaky, desk.muted(session), reaching.blocked(session))

    def served(self, channel: str) -> bool:
        """The provider answered: nothing stays counted; whether the channel was down. Writes only if there was."""
        with self._lock:
            self._silent.pop(channel, None)
        if channel not in self.look().shaky:
            return False
        with self._db.write() as session:
            was_down = channel_states.worked(session, channel)
        self.forget()
        return was_down

    def failed(self, channel: str, error: DeliveryError, began: datetime) -> bool:
        """Count an error, if it says something of the channel; whether the channel is down from now on."""
        if error.code in NOT_SET_UP:
            return False
        if error.remedy is Remedy.OURS:
            return self._counted(channel, error.code)
        if error.code in NO_ANSWER or error.ambiguous:
            return self._unanswered(channel, error.code, began)
        self.served(channel)
        return False

    def refused_us(self, channel: str, code: str) -> bool:
        """The provider does not know us, or does not answer: down at once; whether it was not before."""
        with self._db.write() as session:
            tripped = channel_states.trip(session, channel, self._clock(), code)
        self.forget()
        return tripped

    def _counted(self, channel: str, code: str) -> bool:
        with self._db.write() as session:
            tripped = channel_states.failed(session, channel, self._clock(), code)
        self.forget()
        return tripped

    def _unanswered(self, channel: str, code: str, began: datetime) -> bool:
        """Down if nothing has been answered for a minute, from the beginning of the first request without answer."""
        with self._lock:
            since = self._silent.setdefault(channel, began)
        if self._clock() - since < SILENCE:
            return False
        return self.refused_us(channel, code)


def held_back(seen: Seen, row: Outbox) -> str:
    """Why a message does not leave now: `loop`, `filtered` or `channel-down`; "" if it may.

    Words with a one-time code in them are never the same words again.
    """
    if row.audience == TO_WRITERS and desk.loop_key(row.address) in seen.keys:
        return "loop"
    if seen.keys and PLACE not in row.text and desk.text_key(row.channel, row.text) in seen.keys:
        return "filtered"
    return "channel-down" if row.channel in seen.down else ""
