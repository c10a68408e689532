"""The telephone is a way like the others: a person is asked to call, and what the call brought reaches the case."""

from datetime import timedelta
from typing import Any

import pytest

from models import calls, desk, inbox
from models.calls import NOT_REACHED, TOLD, Call, Entry
from models.tables import Inbox, Outbox
from notifications.telephone import script, spoken
from policy.commands import Assign, MessageFailed, Reply, Withdraw
from policy.events import Unsettled
from policy.hard_commands import Heard
from policy.people import Contact
from policy.reading import Instruction
from policy.words import Channel, Decline, Urgency, Verb, Via
from tests.activities.conftest import NewOffice
from tests.activities.office import BAD_NUMBER, Office, with_contacts
from tests.lives import Life
from tests.policy.cases import DINSOS, WORKER
from tests.sample import unit
from workflows.delivery import command_of

NUMBER = "+6281200000011"
PHONE = Contact(Channel.PHONE, NUMBER)
HOUR = timedelta(hours=1)


class Calls:
    """A case with a referral to DINSOS-1, who is reached as given, and the desk's list."""

    def __init__(self, office: Office, **more: Any) -> None:
        self.office = office
        self.life: Life = office.life().planned()
        self.task = self.life.refer(**more)

    def entries(self) -> list[Entry]:
        with self.office.database.read() as session:
            return calls.entries(session, "contoh")

    def one(self) -> Entry:
        (found,) = self.entries()
        return found

    def said(self, result: str, answer: Instruction | None = None) -> list[Inbox]:
        """What is stored when somebody writes this down."""
        call = Call("panggilan-1", unit().people["PD-01"], result, said_by="DINSOS-1", answer=answer)
        with self.office.database.write() as session:
            item = desk.open_item(session, "contoh", self.one().item.id or 0)
            assert item is not None
            assert calls.refusal(session, item, call, self.office.now) is None
            return calls.keep(session, item, call, {"note": "lewat telepon"}, self.office.now)

    def message(self) -> Outbox:
        return self.office.last("task_referral")


@pytest.fixture
def by_phone(new_office: NewOffice) -> Calls:
    return Calls(new_office(with_contacts("DINSOS-1", PHONE)))


@pytest.fixture
def silent(office: Office) -> Calls:
    """Reached by SMS, and silent until the rung that asks for a call."""
    found = Calls(office, urgency=Urgency.URGENT)
    found.life.pass_time(2 * HOUR)
    office.now = found.life.now
    return found


def test_a_message_by_telephone_is_handed_to_the_desk_and_has_its_fate(by_phone: Calls) -> None:
    message, entry = by_phone.message(), by_phone.one()
    assert (message.state, message.settled_at) == ("DESK", by_phone.office.now)
    item = entry.item
    assert (item.kind, item.person, item.address, item.code) == ("call", "DINSOS-1", NUMBER, by_phone.task.code)
    assert f"Rujukan baru {by_phone.task.code}" in item.words
    assert item.due == message.deadline
    assert entry.task is not None


def test_carry_out_leaves_nothing_unsettled_behind_a_call(by_phone: Calls) -> None:
    row = by_phone.message()
    assert by_phone.office.activities._unsettled([row.change_id]) == ()  # noqa: SLF001 - what the workflow is told
    assert not by_phone.office.parts.sender.send(row.id or 0)
    assert len(by_phone.entries()) == 1


def test_the_words_to_say_hold_no_address() -> None:
    assert spoken("ULT: Rujukan baru K7M4. Jawab sblm Sel: https://psai.example/t/0000") == (
        "ULT: Rujukan baru K7M4. Jawab sblm Sel"
    )
    assert "Tugas K7M4 untuk DINSOS" in script("id", "ULT", "K7M4", "DINSOS", "Sel 24/11")
    assert "Task K7M4" in script("en", "ULT", "K7M4", "DINSOS", "Sel 24/11")


def test_the_telephone_comes_after_a_number_that_takes_no_texts(new_office: NewOffice) -> None:
    office = new_office(with_contacts("DINSOS-1", Contact(Channel.SMS, NUMBER), PHONE))
    office.fail = lambda _: BAD_NUMBER
    found = Calls(office)
    row = found.message()
    office.settler.look(Unsettled(row.id or 0, row.n, row.start, row.deadline))
    office.settler.look(Unsettled(row.id or 0, row.n, row.start, row.deadline))
    assert found.message().state == "DESK"
    assert found.one().item.person == "DINSOS-1"


def test_the_rung_that_asks_for_a_call_puts_the_holder_on_the_list(silent: Calls) -> None:
    item = silent.one().item
    assert (item.person, item.address, item.code) == ("DINSOS-1", NUMBER, silent.task.code)
    assert silent.office.messages("call_desk")


def test_a_cry_for_help_asks_for_a_call_and_an_emergency_for_one_at_once(office: Office) -> None:
    found = Calls(office, urgency=Urgency.EMERGENCY)
    found.life.do(Reply, DINSOS, n=found.task.n, verb=Verb.HELP)
    assert found.one().item.due == office.now


@pytest.mark.parametrize("ends", ["answered", "withdrawn", "reassigned"])
def test_a_call_that_nobody_needs_any_more_leaves_the_list_by_itself(silent: Calls, ends: str) -> None:
    silent.life.now += timedelta(minutes=1)
    if ends == "answered":
        silent.life.do(Reply, DINSOS, n=silent.task.n, verb=Verb.ACCEPT)
    elif ends == "withdrawn":
        silent.life.do(Withdraw, WORKER, n=silent.task.n)
    else:
        silent.life.do(Assign, WORKER, n=silent.task.n, to="DINSOS-2")
    assert silent.entries() == []
    assert calls.look_after(silent.office.database, "contoh", silent.life.now) == 1
    with silent.office.database.write() as session:
        assert desk.open_items(session, "contoh") == []


def test_several_calls_to_one_person_about_one_task_are_one_line_and_end_together(silent: Calls) -> None:
    silent.life.do(Reply, DINSOS, n=silent.task.n, verb=Verb.HELP)
    assert len(silent.entries()) == 1
    silent.said(TOLD)
    assert silent.entries() == []
    with silent.office.database.read() as session:
        assert desk.open_items(session, "contoh") == []


def test_an_answer_by_telephone_says_who_said_it_and_who_wrote_it_down(by_phone: Calls) -> None:
    (row,) = by_phone.said("TOLAK 2", Instruction(Verb.DECLINE, by_phone.task.code, reason=Decline.NO_CAPACITY))
    command = command_of(row)
    assert isinstance(command, Reply)
    assert (command.by, command.said_by, command.via) == ("PD-01", "DINSOS-1", Via.PHONE)
    assert (command.verb, command.reason, command.n) == (Verb.DECLINE, Decline.NO_CAPACITY, by_phone.task.n)
    assert row.facts == {"note": "lewat telepon"}
    assert by_phone.message().state == "DELIVERED"


def test_somebody_who_was_spoken_to_and_did_not_answer_has_heard(by_phone: Calls) -> None:
    (row,) = by_phone.said(TOLD)
    assert isinstance(command_of(row), Heard)
    assert by_phone.message().state == "DELIVERED"


def test_somebody_who_was_not_reached_is_told_to_the_case_once(by_phone: Calls) -> None:
    (row,) = by_phone.said(NOT_REACHED)
    command = command_of(row)
    assert isinstance(command, MessageFailed)
    assert (command.n, command.audience) == (by_phone.task.n, "pemegang")
    assert by_phone.message().state == "UNDELIVERED"
    assert by_phone.entries() == []


def test_not_reached_after_a_rung_loses_no_message(silent: Calls) -> None:
    assert silent.said(NOT_REACHED) == []


def test_what_the_case_would_refuse_is_known_before_anything_is_stored(silent: Calls) -> None:
    item = silent.one().item
    nothing = Call("p", unit().people["PD-01"], "TOLAK", "DINSOS-1", Instruction(Verb.DECLINE, silent.task.code))
    with silent.office.database.read() as session:
        refused = calls.refusal(session, item, nothing, silent.office.now)
    assert refused is not None
    assert refused.code == "reason_missing"
    with silent.office.database.read() as session:
        assert [row for row in inbox.waiting(session) if row.kind == "Reply"] == []


def test_the_answer_of_somebody_who_no_longer_holds_it_is_refused(silent: Calls) -> None:
    item = silent.one().item
    silent.life.do(Assign, WORKER, n=silent.task.n, to="DINSOS-2")
    call = Call("p", unit().people["PD-01"], "TERIMA", "DINSOS-1", Instruction(Verb.ACCEPT, silent.task.code))
    with silent.office.database.read() as session:
        refused = calls.refusal(session, item, call, silent.office.now)
    assert refused is not None
    assert refused.code == "not_yours"
