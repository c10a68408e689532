"""The installed `holidays` package must know what the decree says, and next year's cuti bersama in time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.policy.days_off import listed

PUBLIC_2026 = "01-01 01-16 02-17 03-19 03-21 03-22 04-03 04-05 05-01 05-14 05-27 05-31 06-01 06-16 08-17 08-25 12-25"
GOVERNMENT_2026 = "02-16 03-18 03-20 03-23 03-24 05-15 05-28 12-24"
HOW_TO_MEND = """
The installed `holidays` package has no cuti bersama for {year}, and it is already December or later.
1. Look for the joint ministerial decree (SKB 3 Menteri) on libur nasional dan cuti bersama {year}.
2. `make lock` to take a newer `holidays`; if it lists the days now, this test passes again: commit the lock.
3. If it does not, enter the days of the decree in each pack's calendars.yaml (additions, with the decree's
   number) and raise KNOWN_FROM_PACKS below to {year}.
Until then due times in {year} are too early on every cuti bersama.
"""
KNOWN_FROM_PACKS = 0
"""The last year whose cuti bersama every pack carries itself because the package came too late; 0 = none."""


def days(year: int, listing: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(f"{year}-{day}") for day in listing.split())


def last_known_year(today: date) -> int:
    """The last year with cuti bersama, looking two years ahead."""
    years = range(today.year - 1, today.year + 3)
    return max((year for year in years if listed("government", year)), default=0)


def overdue_year(last_known: int, today: date) -> int | None:
    """The year that should be known and is not: next year from 1 December on, as decrees come by October."""
    wanted = today.year + 1 if today.month == 12 else today.year
    return wanted if wanted > last_known else None


def test_holidays_of_2026_are_those_of_the_decree() -> None:
    assert listed("public", 2026) == days(2026, PUBLIC_2026)


def test_cuti_bersama_of_2026_is_that_of_the_decree() -> None:
    assert listed("government", 2026) == days(2026, GOVERNMENT_2026)


def test_2027_is_known() -> None:
    assert len(listed("public", 2027)) >= 16
    assert len(listed("government", 2027)) >= 5


@pytest.mark.parametrize(
    "last_known,today,missing",
    [
        (2027, date(2026, 11, 24), None),
        (2027, date(2026, 12, 1), None),
        (2027, date(2027, 11, 30), None),
        (2027, date(2027, 12, 1), 2028),
        (2027, date(2028, 1, 1), 2028),
        (2028, date(2028, 1, 1), None),
    ],
)
def test_a_missing_year_is_told_from_december_and_not_before(last_known: int, today: date, missing: int | None) -> None:
    assert overdue_year(last_known, today) == missing


def test_next_years_cuti_bersama_is_listed_in_time() -> None:
    today = (datetime.now(UTC) + timedelta(hours=7)).date()
    missing = overdue_year(max(last_known_year(today), KNOWN_FROM_PACKS), today)
    assert missing is None, HOW_TO_MEND.format(year=missing)
