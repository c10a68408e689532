"""The way in behind a link: codes and PINs count once, wrong ones lock, scanners change nothing, the removed end."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from models import access, away, units
from models.reach import Device, Passcode, Pin, Reach
from models.tables import Outbox
from policy.passcodes import PLACE
from policy.people import Contact
from policy.unit import Unit
from policy.words import Channel
from tests.sample import unit
from tests.web.room import PIN, Page, Room

WRONG_PIN = "918273"
MAILED = Contact(Channel.EMAIL, "dinsos@contoh.invalid")


def reloaded(room: Room, given: Unit) -> None:
    """A new version of the unit's data is in force."""
    with room.database.write() as session:
        units.store(session, given, room.office.now)
        away.hand_on(session, given, room.office.now)


def without(code: str) -> Unit:
    base = unit()
    people = {name: person for name, person in base.people.items() if name != code}
    agency = replace(base.agencies["DINSOS"], people=("DINSOS-2",))
    return replace(base, version="2", people=people, agencies=dict(base.agencies) | {"DINSOS": agency})


def test_no_digit_of_a_code_stands_in_the_record(room: Room) -> None:
    room.life().refer()
    browser = room.browser()
    browser.open()
    browser.press("Kirim kode", tail="0011")
    room.deliver()
    code = room.last_code()
    with room.database.read() as session:
        row = session.exec(select(Outbox).where(Outbox.template == "passcode")).one()
        kept = session.exec(select(Passcode)).one()
    assert PLACE in row.text
    assert code not in row.text
    assert code not in (kept.hash[:6], kept.hash)
    assert (row.case_code, row.person, row.address) == ("", "DINSOS-1", "+6281200000011")


def test_a_code_that_came_back_proves_the_address(room: Room) -> None:
    room.life().refer()
    room.known()
    with room.database.read() as session:
        reach = session.get(Reach, ("contoh", "DINSOS-1", "SMS", "+6281200000011"))
    assert reach
    assert reach.proved_at == room.office.now


@pytest.mark.parametrize("tail", ["0012", "", "11", "0811", "dinsos@contoh.invalid"])
def test_who_does_not_know_the_number_gets_no_code_and_no_hint(room: Room, tail: str) -> None:
    room.life().refer()
    browser = room.browser()
    browser.open()
    sent = len(room.office.sent())
    page = browser.press("Kirim kode", tail=tail)
    assert "Bila cocok" in page.text
    assert room.deliver() == []
    assert len(room.office.sent()) == sent


@pytest.mark.parametrize("tail", ["0011", "081200000011", "+62 812 0000 0011"])
def test_the_end_of_the_number_is_enough_however_it_is_written(room: Room, tail: str) -> None:
    room.life().refer()
    assert room.enter(room.browser(), tail).buttons[0] == "Terima"


def test_a_person_reached_by_mail_types_their_address(room: Room) -> None:
    base = unit()
    person = replace(base.people["DINSOS-1"], channels=(MAILED,))
    reloaded(room, replace(base, version="2", people=dict(base.people) | {"DINSOS-1": person}))
    room.life().refer()
    browser = room.browser()
    browser.open()
    browser.press("Kirim kode", tail=" Dinsos@contoh.invalid ")
    room.deliver()
    assert "kode Anda" in room.office.sent(Channel.EMAIL)[-1].text


@pytest.mark.parametrize("pin", ["111111", "123456", "654321", "27491", "27491a", "٣٤٥٦٧٨"])
def test_a_pin_that_is_easy_to_guess_is_refused_and_the_code_stays_good(room: Room, pin: str) -> None:
    room.life().refer()
    browser = room.browser()
    browser.open()
    browser.press("Kirim kode", tail="0011")
    room.deliver()
    code = room.last_code()
    page = browser.press("Simpan PIN dan masuk", code=code, pin=pin, again=pin)
    assert "tidak mudah ditebak" in page.text
    assert browser.press("Simpan PIN dan masuk", code=code, pin=PIN, again=PIN).buttons[0] == "Terima"


def test_a_code_counts_once_for_ten_minutes_and_five_tries(room: Room) -> None:
    room.life().refer()
    browser = room.known()
    first = room.last_code()
    other = room.browser()
    other.open("/kode")
    assert "sudah dipakai" in other.press("Simpan PIN dan masuk", code=first, pin=PIN, again=PIN).text
    browser.open("/kode")
    other.open()
    other.press("Kirim kode", tail="0011")
    room.deliver()
    good = room.last_code()
    wrong = f"{(int(good) + 1) % 10**6:06d}"
    for _ in range(5):
        assert "Kode salah" in other.press("Simpan PIN dan masuk", code=wrong, pin=PIN, again=PIN).text
    assert "Minta kode baru" in other.press("Simpan PIN dan masuk", code=good, pin=PIN, again=PIN).text
    other.open()
    other.press("Kirim kode", tail="0011")
    room.deliver()
    room.office.now += timedelta(minutes=11)
    page = other.press("Simpan PIN dan masuk", code=room.last_code(), pin=PIN, again=PIN)
    assert "Minta kode baru" in page.text


def test_nobody_is_flooded_with_codes(room: Room) -> None:
    room.life().refer()
    browser = room.browser()
    pages: list[Page] = []
    for _ in range(8):
        browser.open()
        pages.append(browser.press("Kirim kode", tail="0011"))
    assert [page.status for page in pages] == [200] * 6 + [429] * 2
    assert "Sudah beberapa kode" in pages[-1].text
    assert len([row for row in room.deliver() if row.kind == access.CODE]) == 6


def test_a_pin_wrong_five_times_is_locked_for_fifteen_minutes_and_its_person_is_told(room: Room) -> None:
    room.life().refer()
    room.known()
    other = room.browser()
    other.open()
    said = [other.press("Masuk", pin=WRONG_PIN) for _ in range(5)]
    assert [page.status for page in said] == [403, 403, 403, 403, 429]
    assert "terkunci" in other.press("Masuk", pin=PIN).text
    room.deliver()
    assert "PIN Anda salah 5 kali" in room.office.sent()[-1].text
    room.office.now += timedelta(minutes=14)
    other.open()
    assert other.press("Masuk", pin=PIN).status == 429
    room.office.now += timedelta(minutes=2)
    other.open()
    assert other.press("Masuk", pin=PIN).buttons[0] == "Terima"


def test_a_right_pin_begins_the_count_anew(room: Room) -> None:
    room.life().refer()
    room.known()
    for _ in range(2):
        other = room.browser()
        other.open()
        for _ in range(4):
            other.press("Masuk", pin=WRONG_PIN)
        assert other.press("Masuk", pin=PIN).buttons[0] == "Terima"


def test_too_many_wrong_entries_from_one_place_are_not_looked_at(room: Room) -> None:
    room.life().refer()
    browser = room.browser()
    browser.open()
    for _ in range(20):
        browser.open()
        browser.press("Kirim kode", tail="9999")
    browser.open()
    page = browser.press("Kirim kode", tail="0011")
    assert (page.status, room.deliver()) == (429, [])
    room.office.now += timedelta(minutes=61)
    assert room.enter(browser).buttons[0] == "Terima"


def test_a_device_is_remembered_for_thirty_days_and_its_cookie_is_nowhere_in_the_record(room: Room) -> None:
    room.life().refer()
    browser = room.browser()
    room.enter(browser)
    (cookie,) = browser.client.cookies.jar
    assert (cookie.name, cookie.secure, cookie.path) == ("__Host-rujukan", True, "/")
    assert cookie.value
    assert cookie.value.partition(".")[0] not in str(room.everything())
    room.office.now += timedelta(days=29)
    assert "Terima" in browser.open().buttons
    room.office.now += timedelta(days=2)
    assert "Terima" not in browser.open().buttons


def test_a_made_up_cookie_is_no_device(room: Room) -> None:
    room.life().refer()
    browser = room.known()
    (cookie,) = browser.client.cookies.jar
    other = room.browser()
    other.client.cookies.set("__Host-rujukan", f"x{cookie.value}")
    assert "Terima" not in other.open().buttons
    assert "Terima" not in other.open(Cookie="__Host-rujukan=%C3%A4.x").buttons


def test_links_and_devices_of_somebody_removed_end_at_once(room: Room) -> None:
    room.life().refer()
    browser = room.known()
    reloaded(room, without("DINSOS-1"))
    assert browser.open().status == 404
    assert browser.open("/tugas").status == 404
    with room.database.read() as session:
        assert [device.ended_at for device in session.exec(select(Device)).all()] == [room.office.now]
        assert session.exec(select(Pin)).all() == []
    reloaded(room, replace(unit(), version="3"))
    assert "Terima" not in browser.open().buttons


def test_a_device_is_forgotten_when_its_person_says_so(room: Room) -> None:
    room.life().refer()
    browser = room.known()
    (cookie,) = browser.client.cookies.jar
    browser.open("/tugas")
    browser.press("Lupakan perangkat ini")
    assert not list(browser.client.cookies.jar)
    assert cookie.value
    browser.client.cookies.set(cookie.name, cookie.value)
    assert "Terima" not in browser.open().buttons


def test_a_number_that_is_no_longer_theirs_opens_nothing(room: Room) -> None:
    room.life().refer()
    browser = room.known()
    base = unit()
    person = replace(base.people["DINSOS-1"], channels=(MAILED,))
    reloaded(room, replace(base, version="2", people=dict(base.people) | {"DINSOS-1": person}))
    assert browser.open().status == 404


def test_a_new_pin_ends_every_device_that_was_remembered_before(room: Room) -> None:
    room.life().refer()
    lost = room.known()
    room.enter(room.browser())
    assert "Terima" not in lost.open().buttons
