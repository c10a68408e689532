"""Long closures of the calendar of 2026 and 2027, as a timetable; §5: the list at noon of the last working day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from policy.closures import closure_at, long_closures
from policy.worktime import Calendar
from tests.policy.test_worktime import ALWAYS, OFFICE, hours, said, wib

CLOSURES_2026 = [
    ("Kam 15/01/2026 12.00", "Kam 15/01/2026 16.00", "Sen 19/01/2026 07.30"),
    ("Jum 13/02/2026 12.00", "Jum 13/02/2026 16.30", "Rab 18/02/2026 07.30"),
    ("Sel 17/03/2026 12.00", "Sel 17/03/2026 15.00", "Rab 25/03/2026 07.30"),
    ("Kam 02/04/2026 12.00", "Kam 02/04/2026 16.00", "Sen 06/04/2026 07.30"),
    ("Kam 30/04/2026 12.00", "Kam 30/04/2026 16.00", "Sen 04/05/2026 07.30"),
    ("Rab 13/05/2026 12.00", "Rab 13/05/2026 16.00", "Sen 18/05/2026 07.30"),
    ("Jum 29/05/2026 12.00", "Jum 29/05/2026 16.30", "Sel 02/06/2026 07.30"),
    ("Jum 14/08/2026 12.00", "Jum 14/08/2026 16.30", "Sel 18/08/2026 07.30"),
    ("Rab 23/12/2026 12.00", "Rab 23/12/2026 16.00", "Sen 28/12/2026 07.30"),
    ("Kam 31/12/2026 12.00", "Kam 31/12/2026 16.00", "Sen 04/01/2027 07.30"),
]
"""List told, doors closed, doors open again: every closure of more than two days after the first week of the year."""


def test_the_long_closures_of_2026_are_those_of_the_wall_calendar() -> None:
    found = long_closures(OFFICE, date(2026, 1, 5), date(2027, 1, 2))
    assert [(said(c.told), said(c.starts), said(c.ends)) for c in found] == CLOSURES_2026


def test_a_weekend_is_no_long_closure() -> None:
    assert list(long_closures(OFFICE, date(2026, 2, 2), date(2026, 2, 9))) == []


def test_who_is_always_open_has_no_closure() -> None:
    assert list(long_closures(ALWAYS, date(2026, 1, 1), date(2026, 12, 31))) == []


def test_the_block_of_18_to_24_march_is_one_closure_of_seven_days() -> None:
    (found,) = long_closures(OFFICE, date(2026, 3, 20), date(2026, 3, 21))
    assert (found.first, found.last) == (date(2026, 3, 18), date(2026, 3, 24))


@pytest.mark.parametrize(
    "at,due",
    [
        ("Sel 17/03/2026 11.59", False),
        ("Sel 17/03/2026 12.00", True),
        ("Sab 21/03/2026 23.00", True),
        ("Rab 25/03/2026 07.29", True),
        ("Rab 25/03/2026 07.30", False),
    ],
)
def test_the_list_is_due_from_noon_until_the_doors_open(at: str, due: bool) -> None:  # noqa: FBT001 - a column
    assert (closure_at(OFFICE, wib(at)) is not None) is due


def test_a_day_that_closes_before_noon_has_its_list_at_closing_time() -> None:
    school = Calendar(weekly=(*(hours("07:00", "11:00"),) * 5, None, None), closed=frozenset({date(2026, 5, 1)}))
    (found,) = long_closures(school, date(2026, 4, 30), date(2026, 5, 2))
    assert said(found.told) == "Kam 30/04/2026 11.00"
    assert found.told.tzinfo is UTC
    assert found.ends - found.starts > timedelta(days=3)
    assert found.ends == datetime(2026, 5, 4, 0, tzinfo=UTC)
