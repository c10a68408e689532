"""The outbox: one sender for each message, receipts in any order, nothing sent twice by chance."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from itertools import permutations

import pytest

from models import outbox
from models.db import Database
from models.tables import Outbox, Receipt
from tests.databases import NOW
from tests.models.rows import at_once, found, outbox_row, stored

PASSING = outbox.Refusal("30001", "queue overflow", permanent=False)
FOR_EVER = outbox.Refusal("21211", "invalid number", permanent=True)
LOST = outbox.Refusal("30003", "unreachable", permanent=False)


def _taken(database: Database, name: str = "m1") -> int:
    (row_id,) = stored(database, outbox_row(name))
    assert _take(database, row_id)
    return row_id


def _take(database: Database, row_id: int) -> bool:
    with database.write() as session:
        return outbox.take(session, row_id, NOW) is not None


def _accept(database: Database, row_id: int, provider_id: str = "SM1") -> None:
    with database.write() as session:
        outbox.accepted(session, row_id, provider_id, NOW)


def _refuse(database: Database, row_id: int, said: outbox.Refusal) -> Outbox:
    with database.write() as session:
        outbox.refused(session, row_id, said, NOW)
    return found(database, row_id)


def _receive(database: Database, status: str, code: str | None = None, name: str | None = None) -> bool:
    with database.write() as session:
        return outbox.receive(session, Receipt(provider_id="SM1", status=status, code=code, at=NOW), name)


def test_of_threads_that_take_a_message_at_once_exactly_one_gets_it(database: Database) -> None:
    (row_id,) = stored(database, outbox_row("m1"))
    assert sorted(at_once(*[lambda: _take(database, row_id)] * 6)) == [False] * 5 + [True]
    row = found(database, row_id)
    assert (row.state, row.attempts, row.intent_at) == ("INTENT", 1, NOW)


def test_a_passing_refusal_is_tried_again_after_one_and_ten_minutes_and_then_refused(database: Database) -> None:
    row_id = _taken(database)
    pauses = []
    while (row := _refuse(database, row_id, PASSING)).state == "READY":
        pauses.append(row.start - NOW)
        assert _take(database, row_id)
    assert pauses == [timedelta(minutes=1), timedelta(minutes=10)]
    assert (row.state, row.error_code, row.settled_at) == ("REFUSED", "30001", NOW)


def test_a_permanent_refusal_is_refused_at_once(database: Database) -> None:
    row = _refuse(database, _taken(database), FOR_EVER)
    assert (row.state, row.error_code, row.error) == ("REFUSED", "21211", "invalid number")


@pytest.mark.parametrize("order", list(permutations(["accepted", "queued", "sent", "delivered"])))
def test_receipts_in_any_order_and_doubled_say_the_same(database: Database, order: Sequence[str]) -> None:
    row_id = _taken(database)
    _accept(database, row_id)
    assert [_receive(database, status) for status in order] == [True] * 4
    assert [_receive(database, status) for status in order] == [False] * 4
    assert found(database, row_id).state == "DELIVERED"


@pytest.mark.parametrize("order", list(permutations(["sent", "delivered", "undelivered"])))
def test_contradicting_receipts_give_one_fate_whatever_their_order(database: Database, order: Sequence[str]) -> None:
    row_id = _taken(database)
    _accept(database, row_id)
    for status in order:
        _receive(database, status)
    assert found(database, row_id).state == "DELIVERED"


def test_an_undelivered_message_keeps_its_reason_whatever_comes_after(database: Database) -> None:
    row_id = _taken(database)
    _accept(database, row_id)
    _receive(database, "undelivered", "30005")
    _receive(database, "sent")
    row = found(database, row_id)
    assert (row.state, row.error_code) == ("UNDELIVERED", "30005")


def test_a_receipt_before_our_own_line_counts_when_the_line_is_written(database: Database) -> None:
    row_id = _taken(database)
    assert _receive(database, "delivered")
    assert found(database, row_id).state == "INTENT"
    _accept(database, row_id)
    assert found(database, row_id).state == "DELIVERED"


def test_a_message_of_unknown_fate_is_adopted_by_the_callback_that_names_it(database: Database) -> None:
    row_id = _taken(database)
    with database.write() as session:
        outbox.ambiguous(session, row_id, NOW, "timeout")
    assert _receive(database, "sent", name="m1")
    row = found(database, row_id)
    assert (row.state, row.provider_id) == ("ACCEPTED", "SM1")
    assert _receive(database, "delivered")
    assert found(database, row_id).state == "DELIVERED"


def test_an_answer_and_a_receipt_at_the_same_time_lose_neither(database: Database) -> None:
    for place in range(10):
        name = f"m{place}"
        row_id = _taken(database, name)
        provider_id = f"SM{place}"

        def receipt(provider_id: str = provider_id, name: str = name) -> None:
            with database.write() as session:
                outbox.receive(session, Receipt(provider_id=provider_id, status="delivered", at=NOW), name)

        def answer(row_id: int = row_id, provider_id: str = provider_id) -> None:
            _accept(database, row_id, provider_id)

        at_once(receipt, answer, receipt)
        assert found(database, row_id).state == "DELIVERED"


def test_contradicting_receipts_at_the_same_time_give_one_fate(database: Database) -> None:
    def said(status: str, provider_id: str) -> None:
        with database.write() as session:
            outbox.receive(session, Receipt(provider_id=provider_id, status=status, at=NOW))

    for place in range(25):
        row_id = _taken(database, f"m{place}")
        _accept(database, row_id, f"SM{place}")
        at_once(*[partial(said, status, f"SM{place}") for status in ("undelivered", "delivered", "sent")])
        assert found(database, row_id).state == "DELIVERED"


def test_a_receipt_for_a_message_we_do_not_know_is_kept_and_changes_nothing(database: Database) -> None:
    (row_id,) = stored(database, outbox_row("m1"))
    assert _receive(database, "delivered", name="m1")
    assert _receive(database, "sent", name="nobody")
    assert found(database, row_id).state == "READY"


def test_a_fate_never_goes_back(database: Database) -> None:
    row_id = _taken(database)
    _accept(database, row_id)
    _receive(database, "delivered")
    with database.write() as session:
        outbox.refused(session, row_id, LOST, NOW)
        outbox.ambiguous(session, row_id, NOW, "timeout")
        outbox.cancel(session, [row_id], NOW, "answered")
        outbox.given_up(session, row_id, NOW, "deadline")
        outbox.accepted(session, row_id, "SM1", NOW)
    assert found(database, row_id).state == "DELIVERED"
    assert not _take(database, row_id)


def test_only_what_has_not_left_is_cancelled(database: Database) -> None:
    (waiting,) = stored(database, outbox_row("m1"))
    gone = _taken(database, "m2")
    with database.write() as session:
        outbox.cancel(session, [waiting, gone], NOW, "answered")
    assert (found(database, waiting).state, found(database, gone).state) == ("CANCELLED", "INTENT")


def test_the_next_channel_is_a_message_of_its_own_that_follows_the_old_one(database: Database) -> None:
    (row_id, other) = stored(
        database,
        outbox_row("m1", change_id="c", channels=[["WHATSAPP", "+62812"], ["EMAIL", "a@contoh.invalid"]]),
        outbox_row("m2", change_id="c", place=1),
    )
    _take(database, row_id)
    with database.write() as session:
        outbox.ambiguous(session, row_id, NOW, "timeout")
        follower = outbox.next_channel(session, outbox.newest_of(session, row_id), "m1b", NOW)
    assert (follower.channel, follower.address, follower.channels) == (
        "WHATSAPP",
        "+62812",
        [["EMAIL", "a@contoh.invalid"]],
    )
    assert (follower.state, follower.attempts, follower.resent, follower.text) == ("READY", 0, True, "teks")
    with database.write() as session:
        assert outbox.newest_of(session, row_id).id == follower.id
        assert [row.id for row in outbox.of_change(session, "c")] == [follower.id, other]
        last = outbox.next_channel(session, follower, "m1c", NOW)
    assert (last.channel, last.channels, last.resent) == ("EMAIL", [], True)


def test_messages_held_for_somebody_are_those_that_have_not_left(database: Database) -> None:
    held, _, _ = stored(
        database,
        outbox_row("m1", start=NOW + timedelta(hours=4)),
        outbox_row("m2", person="DINSOS-9"),
        outbox_row("m3", n=2),
    )
    _taken(database, "m4")
    with database.read() as session:
        assert [row.id for row in outbox.held_for(session, "KX7M4QA", 1, "DINSOS-1")] == [held]
