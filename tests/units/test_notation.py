"""Times as people write them in a pack."""

from datetime import UTC, date, datetime, time

import pytest

from policy.ladder import Clock, Offset
from units import notation


@pytest.mark.parametrize(
    "text, n, clock",
    [
        ("20 menit", 1 / 3, Clock.HOURS),
        ("0 jam", 0, Clock.HOURS),
        ("4 jam", 4, Clock.HOURS),
        ("4 jam kerja", 4, Clock.WORK_HOURS),
        ("3 hari kerja", 3, Clock.WORK_DAYS),
        ("7 hari", 7, Clock.DAYS),
        ("3 hari kerja setelah batas", 3, Clock.AFTER_DUE),
        ("buka hari ke 2", 2, Clock.OPENING),
        ("bagian 1/4", 0.25, Clock.SHARE),
        ("bagian 2", 2, Clock.SHARE),
    ],
)
def test_an_offset_is_read(text: str, n: float, clock: Clock) -> None:
    assert notation.offset(text) == Offset(n, clock)


@pytest.mark.parametrize("text", ["", "4", "4 hours", "-1 jam", "bagian 1/0", "empat jam", "4  jam", "1.5 jam"])
def test_what_is_no_offset_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        notation.offset(text)


def test_hours_and_days_are_read() -> None:
    assert notation.hours("07:30-16:00") == (time(7, 30), time(16))
    assert notation.hours("00:00-24:00") == (time(0), time(0))
    assert notation.hours("tutup") is None
    assert notation.days("sen-jum") == (0, 1, 2, 3, 4)
    assert notation.days("sab, min") == (5, 6)
    assert notation.days("setiap hari") == (0, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize("text", ["7:30-16:00", "07:30", "07:30-25:00", "24:00-16:00", "00:00-00:00", "buka", ""])
def test_what_are_no_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        notation.hours(text)


@pytest.mark.parametrize("text", ["senin", "mon-fri", ""])
def test_what_are_no_days_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        notation.days(text)


def test_days_and_moments_of_the_calendar_are_read() -> None:
    assert notation.day("2026-01-31") == date(2026, 1, 31)
    assert notation.moment("2026-12-25T07:30:00+07:00") == datetime(2026, 12, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["0", "20260131", "2026-W05-6", "2026-02-30", "0026-01-31", "31-01-2026", ""])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        notation.day(text)


@pytest.mark.parametrize("text", ["0", "2026-12-25", "2026-12-25T07:30:00", "9999-12-25T07:30:00+07:00", ""])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        notation.moment(text)
