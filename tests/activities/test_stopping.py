"""BERHENTI stops messages to an address; who has no other way hands on their tasks; a supervisor hears who has them."""

from dataclasses import replace

import pytest

from models import inbox
from notifications.channels import Outgoing
from policy.commands import Assign
from policy.decide import decide
from policy.events import Decision
from policy.people import Contact
from policy.refusals import refuse
from policy.unit import Unit
from policy.words import Channel
from tests.activities.conftest import NewOffice
from tests.activities.letters import DINSOS, DINSOS_2, Desk
from tests.activities.office import Office, with_contacts
from tests.sample import unit
from workflows.delivery import command_of

SUPERVISOR, MANAGER = "+6281200000004", "+6281200000005"
BOTH = (Contact(Channel.WHATSAPP, DINSOS), Contact(Channel.EMAIL, "dinsos@contoh.invalid"))


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def sent_by(desk: Desk, body: str, number: str = DINSOS) -> list[Outgoing]:
    before = len(desk.office.sent())
    desk.write(body, number)
    return desk.office.sent()[before:]


def test_the_deputy_takes_the_tasks_and_everybody_who_must_know_is_told(desk: Desk) -> None:
    told, confirmed = sent_by(desk, "BERHENTI")
    assert (told.to, confirmed.to) == (SUPERVISOR, DINSOS)
    assert "DINSOS-1 minta BERHENTI" in told.text
    assert "(1) kini dipegang DINSOS-2" in told.text
    assert "DIHENTIKAN" in confirmed.text
    assert "LANJUT" in confirmed.text
    way = desk.reach()
    assert way is not None
    assert way.stopped_at == desk.office.now


def test_the_task_changes_hands_by_the_cases_own_rules(desk: Desk) -> None:
    desk.write("BERHENTI")
    (row,) = desk.rows("Assign")
    command = command_of(row)
    assert isinstance(command, Assign)
    assert (command.to, command.n) == ("DINSOS-2", 5)
    before = len(desk.office.sent())
    decided = decide(desk.life.known, command, desk.life.now)
    assert isinstance(decided, Decision)
    desk.life.take(decided)
    (new,) = desk.office.sent()[before:]
    assert new.to == DINSOS_2
    assert desk.write(f"TERIMA {desk.code}", DINSOS_2) == []


def test_said_twice_it_is_one_stop_and_one_change_of_hands(desk: Desk) -> None:
    first = desk.store("BERHENTI")
    for _ in range(2):
        desk.reader.read(first)
    desk.reader.read(desk.store("berhenti"))
    assert len({(row.case_code, row.payload["n"], row.payload["to"]) for row in desk.rows("Assign")}) == 1
    way = desk.reach()
    assert way is not None
    assert way.stopped_at is not None


def test_who_has_another_way_keeps_the_tasks(new_office: NewOffice) -> None:
    desk = Desk(new_office(with_contacts("DINSOS-1", *BOTH)))
    told, _ = sent_by(desk, "BERHENTI")
    assert desk.rows("Assign") == []
    assert "Tugasnya tetap terbuka" in told.text
    stopped, mail = desk.reach(channel=Channel.WHATSAPP), desk.reach(channel=Channel.EMAIL, address=BOTH[1].address)
    assert stopped is not None
    assert (stopped.stopped_at, mail) == (desk.office.now, None)


def test_without_a_deputy_who_can_be_reached_the_task_stays_and_the_desk_sees_it(new_office: NewOffice) -> None:
    base = unit()
    alone = replace(base.people["DINSOS-1"], deputies=())
    desk = Desk(new_office(replace(base, people=dict(base.people) | {"DINSOS-1": alone})))
    (told, _) = sent_by(desk, "BERHENTI")
    assert "Tugasnya tetap terbuka" in told.text
    assert desk.rows("Assign") == []
    (item,) = desk.items("stopped")
    assert f"Tugas terbuka: {desk.code} (tetap pada DINSOS-1)" in item.words


def test_a_deputy_who_has_stopped_too_takes_nothing(desk: Desk) -> None:
    desk.write("BERHENTI", DINSOS_2)
    desk.write("BERHENTI")
    assert desk.rows("Assign") == []


def test_the_supervisor_who_stops_is_told_of_to_the_manager(desk: Desk) -> None:
    told, confirmed = sent_by(desk, "BERHENTI", SUPERVISOR)
    assert (told.to, confirmed.to) == (MANAGER, SUPERVISOR)


def test_on_a_shared_number_all_who_read_it_are_stopped(new_office: NewOffice) -> None:
    shared = (Contact(Channel.SMS, DINSOS, shared=True),)
    desk = Desk(new_office(with_contacts("DINSOS-2", *shared, given=with_contacts("DINSOS-1", *shared))))
    desk.write("BERHENTI")
    assert all(desk.reach(person) for person in ("DINSOS-1", "DINSOS-2"))


def test_a_deputy_at_the_same_number_takes_nothing(new_office: NewOffice) -> None:
    shared = (Contact(Channel.SMS, DINSOS, shared=True),)
    desk = Desk(new_office(with_contacts("DINSOS-2", *shared, given=with_contacts("DINSOS-1", *shared))))
    told = sent_by(desk, "BERHENTI")
    assert desk.rows("Assign") == []
    assert [each.to for each in told].count(SUPERVISOR) == len(desk.items("stopped"))


def test_what_becomes_of_the_tasks_is_not_told_to_the_number_that_stopped(desk: Desk) -> None:
    desk.write("BERHENTI")
    (row,) = desk.rows("Assign")
    before = len(desk.office.sent())
    desk.reader.answered(row.id, refuse("same_holder", to="DINSOS-2"))
    assert len(desk.office.sent()) == before


def test_lanjut_opens_the_address_again(desk: Desk) -> None:
    desk.write("BERHENTI")
    (line,) = desk.write("lanjut")
    assert "DILANJUTKAN" in line
    way = desk.reach()
    assert way is not None
    assert way.stopped_at is None


def test_daftar_and_answers_still_work_where_messages_are_stopped(desk: Desk) -> None:
    desk.write("BERHENTI")
    (line,) = desk.write("DAFTAR")
    assert desk.code in line
    desk.write(f"TERIMA {desk.code}")
    with desk.office.database.read() as session:
        assert any(row.kind == "Reply" for row in inbox.waiting(session))


def english(given: Unit) -> Unit:
    person = replace(given.people["DINSOS-1"], language="en")
    return replace(given, people=dict(given.people) | {"DINSOS-1": person})


def test_in_english_too(new_office: NewOffice) -> None:
    desk = Desk(new_office(english(unit())))
    told, confirmed = sent_by(desk, "STOP")
    assert "STOPPED" in confirmed.text
    assert "minta BERHENTI" in told.text
