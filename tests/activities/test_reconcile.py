"""A message of unknown fate is asked about before anything leaves again; what nobody can know leaves once more."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from activities.settle import AMBIGUITY, Waiting
from models import fates, outbox
from models.tables import Receipt
from policy.events import Settled, Unsettled
from tests.activities.wire import BY_WHATSAPP, OTHER, PHONE, Wire, newest, process, ways
from tests.models.rows import at_once
from tests.patience import PATIENCE, until
from tests.ports import dead_port

SECOND = timedelta(seconds=1)
NAMES = count()


@pytest.fixture
def name() -> str:
    """A message's own name, and so its own words."""
    return f"r{next(NAMES)}"


def _unknown(wired: Wire, name: str, patience: float = PATIENCE, **more: object) -> int:
    """A message whose fate has been unknown for two minutes; its answer was waited for `patience` seconds."""
    row_id, sent_by = wired.message(name, **more), process(wired.database, ways(wired.simulator.url, patience=patience))
    sent_by.sender.send(row_id)
    sent_by.sender.close()
    assert wired.row(row_id).state == "AMBIGUOUS"
    assert isinstance(wired.look(row_id), Waiting)
    wired.passes(AMBIGUITY + SECOND)
    return row_id


def _ids(wired: Wire, name: str) -> list[str]:
    return [message.sid for message in wired.simulator.book.all() if message.body == f"teks {name}"]


@pytest.mark.parametrize(
    "fault", [{"status": 500, "taken": True}, {"status": 503, "taken": True}, {"hang_seconds": 10}]
)
def test_what_the_provider_took_is_adopted_and_never_sent_twice(
    wired: Wire, name: str, fault: dict[str, object]
) -> None:
    wired.fault(to=PHONE, **fault)
    patience = 0.3 if "hang_seconds" in fault else PATIENCE
    row_id = _unknown(wired, name, patience, channels=BY_WHATSAPP, urgency="segera")
    until(lambda: len(_ids(wired, name)) == 1)
    assert wired.look(row_id) == Settled()
    row = wired.row(row_id)
    assert (row.state, [row.provider_id], row.resent) == ("ACCEPTED", _ids(wired, name), False)
    assert row.fate_by is not None
    assert (wired.asked_for(PHONE, row.text), len(wired.rows())) == (1, 1)


def test_what_the_provider_never_took_leaves_once_more_on_the_same_channel_marked(wired: Wire, name: str) -> None:
    wired.fault(to=PHONE, status=500)
    row_id = _unknown(wired, name, channels=BY_WHATSAPP)
    assert isinstance(wired.look(row_id), Waiting)
    again = newest(wired, row_id)
    assert (again.channel, again.state, again.resent, again.channels) == ("SMS", "ACCEPTED", True, BY_WHATSAPP)
    assert len(_ids(wired, name)) == 1
    assert wired.look(row_id) == Settled()
    assert wired.row(row_id).settled_at is not None


def test_a_second_unknown_fate_takes_the_next_channel_and_is_marked_too(wired: Wire, name: str) -> None:
    wired.fault(to=PHONE, status=500, times=2)
    row_id = _unknown(wired, name, channels=BY_WHATSAPP)
    wired.look(row_id)
    wired.passes(AMBIGUITY + SECOND)
    wired.look(row_id)
    last = newest(wired, row_id)
    assert (last.channel, last.address, last.state, last.resent) == ("WHATSAPP", OTHER, "ACCEPTED", True)
    assert wired.asked_for(PHONE, last.text) == 2


def test_without_another_channel_a_second_unknown_fate_is_the_desks(wired: Wire, name: str) -> None:
    wired.fault(to=PHONE, status=500, times=2)
    row_id = _unknown(wired, name)
    wired.look(row_id)
    wired.passes(AMBIGUITY + SECOND)
    assert wired.look(row_id) == Settled()
    assert newest(wired, row_id).state == "UNDELIVERED"
    assert [item.key for item in wired.desk() if item.kind == "message"] == [f"pesan/{name}"]


def test_a_provider_that_cannot_be_asked_is_asked_again_before_anything_leaves(wired: Wire, name: str) -> None:
    wired.fault(to=PHONE, status=500, taken=True)
    row_id = _unknown(wired, name, channels=BY_WHATSAPP)
    now = datetime.now(UTC)
    cut_off = process(wired.database, ways(f"http://127.0.0.1:{dead_port()}"))
    waits = [cut_off.settler.look(Unsettled(row_id, 0, now, now)) for _ in range(3)]
    cut_off.sender.close()
    assert all(isinstance(each, Waiting) and "no-connection" in each.reason for each in waits)
    assert (len(wired.rows()), wired.row(row_id).state) == (1, "AMBIGUOUS")
    assert wired.look(row_id) == Settled()
    assert wired.row(row_id).state == "ACCEPTED"


def test_a_provider_that_cannot_be_asked_until_the_deadline_leaves_it_to_the_desk(wired: Wire, name: str) -> None:
    wired.fault(to=PHONE, status=500, taken=True)
    row_id = _unknown(wired, name, channels=BY_WHATSAPP)
    wired.passes(timedelta(minutes=30))
    now = datetime.now(UTC)
    cut_off = process(wired.database, ways(f"http://127.0.0.1:{dead_port()}"))
    assert cut_off.settler.look(Unsettled(row_id, 0, now, now)) == Settled()
    cut_off.sender.close()
    assert (len(wired.rows()), wired.row(row_id).state, len(wired.desk())) == (1, "UNDELIVERED", 1)


def test_the_message_of_another_row_with_the_same_words_is_not_adopted(wired: Wire, name: str) -> None:
    first = wired.sent(f"{name}a", text=f"teks {name}")
    wired.fault(to=PHONE, status=500)
    second = _unknown(wired, f"{name}b", text=f"teks {name}")
    assert isinstance(wired.look(second), Waiting)
    assert newest(wired, second).provider_id not in {None, wired.row(first).provider_id}
    assert wired.asked_for(PHONE, f"teks {name}") == 3


def test_a_callback_is_looked_at_before_the_provider_is_asked(wired: Wire, name: str) -> None:
    wired.fault(to=PHONE, status=500)
    row_id = _unknown(wired, name)
    with wired.database.write() as session:
        outbox.receive(session, Receipt(provider_id=f"SM-{name}", status="sent", at=datetime.now(UTC)), name)
    assert wired.look(row_id) == Settled()
    assert (wired.row(row_id).state, wired.asked_for(PHONE, f"teks {name}")) == ("ACCEPTED", 1)


def test_an_acceptance_after_the_resend_is_adopted_by_its_own_row_shown_and_counted(wired: Wire, name: str) -> None:
    wired.fault(to=PHONE, status=500)
    row_id = _unknown(wired, name)
    wired.look(row_id)
    with wired.database.write() as session:
        assert fates.doubled(session) == 0
        outbox.receive(session, Receipt(provider_id=f"SM-{name}", status="sent", at=datetime.now(UTC)), name)
    assert [(row.state, row.resent) for row in wired.rows()] == [("ACCEPTED", False), ("ACCEPTED", True)]
    with wired.database.read() as session:
        assert fates.doubled(session) == 1


def test_a_copy_that_has_not_left_when_the_first_turns_up_stays_here(wired: Wire, name: str) -> None:
    wired.fault(to=PHONE, status=500)
    row_id = _unknown(wired, name)
    with wired.database.write() as session:
        row = outbox.newest_of(session, row_id)
        outbox.once_more(session, row, f"{name}-2", datetime.now(UTC))
        outbox.receive(session, Receipt(provider_id=f"SM-{name}", status="delivered", at=datetime.now(UTC)), name)
    assert wired.look(row_id) == Settled()
    assert [row.state for row in wired.rows()] == ["DELIVERED", "CANCELLED"]
    assert wired.asked_for(PHONE, f"teks {name}") == 1


def test_a_mail_that_nobody_confirmed_cannot_be_asked_about_and_leaves_once_more(wired: Wire, name: str) -> None:
    row_id = wired.message(name, channel="EMAIL", address="pic@dinsos.example", channels=BY_WHATSAPP, subject="tugas")
    with wired.database.write() as session:
        outbox.take(session, row_id, datetime.now(UTC))
        outbox.ambiguous(session, row_id, datetime.now(UTC), "no-answer")
    wired.passes(AMBIGUITY + SECOND)
    assert isinstance(wired.look(row_id), Waiting)
    again = newest(wired, row_id)
    assert (again.channel, again.state, again.resent, again.fate_by) == ("EMAIL", "ACCEPTED", True, None)


def test_two_who_look_at_one_unknown_message_at_once_resend_it_once(wired: Wire, name: str) -> None:
    wired.fault(to=PHONE, status=500)
    row_id = _unknown(wired, name)
    at_once(*[lambda: wired.look(row_id)] * 4)
    assert len(wired.rows()) == 2
    assert wired.asked_for(PHONE, f"teks {name}") == 2
