"""A one-time code whose first message got lost on the way is the same in the second: what was typed counts."""

from datetime import timedelta

from activities.settle import AMBIGUITY
from models import access, inbox
from notifications.channels import DeliveryError, Remedy
from tests.activities.office import NOBODY_KNOWS
from tests.web.room import PIN, Room

FILTERED = DeliveryError("30007", permanent=True, ambiguous=False, meaning="filtered", remedy=Remedy.FILTERED)


def _send(room: Room) -> None:
    with room.database.read() as session:
        (row,) = (row for row in inbox.waiting(session) if row.kind == access.CODE)
    room.codes.send(row.id)


def test_a_code_that_leaves_a_second_time_is_the_same_code(room: Room) -> None:
    room.life().refer()
    browser = room.browser()
    browser.open()
    browser.press("Kirim kode", tail="0011")
    room.office.fail = lambda _: NOBODY_KNOWS
    sent = len(room.office.sent())
    _send(room)
    room.office.fail = lambda _: None
    room.office.now += AMBIGUITY + timedelta(seconds=1)
    _send(room)
    assert len(room.office.sent()) == sent + 1
    page = browser.press("Simpan PIN dan masuk", code=room.last_code(), pin=PIN, again=PIN)
    assert "Terima" in page.buttons


def test_a_code_that_a_network_filtered_keeps_no_other_code_from_leaving(room: Room) -> None:
    room.life().refer()
    browser = room.browser()
    browser.open()
    room.office.fail = lambda _: FILTERED
    browser.press("Kirim kode", tail="0011")
    room.deliver()
    room.office.fail = lambda _: None
    room.office.now += timedelta(minutes=1)
    browser.open()
    browser.press("Kirim kode", tail="0011")
    sent = len(room.office.sent())
    _send(room)
    assert len(room.office.sent()) == sent + 1
