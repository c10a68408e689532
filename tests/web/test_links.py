"""The page behind a link: what it shows, what it lets one do, and that it ends with its task."""

import pytest
from sqlmodel import select

from models import links
from models.tables import Outbox
from notifications.links import PLACE
from policy.case import Case
from policy.words import State
from tests.web.room import LINK, PIN, Browser, Room

LARGEST = 20 * 1024


def task_of(room: Room, code: str = "KX7M4QA") -> tuple[Case, State]:
    with room.database.read() as session:
        rows = session.exec(select(Outbox).where(Outbox.case_code == code, Outbox.template == "task_referral")).all()
    case = room.lives[code].known
    task = case.find(rows[-1].n)
    assert task
    return case, task.state


def test_a_new_referral_leaves_with_a_link_that_the_record_holds_only_as_a_hash(room: Room) -> None:
    room.life().refer()
    sent = next(each for each in room.office.sent() if each.to == "+6281200000011")
    (token,) = LINK.findall(sent.text)
    row = room.office.last("task_referral")
    assert row.link_hash
    assert token != PLACE
    assert token not in str(room.everything())
    assert room.token("DINSOS-1") == token


def test_the_page_shows_code_kind_and_due_time_and_no_button_to_a_device_nobody_knows(room: Room) -> None:
    task = room.life().refer()
    page = room.browser().open()
    assert page.status == 200
    assert task.code in page.text
    assert "rujukan" in page.text
    assert "WIB" in page.text
    assert page.buttons == ["Kirim kode"]
    assert "KX7M4QA" not in page.text
    assert "DINSOS" not in page.text


@pytest.mark.parametrize("place", [0, 10, 21])
def test_a_token_altered_by_one_character_opens_nothing(room: Room, place: int) -> None:
    room.life().refer()
    token = room.token("DINSOS-1")
    changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
    page = Browser(room.app, changed).open()
    assert page.status == 404
    assert "tidak berlaku" in page.text
    assert "ULT" not in page.text


def test_a_cookie_of_another_person_does_not_act(room: Room) -> None:
    room.life().refer()
    browser = room.known()
    room.lives["KX7M4QA"].refer("RSUD")
    browser.token = room.token("RSUD-1")
    assert browser.open().buttons == ["Kirim kode"]
    form = {"verb": "TERIMA", "s": "1", "c": "x"}
    assert browser.client.post(f"/t/{browser.token}/jawab", data=form).status_code == 403


def test_seen_is_kept_with_the_message_and_told_to_the_case_once_and_is_no_answer(room: Room) -> None:
    task = room.life().refer()
    browser = room.browser()
    browser.open()
    assert [row.kind for row in room.deliver()] == []
    room.enter(browser)
    assert [row.kind for row in room.deliver()] == ["Heard"]
    browser.open()
    browser.open()
    assert room.deliver() == []
    with room.database.read() as session:
        (seen,) = links.opened(session, "KX7M4QA", task.n)
    assert (seen.person, seen.template) == ("DINSOS-1", "task_referral")
    found = room.lives["KX7M4QA"].known.find(task.n)
    assert found
    assert (found.watched, found.state) == (False, State.REQUESTED)


def test_a_browser_that_only_looks_ahead_has_not_seen_anything(room: Room) -> None:
    room.life().refer()
    browser = room.known()
    task = room.life("AAAAAAA").refer()
    browser.token = room.token("DINSOS-1", code="AAAAAAA")
    browser.open(**{"Sec-Purpose": "prefetch"})
    assert browser.client.head(f"/t/{browser.token}").status_code == 200
    assert room.deliver() == []
    with room.database.read() as session:
        assert links.opened(session, "AAAAAAA", task.n) == []
    browser.open()
    with room.database.read() as session:
        assert len(links.opened(session, "AAAAAAA", task.n)) == 1


def test_my_tasks_lists_what_one_holds_and_leads_to_each(room: Room) -> None:
    first = room.life().refer()
    browser = room.known()
    second = room.life("AAAAAAA").refer()
    browser.open()
    page = browser.follow("Tugas saya")
    assert first.code in page.text
    assert second.code in page.text
    browser.follow(second.code)
    assert second.code in browser.page.text
    assert second.code not in browser.page.answer.url.path + str(browser.page.answer.url.query)
    browser.press("Terima")
    room.deliver()
    assert task_of(room, "AAAAAAA")[1] is State.ACCEPTED
    assert task_of(room)[1] is State.REQUESTED


def test_a_message_about_all_tasks_opens_my_tasks_behind_the_pin(room: Room) -> None:
    first = room.life().refer()
    browser = room.known()
    merged = Outbox(**room.office.last("task_referral").model_dump(exclude={"id"}) | {"case_code": "", "n": 0})
    merged.notification_id, merged.change_id, merged.link_hash, merged.opened_at = "gabung", "gabung", None, None
    merged.state = "READY"
    with room.database.write() as session:
        session.add(merged)
        session.flush()
        row_id = merged.id or 0
    room.office.parts.sender.send(row_id)
    (token,) = LINK.findall(room.office.sent()[-1].text)
    other = Browser(room.app, token)
    assert first.code not in other.open().text
    assert first.code in other.press("Masuk", pin=PIN).text
    browser.token = token
    assert first.code in browser.open().text


def test_every_page_is_small_and_carries_its_headers(room: Room) -> None:
    room.life().refer()
    browser = room.known()
    for path in ("", "?p=tolak", "?p=tunda", "/tugas", "/kode", "/rincian", "?l=en"):
        answer = browser.open(path).answer
        assert answer.status_code == 200
        assert len(answer.content) < LARGEST
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "noindex" in answer.headers["x-robots-tag"]
        assert "script-src" not in answer.headers["content-security-policy"]
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert "<script" not in answer.text
    style = browser.client.get("/gaya/tautan.css")
    assert (style.status_code, style.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert len(style.content) < LARGEST


def test_the_reader_may_change_the_language(room: Room) -> None:
    room.life().refer()
    browser = room.known()
    browser.open()
    page = browser.follow("English")
    assert page.buttons[0] == "Accept"
    assert browser.follow("Refuse").buttons[0] == "not our mandate"
