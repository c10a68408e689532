"""What the record does with the limits of noise, and which way to a person it takes first."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from models import reaching
from policy.commands import Replan, Reply
from policy.limits import Limits
from policy.people import Absence, Contact, Person
from policy.unit import Unit
from policy.words import Channel, Decline, Urgency, Verb, Via
from tests.activities.conftest import NewOffice
from tests.activities.office import Office, with_contacts
from tests.databases import NOW
from tests.lives import Life
from tests.policy.cases import DINSOS, SUPERVISOR
from tests.sample import ALWAYS, OFFICE, agency, person, unit

CODES = ("KX7M4QA", "K2Q7W3E", "K5T9Y2P", "K8A4S6D", "K3F7G9H", "K6J8L2Z", "K9X3C5V", "K4B6N8M")
SMS, WHATSAPP = Contact(Channel.SMS, "+6281200000011"), Contact(Channel.WHATSAPP, "+6281200000011")
MAIL = Contact(Channel.EMAIL, "dinsos@contoh.invalid")
EVENING = datetime(2026, 11, 24, 13, tzinfo=UTC)
FRIDAY_LATE = datetime(2026, 11, 27, 8, 50, tzinfo=UTC)
"""15.50 WIB: ten minutes before the doors close for the weekend."""


def limited(a_day: int, an_hour: int, given: Unit | None = None) -> Unit:
    return replace(given or unit(), limits=Limits(a_day, an_hour))


def refer(office: Office, count: int, at: datetime = NOW, **more: Any) -> list[Life]:
    """So many cases at one instant, each with a referral to DINSOS."""
    lives = []
    for code in CODES[:count]:
        life = office.life(code, at).planned()
        life.refer(**more)
        lives.append(life)
    return lives


def told(office: Office, count: int) -> list[tuple[str, str, datetime]]:
    """State, channel and start of the first message about each referral."""
    rows = [office.messages("task_referral", code)[0] for code in CODES[:count]]
    return [(row.state, row.channel, row.start) for row in rows]


def learnt(office: Office, person: str, way: Contact, **more: datetime) -> None:
    with office.database.write() as session:
        row = reaching.way(session, "contoh", person, way)
        for name, at in more.items():
            setattr(row, name, at)


def test_the_seventh_text_of_an_hour_waits_until_the_number_has_room(new_office: NewOffice) -> None:
    office = new_office(limited(0, 6))
    refer(office, 8)
    now, later = ("ACCEPTED", "SMS", NOW), ("READY", "SMS", NOW + timedelta(hours=1))
    assert told(office, 8) == [now] * 6 + [later] * 2
    row = office.messages("task_referral", CODES[7])[0]
    assert row.deadline == row.start + timedelta(minutes=30)


def test_a_text_that_waited_past_the_closing_leaves_at_the_next_opening(new_office: NewOffice) -> None:
    office = new_office(limited(0, 1, unit(OFFICE)))
    refer(office, 2, FRIDAY_LATE)
    assert told(office, 2)[1] == ("READY", "SMS", datetime(2026, 11, 30, 0, 30, tzinfo=UTC))


def test_above_its_texts_an_emergency_goes_on_by_telephone(new_office: NewOffice) -> None:
    office = new_office(limited(2, 2))
    refer(office, 4, urgency=Urgency.EMERGENCY)
    assert [(state, channel) for state, channel, _ in told(office, 4)] == [("ACCEPTED", "SMS")] * 2 + [
        ("DESK", "TELEPON")
    ] * 2
    assert {row.address for code in CODES[2:4] for row in office.messages("task_referral", code)} == {"+6281200000011"}


def test_over_the_day_s_limit_a_message_is_kept_and_not_sent(new_office: NewOffice) -> None:
    office = new_office(limited(2, 0))
    refer(office, 3)
    row = office.messages("task_referral", CODES[2])[0]
    assert (row.state, row.error_code, row.settled_at) == ("MERGED", "over-limit", NOW)
    assert row.notification_id not in {sent.notification_id for sent in office.sent()}


def test_an_answer_to_who_has_just_written_is_never_over_the_limit(new_office: NewOffice) -> None:
    office = new_office(limited(1, 1))
    (life,) = refer(office, 1)
    life.do(Reply, DINSOS, n=life.known.open_handovers[-1].n, verb=Verb.ACCEPT, via=Via.SMS)
    assert office.last("reply_ok").state == "ACCEPTED"


def test_what_a_newer_message_replaces_takes_no_room(new_office: NewOffice) -> None:
    office = new_office(limited(1, 0, unit(OFFICE)))
    life = office.life(at=EVENING).planned()
    task = life.refer()
    life.now += timedelta(hours=1)
    life.do(Replan, SUPERVISOR, n=task.n)
    about = [row for row in office.messages() if row.person == "DINSOS-1"]
    assert [(row.template, row.state) for row in about] == [("task_referral", "CANCELLED"), ("replanned", "READY")]


def test_in_a_demonstration_nothing_is_held_or_left_out(new_office: NewOffice) -> None:
    office = new_office(limited(1, 1))
    for code in CODES[:4]:
        office.life(code, hour=10).planned().refer()
    assert {state for state, _, _ in told(office, 4)} == {"ACCEPTED"}


def test_the_way_that_got_an_answer_is_tried_first(new_office: NewOffice) -> None:
    office = new_office(with_contacts("DINSOS-1", SMS, WHATSAPP, MAIL))
    learnt(office, "DINSOS-1", MAIL, answered_at=NOW - timedelta(days=3))
    office.life().planned().refer()
    row = office.last("task_referral")
    assert (row.channel, row.channels) == ("EMAIL", [["SMS", SMS.address], ["WHATSAPP", WHATSAPP.address]])
    assert row.subject.startswith("ULT CONTOH: tugas ")


def test_a_stopped_or_failed_way_is_not_tried(new_office: NewOffice) -> None:
    office = new_office(with_contacts("DINSOS-1", SMS, WHATSAPP, MAIL))
    learnt(office, "DINSOS-1", SMS, stopped_at=NOW)
    learnt(office, "DINSOS-1", MAIL, failed_at=NOW)
    office.life().planned().refer()
    row = office.last("task_referral")
    assert (row.channel, row.channels) == ("WHATSAPP", [])


def test_whom_no_message_reaches_the_desk_telephones(new_office: NewOffice) -> None:
    office = new_office(with_contacts("DINSOS-1", SMS, MAIL))
    learnt(office, "DINSOS-1", SMS, stopped_at=NOW)
    learnt(office, "DINSOS-1", MAIL, failed_at=NOW)
    office.life().planned().refer()
    call = office.last("task_referral")
    assert (call.state, call.channel, call.address) == ("DESK", "TELEPON", SMS.address)


def test_a_task_for_somebody_absent_goes_to_the_deputy_at_once(new_office: NewOffice) -> None:
    away = replace(unit().people["DINSOS-1"], absences=(Absence(date(2026, 11, 24), date(2026, 11, 30)),))
    office = new_office(replace(unit(), people=dict(unit().people) | {"DINSOS-1": away}))
    life = office.life().planned()
    task = life.refer()
    row = office.last("task_referral")
    assert (task.person, row.person, row.start) == ("DINSOS-2", "DINSOS-2", NOW)
    life.pass_time(task.plan.rungs[0].at - life.now)
    assert office.last("reminder").person == "DINSOS-2"


def with_others(office_hours: str = "kantor") -> Unit:
    """Three more agencies that offer the same service: one open, one closed now, one open that nobody can reach."""
    base = unit()
    focal: dict[str, Person] = {}
    for number, code in enumerate(("TUTUP", "LEPAS", "BUKA"), start=31):
        focal[f"{code}-1"] = person(f"{code}-1", base.people["DINSOS-1"].role, number, agency=code)
    agencies = dict(base.agencies)
    agencies["TUTUP"] = agency("TUTUP", "libur", ("TUTUP-1",))
    agencies["LEPAS"] = agency("LEPAS", office_hours, ("LEPAS-1",))
    agencies["BUKA"] = agency("BUKA", office_hours, ("BUKA-1",))
    del agencies["RSUD"]
    closed = replace(OFFICE, closed=frozenset({date(2026, 11, 24)}))
    calendars = {"kantor": ALWAYS, "24-7": ALWAYS, "libur": closed}
    return replace(base, agencies=agencies, people=dict(base.people) | focal, calendars=calendars)


def test_a_refusal_comes_back_at_once_with_those_who_can_take_it_the_open_and_reachable_first(
    new_office: NewOffice,
) -> None:
    office = new_office(with_others())
    learnt(office, "LEPAS-1", Contact(Channel.SMS, "+6281200000032"), failed_at=NOW)
    life = office.life().planned()
    task = life.refer()
    life.do(Reply, DINSOS, n=task.n, verb=Verb.DECLINE, reason=Decline.NO_CAPACITY)
    row = office.last("refused")
    assert row.person == "PS-01"
    assert row.text.endswith("Bisa: BUKA, LEPAS, TUTUP")
    assert row.start - life.now <= timedelta(minutes=1)
