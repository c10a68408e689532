"""The web process: what cannot be used is two sentences and 4; asked to stop, it leaves with 0."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from models.db import migrate
from notifications import signature
from tests.instance.product import ROOT
from tests.patience import PATIENCE, until
from tests.ports import free_base
from tests.processes import reaped


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    url = f"sqlite:///{tmp_path / 'rujukan.db'}"
    migrate(url)
    own = {name: value for name, value in os.environ.items() if not name.startswith("RUJUKAN_")}
    given = {"RUJUKAN_DATA": str(tmp_path), "RUJUKAN_DATABASE_URL": url, "RUJUKAN_WEB_PORT": str(free_base())}
    return own | given | {"PYTHONPATH": str(ROOT)}


@contextmanager
def started(environment: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "web.app"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    with reaped(process):
        yield process


def refused(environment: Mapping[str, str]) -> str:
    """What it said when it would not start: two sentences, no traceback."""
    with started(environment) as process:
        said, _ = process.communicate(timeout=PATIENCE)
    assert (process.returncode, len(said.splitlines())) == (4, 2), said
    return said


def test_it_serves_without_a_secret_but_believes_nobody(environment: dict[str, str]) -> None:
    base = f"http://127.0.0.1:{environment['RUJUKAN_WEB_PORT']}"
    with started(environment) as process, httpx.Client(base_url=base, trust_env=False, timeout=PATIENCE) as http:
        until(lambda: _answers(http))
        assert http.get("/").text.startswith("Rujukan")
        assert http.get("/health").json() == {"ok": True, "waiting": 0}
        forged = signature.sign("", f"{base}/twilio/inbound", [("MessageSid", "SM1")])
        headers = {signature.HEADER: forged}
        assert http.post("/twilio/inbound", data={"MessageSid": "SM1"}, headers=headers).status_code == 403
        process.send_signal(signal.SIGTERM)
        assert (process.communicate(timeout=PATIENCE)[0], process.returncode) == ("", 0)


def test_a_port_that_is_taken_is_named(environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", int(environment["RUJUKAN_WEB_PORT"]))):
        assert environment["RUJUKAN_WEB_PORT"] in refused(environment)


def test_a_database_that_is_not_ready_names_the_command_for_it(environment: dict[str, str], tmp_path: Path) -> None:
    environment["RUJUKAN_DATABASE_URL"] = f"sqlite:///{tmp_path / 'kosong.db'}"
    assert "rujukan migrate" in refused(environment)


def test_a_setting_out_of_reason_is_named(environment: dict[str, str]) -> None:
    environment["RUJUKAN_WEB_PORT"] = "delapan"
    assert "RUJUKAN_WEB_PORT" in refused(environment)


def _answers(http: httpx.Client) -> bool:
    try:
        return http.get("/health").status_code == 200
    except httpx.HTTPError:
        return False
