"""What a provider's code asks for is done: contacts remembered, the right person told, the desk given what is its."""

from datetime import timedelta
from itertools import count

import pytest
from sqlmodel import select

from activities.settle import Waiting
from models.reach import Reach
from notifications.channels import DeliveryError
from notifications.twilio_codes import refused
from policy.words import Channel
from tests.activities.conftest import NewOffice
from tests.activities.office import Office, desk_of, with_contacts
from tests.activities.test_settle import PHONE as FIRST
from tests.activities.test_settle import TWO_WAYS, WHATSAPP
from tests.activities.wire import PHONE, Wire
from tests.models.rows import outbox_row, stored

MINUTE = timedelta(minutes=1)
NAMES = count()


@pytest.fixture
def name() -> str:
    return f"k{next(NAMES)}"


def _referred(office: Office) -> int:
    life = office.life()
    life.planned()
    life.refer()
    return office.last("task_referral").id or 0


def _refuses(office: Office, code: int) -> int:
    """A referral whose first contact refuses with this code."""
    error = refused(code)
    office.fail = lambda outgoing: error if outgoing.to == FIRST.address else None
    life = office.life()
    life.planned()
    life.refer()
    row_id = office.last("task_referral").id or 0
    office.parts.settler.drive(row_id)
    return row_id


def _reach(office: Office) -> Reach | None:
    with office.database.read() as session:
        return session.exec(select(Reach).where(Reach.person == "DINSOS-1")).first()


def _told(office: Office, template: str) -> list[tuple[str, str]]:
    """To whom a line of no case was queued, once it has been swept."""
    return [(row.person, row.text) for row in office.messages(template, code="")]


def test_a_dead_number_is_remembered_and_who_is_over_the_person_asked_for_another_once(new_office: NewOffice) -> None:
    office = new_office(TWO_WAYS)
    _refuses(office, 21614)
    known = _reach(office)
    assert known is not None
    assert (known.failed_code, known.address, known.stopped_at) == ("21614", FIRST.address, None)
    ((person, text),) = _told(office, "new_number")
    assert person == "DINSOS-9"
    assert "DINSOS-1" in text
    assert FIRST.address not in text
    assert [sent.to for sent in office.sent(Channel.WHATSAPP)] == [WHATSAPP.address]


def test_the_next_message_to_that_person_does_not_try_the_dead_number(new_office: NewOffice) -> None:
    office = new_office(TWO_WAYS)
    _refuses(office, 21614)
    office.now += timedelta(seconds=1)
    life = office.life("KY8N5RB")
    life.planned()
    life.refer()
    (row,) = office.messages("task_referral", code="KY8N5RB")
    assert (row.channel, row.state) == ("WHATSAPP", "ACCEPTED")


def test_who_wants_no_more_messages_gets_none_there_and_the_supervisor_hears_it_once(new_office: NewOffice) -> None:
    office = new_office(with_contacts("DINSOS-1", FIRST))
    _refuses(office, 21610)
    known = _reach(office)
    assert known is not None
    assert known.stopped_at is not None
    assert [person for person, _ in _told(office, "stop_told")] == ["SV-01"]
    asked = len(office.sent())
    office.fail = lambda _: None
    office.now += timedelta(seconds=1)
    life = office.life("KY8N5RB")
    life.planned()
    life.refer()
    (row,) = office.messages("task_referral", code="KY8N5RB")
    assert (row.state, row.channel) == ("DESK", "TELEPON")
    assert FIRST.address not in [sent.to for sent in office.sent()[asked:]]
    office.parts.settler.drive(row.id or 0)
    assert {item.case_code for item in desk_of(office)} == {"KX7M4QA", "KY8N5RB"}


def test_a_filtered_text_is_the_administrators_and_never_goes_that_way_again(new_office: NewOffice) -> None:
    office = new_office(TWO_WAYS)
    _refuses(office, 30007)
    (item,) = desk_of(office)
    row = office.messages("task_referral")[0]
    assert (item.kind, item.words, item.channel) == ("filtered", row.text, "SMS")
    office.fail = lambda _: None
    same = outbox_row("lagi", text=row.text, deadline=office.now + MINUTE)
    other = outbox_row("lain", text="teks lain", deadline=office.now + MINUTE)
    again, else_ = stored(office.database, same, other)
    assert not office.parts.sender.send(again)
    assert office.parts.sender.send(else_)
    assert [sent.text for sent in office.sent() if sent.to == FIRST.address] == ["teks lain"]


@pytest.mark.parametrize("code", [63027, 21617])
def test_a_fault_of_our_own_text_is_the_administrators_and_takes_the_next_channel(
    new_office: NewOffice, code: int
) -> None:
    office = new_office(TWO_WAYS)
    _refuses(office, code)
    assert [item.kind for item in desk_of(office)] == ["template"]
    assert len(office.sent(Channel.WHATSAPP)) == 1


def test_automatic_lines_to_a_number_in_a_loop_are_muted_until_the_desk_has_seen_to_it(wired: Wire, name: str) -> None:
    wired.fault(to=PHONE, code=14107)
    wired.sent(name, audience="penulis")
    (item,) = wired.desk()
    assert item.kind == "loop"
    muted = wired.sent(f"{name}-2", audience="penulis")
    task = wired.sent(f"{name}-3")
    assert (wired.row(muted).state, wired.row(task).state) == ("CANCELLED", "ACCEPTED")


def test_a_pause_that_the_provider_asks_for_is_kept_if_it_is_longer(office: Office) -> None:
    error = DeliveryError("20429", permanent=False, ambiguous=False, meaning="later", remedy=refused(20429).remedy)
    office.fail = lambda outgoing: error.passing(pause=3 * MINUTE) if outgoing.to == FIRST.address else None
    _referred(office)
    row = office.last("task_referral")
    assert (row.state, row.start - office.now) == ("READY", 3 * MINUTE)


def test_another_carriers_error_is_tried_again_once(office: Office) -> None:
    office.fail = lambda outgoing: refused(30999) if outgoing.to == FIRST.address else None
    row_id = _referred(office)
    office.now += MINUTE
    office.parts.sender.send(row_id)
    row = office.last("task_referral")
    assert (row.state, row.attempts) == ("REFUSED", 2)


def test_a_look_beats_while_the_provider_takes_its_time(wired: Wire, name: str) -> None:
    wired.fault(to=PHONE, hang_seconds=0.9)
    row_id = wired.message(name)
    found = wired.look(row_id)
    assert isinstance(found, Waiting)
    assert wired.row(row_id).state == "ACCEPTED"
