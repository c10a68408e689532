"""Long closures of a calendar: when they begin, when their list is told, when the doors open again. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from policy.worktime import Calendar, close_of_day, is_working_day, local_day, next_opening, open_of_day

ORDINARY = 2
"""A closure of so many days is a weekend; longer ones are told beforehand (domain.md §5)."""
NOON = time(12)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Closure:
    """Local days off in a row from `first` to `last`; instants: list told, doors closed, doors open again."""

    first: date
    last: date
    told: datetime
    starts: datetime
    ends: datetime


def long_closures(cal: Calendar, first: date, last: date) -> Iterator[Closure]:
    """Closures of more than two days that touch the local days from `first` to `last`; CalendarError."""
    if cal.always:
        return
    working = _working_day_before(cal, first)
    while working < last:
        following = local_day(cal, next_opening(cal, _midnight(cal, working + _DAY)))
        if (following - working).days - 1 > ORDINARY:
            yield _closure(cal, working, following)
        working = following


def closure_at(cal: Calendar, now: datetime) -> Closure | None:
    """The long closure whose list is due: from its noon until the doors open again."""
    today = local_day(cal, now)
    found = (each for each in long_closures(cal, today - _DAY, today + _DAY) if each.told <= now < each.ends)
    return next(found, None)


def _closure(cal: Calendar, working: date, following: date) -> Closure:
    """A closure between two working days; a day that closes before noon has its list at closing time."""
    starts = close_of_day(cal, _midnight(cal, working - _DAY), 1)
    noon = datetime.combine(working, NOON, ZoneInfo(cal.tz)).astimezone(starts.tzinfo)
    ends = open_of_day(cal, _midnight(cal, working), 1)
    return Closure(working + _DAY, following - _DAY, min(noon, starts), starts, ends)


def _working_day_before(cal: Calendar, day: date) -> date:
    """The last working day up to and with `day`; a calendar that never opened begins here."""
    for back in range(ORDINARY * 200):
        if is_working_day(cal, found := day - _DAY * back):
            return found
    return day


def _midnight(cal: Calendar, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(cal.tz))
