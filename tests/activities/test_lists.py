"""The lists before a long closure leave once for each person, and a closed door asks its sender (domain.md §5)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlmodel import select
from temporalio.client import Client

from activities.inbound import Reader
from activities.lists import CLOSURES, Lists
from activities.wiring import opaque_id
from models import inbox
from models.tables import Inbox, Outbox
from policy.unit import Unit
from policy.words import Channel, Kind
from tests.activities.conftest import NewOffice
from tests.activities.office import BAD_NUMBER, PASSING, Office
from tests.databases import NOW
from tests.sample import OFFICE, unit
from workflows.client import NotNowError
from workflows.delivery import Relay

NOON = NOW + timedelta(hours=2)
SHUT = replace(OFFICE, closed=frozenset(date(2026, 11, day) for day in (25, 26, 27)))
HOLDER, MANAGERS = "+6281200000021", {"+6281200000005", "+6281200000006"}


def shut() -> Unit:
    """Its offices are closed from Wednesday 25 to Sunday 29 November 2026; the list goes on Tuesday at noon."""
    return unit(SHUT)


def asked(office: Office, name: str = "daftar", at: datetime = NOON) -> Lists:
    """Somebody has asked for the lists."""
    office.now = at
    row = Inbox(id=name, kind=CLOSURES, payload={}, facts={}, source="cli", created_at=office.now)
    with office.database.write() as session:
        inbox.put(session, row)
    return Lists(office.database, office.settler, lambda: office.now, opaque_id, "contoh")


def told(office: Office) -> list[Outbox]:
    with office.database.read() as session:
        return list(session.exec(select(Outbox).where(Outbox.template == "before_closure")).all())


def waiting(office: Office) -> int:
    with office.database.read() as session:
        return inbox.waiting_count(session)


def with_a_task(office: Office) -> str:
    """RSUD holds a referral that falls due on the afternoon before the closure."""
    life = office.life().planned()
    return life.refer("RSUD").code


def test_holder_and_managers_are_told_the_codes_and_nothing_else(new_office: NewOffice) -> None:
    office = new_office(shut())
    code = with_a_task(office)
    before = len(office.sent())
    lists = asked(office)
    lists.send("daftar")
    sent = office.sent()[before:]
    assert {each.to for each in sent} == {HOLDER, *MANAGERS}
    (mine,) = [each.text for each in sent if each.to == HOLDER]
    assert mine == (
        "ULT CONTOH: Tutup Sel 24/11 16.00 WIB sampai Sen 30/11 07.30 WIB. 1 tugas jatuh tempo: "
        f"{code}. Mohon diurus sebelumnya."
    )


def test_asked_again_nobody_is_told_twice(new_office: NewOffice) -> None:
    office = new_office(shut())
    with_a_task(office)
    lists = asked(office)
    for _ in range(3):
        lists.send("daftar")
    asked(office, "lagi").send("lagi")
    assert len(told(office)) == 3
    assert {row.attempts for row in told(office)} == {1}


def test_the_request_is_done_when_every_list_has_left(new_office: NewOffice) -> None:
    office = new_office(shut())
    with_a_task(office)
    lists = asked(office)
    lists.send("daftar")
    assert waiting(office) == 1
    lists.send("daftar")
    assert waiting(office) == 0
    with office.database.read() as session:
        assert inbox.answers(session, ["daftar"]) == {"daftar": {"ok": True, "told": 3}}


def test_a_passing_failure_is_tried_again_and_a_bad_number_given_up(new_office: NewOffice) -> None:
    office = new_office(shut())
    with_a_task(office)
    lists = asked(office)
    office.fail = lambda out: PASSING if out.to == HOLDER else BAD_NUMBER
    lists.send("daftar")
    office.fail = lambda _: None
    office.now += timedelta(minutes=2)
    for _ in range(2):
        lists.send("daftar")
    assert {row.person: row.state for row in told(office)} == {
        "RSUD-1": "ACCEPTED",
        "MJ-01": "UNDELIVERED",
        "MJ-02": "UNDELIVERED",
    }
    assert waiting(office) == 0


def test_before_noon_and_in_an_ordinary_week_nobody_is_told(new_office: NewOffice) -> None:
    office = new_office(shut())
    asked(office, at=NOON - timedelta(minutes=1)).send("daftar")
    assert (told(office), waiting(office)) == ([], 0)


def test_a_referral_that_came_through_another_door_asks_its_sender(new_office: NewOffice) -> None:
    office = new_office(shut())
    life = office.life().planned()
    office.now = life.now = NOW + timedelta(hours=7)
    task = life.refer()
    assert task.kind is Kind.REFERRAL
    row = office.last("closed_door")
    assert (row.person, row.n, row.start) == ("PS-01", task.n, office.now)
    assert f"DINSOS TUTUP. Tugas {task.code}" in row.text


def test_an_open_door_asks_nothing(new_office: NewOffice) -> None:
    office = new_office(shut())
    office.life().planned().refer("RSUD")
    assert office.messages("closed_door") == []
    assert office.sent(Channel.EMAIL) == []


async def nobody() -> Client:
    raise NotNowError("no server")


async def test_the_relay_brings_a_request_without_asking_any_case(new_office: NewOffice) -> None:
    office = new_office(shut())
    with_a_task(office)
    lists = asked(office)
    reader = Reader(office.database, office.parts.sender, lambda: office.now, opaque_id, "contoh")
    relay = Relay(office.database, nobody, reader, lambda: office.now, {CLOSURES: lists.send})
    assert await relay.once() == 1
    office.now += timedelta(seconds=3)
    assert await relay.once() == 1
    assert (len(told(office)), waiting(office)) == (3, 0)


def test_the_schedule_asks_for_the_lists_at_their_noon_once(new_office: NewOffice) -> None:
    office = new_office(shut())
    lists = Lists(office.database, office.settler, lambda: office.now, opaque_id, "contoh")
    lists.look(NOON - timedelta(minutes=1))
    assert waiting(office) == 0
    lists.look(NOON)
    lists.look(NOON + timedelta(minutes=15))
    assert waiting(office) == 1
