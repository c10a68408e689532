"""From a ladder to instants: provisional in clock hours, exact by the holder's calendar. Pure."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import takewhile
from typing import NamedTuple

from policy.case import Plan, Rung
from policy.events import Data
from policy.ladder import LADDERS, Clock, Ladder, Offset
from policy.words import Action
from policy.worktime import Calendar, add_working, close_of_day, open_of_day, working_between

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
CLOCK_TIME = frozenset({Clock.HOURS, Clock.DAYS})
BEFORE_OPENING = 8
REMINDERS = frozenset({Action.REMIND, Action.CALL, Action.DUE})
Reckon = Callable[[datetime, Offset, datetime], datetime]


def in_clock_hours(hour: float) -> Reckon:
    """Every clock as clock hours of `hour` seconds: what stands until the calendar has spoken, and in a demo."""

    def reckon(start: datetime, offset: Offset, due: datetime) -> datetime:
        unit = timedelta(seconds=hour)
        hours = {
            Clock.HOURS: offset.n,
            Clock.WORK_HOURS: offset.n,
            Clock.WORK_DAYS: offset.n * 24,
            Clock.DAYS: offset.n * 24,
            Clock.OPENING: offset.n * 24 - BEFORE_OPENING,
        }
        if offset.clock is Clock.SHARE:
            return start + (due - start) * offset.n
        if offset.clock is Clock.AFTER_DUE:
            return due + unit * 24 * offset.n
        return start + unit * hours[offset.clock]

    return reckon


def by_calendar(calendar: Calendar) -> Reckon:
    """Working time of one holder's calendar; clock hours and days stay clock time."""

    def reckon(start: datetime, offset: Offset, due: datetime) -> datetime:
        n = offset.n
        ways: Mapping[Clock, Callable[[], datetime]] = {
            Clock.HOURS: lambda: start + HOUR * n,
            Clock.DAYS: lambda: start + DAY * n,
            Clock.WORK_HOURS: lambda: add_working(calendar, start, HOUR * n),
            Clock.WORK_DAYS: lambda: close_of_day(calendar, start, int(n)),
            Clock.OPENING: lambda: open_of_day(calendar, start, int(n)),
            Clock.AFTER_DUE: lambda: close_of_day(calendar, due, int(n)),
            Clock.SHARE: lambda: add_working(calendar, start, working_between(calendar, start, due) * n),
        }
        return ways[offset.clock]()

    return reckon


class Row(NamedTuple):
    """Which ladder a plan climbs: its key in the unit's data, and the ladder itself."""

    key: str
    ladder: Ladder


def make_plan(no: int, row: Row, start: datetime, reckon: Reckon, due: datetime | None = None) -> Plan:
    """The instants of a ladder that starts at `start`; `due` where a person chose it. Rungs never go back."""
    ladder, chosen = row.ladder, due is not None
    due = due or reckon(start, ladder.due, start)
    rungs: list[Rung] = []
    for step in ladder.steps:
        at = _instant(ladder, step.after, start, due, reckon)
        rungs.append(Rung(step.action, max(at, rungs[-1].at) if rungs else at))
    repeat = max(reckon(start, ladder.repeat, start) - start, timedelta(seconds=1))
    return Plan(no, row.key, start, due, tuple(rungs), repeat, chosen=chosen)


def _instant(ladder: Ladder, after: Offset, start: datetime, due: datetime, reckon: Reckon) -> datetime:
    """A share of a due time in clock hours is clock time: after closing there is no working time to share."""
    if after.clock is Clock.SHARE and ladder.due.clock in CLOCK_TIME:
        return start + (due - start) * after.n
    return reckon(start, after, due)


def provisional(no: int, key: str, start: datetime, hour: float, due: datetime | None = None) -> Plan:
    """The default ladder in clock hours: a timer from the first moment (design.md §2)."""
    return make_plan(no, Row(key, LADDERS[key]), start, in_clock_hours(hour), due)


def fixed(key: str, data: Data) -> Plan:
    """A plan whose instants the event itself has: a statutory clock, which runs from the happening."""
    rungs, repeat = tuple(data["rungs"]), timedelta(seconds=data["repeat"])
    return Plan(1, key, data["start"], data["due"], rungs, repeat, fired=data["fired"], exact=True)


def nothing_new(plan: Plan, old: Plan, at: datetime) -> int:
    """How many rungs of a new plan tell nobody anything new at `at`: past reminders, and what `old` has told.

    The manager's rung is never among them: the task beside the hand-over opens again if it has ended meanwhile.
    """
    told = REMINDERS | {rung.action for rung in old.rungs[: old.fired]} - {Action.MANAGE}
    return len(list(takewhile(lambda rung: rung.at <= at and rung.action in told, plan.rungs)))
