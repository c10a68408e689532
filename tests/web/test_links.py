"""The page behind a link: what it shows, what it lets one do, and that it ends with its task."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models import links
from models.tables import EventRow, Outbox
from notifications.links import PLACE
from policy.case import Case
from policy.commands import Assign, Reply, Undo
from policy.events import Type
from policy.words import State, Verb, Via
from tests.policy.cases import DINSOS, SUPERVISOR
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


def test_a_pin_is_set_once_with_a_code_to_the_known_number_and_then_one_tap_accepts(room: Room) -> None:
    room.life().refer()
    browser = room.browser()
    page = room.enter(browser)
    assert page.buttons[0] == "Terima"
    browser.press("Terima")
    assert "sedang diantar" in browser.page.text
    room.deliver()
    page = browser.follow("Lihat lagi")
    assert "Jawaban Anda tercatat" in page.text
    assert "Hasilnya ditunggu sampai" in page.text
    assert task_of(room)[1] is State.ACCEPTED
    with room.database.read() as session:
        events = session.exec(select(EventRow).where(EventRow.type == Type.ANSWERED)).all()
    assert [event.by for event in events][-1] == "DINSOS-1"


def test_what_leaves_for_a_known_device_is_answered_in_two_taps(room: Room) -> None:
    room.life().refer()
    browser = room.known()
    browser.open()
    browser.follow("Tolak")
    browser.press("kapasitas penuh")
    room.deliver()
    assert "memilih instansi lain" in browser.follow("Lihat lagi").text
    assert task_of(room)[1] is State.REJECTED
    assert browser.open().status == 410


@pytest.mark.parametrize(
    "first, choice, state",
    [("Tunda", "1 hari", State.ON_HOLD), ("Selesai", "terlayani", State.COMPLETED)],
)
def test_a_day_or_an_outcome_is_the_second_tap(room: Room, first: str, choice: str, state: State) -> None:
    room.life().refer()
    browser = room.known()
    if first == "Selesai":
        browser.press("Terima")
        room.deliver()
    browser.open()
    browser.follow(first)
    browser.press(choice)
    room.deliver()
    browser.follow("Lihat lagi")
    assert "tercatat" in browser.page.text
    assert task_of(room)[1] is state


def test_help_tells_the_desk_and_leaves_the_task_where_it_is(room: Room) -> None:
    room.life().refer()
    browser = room.known()
    browser.press("Minta bantuan")
    room.deliver()
    assert "menelepon Anda" in browser.follow("Lihat lagi").text
    assert room.office.last("help_desk").person == "PD-01"
    assert task_of(room)[1] is State.REQUESTED


def test_an_acceptance_is_undone_within_ten_minutes_and_not_after(room: Room) -> None:
    room.life().refer()
    browser = room.known()
    browser.press("Terima")
    room.deliver()
    browser.follow("Lihat lagi")
    assert "Batalkan penerimaan" in browser.page.buttons
    browser.press("Batalkan penerimaan")
    room.deliver()
    assert "Penerimaan dibatalkan" in browser.follow("Lihat lagi").text
    assert task_of(room)[1] is State.REQUESTED
    browser.open()
    browser.press("Terima")
    room.deliver()
    room.office.now += timedelta(minutes=11)
    assert "Batalkan penerimaan" not in browser.open().buttons


def test_nothing_is_undone_once_somebody_has_acted_on_it(room: Room) -> None:
    room.life().refer()
    browser = room.known()
    browser.press("Terima")
    room.deliver()
    browser.open()
    browser.press("Mulai dikerjakan")
    room.deliver()
    assert "Batalkan penerimaan" not in browser.open().buttons


def test_the_same_button_pressed_twice_is_one_answer(room: Room) -> None:
    room.life().refer()
    browser = room.known()
    form = next(form for form in browser.page.forms if form.button == "Terima")
    first, second = (browser.client.post(form.action, data=form.fields) for _ in range(2))
    assert first.url == second.url
    assert len([row for row in room.deliver() if row.kind == "Reply"]) == 1


def test_two_answers_at_once_from_two_channels_are_one_change_and_one_sentence(room: Room) -> None:
    task = room.life().refer()
    browser = room.known()
    browser.press("Terima")
    command = {"n": task.n, "verb": Verb.ACCEPT, "via": Via.SMS}
    assert room.lives["KX7M4QA"].ask(Reply, DINSOS, **command)
    room.deliver()
    page = browser.follow("Lihat lagi")
    assert "Jawaban tidak tercatat" in page.text
    assert task_of(room)[1] is State.ACCEPTED


def test_an_answer_during_a_reroute_changes_nothing_and_the_link_is_at_an_end(room: Room) -> None:
    task = room.life().refer()
    browser = room.known()
    browser.open()
    room.lives["KX7M4QA"].do(Assign, SUPERVISOR, n=task.n, to="DINSOS-2")
    page = browser.press("Terima")
    assert page.status == 410
    assert "dialihkan" in page.text
    assert room.deliver() == []
    assert task_of(room)[1] is State.REQUESTED
    assert browser.open().status == 410


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


def test_a_form_of_another_page_is_refused(room: Room) -> None:
    room.life().refer()
    browser = room.known()
    form = next(form for form in browser.page.forms if form.button == "Terima")
    assert browser.client.post(form.action, data=form.fields | {"c": "0" * 24}).status_code == 403
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert browser.client.post(form.action, data=form.fields, headers=headers).status_code == 413
    assert browser.client.post(form.action, content=b"x" * 5000).status_code == 413
    assert room.deliver() == []


@pytest.mark.parametrize("field, value", [("verb", "LUPA"), ("verb", "STATUS"), ("reason", "7"), ("days", "1e9")])
def test_what_no_button_says_is_refused(room: Room, field: str, value: str) -> None:
    room.life().refer()
    browser = room.known()
    form = next(form for form in browser.page.forms if form.button == "Terima")
    assert browser.client.post(form.action, data=form.fields | {field: value}).status_code == 403
    assert room.deliver() == []


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


def test_an_undo_by_link_is_refused_in_words_when_it_is_too_late(room: Room) -> None:
    task = room.life().refer()
    browser = room.known()
    browser.press("Terima")
    room.deliver()
    browser.open()
    assert room.lives["KX7M4QA"].ask(Undo, DINSOS, n=task.n)
    browser.press("Batalkan penerimaan")
    room.deliver()
    assert "Jawaban tidak tercatat" in browser.follow("Lihat lagi").text
