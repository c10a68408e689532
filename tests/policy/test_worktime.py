"""Working time against a timetable to check with a wall calendar, and what holds for any calendar."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy import worktime
from policy.worktime import Calendar, CalendarError, Season
from tests.policy.days_off import listed
from tests.policy.timetable import KANTOR, SELALU

WIB = ZoneInfo("Asia/Jakarta")
DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")


def hours(opening: str, closing: str) -> tuple[time, time]:
    return time.fromisoformat(opening), time.fromisoformat(closing)


WEEK = (*(hours("07:30", "16:00"),) * 4, hours("07:30", "16:30"), None, None)
RAMADAN_WEEK = (*(hours("08:00", "15:00"),) * 4, hours("08:00", "15:30"), None, None)
RAMADAN = Season(date(2026, 2, 19), date(2026, 3, 20), RAMADAN_WEEK)
CLOSED = listed("public", 2026, 2027) | listed("government", 2026, 2027)
OFFICE = Calendar(weekly=WEEK, seasons=(RAMADAN,), closed=CLOSED)
ALWAYS = Calendar(always=True, closed=CLOSED)


def wib(text: str) -> datetime:
    """`Jum 13/03/2026 15.30` as an instant; a weekday that does not fit its date is a slip of the table."""
    day, rest = text.split(" ", 1)
    at = datetime.strptime(rest, "%d/%m/%Y %H.%M").replace(tzinfo=WIB)
    assert DAYS[at.weekday()] == day, f"{text}: that day is a {DAYS[at.weekday()]}"
    return at.astimezone(UTC)


def said(at: datetime) -> str:
    local = at.astimezone(WIB)
    return f"{DAYS[local.weekday()]} {local:%d/%m/%Y %H.%M}"


def end(cal: Calendar, start: str, span: str) -> datetime:
    n = int(re.findall(r"\d+", span)[0])
    if span.endswith("hari kerja"):
        return worktime.close_of_day(cal, wib(start), n)
    if span.startswith("buka"):
        return worktime.open_of_day(cal, wib(start), n)
    minutes = n * 60 if "jam" in span else n
    return worktime.add_working(cal, wib(start), timedelta(minutes=minutes))


@pytest.mark.parametrize("name,start,span,ends", KANTOR, ids=[row[0] for row in KANTOR])
def test_an_office_ends_a_span_when_the_timetable_says(name: str, start: str, span: str, ends: str) -> None:
    assert said(end(OFFICE, start, span)) == ends, name


@pytest.mark.parametrize("name,start,span,ends", SELALU, ids=[row[0] for row in SELALU])
def test_who_never_closes_counts_by_the_clock(name: str, start: str, span: str, ends: str) -> None:
    assert said(end(ALWAYS, start, span)) == ends, name


def test_the_timetable_has_at_least_sixty_rows() -> None:
    assert len(KANTOR) + len(SELALU) >= 60


OPENINGS = [
    ("Sen 02/02/2026 07.29", "Sen 02/02/2026 07.30"),
    ("Sen 02/02/2026 07.30", "Sen 02/02/2026 07.30"),
    ("Sen 02/02/2026 15.59", "Sen 02/02/2026 15.59"),
    ("Sen 02/02/2026 16.00", "Sel 03/02/2026 07.30"),
    ("Jum 06/02/2026 16.29", "Jum 06/02/2026 16.29"),
    ("Jum 06/02/2026 16.30", "Sen 09/02/2026 07.30"),
    ("Sen 02/03/2026 07.30", "Sen 02/03/2026 08.00"),
    ("Sel 17/03/2026 15.00", "Rab 25/03/2026 07.30"),
    ("Kam 31/12/2026 16.00", "Sen 04/01/2027 07.30"),
]


@pytest.mark.parametrize("at,opens", OPENINGS)
def test_the_next_opening_is_now_or_the_next_time_the_doors_open(at: str, opens: str) -> None:
    assert said(worktime.next_opening(OFFICE, wib(at))) == opens
    assert worktime.is_open(OFFICE, wib(at)) is (at == opens)


def test_a_utc_evening_is_already_the_next_day_in_wib() -> None:
    thursday_in_utc = datetime(2026, 2, 5, 17, 0, tzinfo=UTC)
    assert worktime.local_day(OFFICE, thursday_in_utc) == date(2026, 2, 6)
    assert said(worktime.close_of_day(OFFICE, thursday_in_utc, 1)) == "Sen 09/02/2026 16.00"
    minute_before = thursday_in_utc - timedelta(minutes=1)
    assert said(worktime.close_of_day(OFFICE, minute_before, 1)) == "Jum 06/02/2026 16.30"


def test_instants_come_out_in_utc_whatever_zone_they_went_in() -> None:
    start = datetime(2026, 2, 2, 9, 0, tzinfo=WIB)
    for at in (
        worktime.add_working(OFFICE, start, timedelta(hours=1)),
        worktime.add_working(ALWAYS, start, timedelta(hours=1)),
        worktime.next_opening(OFFICE, start),
        worktime.close_of_day(ALWAYS, start, 1),
    ):
        assert at.tzinfo is UTC


def test_the_block_of_idul_fitri_2026_is_off_from_18_to_24_march() -> None:
    march = [day for day in range(16, 27) if worktime.is_working_day(OFFICE, date(2026, 3, day))]
    assert march == [16, 17, 25, 26]
    assert worktime.working_between(OFFICE, wib("Sel 17/03/2026 15.00"), wib("Rab 25/03/2026 07.30")) == timedelta()


def test_a_correction_opens_a_listed_day_and_a_weekend_with_the_weeks_first_hours() -> None:
    open_day, saturday = date(2026, 3, 18), date(2026, 2, 7)
    cal = Calendar(weekly=WEEK, closed=CLOSED, opened=frozenset({open_day, saturday}))
    assert said(worktime.close_of_day(cal, wib("Sel 17/03/2026 10.00"), 1)) == "Rab 18/03/2026 16.00"
    assert said(worktime.close_of_day(cal, wib("Jum 06/02/2026 10.00"), 1)) == "Sab 07/02/2026 16.00"


def test_a_closing_at_midnight_ends_the_day_and_not_before_it() -> None:
    cal = Calendar(weekly=(hours("18:00", "00:00"),) * 7)
    assert said(worktime.add_working(cal, wib("Sen 02/02/2026 23.00"), timedelta(hours=2))) == "Sel 03/02/2026 19.00"


def test_a_zone_with_summer_time_keeps_to_the_clock_on_its_wall() -> None:
    cal = Calendar(tz="Europe/Amsterdam", weekly=(hours("01:00", "05:00"),) * 7)
    start = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
    assert worktime.add_working(cal, start, timedelta(hours=3)) == datetime(2026, 3, 29, 3, 0, tzinfo=UTC)
    assert worktime.working_between(cal, start, start + timedelta(days=1)) == timedelta(hours=4)


NEVER = Calendar(weekly=(None,) * 7)
MISTAKES = [
    ("no working day", lambda: worktime.add_working(NEVER, wib("Sen 02/02/2026 09.00"), timedelta(hours=1))),
    ("no working day", lambda: worktime.next_opening(NEVER, wib("Sen 02/02/2026 09.00"))),
    ("no working day", lambda: worktime.close_of_day(NEVER, wib("Sen 02/02/2026 09.00"), 1)),
    ("at least 1", lambda: worktime.close_of_day(OFFICE, wib("Sen 02/02/2026 09.00"), 0)),
    ("forward only", lambda: worktime.add_working(OFFICE, wib("Sen 02/02/2026 09.00"), timedelta(-1))),
    ("no time zone", lambda: worktime.is_open(OFFICE, datetime(2026, 2, 2, 9, 0))),  # noqa: DTZ001 - the mistake
    ("no time zone", lambda: worktime.is_open(ALWAYS, datetime(2026, 2, 2, 9, 0))),  # noqa: DTZ001 - the mistake
    ("seven entries", lambda: Calendar(weekly=WEEK[:5])),
    ("after opening", lambda: Calendar(weekly=(hours("16:00", "07:30"),) * 7)),
    ("before it begins", lambda: Calendar(seasons=(Season(date(2026, 3, 20), date(2026, 2, 19), WEEK),))),
    ("Asia/Jakarta", lambda: Calendar(tz="Asia/Tulungagung")),
    ("Asia/Jakarta", lambda: Calendar(tz="../etc/passwd")),
]


@pytest.mark.parametrize("says,mistake", MISTAKES)
def test_a_calendar_or_question_that_makes_no_sense_is_refused_with_a_sentence(
    says: str, mistake: Callable[[], object]
) -> None:
    with pytest.raises(CalendarError, match=says):
        mistake()


instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 11, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001 - hypothesis wants naive bounds
spans = st.timedeltas(timedelta(), timedelta(hours=120))
calendars = st.sampled_from((OFFICE, ALWAYS, Calendar(tz="Europe/Amsterdam", weekly=WEEK)))


@given(calendars, instants, spans)
def test_the_working_time_up_to_an_end_is_the_span_that_made_it(
    cal: Calendar, start: datetime, span: timedelta
) -> None:
    assert worktime.working_between(cal, start, worktime.add_working(cal, start, span)) == span


@given(calendars, instants, instants)
def test_adding_the_working_time_between_two_instants_never_passes_the_second(
    cal: Calendar, a: datetime, b: datetime
) -> None:
    span = worktime.working_between(cal, a, b)
    assert span >= timedelta()
    assert b <= a or worktime.add_working(cal, a, span) <= b


@given(calendars, instants, instants, spans, spans)
def test_a_later_start_or_a_longer_span_never_ends_earlier(
    cal: Calendar, a: datetime, b: datetime, short: timedelta, more: timedelta
) -> None:
    first, second = sorted((a, b))
    ends = worktime.add_working(cal, first, short)
    assert ends <= worktime.add_working(cal, second, short)
    assert ends <= worktime.add_working(cal, first, short + more)


@given(calendars, instants, spans, spans)
def test_a_span_may_be_used_up_in_two_parts(cal: Calendar, start: datetime, one: timedelta, two: timedelta) -> None:
    between = worktime.add_working(cal, start, one)
    assert worktime.add_working(cal, between, two) == worktime.add_working(cal, start, one + two)


@given(calendars, instants, st.integers(1, 30))
def test_days_end_one_after_another_and_each_opens_before_it_closes(cal: Calendar, start: datetime, n: int) -> None:
    opens, closes = worktime.open_of_day(cal, start, n), worktime.close_of_day(cal, start, n)
    assert start < opens < closes <= worktime.open_of_day(cal, start, n + 1)


@given(calendars, instants)
def test_the_next_opening_is_open_and_no_working_time_is_lost_on_the_way(cal: Calendar, at: datetime) -> None:
    opens = worktime.next_opening(cal, at)
    assert worktime.is_open(cal, opens)
    assert worktime.working_between(cal, at, opens) == timedelta()


@given(instants)
def test_it_is_open_exactly_when_time_is_being_used_up(at: datetime) -> None:
    moment = timedelta(microseconds=1)
    assert worktime.is_open(OFFICE, at) is (worktime.working_between(OFFICE, at, at + moment) == moment)
