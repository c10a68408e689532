"""The detail behind a link: a fresh code each time, only what the unit's table shares, logged, never for a stranger."""

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import select

from models.db import Database
from models.reach import Opening
from models.tables import CaseFile
from policy.hard_commands import Bar
from policy.hard_words import Conflict
from policy.people import Contact, Group
from policy.terms import Sharing
from policy.unit import Unit
from policy.words import Channel, Via
from tests.databases import NOW
from tests.policy.cases import DESK
from tests.sample import unit
from tests.web.room import PIN, Browser, Page, Room

SHARED = Sharing(
    ("child_name", "safe_contact", "request"),
    {"SOSIAL": ("age",), "POLISI": ("facts", "suspect", "reporter")},
    ("reporter", "hiv_status", "other_agencies", "whereabouts"),
)
FACTS: dict[str, Any] = {
    "child": "Anak Rekaan",
    "born": "2015-03-02",
    "sex": "P",
    "text": "Menurut Bu Pelapor (0812) anak dipukul oleh Pak Terduga di Rumah Aman 7",
    "suspect": "Pak Terduga",
    "reporter": "Bu Pelapor",
    "contact": "+628111222333",
    "where": "Rumah Aman 7",
    "nik": "3504000000000001",
}


def sharing_unit(group: Group = Group.SOCIAL, *, shared: bool = False) -> Unit:
    base = unit()
    people = dict(base.people)
    way = Contact(Channel.SMS, "+6281200000011", shared=shared)
    people["DINSOS-1"] = replace(people["DINSOS-1"], channels=(way,))
    agencies = dict(base.agencies) | {"DINSOS": replace(base.agencies["DINSOS"], group=group)}
    return replace(base, sharing=SHARED, people=people, agencies=agencies)


@pytest.fixture
def case_file(database: Database) -> dict[str, Any]:
    row = CaseFile(
        code="KX7M4QA",
        unit="contoh",
        report_no="L-1",
        type="KESOS",
        type_version="2019",
        channel=Via.DESK,
        told_at=NOW,
        happened_at=NOW,
        facts=FACTS,
    )
    with database.write() as session:
        session.add(row)
    return FACTS


def room_of(database: Database, given: Unit) -> Room:
    made = Room(database, given)
    made.life().refer()
    return made


def read(room: Room, browser: Browser, **more: str) -> Page:
    """Ask for a code, type it, read."""
    browser.open("/rincian")
    browser.press("Kirim kode")
    room.deliver()
    return browser.press("Buka rincian", code=room.last_code(), **more)


def openings(database: Database) -> list[Opening]:
    with database.read() as session:
        return list(session.exec(select(Opening)).all())


@pytest.mark.usefixtures("case_file")
def test_an_agency_sees_what_its_group_is_given_and_nothing_else(database: Database) -> None:
    room = room_of(database, sharing_unit())
    page = read(room, room.known())
    assert "Anak Rekaan" in page.text
    assert "2015-03-02" in page.text
    assert "Bantuan" in page.text
    for hidden in ("Terduga", "Pelapor", "Rumah Aman", "628111222333", "3504000000000001", "dipukul"):
        assert hidden not in page.text
    assert page.answer.headers["cache-control"] == "no-store"
    (opening,) = openings(database)
    assert (opening.case_code, opening.person, opening.at) == ("KX7M4QA", "DINSOS-1", room.office.now)
    assert opening.device
    room.close()


@pytest.mark.usefixtures("case_file")
def test_the_police_read_the_facts_without_reporter_and_place(database: Database) -> None:
    room = room_of(database, sharing_unit(Group.POLICE))
    page = read(room, room.known())
    assert "Pak Terduga" in page.text
    assert "dipukul" in page.text
    for hidden in ("Pelapor", "Rumah Aman 7", "628111222333"):
        assert hidden not in page.text
    room.close()


@pytest.mark.usefixtures("case_file")
def test_each_reading_needs_a_fresh_code(database: Database) -> None:
    room = room_of(database, sharing_unit())
    browser = room.known()
    read(room, browser)
    old = room.last_code()
    browser.open("/rincian")
    assert "Anak Rekaan" not in browser.press("Buka rincian", code=old).text
    assert "Anak Rekaan" not in browser.press("Buka rincian", code="").text
    assert "Anak Rekaan" not in browser.open("/rincian").text
    assert len(openings(database)) == 1
    assert "Anak Rekaan" in read(room, browser).text
    room.close()


@pytest.mark.usefixtures("case_file")
def test_the_code_of_a_pin_or_of_another_task_opens_no_detail(database: Database) -> None:
    room = room_of(database, sharing_unit())
    browser = room.known()
    for_the_pin = room.last_code()
    browser.open("/rincian")
    assert "Anak Rekaan" not in browser.press("Buka rincian", code=for_the_pin).text
    assert openings(database) == []
    room.close()


@pytest.mark.usefixtures("case_file")
def test_a_shared_number_needs_the_persons_own_pin_as_well(database: Database) -> None:
    room = room_of(database, sharing_unit(shared=True))
    browser = room.known()
    assert "Anak Rekaan" not in read(room, browser, pin="918273").text
    assert openings(database) == []
    assert "Anak Rekaan" in read(room, browser, pin=PIN).text
    room.close()


@pytest.mark.usefixtures("case_file")
def test_a_device_that_is_not_known_is_not_even_asked_for_a_code(database: Database) -> None:
    room = room_of(database, sharing_unit())
    stranger = room.browser()
    assert stranger.open("/rincian").buttons == ["Kirim kode"]
    sent = stranger.client.post(f"/t/{stranger.token}/rincian/minta", data={"c": "x"})
    opened = stranger.client.post(f"/t/{stranger.token}/rincian", data={"c": "x", "code": "123456"})
    assert "Anak Rekaan" not in sent.text + opened.text
    assert room.deliver() == []
    room.close()


@pytest.mark.usefixtures("case_file")
def test_whoever_is_kept_out_of_the_case_sees_nothing_of_it(database: Database) -> None:
    room = room_of(database, sharing_unit())
    browser = room.known()
    browser.open("/rincian")
    browser.press("Kirim kode")
    room.deliver()
    code = room.last_code()
    room.lives["KX7M4QA"].do(Bar, DESK, relation=Conflict.SUSPECT, person="DINSOS-1")
    page = browser.press("Buka rincian", code=code)
    assert page.status == 410
    assert "Anak Rekaan" not in page.text
    assert browser.open().status == 410
    assert "KX7M4QA" not in browser.open("/tugas").text
    room.close()


def test_what_nobody_recorded_is_said_to_be_missing_and_contact_goes_through_the_desk(database: Database) -> None:
    room = room_of(database, sharing_unit())
    page = read(room, room.known())
    assert "belum tercatat" in page.text
    assert "lewat meja unit, +6281200000003" in page.text
    room.close()
