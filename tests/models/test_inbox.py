"""The inbox: each row once, each case in order, whoever asks at the same time."""

from datetime import datetime, timedelta

import pytest

from models import inbox
from models.db import Database
from models.tables import Inbox
from tests.databases import NOW
from tests.models.rows import at_once, inbox_row

LEASE = timedelta(seconds=30)


def _put(database: Database, *rows: Inbox) -> list[str]:
    with database.write() as session:
        return [row.id for row in inbox.put(session, *rows)]


def _claim(database: Database, now: datetime = NOW, limit: int = 10) -> list[str]:
    with database.write() as session:
        return [row.id for row in inbox.claim(session, now, LEASE, limit)]


def _answer(database: Database, row_id: str) -> None:
    with database.write() as session:
        inbox.answered(session, row_id, {"ok": True}, "DELIVERED")


def test_of_each_case_only_the_oldest_waiting_row_is_handed_out(database: Database) -> None:
    _put(database, inbox_row("a1", "A"), inbox_row("a2", "A"), inbox_row("b1", "B"), inbox_row("x"), inbox_row("y"))
    assert _claim(database) == ["a1", "b1", "x", "y"]
    assert _claim(database) == []
    _answer(database, "a1")
    assert _claim(database) == ["a2"]


def test_a_row_that_waits_for_better_times_holds_the_later_ones_of_its_case(database: Database) -> None:
    _put(database, inbox_row("a1", "A"), inbox_row("a2", "A"))
    _claim(database)
    with database.write() as session:
        inbox.waits(session, "a1", NOW + timedelta(seconds=4), "UNAVAILABLE")
    assert _claim(database) == []
    assert _claim(database, NOW + timedelta(seconds=4)) == ["a1"]


def test_a_claim_whose_holder_died_is_handed_out_again_after_its_lease(database: Database) -> None:
    _put(database, inbox_row("a1", "A"))
    assert _claim(database) == ["a1"]
    assert _claim(database, NOW + LEASE - timedelta(seconds=1)) == []
    assert _claim(database, NOW + LEASE) == ["a1"]
    with database.read() as session:
        assert inbox.waiting(session)[0].attempts == 2


def test_threads_that_claim_at_once_share_the_rows_and_keep_the_order_of_each_case(database: Database) -> None:
    _put(database, *[inbox_row(f"{case}{place}", f"case{case}") for place in range(3) for case in range(8)])
    shares = at_once(*[lambda: _claim(database, limit=4)] * 4)
    taken = [row for share in shares for row in share]
    assert len(taken) == len(set(taken))
    assert set(taken) <= {f"{case}0" for case in range(8)}
    while rest := _claim(database):
        taken += rest
    assert sorted(taken) == [f"{case}0" for case in range(8)]


def test_due_says_whether_there_is_something_to_claim(database: Database) -> None:
    with database.read() as session:
        assert not inbox.due(session, NOW)
    _put(database, inbox_row("a1", "A", next_try=NOW + LEASE))
    with database.read() as session:
        assert not inbox.due(session, NOW)
        assert inbox.due(session, NOW + LEASE)


@pytest.mark.parametrize("again", [inbox_row("a1", "B"), inbox_row("other", "B", dedupe="twilio:SM1")])
def test_the_same_id_or_dedupe_key_gives_the_stored_row_back(database: Database, again: Inbox) -> None:
    _put(database, inbox_row("a1", "A", dedupe="twilio:SM1"))
    assert _put(database, Inbox(**again.model_dump())) == ["a1"]
    with database.read() as session:
        assert [row.case_code for row in inbox.waiting(session)] == ["A"]


def test_the_same_input_from_several_threads_at_once_is_one_row(database: Database) -> None:
    calls = [lambda place=place: _put(database, inbox_row(f"in-{place}", dedupe="twilio:SM1")) for place in range(4)]
    assert len({row for (row,) in at_once(*calls)}) == 1
    with database.read() as session:
        assert inbox.waiting_count(session) == 1


def test_what_is_over_64_kilobytes_is_refused_and_nothing_of_it_is_stored(database: Database) -> None:
    fits, too_large = {"body": "x" * (inbox.LARGEST - 100)}, {"body": "x" * inbox.LARGEST}
    with pytest.raises(inbox.InboxTooLargeError):
        _put(database, inbox_row("a1", facts=fits), inbox_row("a2", facts=too_large))
    with database.read() as session:
        assert inbox.waiting_count(session) == 0
    assert _put(database, inbox_row("a1", facts=fits)) == ["a1"]


def test_an_answer_is_kept_for_ever(database: Database) -> None:
    _put(database, inbox_row("a1", "A"))
    _answer(database, "a1")
    with database.write() as session:
        inbox.answered(session, "a1", {"ok": False}, "REFUSED")
    with database.read() as session:
        row = inbox.get(session, "a1")
    assert row is not None
    assert (row.answer, row.state) == ({"ok": True}, "DELIVERED")


def test_any_text_a_person_can_send_comes_back_as_it_was(database: Database) -> None:
    text = "anak \x00 \u202e\U0001f9d2 “selesai”\n" + "x" * 10_000
    _put(database, inbox_row("a1", facts={"body": text}))
    with database.read() as session:
        row = inbox.get(session, "a1")
    assert row is not None
    assert row.facts == {"body": text}
