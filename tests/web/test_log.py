"""What fails in the web process stands in its log by place and kind, without a word of what somebody wrote."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from models.db import Database, migrate
from models.tables import CaseRow
from tests.instance.product import ROOT
from tests.patience import PATIENCE, until
from tests.ports import free_base
from tests.processes import reaped, stopped
from tests.sample import unit
from tests.web.room import KEY, Room

SECRET = "Bunga Melati"


@pytest.fixture
def token(tmp_path: Path) -> str:
    """A link to a case whose record holds something it should not."""
    url = f"sqlite:///{tmp_path / 'rujukan.db'}"
    migrate(url)
    database = Database(url)
    room = Room(database, unit())
    room.life().refer()
    found = room.token("DINSOS-1")
    with database.write() as session:
        row = session.exec(select(CaseRow)).one()
        row.state = {"code": [SECRET]}
        session.add(row)
    room.close()
    database.close()
    return found


def test_no_word_of_a_record_stands_in_the_log(token: str, tmp_path: Path) -> None:
    port = free_base()
    own = {name: value for name, value in os.environ.items() if not name.startswith("RUJUKAN_")}
    given = {
        "RUJUKAN_DATA": str(tmp_path),
        "RUJUKAN_WEB_PORT": str(port),
        "RUJUKAN_UNIT": unit().code,
        "RUJUKAN_LINK_KEY": KEY,
        "PYTHONPATH": str(ROOT),
    }
    log = tmp_path / "log"
    words = [sys.executable, "-m", "web.app"]
    with log.open("wb") as out:
        process = subprocess.Popen(words, env=own | given, stdout=out, stderr=out, cwd=ROOT, start_new_session=True)
    url = f"http://127.0.0.1:{port}"
    with reaped(process), httpx.Client(base_url=url, trust_env=False, timeout=PATIENCE) as http:
        until(lambda: _answers(http) or process.poll() is not None)
        assert process.poll() is None, log.read_text()
        assert http.get(f"/t/{token}").status_code == 500
        assert stopped(process) == 0
    said = log.read_text()
    assert "ERROR" in said
    assert SECRET not in said
    assert token not in said


def _answers(http: httpx.Client) -> bool:
    try:
        return http.get("/health").is_success
    except httpx.TransportError:
        return False
