"""Instants read on the unit's clock, with the day's short name."""

from datetime import UTC, datetime

import pytest

from notifications.when import wib


@pytest.mark.parametrize(
    "instant, tz, language, text",
    [
        (datetime(2026, 11, 24, 3, tzinfo=UTC), "Asia/Jakarta", "id", "Sel 24/11 10.00 WIB"),
        (datetime(2026, 11, 24, 3, tzinfo=UTC), "Asia/Makassar", "id", "Sel 24/11 11.00 WITA"),
        (datetime(2026, 11, 24, 3, tzinfo=UTC), "Asia/Jayapura", "en", "Tue 24/11 12.00 WIT"),
        (datetime(2025, 12, 31, 17, 5, tzinfo=UTC), "Asia/Jakarta", "id", "Kam 01/01 00.05 WIB"),
    ],
    ids=["Jakarta", "Makassar", "Jayapura in English", "a day later than UTC, over the year"],
)
def test_an_instant_reads_on_the_units_clock(instant: datetime, tz: str, language: str, text: str) -> None:
    assert wib(instant, tz, language) == text


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        wib(datetime(2026, 11, 24, tzinfo=UTC).replace(tzinfo=None))
