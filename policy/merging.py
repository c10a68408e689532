"""Reminders to one person that are due together leave as one message (domain.md §5). Pure.

A reminder is held for two minutes only where another task of the same person rings about then, or where reminders
wait already: alone it leaves at once. An emergency is never held.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

HOLD = timedelta(minutes=2)
REMINDERS = frozenset({"reminder", "reminder_internal", "reminder_outcome"})
TOGETHER = "reminders"
"""The template of several reminders in one."""


def may_wait(template: str, *, pressing: bool) -> bool:
    """Whether a message is one that may be merged with others."""
    return template in REMINDERS and not pressing


def leaves_at(start: datetime, others: Iterable[datetime], held: Iterable[datetime]) -> datetime:
    """When a reminder leaves that could leave at `start`.

    `others`: when the person's other tasks ring; `held`: when their reminders leave that wait already.
    """
    waiting = [at for at in held if start <= at <= start + HOLD]
    if waiting:
        return min(waiting)
    return start + HOLD if any(abs(at - start) <= HOLD for at in others) else start


def along_until(now: datetime) -> datetime:
    """The last instant at which a reminder may wait to leave that goes along with one that leaves now."""
    return now + HOLD
