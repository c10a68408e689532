"""Scanners and previews open links: a thousand of their visits change nothing, with and without sending forms."""

import random

import pytest
from sqlmodel import select

from models import access
from models.reach import Passcode
from tests.databases import SQLITE
from tests.web.room import Browser, Room

VISITS = 1000


def scan(browser: Browser, chance: random.Random) -> None:
    """A mail scanner: it follows what it finds, and fills in and sends the forms there are."""
    path = chance.choice(["", "?p=tolak", "?p=terima", "/kode", "/rincian", "/tugas", "?k=abc", "/tanda?i=1"])
    if chance.random() < 0.3:
        browser.client.request("HEAD", f"/t/{browser.token}{path}")
        return
    page = browser.open(path)
    for link in page.links.values():
        if link.startswith("/t/") and chance.random() < 0.3:
            browser.client.get(link)
    for form in page.forms if chance.random() < 0.3 else []:
        typed = {name: chance.choice(["", "test", "1234", "000000", "a@b.invalid"]) for name in form.typed}
        browser.client.post(form.action, data=form.fields | typed)


@pytest.mark.parametrize("database", [SQLITE], indirect=True)
def test_a_thousand_visits_of_scanners_change_nothing(room: Room) -> None:
    room.life().refer()
    browser = room.browser()
    before = room.everything("passcode")
    chance = random.Random(11)  # noqa: S311 - repeatable, not secret
    for _ in range(VISITS):
        scan(browser, chance)
    assert room.everything("passcode") == before
    with room.database.read() as session:
        rows = session.exec(select(Passcode)).all()
    assert {row.purpose for row in rows} <= {access.WRONG_ENTRIES}


def test_a_scanner_on_the_device_of_its_person_still_answers_nothing_by_looking(room: Room) -> None:
    room.life().refer()
    browser = room.known()
    before = room.everything()
    for path in ("", "?p=tolak", "?p=tunda", "?p=selesai", "?p=terima&verb=TERIMA", "/tugas", "/rincian", "/kode"):
        browser.open(path)
        browser.client.request("HEAD", f"/t/{browser.token}{path}")
    assert room.everything() == before
