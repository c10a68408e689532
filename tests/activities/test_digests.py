"""Each agency hears once a day how its tasks stand, each manager how the unit stands, by their own calendars."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlmodel import col, select

from activities.digests import Digests
from activities.own_message import Post
from activities.wiring import opaque_id
from models.reach import ChannelState, Reach
from models.tables import Outbox
from notifications.links import PATH, PLACE, Links
from policy.commands import Reply
from policy.hard_commands import Bar
from policy.hard_words import Conflict
from policy.limits import Limits
from policy.people import Absence, Contact
from policy.unit import Unit
from policy.words import Channel, Outcome, Verb
from tests.activities.conftest import NewOffice
from tests.activities.office import PASSING, Office, with_contacts
from tests.lives import Life
from tests.policy.cases import DINSOS, SUPERVISOR
from tests.sample import OFFICE, unit

TUESDAY = datetime(2026, 11, 24, 3, tzinfo=UTC)
"""10.00 WIB."""
WEDNESDAY = datetime(2026, 11, 25, 0, 31, tzinfo=UTC)
"""07.31 WIB, a minute after the doors open."""
SATURDAY = datetime(2026, 11, 28, 3, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 0, 31, tzinfo=UTC)


def working(**more: object) -> Unit:
    """Offices with hours, and limits of noise only if a test gives them."""
    return replace(unit(OFFICE), **({"limits": Limits(0, 0)} | more))  # type: ignore[arg-type]


def look(office: Office, now: datetime, key: str = "") -> None:
    office.now = now
    post = Post(opaque_id, Links(key, "https://contoh.invalid"))
    Digests(office.database, office.settler, post, "contoh").look(now)


def rows(office: Office, template: str = "digest_agency") -> list[Outbox]:
    with office.database.read() as session:
        return list(session.exec(select(Outbox).where(Outbox.template == template).order_by(col(Outbox.id))).all())


def with_a_task(office: Office, at: datetime = TUESDAY, code: str = "KX7M4QA") -> Life:
    life = office.life(code, at).planned()
    life.refer()
    return life


def test_an_agency_hears_as_its_day_begins_how_its_tasks_stand(new_office: NewOffice) -> None:
    office = new_office(working())
    life = with_a_task(office)
    look(office, WEDNESDAY)
    (row,) = rows(office)
    code = life.known.open_handovers[-1].code
    assert (row.person, row.state, row.case_code) == ("DINSOS-1", "ACCEPTED", "")
    assert row.text == (
        f"ULT CONTOH: Tugas: 1 terbuka, 0 batas hari ini, 1 lewat, 0 selesai kemarin. {code} +6281200000003"
    )
    assert row.change_id == "harian/contoh/2026-11-25/DINSOS-1"


def test_asked_as_often_as_one_likes_everybody_hears_once_a_day(new_office: NewOffice) -> None:
    office = new_office(working())
    with_a_task(office)
    for minutes in range(0, 8 * 60, 15):
        look(office, WEDNESDAY + timedelta(minutes=minutes))
    assert len(rows(office)) == 1
    assert sorted(row.person for row in rows(office, "digest_manager")) == ["MJ-01", "MJ-02"]
    assert {row.attempts for row in (*rows(office), *rows(office, "digest_manager"))} == {1}


def test_a_closed_day_and_an_hour_before_the_doors_open_have_no_digest(new_office: NewOffice) -> None:
    office = new_office(working())
    with_a_task(office)
    look(office, WEDNESDAY - timedelta(minutes=2))
    look(office, SATURDAY)
    assert rows(office) == rows(office, "digest_manager") == []


def test_each_agency_keeps_its_own_calendar(new_office: NewOffice) -> None:
    days = frozenset({date(2026, 11, 25)})
    calendars = {"kantor": replace(OFFICE, closed=days), "24-7": unit().calendars["24-7"]}
    office = new_office(working(calendars=calendars))
    life = with_a_task(office)
    life.refer("RSUD")
    look(office, WEDNESDAY)
    assert [row.person for row in rows(office)] == ["RSUD-1"]


def test_an_agency_with_nothing_open_and_nothing_done_hears_nothing(new_office: NewOffice) -> None:
    office = new_office(working())
    office.life(at=TUESDAY).planned()
    look(office, WEDNESDAY)
    assert rows(office) == []


def test_what_was_done_on_the_last_working_day_is_done_yesterday(new_office: NewOffice) -> None:
    office = new_office(working())
    friday = datetime(2026, 11, 27, 3, tzinfo=UTC)
    life = with_a_task(office, friday)
    n = life.known.open_handovers[-1].n
    life.do(Reply, DINSOS, n=n, verb=Verb.ACCEPT)
    life.do(Reply, DINSOS, n=n, verb=Verb.COMPLETE, outcome=Outcome.SERVED)
    look(office, MONDAY)
    (row,) = rows(office)
    assert "0 terbuka" in row.text
    assert "1 selesai kemarin" in row.text


def test_a_digest_that_leaves_late_says_how_things_stood_at_the_opening(new_office: NewOffice) -> None:
    office = new_office(working())
    with_a_task(office)
    with_a_task(office, WEDNESDAY + timedelta(hours=1), "K2Q7W3E")
    look(office, WEDNESDAY + timedelta(hours=2))
    assert "1 terbuka" in rows(office)[0].text


def test_an_absent_focal_point_s_digest_goes_to_the_deputy(new_office: NewOffice) -> None:
    away = replace(unit().people["DINSOS-1"], absences=(Absence(date(2026, 11, 25), date(2026, 11, 25)),))
    office = new_office(working(people=dict(unit().people) | {"DINSOS-1": away}))
    with_a_task(office)
    look(office, WEDNESDAY)
    assert [row.person for row in rows(office)] == ["DINSOS-2"]


def test_with_a_link_key_it_carries_a_link_to_all_tasks(new_office: NewOffice) -> None:
    office = new_office(working())
    with_a_task(office)
    look(office, WEDNESDAY, "kunci")
    (row,) = rows(office)
    assert row.text.endswith(f"https://contoh.invalid{PATH}{PLACE}")
    assert row.link_hash is not None
    assert all(each.link_hash is None for each in rows(office, "digest_manager"))


def test_by_mail_it_names_every_late_task(new_office: NewOffice) -> None:
    mail = with_contacts("DINSOS-1", Contact(Channel.EMAIL, "dinsos@contoh.invalid"), given=working())
    office = new_office(mail)
    life = with_a_task(office)
    look(office, WEDNESDAY)
    (row,) = rows(office)
    assert (row.subject, "Lewat batas: 1" in row.text) == ("ULT CONTOH: pemberitahuan", True)
    assert life.known.open_handovers[-1].code in row.text


def test_who_is_kept_out_of_a_case_does_not_even_hear_its_number(new_office: NewOffice) -> None:
    office = new_office(working())
    life = with_a_task(office)
    life.do(Bar, SUPERVISOR, person="DINSOS-1", relation=Conflict.SUSPECT)
    with_a_task(office, code="K2Q7W3E")
    look(office, WEDNESDAY)
    (row,) = rows(office)
    assert row.person == "DINSOS-1"
    assert "1 terbuka" in row.text


def test_a_manager_hears_what_needs_one_who_is_unreachable_and_which_channel_is_down(new_office: NewOffice) -> None:
    office = new_office(working())
    life = with_a_task(office)
    life.pass_time(timedelta(days=5, hours=21, minutes=31))
    with office.database.write() as session:
        session.add(Reach(unit="contoh", person="PS-02", channel="SMS", address="+6281200000002", failed_at=TUESDAY))
        session.add(ChannelState(channel="EMAIL", down_since=TUESDAY))
    look(office, life.now)
    text = rows(office, "digest_manager")[0].text
    needs = len([task for task in life.known.open_handovers if task.kind == "TUGAS_MANAJER"])
    assert needs
    assert text.startswith(f"ULT CONTOH: Harian: {needs} tugas manajer; lewat ")
    assert "1 orang tak terjangkau; mati EMAIL" in text


def test_a_digest_that_failed_in_passing_is_sent_at_the_next_look(new_office: NewOffice) -> None:
    office = new_office(working())
    with_a_task(office)
    office.fail = lambda _: PASSING
    look(office, WEDNESDAY)
    office.fail = lambda _: None
    look(office, WEDNESDAY + timedelta(minutes=15))
    assert [row.state for row in rows(office)] == ["ACCEPTED"]


def test_over_the_limit_of_a_day_the_digest_and_once_the_superior(new_office: NewOffice) -> None:
    office = new_office(working(limits=Limits(3, 0)))
    codes = ("KX7M4QA", "K2Q7W3E", "K5T9Y2P", "K8A4S6D", "K3F7G9H")
    lives = [with_a_task(office, TUESDAY, code) for code in codes]
    about = {code: office.messages("task_referral", code)[0] for code in codes}
    assert [about[code].state for code in codes] == ["ACCEPTED"] * 3 + ["MERGED"] * 2
    assert about[codes[3]].error_code == "over-limit"
    for minutes in (0, 15, 30):
        look(office, TUESDAY + timedelta(minutes=minutes))
    told = {row.person: row for row in rows(office, "over_limit")}
    assert set(told) == {"DINSOS-9", "SV-01"}
    held = [lives[place].known.open_handovers[-1].code for place in (3, 4)]
    assert told["DINSOS-9"].text.startswith("ULT CONTOH: DINSOS-1 mencapai batas pesan hari ini; 2 pesan ")
    assert all(code in told["DINSOS-9"].text for code in held)
    look(office, WEDNESDAY)
    (row,) = [each for each in rows(office) if each.person == "DINSOS-1"]
    assert "5 terbuka" in row.text
    assert "2 ditahan" in row.text
    (worker,) = rows(office, "digest_rest")
    assert worker.person == "PS-01"
