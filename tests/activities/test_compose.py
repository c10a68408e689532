"""Who hears what: once, in their language, by their first channel, and not at night."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from policy.commands import Replan, Reply
from policy.people import Contact
from policy.unit import Unit
from policy.words import Channel, Risk, Urgency, Verb
from tests.activities.office import Office, with_contacts
from tests.policy.cases import SUPERVISOR, WORKER
from tests.sample import OFFICE, unit

NewOffice = Callable[[Unit], Office]
EVENING = datetime(2026, 11, 24, 13, tzinfo=UTC)
"""Tuesday 20.00 WIB."""
MORNING = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
"""Wednesday 07.30 WIB, when the office opens."""
MAIL = Contact(Channel.EMAIL, "dinsos@contoh.invalid")


def test_a_task_goes_to_its_holder_with_its_code_and_due_time(office: Office) -> None:
    task = office.life().planned().refer()
    sent = office.sent()[-1]
    assert sent.to == "+6281200000011"
    assert task.code in sent.text
    assert f"TERIMA {task.code}" in sent.text
    assert sent.callback_url == f"https://contoh.invalid/twilio/status?n={sent.notification_id}"


def test_nobody_is_asked_to_reply_where_no_reply_can_come(new_office: NewOffice) -> None:
    office = new_office(with_contacts("DINSOS-1", Contact(Channel.WHATSAPP, "+6281200000011")))
    task = office.life().planned().refer()
    (sent,) = office.sent(Channel.WHATSAPP)
    assert task.code in sent.text
    assert "TERIMA" not in sent.text


def test_silence_is_told_to_supervisor_superior_and_sender_each_once(office: Office) -> None:
    life = office.life().planned()
    task = life.refer()
    life.pass_time(task.plan.rungs[-1].at - life.now)
    told = {row.template: row.person for row in office.messages() if row.n == task.n}
    assert told["to_supervisor"] == "SV-01"
    assert told["to_superior"] == "DINSOS-9"
    assert told["silent"] == "PS-01"


def test_one_person_in_two_roles_hears_of_a_change_once(new_office: NewOffice) -> None:
    office = new_office(replace(unit(), supervisors=("PS-01",)))
    life = office.life().planned()
    task = life.refer()
    life.pass_time(task.plan.rungs[-1].at - life.now)
    for change in life.changes:
        told = [(row.person, row.n) for row in office.messages() if row.change_id == change.id]
        assert len(told) == len(set(told))


def test_at_night_a_message_waits_for_the_office_to_open(new_office: NewOffice) -> None:
    office = new_office(unit(OFFICE))
    office.life(at=EVENING).planned().refer(urgency=Urgency.ROUTINE)
    held = office.last("task_referral")
    assert (held.state, held.start, held.deadline) == ("READY", MORNING, MORNING + timedelta(minutes=60))
    assert held.notification_id not in {sent.notification_id for sent in office.sent()}


def test_at_night_whoever_is_always_there_is_told_at_once(new_office: NewOffice) -> None:
    office = new_office(unit(OFFICE))
    office.life(at=EVENING).planned().refer("RSUD")
    assert office.last("task_referral").state == "ACCEPTED"


def test_an_emergency_rings_at_night_only_for_staff_and_24_hour_contacts(new_office: NewOffice) -> None:
    office = new_office(unit(OFFICE))
    life = office.life(at=EVENING).planned()
    life.refer("RSUD", urgency=Urgency.EMERGENCY, round_the_clock=True)
    assert office.last("task_referral").start == EVENING
    asked = life.refer("DINSOS", urgency=Urgency.EMERGENCY, round_the_clock=True)
    assert office.last("task_referral").start == MORNING
    life.pass_time(timedelta(hours=3))
    staff = [row for row in office.messages() if row.n == asked.n and not row.person.startswith("DINSOS")]
    assert staff
    assert all(row.start == row.created_at for row in staff)


def test_a_report_of_high_risk_rings_its_worker_at_night_and_a_lesser_one_waits(new_office: NewOffice) -> None:
    office = new_office(unit(OFFICE))
    office.life(at=EVENING, risk=Risk.MEDIUM)
    office.life("AAAAAAA", EVENING, risk=Risk.HIGH)
    (lesser,), (high,) = office.messages(), office.messages(code="AAAAAAA")
    assert (lesser.state, lesser.start) == ("READY", MORNING)
    assert (high.state, high.start) == ("ACCEPTED", EVENING)


def test_messages_held_overnight_leave_as_one_with_the_newest_words(new_office: NewOffice) -> None:
    office = new_office(unit(OFFICE))
    life = office.life(at=EVENING).planned()
    task = life.refer()
    life.now += timedelta(hours=1)
    life.do(Replan, SUPERVISOR, n=task.n)
    about = [row for row in office.messages() if row.person == "DINSOS-1"]
    assert [(row.template, row.state) for row in about] == [("task_referral", "CANCELLED"), ("replanned", "READY")]
    assert about[0].error_code == "superseded"


def test_a_due_time_that_has_gone_by_when_it_is_reckoned_again_is_not_called_new(office: Office) -> None:
    life = office.life().planned()
    task = life.refer()
    life.now = task.plan.due + timedelta(hours=1)
    life.do(Replan, SUPERVISOR, n=task.n)
    assert "SUDAH LEWAT" in office.last("replanned").text


def test_in_a_demonstration_no_office_is_closed(new_office: NewOffice) -> None:
    office = new_office(unit(OFFICE))
    office.life(at=EVENING, hour=10).planned().refer()
    assert office.last("task_referral").state == "ACCEPTED"


def test_a_mail_has_a_subject_without_anything_personal(new_office: NewOffice) -> None:
    office = new_office(with_contacts("DINSOS-1", MAIL, language="en"))
    task = office.life().planned().refer()
    (mail,) = office.sent(Channel.EMAIL)
    assert mail.to == "dinsos@contoh.invalid"
    assert mail.subject == f"ULT CONTOH: task {task.code}"
    assert task.code in mail.text


def test_a_person_without_any_channel_is_passed_over_and_the_case_goes_on(new_office: NewOffice) -> None:
    office = new_office(with_contacts("PS-01"))
    life = office.life()
    life.do(Reply, WORKER, n=1, verb=Verb.ACCEPT)
    assert [row for row in office.messages() if row.person == "PS-01"] == []
    assert life.kept() == life.known


def test_the_other_channels_of_a_person_stand_by_in_their_order(new_office: NewOffice) -> None:
    phone, whatsapp = Contact(Channel.SMS, "+6281200000011"), Contact(Channel.WHATSAPP, "+6281200000012")
    office = new_office(with_contacts("DINSOS-1", phone, whatsapp, MAIL))
    office.life().planned().refer()
    row = office.last("task_referral")
    assert (row.channel, row.address) == ("SMS", "+6281200000011")
    assert row.channels == [["WHATSAPP", "+6281200000012"], ["EMAIL", "dinsos@contoh.invalid"]]
