"""Links in a test: a unit whose messages carry them, a browser that reads and presses, the relay's work by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from fastapi import FastAPI
from httpx import Response
from starlette.testclient import TestClient

from activities.codes import Codes
from activities.wiring import opaque_id
from models import access, inbox
from models.db import Database
from models.tables import METADATA, Inbox
from notifications.links import token_of
from policy.decide import decide
from policy.events import Decision
from policy.recorded import on_recorded, touched
from policy.refusals import Refused
from policy.unit import Unit
from tests.activities.office import Office
from tests.lives import Life
from web.links import routes
from web.links.routes import pages_router
from workflows.delivery import command_of, stored
from workflows.messages import Answer

KEY, PUBLIC = "kunci-uji", "https://contoh.invalid"
PIN = "274913"
LINK = re.compile(r"/t/([A-Za-z0-9_-]{22})")


@dataclass
class Form:
    """A form as it stands on a page: its fields, those that must be typed, and its button."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    button: str = ""


class Page(HTMLParser):
    """A page as a person or a scanner reads it."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.status, self.text, self.answer = answer.status_code, answer.text, answer
        self.forms: list[Form] = []
        self.links: dict[str, str] = {}
        self._open: list[str] = []
        self._href = ""
        self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given["action"]))
        elif tag == "input" and given.get("type") == "hidden":
            self.forms[-1].fields[given["name"]] = given["value"]
        elif tag == "input":
            self.forms[-1].typed.append(given["name"])
        elif tag == "a":
            self._href = given["href"]
        self._open.append(tag)

    def handle_data(self, data: str) -> None:
        if "button" in self._open[-1:]:
            self.forms[-1].button += data
        if self._href:
            self.links[data] = self._href

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open[:-1]
        self._href = "" if tag == "a" else self._href

    @property
    def buttons(self) -> list[str]:
        return [form.button for form in self.forms]


class Browser:
    """One device of one person, at one link."""

    def __init__(self, app: FastAPI, token: str) -> None:
        self.token = token
        self.client = TestClient(app, base_url=PUBLIC)
        self.page: Page

    def open(self, path: str = "", **headers: str) -> Page:
        self.page = Page(self.client.get(path if path.startswith("/t/") else f"/t/{self.token}{path}", headers=headers))
        return self.page

    def follow(self, label: str) -> Page:
        return self.open(self.page.links[label])

    def press(self, button: str, **typed: str) -> Page:
        """Type into the form of this button and press it."""
        form = next(form for form in self.page.forms if form.button == button)
        assert set(typed) == set(form.typed)
        self.page = Page(self.client.post(form.action, data=form.fields | typed))
        return self.page


class Room:
    """An office with links, its web process, and what the relay would do."""

    def __init__(self, database: Database, given: Unit) -> None:
        self.database = database
        self.office = Office(database, given, KEY)
        self.app = FastAPI()
        self.app.include_router(pages_router(database, KEY, lambda: self.office.now, patience=0))
        self.app.add_exception_handler(routes.FormRefusedError, routes.refused)
        self.codes = Codes(database, self.office.settler, lambda: self.office.now, opaque_id)
        self.lives: dict[str, Life] = {}

    def life(self, code: str = "KX7M4QA") -> Life:
        self.lives[code] = self.office.life(code).planned()
        return self.lives[code]

    def close(self) -> None:
        self.office.parts.sender.close()

    def token(self, person: str, template: str = "task_referral", code: str = "KX7M4QA") -> str:
        """The token with which the newest message of a template left for a person."""
        rows = [row for row in self.office.messages(template, code) if row.person == person]
        return token_of(KEY, rows[-1].notification_id)

    def browser(self, person: str = "DINSOS-1", template: str = "task_referral", code: str = "KX7M4QA") -> Browser:
        return Browser(self.app, self.token(person, template, code))

    def enter(self, browser: Browser, tail: str = "0011") -> Page:
        """Set a PIN with the code that comes to the known number."""
        browser.open()
        browser.press("Kirim kode", tail=tail)
        self.deliver()
        return browser.press("Simpan PIN dan masuk", code=self.last_code(), pin=PIN, again=PIN)

    def known(self, person: str = "DINSOS-1", tail: str = "0011") -> Browser:
        """A device that is remembered for the holder of the newest referral."""
        browser = self.browser(person)
        self.enter(browser, tail)
        self.deliver()
        return browser

    def last_code(self) -> str:
        found = re.search(r"\b(\d{6})\b", self.office.sent()[-1].text)
        assert found
        return found[1]

    def deliver(self) -> list[Inbox]:
        """What the relay does: everything that waits in the inbox goes to its case, or out; what was delivered."""
        with self.database.read() as session:
            rows = list(inbox.waiting(session))
        for row in rows:
            if row.kind == access.CODE:
                self.settled(row)
            elif row.kind == access.PIN_LOCKED:
                self.codes.locked(row.id)
            else:
                self._to_case(row)
        return rows

    def settled(self, row: Inbox) -> None:
        """Sent, and seen once more, as the relay does after its pause."""
        self.codes.send(row.id)
        self.codes.send(row.id)

    def _to_case(self, row: Inbox) -> None:
        life = self.lives[row.case_code or ""]
        life.now = max(life.now, self.office.now)
        decided = decide(life.known, command_of(row), self.office.now)
        answer: Answer | Refused
        if isinstance(decided, Decision):
            life.case = on_recorded(decided.case, self.office.record(decided.change))
            answer = Answer(decided.change.seq, touched(decided.case, decided.change))
        else:
            answer = decided
        with self.database.write() as session:
            state = "REFUSED" if isinstance(answer, Refused) else "DELIVERED"
            inbox.answered(session, row.id, stored(answer), state)

    def everything(self, *without: str) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every table but those named."""
        with self.database.read() as session:
            connection = session.connection()
            tables = {name: table for name, table in METADATA.tables.items() if name not in without}
            return {name: sorted(map(tuple, connection.execute(t.select())), key=str) for name, t in tables.items()}


def rooms(database: Database, given: Unit) -> Iterator[Room]:
    """A room, closed at the end."""
    made = Room(database, given)
    yield made
    made.close()
