"""Answering from the page behind a link: in two taps, once, undone in time, and never after it has gone elsewhere."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models.tables import EventRow, Outbox
from policy.case import Case
from policy.commands import Assign, Reply, Undo, Withdraw
from policy.events import Type
from policy.words import State, Verb, Via
from tests.policy.cases import DINSOS, SUPERVISOR, WORKER
from tests.web.room import Room


def task_of(room: Room, code: str = "KX7M4QA") -> tuple[Case, State]:
    with room.database.read() as session:
        rows = session.exec(select(Outbox).where(Outbox.case_code == code, Outbox.template == "task_referral")).all()
    case = room.lives[code].known
    task = case.find(rows[-1].n)
    assert task
    return case, task.state


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


def test_a_withdrawn_referral_ends_its_link_before_anybody_is_told(room: Room) -> None:
    task = room.life().refer()
    browser = room.known()
    room.lives["KX7M4QA"].do(Withdraw, WORKER, n=task.n)
    assert browser.press("Terima").status == 410
    assert room.browser().open().status == 410
    assert room.deliver() == []


def test_who_takes_a_report_by_link_is_led_to_the_task_it_has_become(room: Room) -> None:
    room.lives["KX7M4QA"] = room.office.life()
    browser = room.browser("PS-01", "task_internal")
    room.enter(browser, "0001")
    room.deliver()
    browser.press("Terima")
    room.deliver()
    assert "Tugas saya" in browser.follow("Lihat lagi").text
    assert "ditunggu sampai" not in browser.page.text
    page = browser.follow("Tugas saya")
    assert "asesmen" in page.text
