"""The pages over real HTTP: an answer is waited for, at most two seconds, and a token stands in no log."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest
import uvicorn
from sqlalchemy import text

from models.db import Database
from tests.databases import SQLITE
from tests.patience import PATIENCE, until
from tests.sample import unit
from tests.web.room import KEY, PIN, Page, Room
from web.app import add_links, create_app
from web.links import routes
from web.receive import Receiver

LOOK = 0.02
CLIENT = ("httpx", "httpcore")
"""The test's own client logs what it asks for."""


@contextmanager
def served(room: Room, patience: float = PATIENCE) -> Iterator[str]:
    """The product's own application on a port of the system's choice; an answer is waited for `patience` seconds."""
    app = create_app(Receiver(room.database, "", "https://contoh.invalid", lambda: room.office.now))
    add_links(app, room.database, KEY, lambda: room.office.now, patience)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, access_log=False, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        until(lambda: server.started)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def repeated(work: Callable[[], object]) -> Iterator[None]:
    """Something done again and again beside us."""
    stop = threading.Event()

    def run() -> None:
        while not stop.wait(LOOK):
            work()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


class Person:
    """Somebody with a browser; http keeps their secure cookie, as a browser does on this machine itself."""

    def __init__(self, base: str, token: str) -> None:
        self.http = httpx.Client(base_url=base, follow_redirects=False, timeout=PATIENCE)
        self.page = self._read(self.http.get(f"/t/{token}"))

    def press(self, button: str, **typed: str) -> Page:
        form = next(form for form in self.page.forms if form.button == button)
        self.page = self._read(self.http.post(form.action, data=form.fields | typed))
        return self.page

    def _read(self, answer: httpx.Response) -> Page:
        while answer.is_redirect:
            if "set-cookie" in answer.headers:
                self.http.headers["Cookie"] = answer.headers["set-cookie"].partition(";")[0]
            answer = self.http.get(answer.headers["location"])
        return Page(answer)


@pytest.mark.parametrize("database", [SQLITE], indirect=True)
def test_an_answer_is_shown_at_once_where_its_case_answers(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    room = Room(database, unit())
    room.life().refer()
    token = room.token("DINSOS-1")
    with served(room) as base, repeated(room.deliver):
        person = Person(base, token)
        person.press("Kirim kode", tail="0011")
        until(lambda: "kode Anda" in room.office.sent()[-1].text)
        person.press("Simpan PIN dan masuk", code=room.last_code(), pin=PIN, again=PIN)
        page = person.press("Terima")
        person.http.close()
    assert "Jawaban Anda tercatat" in page.text
    ours = [each for each in caplog.records if not each.name.startswith(CLIENT)]
    assert not any(token in each.getMessage() for each in ours)
    room.close()


@pytest.mark.parametrize("database", [SQLITE], indirect=True)
def test_where_nobody_answers_the_page_says_stored_after_two_seconds(database: Database) -> None:
    room = Room(database, unit())
    room.life().refer()
    token = room.token("DINSOS-1")
    with served(room, routes.PATIENCE) as base:
        person = Person(base, token)
        person.press("Kirim kode", tail="0011")
        room.deliver()
        person.press("Simpan PIN dan masuk", code=room.last_code(), pin=PIN, again=PIN)
        begun = time.monotonic()
        page = person.press("Terima")
        person.http.close()
    assert time.monotonic() - begun >= routes.PATIENCE == 2
    assert "sedang diantar" in page.text
    assert len([row for row in room.deliver() if row.kind == "Reply"]) == 1
    room.close()


@pytest.mark.parametrize("database", [SQLITE], indirect=True)
def test_a_database_that_fails_is_a_kind_page_that_says_nothing_of_it(database: Database) -> None:
    room = Room(database, unit())
    room.life().refer()
    token = room.token("DINSOS-1")
    with database.write() as session:
        session.connection().execute(text("ALTER TABLE outbox RENAME TO gone"))
    with served(room) as base, httpx.Client(base_url=base, timeout=PATIENCE) as http:
        answer = http.get(f"/t/{token}")
    assert answer.status_code == 503
    assert "hubungi meja unit" in answer.text
    assert "sqlite" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    room.close()
