"""Office hours of domain.md §5 as Tulungagung has them: ordinary weeks, Ramadan 1447 H, the days off of March 2026."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from policy.closures import long_closures
from policy.unit import Unit
from policy.worktime import Calendar, close_of_day, is_open, is_working_day, open_of_day
from tests.units.folders import TULUNGAGUNG
from units.load import load

WIB = ZoneInfo("Asia/Jakarta")


@pytest.fixture(scope="module")
def pack() -> Unit:
    return load(TULUNGAGUNG)


def hours(calendar: Calendar, day: date) -> str:
    """Opening and closing of a working day on the wall."""
    eve = datetime.combine(day - timedelta(days=1), datetime.min.time(), WIB)
    opening, closing = open_of_day(calendar, eve, 1), close_of_day(calendar, eve, 1)
    return f"{opening.astimezone(WIB):%d/%m %H.%M}-{closing.astimezone(WIB):%H.%M}"


@pytest.mark.parametrize(
    "day,expected",
    [
        (date(2026, 2, 18), "18/02 07.30-16.00"),
        (date(2026, 2, 19), "19/02 08.00-15.00"),
        (date(2026, 2, 27), "27/02 08.00-15.30"),
        (date(2026, 3, 16), "16/03 08.00-15.00"),
        (date(2026, 3, 17), "17/03 08.00-15.00"),
        (date(2026, 3, 18), "25/03 07.30-16.00"),
        (date(2026, 3, 27), "27/03 07.30-16.30"),
    ],
)
def test_offices_keep_their_hours_through_ramadan_and_after(pack: Unit, day: date, expected: str) -> None:
    assert hours(pack.calendars["kantor"], day) == expected


def test_the_18th_to_the_24th_of_march_2026_are_all_off_and_told_on_the_17th_at_noon(pack: Unit) -> None:
    office = pack.calendars["kantor"]
    assert not any(is_working_day(office, date(2026, 3, day)) for day in range(18, 25))
    (block,) = long_closures(office, date(2026, 3, 17), date(2026, 3, 25))
    assert block.told == datetime(2026, 3, 17, 5, tzinfo=UTC)


@pytest.mark.parametrize("agency", ["POLRES-PPA", "RSUD-ISKAK", "RUMAH-AMAN"])
def test_police_hospital_and_shelter_are_open_on_idul_fitri_at_night(pack: Unit, agency: str) -> None:
    assert is_open(pack.calendar_of(agency), datetime(2026, 3, 21, 20, tzinfo=UTC))


def test_every_24_7_contact_of_the_pack_is_marked_as_always_there(pack: Unit) -> None:
    contacts = [each.contact_24_7 for each in pack.agencies.values() if each.contact_24_7]
    assert contacts
    assert all(pack.people[code].always_on for code in contacts)
