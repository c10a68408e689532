"""One row that cannot be dealt with stops nobody behind it; that it failed is told, and nothing of what it held."""

from datetime import UTC, datetime, timedelta

import pytest
from temporalio.exceptions import ApplicationError, CancelledError

from activities.guard import FAILED, Guard, by_kind
from tests.activities.wire import Wire

NOW = datetime.now(UTC)


def broken(thing: int) -> None:
    if thing == 1:
        raise KeyError("Bunga Melati")


def test_the_others_are_done_and_the_failure_is_told_without_its_words() -> None:
    guard, done = Guard(), list[int]()
    guard.each([1, 2], broken)
    guard.each([3], done.append)
    with pytest.raises(ApplicationError) as told:
        guard.end()
    assert (done, told.value.message, told.value.type) == ([3], "KeyError", FAILED)


def test_a_guard_within_a_guard_tells_the_same() -> None:
    def inner(_: int) -> None:
        guard = Guard()
        guard.each([1], broken)
        guard.end()

    outer = Guard()
    outer.each([1], inner)
    with pytest.raises(ApplicationError, match=r"^sweep-failed: KeyError$"):
        outer.end()


@pytest.mark.parametrize("order", [CancelledError("stop"), ApplicationError("pekerja berhenti", type="stopping")])
def test_who_is_told_to_stop_stops(order: Exception) -> None:
    def stopped(_: int) -> None:
        raise order

    with pytest.raises(type(order)):
        Guard().each([1], stopped)


def test_a_message_by_a_channel_that_this_version_does_not_know_stops_no_other_message(wired: Wire) -> None:
    since = NOW - timedelta(minutes=1)
    late = {"created_at": since, "start": since}
    wired.message("g-asing", channel="MERPATI", **late)
    told = wired.message("g-biasa", **late)
    with pytest.raises(ApplicationError, match="ValueError"):
        wired.sweep()
    assert wired.row(told).state == "ACCEPTED"


def test_a_fate_that_cannot_be_asked_about_stops_no_other_fate(wired: Wire) -> None:
    strange, lost = wired.sent("g-nasib", urgency="darurat"), wired.sent("g-hilang", urgency="darurat")
    with wired.database.write() as session:
        row = wired.row(strange)
        row.channel = "MERPATI"
        session.merge(row)
    wired.passes(timedelta(minutes=4))
    with pytest.raises(ApplicationError, match="ValueError"):
        wired.sweep()
    assert [item.key.rpartition("/")[2] for item in wired.desk()] == [wired.row(lost).notification_id]


def test_what_goes_wrong_in_an_activity_is_told_by_its_class_only() -> None:
    with pytest.raises(ApplicationError) as caught, by_kind():
        raise ValueError("Siti Aminah, Ngunut")
    assert (caught.value.message, caught.value.type, caught.value.__cause__) == ("ValueError", "ValueError", None)
    assert "Siti" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_what_temporal_itself_says_passes_as_it_is() -> None:
    with pytest.raises(ApplicationError, match="menunggu"), by_kind():
        raise ApplicationError("menunggu", type="waiting")
