"""Each message has a known fate by its time: asked about, failed over by a clock, or on the desk's list."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from models import fates, inbox, outbox
from models.fates import UNDELIVERED
from models.tables import Inbox, Receipt
from policy.commands import Reply
from policy.patience import fate_by, span
from policy.words import Channel, Verb
from tests.activities.conftest import NewOffice
from tests.activities.office import Office, desk_of
from tests.activities.test_settle import TWO_WAYS, WHATSAPP
from tests.activities.wire import BY_WHATSAPP, PHONE, Wire, newest, process, ways
from tests.policy.cases import DINSOS
from tests.ports import dead_port

MINUTE = timedelta(minutes=1)
NAMES = count()


@pytest.fixture
def name() -> str:
    return f"f{next(NAMES)}"


@pytest.mark.parametrize("urgency, minutes", [("darurat", 3), ("segera", 15), ("biasa", 60), ("", 60)])
def test_the_wait_for_a_final_status_belongs_to_the_urgency(urgency: str, minutes: int) -> None:
    assert span(urgency) == minutes * MINUTE
    now = datetime(2026, 11, 24, 3, tzinfo=UTC)
    assert fate_by(urgency, "SMS", now, now + timedelta(hours=2)) == now + minutes * MINUTE
    assert fate_by(urgency, "SMS", now, now + MINUTE) == now + min(minutes, 5) * MINUTE
    assert fate_by(urgency, "EMAIL", now, now + timedelta(hours=2)) is None


def test_a_faster_pace_shrinks_the_wait_to_ten_seconds_at_least() -> None:
    assert span("biasa", 0.1) == 6 * MINUTE
    assert span("darurat", 1 / 360) == timedelta(seconds=10)


def _silent(wired: Wire, name: str, **more: object) -> int:
    """An urgent message that was accepted and of which nothing was heard for three minutes."""
    row_id = wired.sent(name, **({"urgency": "darurat"} | more))
    wired.sweep()
    assert [row.id for row in wired.rows()] == [row_id]
    wired.passes(3 * MINUTE)
    return row_id


def test_before_its_time_nothing_is_asked_and_nothing_leaves(wired: Wire, name: str) -> None:
    row_id = wired.sent(name, urgency="darurat", channels=BY_WHATSAPP)
    wired.passes(2 * MINUTE)
    wired.sweep()
    assert (len(wired.rows()), wired.row(row_id).asked_at) == (1, None)


def test_a_lost_receipt_is_found_by_asking_and_nothing_leaves_again(wired: Wire, name: str) -> None:
    row_id = _silent(wired, name, channels=BY_WHATSAPP)
    wired.simulator.book.move(str(wired.row(row_id).provider_id), "delivered")
    wired.sweep()
    row = wired.row(row_id)
    assert (row.state, row.fate_by, len(wired.rows()), wired.desk()) == ("DELIVERED", None, 1, [])
    assert row.asked_at is not None


def test_no_final_status_by_its_time_takes_the_next_channel_in_its_own_words(wired: Wire, name: str) -> None:
    row_id = _silent(wired, name, channels=BY_WHATSAPP)
    wired.sweep()
    after = newest(wired, row_id)
    assert (after.channel, after.state, after.resent, after.urgency) == ("WHATSAPP", "ACCEPTED", False, "darurat")
    assert after.fate_by is not None
    assert wired.row(row_id).fate_by is None
    wired.sweep()
    assert len(wired.rows()) == 2


def test_the_last_channel_without_a_final_status_is_the_desks(wired: Wire, name: str) -> None:
    row_id = _silent(wired, name)
    for _ in range(2):
        wired.sweep()
    (item,) = wired.desk()
    assert (item.kind, item.key, item.words, item.address) == ("message", f"pesan/{name}", f"teks {name}", PHONE)
    assert (wired.row(row_id).state, wired.row(row_id).fate_by) == ("ACCEPTED", None)


def test_a_provider_that_cannot_be_asked_does_not_hold_up_the_next_channel(wired: Wire, name: str) -> None:
    row_id = _silent(wired, name, channels=[["EMAIL", "pic@dinsos.example"]], subject="tugas")
    at = ways(f"http://127.0.0.1:{dead_port()}", wired.simulator.smtp_port)
    cut_off = process(wired.database, at)
    cut_off.fates.sweep(datetime.now(UTC))
    cut_off.sender.close()
    after = newest(wired, row_id)
    assert (after.channel, after.state, after.fate_by) == ("EMAIL", "ACCEPTED", None)


def test_after_ten_minutes_a_message_is_asked_about_once(wired: Wire, name: str) -> None:
    row_id = wired.sent(name, urgency="biasa")
    wired.passes(10 * MINUTE)
    wired.sweep()
    asked = wired.row(row_id).asked_at
    assert asked is not None
    wired.sweep()
    assert wired.row(row_id).asked_at == asked


def test_what_the_provider_says_was_not_delivered_takes_the_next_channel_at_once(wired: Wire, name: str) -> None:
    row_id = wired.sent(name, urgency="biasa", channels=BY_WHATSAPP)
    wired.simulator.book.move(str(wired.row(row_id).provider_id), "undelivered", 30003)
    wired.passes(10 * MINUTE)
    wired.sweep()
    assert (wired.row(row_id).state, wired.row(row_id).error_code) == ("UNDELIVERED", "30003")
    assert newest(wired, row_id).channel == "WHATSAPP"


def test_parts_are_counted_at_acceptance_and_prices_asked_for_later(wired: Wire, name: str) -> None:
    row_id = wired.sent(name, text="x" * 161)
    assert (wired.row(row_id).segments, wired.row(row_id).cost_micros) == (2, None)
    wired.passes(timedelta(hours=2))
    wired.parts.fates.prices(datetime.now(UTC))
    assert wired.row(row_id).asked_at is not None


def test_a_message_of_no_case_that_nobody_settles_is_taken_up_by_the_sweep(wired: Wire, name: str) -> None:
    row_id = wired.message(name)
    wired.sweep()
    assert wired.row(row_id).state == "READY"
    wired.passes(fates.WATCHED_BY_NOBODY)
    wired.sweep()
    assert wired.row(row_id).state == "ACCEPTED"


def test_whatever_is_open_long_after_its_deadline_ends_on_the_desks_list(wired: Wire, name: str) -> None:
    row_id = wired.message(name, case_code="KX7M4QA")
    wired.passes(timedelta(minutes=34, seconds=1))
    wired.sweep()
    assert (wired.row(row_id).state, len(wired.desk())) == ("UNDELIVERED", 1)


def _said(office: Office, row_id: int, code: str) -> None:
    """A receipt that says undelivered, handled as the relay does."""
    row = next(row for row in office.messages() if row.id == row_id)
    with office.database.write() as session:
        word = Receipt(provider_id=row.provider_id or "", status="undelivered", code=code, at=office.now)
        outbox.receive(session, word)
        told = Inbox(id=f"tt-{row_id}", kind=UNDELIVERED, payload={"row": row_id}, facts={}, created_at=office.now)
        inbox.put(session, told)
    office.parts.fates.undelivered(f"tt-{row_id}")


def _told_case(office: Office) -> list[str]:
    with office.database.read() as session:
        return [row.kind for row in inbox.waiting(session) if row.kind == "MessageFailed"]


def _referred(office: Office) -> int:
    life = office.life()
    life.planned()
    life.refer()
    return office.last("task_referral").id or 0


def test_a_receipt_of_failure_takes_the_next_channel_at_once_and_the_case_hears_nothing(new_office: NewOffice) -> None:
    office = new_office(TWO_WAYS)
    row_id = _referred(office)
    _said(office, row_id, "30008")
    assert [sent.to for sent in office.sent(Channel.WHATSAPP)] == [WHATSAPP.address]
    assert (_told_case(office), desk_of(office)) == ([], [])


def test_when_the_last_channel_failed_the_case_hears_it_once_and_the_desk_has_it(new_office: NewOffice) -> None:
    office = new_office(TWO_WAYS)
    row_id = _referred(office)
    _said(office, row_id, "30008")
    _said(office, office.last("task_referral").id or 0, "63024")
    office.parts.settler.drive(row_id)
    assert _told_case(office) == ["MessageFailed"]
    assert [(item.kind, item.person, item.code != "") for item in desk_of(office)] == [("message", "DINSOS-1", True)]


def test_a_receipt_of_a_task_that_was_answered_meanwhile_troubles_nobody(new_office: NewOffice) -> None:
    office = new_office(TWO_WAYS)
    life = office.life()
    life.planned()
    n = life.refer().n
    row_id = office.last("task_referral").id or 0
    life.do(Reply, DINSOS, n=n, verb=Verb.ACCEPT)
    _said(office, row_id, "30008")
    assert (office.sent(Channel.WHATSAPP), _told_case(office), desk_of(office)) == ([], [], [])


def test_a_passing_failure_without_another_channel_is_tried_again_after_one_and_ten_minutes(office: Office) -> None:
    row_id = _referred(office)
    _said(office, row_id, "30003")
    again = office.last("task_referral")
    assert (again.state, again.start - office.now, again.resent) == ("READY", MINUTE, False)
    office.now += MINUTE
    office.parts.settler.drive(again.id or 0)
    _said(office, again.id or 0, "30003")
    assert office.last("task_referral").start - office.now == 10 * MINUTE
    assert _told_case(office) == []


def test_a_failover_by_the_clock_reads_the_task_again(new_office: NewOffice) -> None:
    office = new_office(TWO_WAYS)
    life = office.life()
    life.planned()
    n = life.refer().n
    life.do(Reply, DINSOS, n=n, verb=Verb.ACCEPT)
    office.now += timedelta(minutes=61)
    office.parts.fates.sweep(office.now)
    assert office.sent(Channel.WHATSAPP) == []
