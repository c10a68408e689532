"""How long a message may be without a final status before the next channel is taken (issue 5 §1, messages.md §7)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from policy.words import Channel, Urgency

SPANS: Mapping[str, timedelta] = {
    Urgency.EMERGENCY: timedelta(minutes=3),
    Urgency.URGENT: timedelta(minutes=15),
    Urgency.ROUTINE: timedelta(minutes=60),
}
SHORTEST = timedelta(seconds=10)
"""A faster pace (`rujukan up --fast`) shrinks a span to no less: a receipt needs its own time."""
LATEST = timedelta(minutes=4)
"""After its deadline a message is on the desk's list within five minutes; a sweep comes several times in the fifth."""
ASK_AFTER = timedelta(minutes=10)
"""A message so old without a final status is asked about."""
NO_LAST_WORD = frozenset({Channel.EMAIL.value, Channel.PHONE.value})
"""Channels whose acceptance is the last word: never called delivered, never waited for."""
MORE_TIME = timedelta(minutes=15)
"""What a message that takes the next channel after its own deadline gets: room for both passing retries."""


def span(urgency: str, pace: float = 1) -> timedelta:
    """The wait for a final status; an unknown urgency is routine. `pace`: seconds of an hour, divided by 3600."""
    real = SPANS.get(urgency, SPANS[Urgency.ROUTINE])
    return max(real * pace, SHORTEST) if pace < 1 else real


def fate_by(urgency: str, channel: str, accepted: datetime, deadline: datetime, pace: float = 1) -> datetime | None:
    """Until when a final status is waited for; None where none ever comes."""
    if channel in NO_LAST_WORD:
        return None
    return min(accepted + span(urgency, pace), max(deadline + LATEST, accepted + SHORTEST))


def extended(deadline: datetime, now: datetime) -> datetime:
    """Until when a message that takes another channel now is tried."""
    return max(deadline, now + MORE_TIME)
