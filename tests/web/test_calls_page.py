"""`/meja/panggilan`: only here, only with the key; it shows no child; an answer is stored once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from httpx import Response
from starlette.testclient import TestClient

from models import desk, inbox
from models.calls import MOST
from models.db import Database
from models.reach import DeskItem
from models.tables import METADATA, Inbox
from policy.commands import Reply
from policy.words import Verb
from tests.databases import NOW, loaded
from tests.lives import Life, recorder
from tests.policy.cases import DINSOS
from tests.sample import unit
from web import seal
from web.app import create_app
from web.calls import GONE, NO_ANSWER, NOT_STAFF, CallList, router
from web.receive import Receiver

KEY = "kunci-meja"
HERE, ELSEWHERE = ("127.0.0.1", 50000), ("203.0.113.9", 50000)
PATH = "/meja/panggilan"


class Browser:
    """A browser, with a case whose holder has asked for a call."""

    def __init__(self, database: Database, key: str = KEY, place: tuple[str, int] = HERE) -> None:
        loaded(database, unit())
        self.database = database
        self.life = Life(database, recorder(database)).begin().planned()
        self.task = self.life.refer()
        ids = iter(f"jawab-{n}" for n in range(100))
        taker = CallList(database, "contoh", key, lambda: NOW, lambda: next(ids))
        receiver = Receiver(database, "t", "https://contoh.invalid", lambda: NOW)
        self.client = TestClient(create_app(receiver, router(taker)), client=place, follow_redirects=False)

    def items(self) -> list[DeskItem]:
        with self.database.read() as session:
            return list(desk.open_items(session, "contoh"))

    def waiting(self) -> list[Inbox]:
        with self.database.read() as session:
            return list(inbox.waiting(session))

    def everything(self) -> dict[str, Any]:
        with self.database.read() as session:
            connection = session.connection()
            return {name: connection.execute(table.select()).all() for name, table in METADATA.tables.items()}

    def enter(self) -> None:
        assert self.client.get(PATH, params={"kunci": KEY}).status_code == 303

    def post(self, item: int, **form: str) -> Response:
        given = {"tanda": seal.mark(KEY, item), "oleh": "PD-01", "dijawab": "DINSOS-1"} | form
        answer: Response = self.client.post(f"{PATH}/{item}", data=given)
        return answer


@pytest.fixture
def browser(database: Database) -> Iterator[Browser]:
    found = Browser(database)
    found.life.do(Reply, DINSOS, n=found.task.n, verb=Verb.HELP)
    with found.client:
        yield found


def test_the_key_is_typed_once_and_leaves_the_address(browser: Browser) -> None:
    assert browser.client.get(PATH).status_code == 403
    answer = browser.client.get(PATH, params={"kunci": KEY})
    assert (answer.status_code, answer.headers["location"]) == (303, PATH)
    cookie = answer.headers["set-cookie"]
    assert KEY not in cookie
    assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Path=/meja"))
    assert browser.client.get(PATH).status_code == 200


def test_the_page_says_whom_to_call_what_to_say_and_nothing_of_a_child(browser: Browser) -> None:
    browser.enter()
    answer = browser.client.get(PATH)
    assert "+6281200000011" in answer.text
    assert f"Tugas {browser.task.code} untuk DINSOS menunggu jawaban" in answer.text
    assert browser.life.code not in answer.text
    assert "<script" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert browser.client.get("/meja/gaya.css").headers["content-type"].startswith("text/css")


@pytest.mark.parametrize("key", ["salah", "", f"{KEY}x"])
def test_a_wrong_key_opens_nothing(browser: Browser, key: str) -> None:
    assert browser.client.get(PATH, params={"kunci": key}).status_code == 403
    browser.client.cookies.set("meja", key or "x")
    assert browser.client.get(PATH).status_code == 403
    assert browser.post(1, jawaban="TERIMA").status_code == 403
    assert browser.waiting() == []


def test_without_a_key_there_is_no_page(database: Database) -> None:
    made = Browser(database, key="")
    assert made.client.get(PATH, params={"kunci": ""}).status_code == 404
    assert made.client.post(f"{PATH}/1").status_code == 404


def test_from_another_machine_there_is_no_page(database: Database) -> None:
    made = Browser(database, place=ELSEWHERE)
    assert made.client.get(PATH, params={"kunci": KEY}).status_code == 404
    assert made.client.get("/meja/gaya.css").status_code == 404
    assert made.client.post(f"{PATH}/1").status_code == 404


def test_a_look_writes_nothing(browser: Browser) -> None:
    browser.enter()
    before = browser.everything()
    for method in ("GET", "HEAD", "PUT", "DELETE", "PATCH"):
        browser.client.request(method, PATH)
        browser.client.request(method, f"{PATH}/1", params={"jawaban": "TERIMA", "oleh": "PD-01"})
    assert browser.everything() == before


@pytest.mark.parametrize(
    "form, verb, argument",
    [
        ({"jawaban": "TERIMA"}, "TERIMA", None),
        ({"jawaban": "TOLAK", "alasan": "2"}, "TOLAK", "2"),
        ({"jawaban": "SELESAI", "hasil": "A", "alasan": "2"}, "SELESAI", None),
        ({"jawaban": "TUNDA", "hari": "2"}, "TUNDA", None),
    ],
)
def test_a_button_stores_the_answer_with_who_said_and_who_wrote_it(
    browser: Browser, form: dict[str, str], verb: str, argument: str | None
) -> None:
    browser.enter()
    item = browser.items()[0].id or 0
    answer = browser.post(item, **form, catatan="lewat telepon")
    assert "Tercatat" in answer.text
    (row,) = browser.waiting()
    assert (row.kind, row.payload["verb"], row.payload["reason"]) == ("Reply", verb, argument)
    assert (row.payload["by"], row.payload["said_by"], row.payload["via"]) == ("PD-01", "DINSOS-1", "telepon")
    assert row.facts == {"note": "lewat telepon"}
    assert browser.items() == []


def test_pressed_twice_it_is_stored_once(browser: Browser) -> None:
    browser.enter()
    item = browser.items()[0].id or 0
    browser.post(item, jawaban="TERIMA")
    assert GONE in browser.post(item, jawaban="TERIMA").text
    assert len(browser.waiting()) == 1


@pytest.mark.parametrize(
    "form, sentence",
    [
        ({"jawaban": "TOLAK"}, "TOLAK perlu alasan"),
        ({"jawaban": "SELESAI"}, "SELESAI perlu hasil"),
        ({"jawaban": "TUNDA", "hari": "-2"}, "TUNDA perlu jumlah hari"),
        ({"jawaban": "KABUR"}, NO_ANSWER),
        ({"jawaban": "done"}, NO_ANSWER),
        ({"jawaban": "TERIMA", "dijawab": "RSUD-1"}, NO_ANSWER),
        ({"jawaban": "TERIMA", "oleh": "DINSOS-1"}, NOT_STAFF),
        ({"jawaban": "TERIMA", "oleh": ""}, NOT_STAFF),
        ({}, NO_ANSWER),
    ],
)
def test_what_cannot_be_stored_is_said_and_the_call_stays(
    browser: Browser, form: dict[str, str], sentence: str
) -> None:
    browser.enter()
    item = browser.items()[0].id or 0
    assert sentence in browser.post(item, **form).text
    assert (browser.waiting(), len(browser.items())) == ([], 1)


def test_a_form_that_is_not_ours_is_refused(browser: Browser) -> None:
    browser.enter()
    item = browser.items()[0].id or 0
    assert browser.post(item, jawaban="TERIMA", tanda=seal.mark(KEY, item + 1)).status_code == 403
    assert browser.post(item, jawaban="TERIMA", tanda="").status_code == 403
    assert browser.client.post(f"{PATH}/{item}", content=b"x" * 20_000).status_code == 413
    assert browser.waiting() == []


def test_words_of_strangers_cannot_write_into_the_page(browser: Browser) -> None:
    browser.enter()
    words = '<script>alert(1)</script>"><img src=x>'
    with browser.database.write() as session:
        desk.put(
            session, DeskItem(key="m", unit="contoh", kind="mail", address=words, words=words, made_at=NOW, due=NOW)
        )
    page = browser.client.get(PATH).text
    assert "<script>" not in page
    assert "<img" not in page
    number = browser.items()[-1].id if browser.items()[-1].kind == "mail" else browser.items()[0].id
    assert "Tercatat" in browser.post(number or 0, jawaban="done").text
    assert [each.kind for each in browser.items()] == ["call"]
    assert browser.waiting() == []


def _many(browser: Browser, count: int) -> None:
    """So many things to do, each a minute later than the one before."""
    with browser.database.write() as session:
        for place in range(count):
            due = NOW + timedelta(minutes=place + 1)
            session.add(DeskItem(key=f"b{place}", unit="contoh", kind="mail", words=f"<{place}>", made_at=NOW, due=due))


def test_a_long_list_shows_the_most_pressing_and_the_way_to_the_rest(browser: Browser) -> None:
    browser.enter()
    _many(browser, MOST + 9)
    first = browser.client.get(PATH).text
    assert first.count("<section") == MOST
    assert f"&lt;{MOST - 1}&gt;" in first
    assert f"&lt;{MOST}&gt;" not in first, "the call is due last of all"
    assert "10 butir lagi" in first
    rest = browser.client.get(PATH, params={"dari": MOST}).text
    assert rest.count("<section") == 10
    assert f"&lt;{MOST}&gt;" in rest
    assert "butir lagi" not in rest
    assert "Ke yang paling mendesak" in rest


@pytest.mark.parametrize("odd", ["-1", "abc", "9" * 30, "²", ""])
def test_an_odd_place_is_the_first(browser: Browser, odd: str) -> None:
    browser.enter()
    assert browser.client.get(PATH, params={"dari": odd}).text.count("<section") == 1


def test_a_place_behind_the_end_leads_back(browser: Browser) -> None:
    browser.enter()
    page = browser.client.get(PATH, params={"dari": 500}).text
    assert (page.count("<section"), "Ke yang paling mendesak" in page) == (0, True)
