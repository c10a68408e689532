"""The daily digest: when an agency's day has begun, and what its digest counts; counts and codes only. Pure.

A digest tells how things stood as the doors opened, so that one that leaves late says the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from policy.words import Kind, Risk, Urgency
from policy.worktime import SEARCH_DAYS, Calendar, is_open, is_working_day, local_day, open_of_day

ALWAYS_FROM = time(7, 30)
"""Whoever is open day and night has a morning too."""
_DAY = timedelta(days=1)
_GENTLE = {Urgency.URGENT: 1, Risk.MEDIUM: 1, Urgency.ROUTINE: 2, Risk.LOW: 2}


class Open(NamedTuple):
    """An open hand-over as a digest sees it; `level` is its urgency or the risk it came from."""

    code: str
    kind: str
    level: str
    opened: datetime
    due: datetime


@dataclass(frozen=True)
class AgencyDay:
    """What an agency hears in the morning; `codes` are the late tasks, then those due today."""

    open: int
    today: int
    late: int
    done: int
    codes: tuple[str, ...]

    @property
    def quiet(self) -> bool:
        """Nothing open and nothing done: no digest."""
        return not self.open and not self.done


@dataclass(frozen=True)
class ManagerDay:
    """What a manager hears: tasks that need one, late ones as (darurat or tinggi, segera or sedang, the rest)."""

    needs: int
    late: tuple[int, int, int]


def begun(cal: Calendar, now: datetime) -> datetime | None:
    """When the working day began in which we are; None on a closed day, before the opening and after the closing."""
    if cal.always:
        morning = _at(cal, now, ALWAYS_FROM)
        return morning if morning <= now else None
    return open_of_day(cal, now - _DAY, 1) if is_open(cal, now) else None


def day_before(cal: Calendar, opening: datetime) -> datetime:
    """The first instant of the last working day before: "yesterday", also after a weekend or a long closure."""
    day = local_day(cal, opening)
    found = (day - _DAY * back for back in range(1, SEARCH_DAYS) if is_working_day(cal, day - _DAY * back))
    return datetime.combine(next(found, day - _DAY), time(), ZoneInfo(cal.tz)).astimezone(opening.tzinfo)


def agency_day(tasks: Iterable[Open], done: int, opening: datetime, tz: str) -> AgencyDay:
    """An agency's day as it began."""
    held = sorted((task for task in tasks if task.opened < opening), key=lambda task: task.due)
    late = [task for task in held if task.due < opening]
    day = opening.astimezone(ZoneInfo(tz)).date()
    today = [task for task in held if task.due >= opening and task.due.astimezone(ZoneInfo(tz)).date() == day]
    return AgencyDay(len(held), len(today), len(late), done, tuple(task.code for task in (*late, *today)))


def manager_day(tasks: Iterable[Open], opening: datetime) -> ManagerDay:
    """The unit's day as it began."""
    held = [task for task in tasks if task.opened < opening]
    late = [_GENTLE.get(task.level, 0) for task in held if task.due < opening]  # type: ignore[call-overload]
    return ManagerDay(sum(task.kind == Kind.MANAGER for task in held), (late.count(0), late.count(1), late.count(2)))


def _at(cal: Calendar, now: datetime, clock: time) -> datetime:
    return datetime.combine(local_day(cal, now), clock, ZoneInfo(cal.tz)).astimezone(now.tzinfo)
