"""The web process is killed while people write: the provider holds on, and each text is stored once."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from models.db import Database, migrate
from models.tables import Inbox
from simulator.config import Config
from simulator.embedded import Running, running
from tests import calling
from tests.instance.product import ROOT
from tests.patience import until
from tests.ports import free_base
from tests.processes import end

TOKEN = "rahasia-uji"
COUNT = 20


class Web:
    """The real web process, on a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.database_url = f"sqlite:///{folder / 'rujukan.db'}"
        migrate(self.database_url)
        self.port = free_base()
        self.url = f"http://127.0.0.1:{self.port}"
        own = {name: value for name, value in os.environ.items() if not name.startswith("RUJUKAN_")}
        self._environment = own | {
            "RUJUKAN_DATA": str(folder),
            "RUJUKAN_DATABASE_URL": self.database_url,
            "RUJUKAN_WEB_PORT": str(self.port),
            "RUJUKAN_PUBLIC_URL": self.url,
            "RUJUKAN_TWILIO_AUTH_TOKEN": TOKEN,
            "PYTHONPATH": str(ROOT),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "web.app"], cwd=ROOT, env=self._environment, start_new_session=True
        )
        until(self._answers)

    def kill(self) -> None:
        if self.process:
            end(self.process)

    def stored(self) -> list[str]:
        database = Database(self.database_url)
        with database.read() as session:
            rows = list(session.exec(select(Inbox)))
        database.close()
        return [row.facts["body"] for row in rows]

    def _answers(self) -> bool:
        try:
            return calling.get(f"{self.url}/health").is_success
        except httpx.HTTPError:
            return False


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    made = Web(tmp_path)
    try:
        made.start()
        yield made
    finally:
        made.kill()


def _holding(web: Web, retry: float | None) -> Config:
    inbound = f"{web.url}/twilio/inbound"
    return Config("AC" + "0" * 32, TOKEN, "+6281100000000", inbound_url=inbound, retry_seconds=retry)


def _write(simulator: Running, number: int) -> str:
    said = {"from": f"+62812{number:08d}", "body": f"TERIMA {number}", "channel": "SMS"}
    posted = calling.post(f"{simulator.url}/api/reply", json=said).json()
    assert not posted["delivered"]
    sid: str = posted["sid"]
    return sid


def test_what_people_write_to_a_dead_web_process_is_stored_once_when_it_is_back(web: Web) -> None:
    web.kill()
    with running(_holding(web, 0.2)) as provider:
        sids = [_write(provider, number) for number in range(COUNT)]
        web.start()
        until(lambda: len(web.stored()) >= COUNT)
        for sid in sids[::4]:
            assert calling.post(f"{provider.url}/api/messages/{sid}/again").json()["delivered"]
    assert sorted(web.stored()) == sorted(f"TERIMA {number}" for number in range(COUNT))


def test_a_provider_that_does_not_hold_leaves_them_in_its_list(web: Web) -> None:
    web.kill()
    with running(_holding(web, None)) as provider:
        _write(provider, 1)
        web.start()
        path = f"{provider.url}/2010-04-01/Accounts/AC{'0' * 32}/Messages.json"
        asked = {"To": "+6281100000000"}
        listed = calling.get(path, params=asked, auth=("AC" + "0" * 32, TOKEN)).json()["messages"]
    assert [(each["direction"], each["body"]) for each in listed] == [("inbound", "TERIMA 1")]
    assert web.stored() == []
