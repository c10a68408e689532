"""A provider that is down trips its channel: others carry the messages, the manager hears once, a probe closes it."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

import roots
from activities.watch import SILENCE
from models.channel_states import PROBE
from models.tables import Outbox
from policy.people import Contact
from policy.unit import Unit
from policy.words import Channel
from settings import Settings
from tests.activities.conftest import NewOffice
from tests.activities.office import MINUTE, Office, with_contacts
from tests.activities.wire import BY_WHATSAPP, PHONE, Wire, newest, process, ways
from tests.databases import loaded
from tests.models.rows import at_once, outbox_row, stored
from tests.ports import dead_port

NAMES = count()
BY_MAIL = [["EMAIL", "pic@dinsos.example"]]
SENDER_GONE = 21606


@pytest.fixture
def name() -> str:
    return f"b{next(NAMES)}"


def _manager_by(*channels: Channel) -> Unit:
    ways_of = {Channel.SMS: "+6281200000005", Channel.EMAIL: "mj@contoh.invalid"}
    return with_contacts("MJ-01", *(Contact(channel, ways_of[channel]) for channel in channels))


def _trips(wired: Wire, name: str, code: int = SENDER_GONE) -> None:
    loaded(wired.database, _manager_by(Channel.SMS, Channel.EMAIL))
    wired.fault(to=PHONE, code=code, times=3)
    for number in range(3):
        assert not wired.parts.sender.watch.look().down
        wired.sent(f"{name}-{number}")


def _warnings(wired: Wire) -> list[Outbox]:
    return [row for row in wired.rows() if row.template == "channel_down"]


def test_three_errors_of_our_own_in_a_row_trip_a_channel(wired: Wire, name: str) -> None:
    _trips(wired, name)
    state = wired.channels()["SMS"]
    assert (state.failures, state.reason, state.down_since is not None) == (3, str(SENDER_GONE), True)


def test_an_answer_between_them_begins_the_count_anew(wired: Wire, name: str) -> None:
    wired.fault(to=PHONE, code=SENDER_GONE, times=2)
    for number in range(3):
        wired.sent(f"{name}-{number}")
    wired.fault(to=PHONE, code=SENDER_GONE, times=2)
    for number in range(3, 5):
        wired.sent(f"{name}-{number}")
    assert wired.channels()["SMS"].down_since is None


@pytest.mark.parametrize("code", [21614, 21610, 30007, 30001])
def test_what_a_provider_says_of_one_person_trips_nothing(wired: Wire, name: str, code: int) -> None:
    wired.fault(to=PHONE, code=code, times=4)
    for number in range(4):
        wired.sent(f"{name}-{number}")
    assert not wired.parts.sender.watch.look().down


def test_further_messages_take_the_next_channel_without_a_request(wired: Wire, name: str) -> None:
    _trips(wired, name)
    row_id = wired.message(f"{name}-x", channels=BY_WHATSAPP)
    wired.parts.settler.drive(row_id)
    assert (wired.row(row_id).state, wired.row(row_id).error_code) == ("REFUSED", "channel-down")
    assert newest(wired, row_id).channel == "WHATSAPP"
    assert wired.asked_for(PHONE, f"teks {name}-x") == 0


def test_a_message_without_another_channel_waits_and_is_not_lost(wired: Wire, name: str) -> None:
    _trips(wired, name)
    row_id = wired.sent(f"{name}-x")
    row = wired.row(row_id)
    assert (row.state, row.error_code, row.attempts) == ("READY", "channel-down", 0)
    assert timedelta(0) < row.start - datetime.now(UTC) <= PROBE


def test_the_manager_hears_once_and_by_another_channel(wired: Wire, name: str) -> None:
    _trips(wired, name)
    for number in range(5):
        wired.sent(f"{name}-{number}x")
    (line,) = _warnings(wired)
    assert (line.person, line.channel, line.case_code) == ("MJ-01", "EMAIL", "")
    assert line.change_id.startswith("saluran/SMS/")
    assert "21606" in line.text
    wired.passes(MINUTE)
    wired.sweep()
    assert len(_warnings(wired)) == 1
    assert any("21606" in mail.body for mail in wired.simulator.book.of("mj@contoh.invalid"))


def test_a_manager_without_another_channel_is_called_by_the_desk(wired: Wire, name: str) -> None:
    wired.fault(to=PHONE, code=SENDER_GONE, times=3)
    for number in range(3):
        wired.sent(f"{name}-{number}")
    assert [(item.kind, item.person) for item in wired.desk()] == [("channel", "MJ-01")]


def test_one_message_a_minute_tries_the_channel_and_its_success_closes_it(wired: Wire, name: str) -> None:
    _trips(wired, name)
    first = wired.sent(f"{name}-x")
    wired.passes(PROBE)
    tried = wired.sent(f"{name}-y")
    assert (wired.row(first).state, wired.row(tried).state) == ("READY", "ACCEPTED")
    assert wired.channels()["SMS"].down_since is None
    assert wired.sent(f"{name}-z")
    assert wired.row(tried + 1).state == "ACCEPTED"


def test_a_probe_that_fails_leaves_it_down_for_another_minute(wired: Wire, name: str) -> None:
    _trips(wired, name)
    wired.passes(PROBE)
    wired.fault(to=PHONE, code=SENDER_GONE)
    wired.sent(f"{name}-x")
    row_id = wired.sent(f"{name}-y")
    assert wired.row(row_id).error_code == "channel-down"
    assert len(_warnings(wired)) == 1


def test_of_several_processes_one_may_probe(wired: Wire, name: str) -> None:
    _trips(wired, name)
    wired.passes(PROBE)
    ids = [wired.message(f"{name}-{number}x") for number in range(4)]
    others = [process(wired.database, ways(wired.simulator.url)) for _ in ids]
    wired.fault(to=PHONE, code=SENDER_GONE, times=4)
    at_once(*[lambda pair=pair: pair[0].sender.send(pair[1]) for pair in zip(others, ids, strict=True)])
    for each in others:
        each.sender.close()
    assert sorted(str(wired.row(row_id).error_code) for row_id in ids) == [str(SENDER_GONE), *["channel-down"] * 3]
    wired.simulator.book.requests.clear()


def test_what_one_process_tripped_holds_for_the_others(wired: Wire, name: str) -> None:
    _trips(wired, name)
    other = process(wired.database, ways(wired.simulator.url))
    row_id = wired.message(f"{name}-x")
    assert not other.sender.send(row_id)
    other.sender.close()
    assert wired.row(row_id).error_code == "channel-down"


def test_a_minute_without_any_answer_trips_a_channel(new_office: NewOffice) -> None:
    office = new_office(_manager_by(Channel.SMS, Channel.EMAIL))
    dead = process(office.database, ways(f"http://127.0.0.1:{dead_port()}"), clock=lambda: office.now)
    first, second, third = stored(office.database, *(_ready(office, number) for number in range(3)))
    dead.sender.send(first)
    office.now += SILENCE - timedelta(seconds=1)
    dead.sender.send(second)
    assert not dead.sender.watch.look().down
    office.now += timedelta(seconds=1)
    dead.sender.send(third)
    assert dead.sender.watch.look().down == {"SMS": "no-connection"}
    dead.sender.close()
    assert [row.person for row in office.messages("channel_down", code="")] == ["MJ-01"]


def _ready(office: Office, number: int) -> Outbox:
    return outbox_row(f"s{number}", deadline=office.now + timedelta(hours=1), audience="unit")


def test_a_provider_that_answers_again_is_found_by_asking_and_nothing_needs_to_be_sent(wired: Wire) -> None:
    wired.parts.sender.watch.refused_us("SMS", "no-connection")
    wired.sweep()
    assert wired.channels()["SMS"].down_since is not None
    wired.passes(PROBE)
    wired.sweep()
    assert wired.channels()["SMS"].down_since is None


def test_a_sender_that_is_gone_is_not_found_again_by_asking(wired: Wire) -> None:
    wired.parts.sender.watch.refused_us("SMS", "21606")
    wired.passes(PROBE)
    wired.sweep()
    assert wired.channels()["SMS"].down_since is not None


def test_with_wrong_credentials_nothing_is_sent_and_nothing_lost_and_a_sentence_says_why(
    wired: Wire,
    name: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    stranger = process(wired.database, ways(wired.simulator.url, wired.simulator.smtp_port, token="wrong"))
    roots.introduce(stranger.sender, Settings(unit="contoh"))
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in said] == ["SMS", "SMS", "WHATSAPP", "WHATSAPP"]
    assert all("20003" in line and "RUJUKAN_TWILIO_AUTH_TOKEN" in line for line in said)
    alone, by_mail = wired.message(f"{name}-1"), wired.message(f"{name}-2", channels=BY_MAIL, subject="tugas")
    for row_id in (alone, by_mail):
        stranger.settler.drive(row_id)
    stranger.sender.close()
    assert (wired.row(alone).state, newest(wired, by_mail).channel) == ("READY", "EMAIL")
    assert wired.asked_for(PHONE, f"teks {name}-1") == 0
    wired.passes(PROBE)
    wired.sweep()
    wired.sweep()
    assert wired.row(alone).state == "ACCEPTED"


def test_right_credentials_and_a_provider_that_is_not_up_yet_say_nothing(
    wired: Wire,
    capsys: pytest.CaptureFixture[str],
) -> None:
    roots.introduce(wired.parts.sender, Settings(unit="contoh"))
    early = process(wired.database, ways(f"http://127.0.0.1:{dead_port()}"))
    roots.introduce(early.sender, Settings(unit="contoh"))
    early.sender.close()
    assert capsys.readouterr().err == ""
    assert not early.sender.watch.look().down


def test_a_channel_that_this_installation_does_not_have_trips_nothing_and_is_passed_over(
    wired: Wire, name: str
) -> None:
    row_id = wired.message(name, channel="SMS_LOKAL", channels=BY_WHATSAPP)
    wired.parts.settler.drive(row_id)
    assert (wired.row(row_id).error_code, newest(wired, row_id).channel) == ("no-channel", "WHATSAPP")
    assert "SMS_LOKAL" not in wired.channels()


def test_the_picture_is_read_once_a_second_at_most(new_office: NewOffice) -> None:
    office = new_office(_manager_by(Channel.SMS))
    seen = office.parts.sender.watch.look()
    office.now += timedelta(milliseconds=999)
    assert office.parts.sender.watch.look() is seen
    office.now += timedelta(milliseconds=1)
    assert office.parts.sender.watch.look() is not seen
