"""A focal point's phone: Chromium at the product's own web process, with a real database and a relay beside it."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import randbelow

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from models import access
from models.db import Database, migrate
from models.tables import CaseFile
from policy.case import Handover
from policy.codes import case_code
from policy.limits import Limits
from policy.words import Via
from tests.instance.product import ROOT
from tests.patience import until
from tests.ports import free_base
from tests.web.room import KEY, PIN, Room
from tests.web.test_link_detail import FACTS, sharing_unit
from tests.web.test_link_process import repeated
from web.links.seals import Seals

PHONE, DESKTOP = 360, 1280
HIGH = 740
PERSON = "DINSOS-1"
TAIL = "0011"


@dataclass(frozen=True)
class Scene:
    """A unit at work: its web process at `base`, its cases in `room`; `lock` keeps the relay away meanwhile."""

    base: str
    room: Room
    lock: threading.Lock

    def refer(self) -> "Task":
        """A new case, referred to the person with the phone."""
        code, now = case_code(randbelow), datetime.now(UTC)
        with self.lock:
            life = self.room.lives[code] = self.room.office.life(code, now).planned()
            with self.room.database.write() as session:
                session.add(_file(code, now))
            life.refer()
            return Task(self, code, self.room.token(PERSON, code=code))

    def relay(self) -> None:
        """Whatever waits is delivered, as the relay does."""
        with self.lock:
            self.room.office.now = datetime.now(UTC)
            self.room.deliver()

    def with_pin(self) -> None:
        """The person has set a PIN at enrolment; every device of theirs is forgotten."""
        with self.room.database.write() as session:
            access.set_pin(session, "contoh", PERSON, Seals(KEY).pin(PIN), datetime.now(UTC))

    def without_pin(self) -> None:
        """The person has never had a PIN."""
        with self.room.database.write() as session:
            access.end_pin(session, "contoh", PERSON, datetime.now(UTC))

    def code_after(self, sent: int) -> str:
        """The one-time code that reached the handset after so many texts, once it has."""
        until(lambda: any("kode Anda" in each.text for each in self.room.office.sent()[sent:]))
        return self.room.last_code()


@dataclass(frozen=True)
class Task:
    """The referral behind a link."""

    scene: Scene
    case: str
    token: str

    @property
    def link(self) -> str:
        return f"{self.scene.base}/t/{self.token}"

    def now(self) -> Handover:
        """The hand-over as the case has it."""
        with self.scene.lock:
            found = [each for each in self.scene.room.lives[self.case].known.handovers if each.kind == "RUJUKAN"]
        return found[-1]


def _file(code: str, now: datetime) -> CaseFile:
    return CaseFile(
        code=code,
        unit="contoh",
        report_no=f"L-{code}",
        type="KESOS",
        type_version="2019",
        channel=Via.DESK,
        told_at=now,
        happened_at=now,
        facts=FACTS,
    )


@contextmanager
def staged(folder: Path) -> Iterator[Scene]:
    """The web process and the relay at work in a folder; nobody is spared messages: one person gets many tasks."""
    url, port = f"sqlite:///{folder / 'rujukan.db'}", free_base()
    migrate(url)
    room = Room(Database(url), replace(sharing_unit(), limits=Limits(0, 0)))
    own = {name: value for name, value in os.environ.items() if not name.startswith("RUJUKAN_")}
    given = {
        "DATA": str(folder),
        "DATABASE_URL": url,
        "WEB_PORT": str(port),
        "LINK_KEY": KEY,
        "DESK_KEY": KEY,
        "UNIT": "contoh",
    }
    environment = own | {f"RUJUKAN_{name}": value for name, value in given.items()} | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-m", "web.app"], cwd=ROOT, env=environment)
    scene = Scene(f"http://127.0.0.1:{port}", room, threading.Lock())
    try:
        until(lambda: _answers(scene.base), 60)
        with repeated(scene.relay):
            yield scene
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        room.close()
        room.database.close()


def _answers(base: str) -> bool:
    try:
        return httpx.get(f"{base}/health", timeout=10).status_code == 200
    except httpx.HTTPError:
        return False


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; skips with one line where it is missing, but never in CI."""
    program = shutil.which("chromium")
    if program is None and os.environ.get("CI"):
        pytest.fail("CI must test with a browser: .ci/run installs it")
    if program is None:
        pytest.skip("Chromium is not installed here (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def device(browser: Browser, width: int = PHONE, *, script: bool = False) -> Iterator[Page]:
    """A device with nothing remembered and one page open."""
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": HIGH}, java_script_enabled=script, locale="id-ID"
    )
    context.set_default_timeout(60_000)
    try:
        yield context.new_page()
    finally:
        context.close()
