"""Working time: opening hours count in local days of a calendar, instants go in and come out as UTC. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Hours = tuple[time, time] | None
"""Opening and closing, local wall time; closing 00:00 is the midnight ending the day; None is a day off."""

SEARCH_DAYS = 400
"""A calendar without a working day for longer than this is a mistake in the unit's data, no long holiday."""

_DAY = timedelta(days=1)
_WEEK = 7


class CalendarError(ValueError):
    """A calendar that cannot be used, or a question put wrongly to one (a naive instant, a negative span)."""


@dataclass(frozen=True)
class Season:
    """Other hours from `first` to `last`, both included: Ramadan, as the unit entered its days."""

    first: date
    last: date
    weekly: tuple[Hours, ...]


@dataclass(frozen=True)
class Calendar:
    """When a holder is open. With `always` the hours, seasons and holidays are ignored: open day and night.

    `weekly` has seven entries, Monday first; the first season that covers a day replaces it. `closed` are
    holidays and cuti bersama as plain dates; `opened` are corrections: open though listed, or though a
    weekend (then with the hours of the week's first working day).
    """

    tz: str = "Asia/Jakarta"
    always: bool = False
    weekly: tuple[Hours, ...] = (None,) * _WEEK
    seasons: tuple[Season, ...] = ()
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        """Refuse what no later question could be answered from."""
        _check_zone(self.tz)
        _check_week(self.weekly)
        for season in self.seasons:
            _check_season(season)


def local_day(cal: Calendar, at: datetime) -> date:
    """The date on the calendar's wall at an instant: 2026-03-12 18:00 UTC is 13 March in WIB."""
    _check_aware(at)
    return at.astimezone(ZoneInfo(cal.tz)).date()


def is_working_day(cal: Calendar, day: date) -> bool:
    """Whether the holder opens at all on a local day."""
    return cal.always or _hours(cal, day) is not None


def is_open(cal: Calendar, at: datetime) -> bool:
    """Whether the holder is open: opening time is open, closing time is not."""
    if cal.always:
        _check_aware(at)
        return True
    span = _span(cal, local_day(cal, at))
    return span is not None and span[0] <= at < span[1]


def next_opening(cal: Calendar, at: datetime) -> datetime:
    """The first instant from `at` on when the holder is open: `at` itself if open now."""
    if is_open(cal, at):
        return at.astimezone(UTC)
    return next(opening for opening, _ in _spans(cal, local_day(cal, at)) if opening >= at)


def add_working(cal: Calendar, start: datetime, span: timedelta) -> datetime:
    """The instant when `span` of opening time after `start` is used up; at a closing time, that closing time.

    A span of nothing ends at `start`, open or not.
    """
    _check_span(span)
    if cal.always or not span:
        _check_aware(start)
        return start.astimezone(UTC) + span
    return _use_up(cal, start, span)


def working_between(cal: Calendar, a: datetime, b: datetime) -> timedelta:
    """Opening time from `a` to `b`; nothing if `b` is not after `a`."""
    first, last = local_day(cal, a), local_day(cal, b)
    if b <= a:
        return timedelta()
    if cal.always:
        return b - a
    spans = (_span(cal, first + _DAY * n) for n in range((last - first).days + 1))
    parts = (min(b, span[1]) - max(a, span[0]) for span in spans if span)
    return sum((part for part in parts if part > timedelta()), timedelta())


def close_of_day(cal: Calendar, start: datetime, n: int) -> datetime:
    """When "n hari kerja" end: closing of the n-th working day after the day of `start` (domain.md §5)."""
    return _nth_day_after(cal, start, n)[1]


def open_of_day(cal: Calendar, start: datetime, n: int) -> datetime:
    """Opening time of the n-th working day after the local day of `start`."""
    return _nth_day_after(cal, start, n)[0]


def _nth_day_after(cal: Calendar, start: datetime, n: int) -> tuple[datetime, datetime]:
    if n < 1:
        raise CalendarError(f"the n-th working day after a start needs n of at least 1, not {n}")
    spans = _spans(cal, local_day(cal, start) + _DAY)
    return next(span for count, span in enumerate(spans, start=1) if count == n)


def _use_up(cal: Calendar, start: datetime, span: timedelta) -> datetime:
    left = span
    spans = _spans(cal, local_day(cal, start))
    while True:
        opening, closing = next(spans)
        begin = max(start, opening)
        if closing - begin >= left:
            return (begin + left).astimezone(UTC)
        left -= max(closing - begin, timedelta())


def _spans(cal: Calendar, day: date) -> Iterator[tuple[datetime, datetime]]:
    """Opening and closing of every working day from `day` on, without end; CalendarError where none comes."""
    idle = 0
    while idle < SEARCH_DAYS:
        span = _span(cal, day)
        idle = 0 if span else idle + 1
        if span:
            yield span
        day += _DAY
    raise CalendarError(f"no working day in the {SEARCH_DAYS} days before {day}: check hours, holidays and seasons")


def _span(cal: Calendar, day: date) -> tuple[datetime, datetime] | None:
    hours = (time(), time()) if cal.always else _hours(cal, day)
    if hours is None:
        return None
    zone = ZoneInfo(cal.tz)
    opening, closing = hours
    last = day if closing > opening else day + _DAY
    return (
        datetime.combine(day, opening, zone).astimezone(UTC),
        datetime.combine(last, closing, zone).astimezone(UTC),
    )


def _hours(cal: Calendar, day: date) -> Hours:
    if day in cal.opened:
        week = _week(cal, day)
        return week[day.weekday()] or next((hours for hours in week if hours), None)
    if day in cal.closed:
        return None
    return _week(cal, day)[day.weekday()]


def _week(cal: Calendar, day: date) -> tuple[Hours, ...]:
    for season in cal.seasons:
        if season.first <= day <= season.last:
            return season.weekly
    return cal.weekly


def _check_zone(tz: str) -> None:
    try:
        ZoneInfo(tz)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise CalendarError(f"no time zone is called {tz!r}; WIB is Asia/Jakarta") from error


def _check_week(weekly: tuple[Hours, ...]) -> None:
    if len(weekly) != _WEEK:
        raise CalendarError(f"a week has seven entries, Monday first, not {len(weekly)}")
    for hours in weekly:
        if hours and hours[1] != time() and hours[1] <= hours[0]:
            raise CalendarError(f"closing {hours[1]:%H:%M} must come after opening {hours[0]:%H:%M}")


def _check_season(season: Season) -> None:
    _check_week(season.weekly)
    if season.last < season.first:
        raise CalendarError(f"a season ends {season.last} before it begins {season.first}")


def _check_aware(at: datetime) -> None:
    if at.tzinfo is None:
        raise CalendarError(f"{at} has no time zone; instants are aware UTC")


def _check_span(span: timedelta) -> None:
    if span < timedelta():
        raise CalendarError(f"working time runs forward only, not by {span}")
