"""A link to "my tasks" lives seven days; afterwards it opens nothing, and says what to do."""

from datetime import timedelta

from activities.own_message import Own, Post
from notifications.links import Links, token_of
from policy.link_life import LASTS
from tests.sample import unit
from tests.web.room import KEY, PUBLIC, Browser, Room

MINUTE = timedelta(minutes=1)
NAME = "harian-uji"


def _digest(room: Room) -> Browser:
    """Somebody who opens the link of today's digest."""
    given, now = unit(), room.office.now
    values = {"held": 1, "codes": ["K7M4"]}
    own = Own("harian/uji", "digest_rest", "pemegang", given.people["DINSOS-1"], values, now, now + LASTS)
    with room.database.write() as session:
        assert Post(lambda: NAME, Links(KEY, PUBLIC)).queue(session, given, own, now)
    return Browser(room.app, token_of(KEY, NAME))


def test_until_the_last_minute_of_its_week_it_shows_the_way_in_and_then_all_tasks(room: Room) -> None:
    task = room.life().refer()
    browser = _digest(room)
    room.office.now += LASTS - MINUTE
    assert browser.open().buttons == ["Kirim kode"]
    room.enter(browser)
    assert task.code in browser.open().text


def test_after_seven_days_it_says_so_kindly_and_what_to_do_and_offers_nothing(room: Room) -> None:
    task = room.life().refer()
    browser = _digest(room)
    room.office.now += LASTS
    page = browser.open()
    assert (page.status, page.buttons) == (410, [])
    assert "berlaku 7 hari" in page.text
    assert "Tugas Anda tidak berubah" in page.text
    assert "pesan terbaru" in page.text
    assert unit().desk_phone in page.text
    assert task.code not in page.text
    assert "good for 7 days" in browser.open("?l=en").text


def test_it_opens_nothing_either_to_a_device_that_is_known(room: Room) -> None:
    task = room.life().refer()
    browser = _digest(room)
    room.enter(browser)
    assert task.code in browser.open().text
    room.office.now += LASTS
    for path in ("", "/tugas", "/kode", "/rincian", "/tanda?i=1"):
        page = browser.open(path)
        assert (page.status, task.code in page.text) == (410, False), path
        assert "Tugas saya" not in page.links, "a way on that would end here again"


def test_nobody_gets_a_code_or_goes_in_by_it(room: Room) -> None:
    room.life().refer()
    browser = _digest(room)
    form = next(form for form in browser.open().forms if form.button == "Kirim kode")
    room.office.now += LASTS
    before = room.everything()
    for path in ("/minta", "/pin", "/masuk"):
        sent = browser.client.post(f"/t/{browser.token}{path}", data=form.fields | {"tail": "0011", "pin": "274913"})
        assert sent.status_code == 410
    assert room.everything() == before


def test_the_link_of_a_hand_over_lives_as_long_as_its_hand_over(room: Room) -> None:
    room.life().refer()
    browser = room.browser()
    room.office.now += LASTS + LASTS
    assert browser.open().status == 200
