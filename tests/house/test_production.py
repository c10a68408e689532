"""The product's own commands of docker-compose.yml, run by hand on PostgreSQL and the embedded server."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from instance.checks import temporal_binary
from tests import calling
from tests.instance.product import ROOT
from tests.patience import PATIENCE, until
from tests.ports import free_base
from tests.processes import end

pytestmark = pytest.mark.postgres


@dataclass
class Production:
    """Processes on one PostgreSQL database and one server that has no namespace of ours yet."""

    environment: dict[str, str]
    base: int
    log: Path
    running: list[subprocess.Popen[bytes]]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command that ends."""
        return subprocess.run(
            [sys.executable, "-m", "cli", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def start(self, *words: str) -> None:
        """A process that stays."""
        with self.log.open("ab") as out:
            process = subprocess.Popen(
                list(words), cwd=ROOT, env=self.environment, stdout=out, stderr=out, start_new_session=True
            )
        self.running.append(process)

    def python(self, *words: str) -> None:
        self.start(sys.executable, "-m", *words)


@pytest.fixture
def production(tmp_path: Path, new_postgres_database: Callable[[], str]) -> Iterator[Production]:
    base = free_base()
    (tmp_path / "database_url").write_text(new_postgres_database(), encoding="utf-8")
    (tmp_path / "token").write_text("rahasia-uji", encoding="utf-8")
    (tmp_path / "link_key").write_text("kunci-uji", encoding="utf-8")
    simulator = f"http://127.0.0.1:{base + 3}"
    own = {
        "RUJUKAN_DATA": str(tmp_path / "data"),
        "RUJUKAN_DATABASE_URL_FILE": str(tmp_path / "database_url"),
        "RUJUKAN_TEMPORAL_ADDRESS": f"127.0.0.1:{base}",
        "RUJUKAN_TEMPORAL_NAMESPACE": "rujukan",
        "RUJUKAN_UNIT": "tulungagung",
        "RUJUKAN_TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "RUJUKAN_TWILIO_AUTH_TOKEN_FILE": str(tmp_path / "token"),
        "RUJUKAN_LINK_KEY_FILE": str(tmp_path / "link_key"),
        "RUJUKAN_TWILIO_BASE_URL": simulator,
        "RUJUKAN_TWILIO_SENDER": "+6281100000000",
        "RUJUKAN_SIMULATOR_URL": simulator,
        "RUJUKAN_SIMULATOR_PORT": str(base + 3),
        "RUJUKAN_SMTP_PORT": str(base + 4),
        "RUJUKAN_PUBLIC_URL": f"http://127.0.0.1:{base + 2}",
        "RUJUKAN_WEB_PORT": str(base + 2),
        "RUJUKAN_WORKER_PROCESSES": "2",
        "RUJUKAN_ANSWER_SECONDS": str(PATIENCE),
        "PYTHONPATH": str(ROOT),
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RUJUKAN_")}
    made = Production(kept | own, base, tmp_path / "log", [])
    try:
        yield made
        for process in reversed(made.running):
            process.send_signal(signal.SIGTERM)
        codes = [process.wait(PATIENCE) for process in made.running]
        assert set(codes[1:]) <= {0}, codes
    finally:
        for process in made.running:
            end(process)


def test_the_commands_of_the_compose_file_make_a_working_product(production: Production) -> None:
    server = [str(temporal_binary()), "server", "start-dev", "--headless", "--log-level", "error"]
    production.start(*server, "--port", str(production.base), "--ip", "127.0.0.1")
    assert production.run("migrate").returncode == 0
    assert production.run("migrate").returncode == 0
    until(lambda: production.run("bootstrap", "--retention-days", "90").returncode == 0)
    assert production.run("bootstrap", "--retention-days", "90").returncode == 0
    assert production.run("unit", "load", "data/units/tulungagung").returncode == 0
    for words in (("worker",), ("relay",), ("web.app",), ("simulator",)):
        production.python(*words)
    until(lambda: _healthy(production.base + 2))
    found = json.loads(production.run("report", "--type", "KESOS", "--json").stdout)
    until(lambda: _stage(production, found["code"]) == "LAPORAN")
    until(lambda: json.loads(production.run("doctor", "--json").stdout)["ok"])
    assert json.loads(production.run("verify", "--json").stdout) == {"breaches": []}


def _healthy(port: int) -> bool:
    try:
        return calling.get(f"http://127.0.0.1:{port}/health").json()["ok"] is True
    except httpx.HTTPError:
        return False


def _stage(production: Production, code: str) -> str:
    stage: str = json.loads(production.run("case", code, "--json").stdout)["stage"]
    return stage


def test_a_pack_of_examples_is_never_sent_to_a_real_provider(production: Production) -> None:
    production.environment["RUJUKAN_TWILIO_BASE_URL"] = ""
    server = [str(temporal_binary()), "server", "start-dev", "--headless", "--log-level", "error"]
    production.start(*server, "--port", str(production.base), "--ip", "127.0.0.1")
    assert production.run("migrate").returncode == 0
    assert production.run("unit", "load", "data/units/tulungagung").returncode == 0
    production.environment["RUJUKAN_WORKER_PROCESSES"] = "1"
    done = subprocess.run(
        [sys.executable, "-m", "worker"],
        cwd=ROOT,
        env=production.environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 4
    assert "simulator" in done.stderr
    assert "Traceback" not in done.stderr
