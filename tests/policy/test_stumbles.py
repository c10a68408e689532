"""A row that fails in a way nobody foresaw waits longer each time, and the log says each pause once."""

from datetime import timedelta

from policy.stumbles import is_new_pause, note_of, pause_after, step_of


def test_the_pause_doubles_from_thirty_seconds_to_fifteen_minutes() -> None:
    seconds = [pause_after(step).total_seconds() for step in range(1, 9)]
    assert seconds == [30, 60, 120, 240, 480, 900, 900, 900]
    assert pause_after(10_000) == timedelta(minutes=15)


def test_each_pause_is_new_once() -> None:
    assert [step for step in range(1, 12) if is_new_pause(step)] == [1, 2, 3, 4, 5, 6]


def test_the_step_is_read_from_what_the_row_says_and_other_reasons_are_none() -> None:
    assert [step_of(note_of(step, "KeyError")) for step in (1, 17)] == [1, 17]
    assert [step_of(note) for note in ("", "UNAVAILABLE", "kode: 2 belum terkirim", "galat: x")] == [0] * 4
