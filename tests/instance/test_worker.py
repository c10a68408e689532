"""Worker and relay say in two sentences why they cannot start; asked to stop, they finish and leave with 0."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.client import Client

from instance.checks import temporal_binary
from models import units
from models.db import Database, migrate
from simulator.config import Config
from simulator.embedded import running
from tests.instance.product import ROOT
from tests.patience import LOOK, PATIENCE, until
from tests.ports import free_base
from tests.processes import reaped, stopped
from tests.sample import unit
from workflows.bootstrap import bootstrap
from workflows.client import NotNowError, connect

READY, EMPTY, WRONG = "rujukan", "kosong", "salah"
SIMULATOR = "http://127.0.0.1:9"


@dataclass
class Machine:
    """A Temporal server, a database with a unit, and processes that are to work with them."""

    environment: dict[str, str]
    log: Path
    running: ExitStack

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        with self.log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, *words],
                cwd=ROOT,
                env=self.environment,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        return self.running.enter_context(reaped(process))

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def refused(self, *words: str) -> str:
        """What it said when it would not start: two sentences, no traceback, and 4."""
        code = self.start(*words).wait(PATIENCE)
        sentences = [line for line in self.said.splitlines() if line and not line.startswith(("{", "\x1b", "2"))]
        assert (code, len(sentences)) == (4, 2), self.said
        return sentences[0]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    base = free_base()
    words = [str(temporal_binary()), "server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", str(base)]
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*words, "--log-level", "error", "--namespace", EMPTY, "--namespace", WRONG],
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    address = f"127.0.0.1:{base}"
    with reaped(process):
        asyncio.run(_prepare(address))
        yield address


async def _connected(address: str, namespace: str) -> Client:
    async with asyncio.timeout(PATIENCE):
        while True:
            with suppress(NotNowError):
                return await connect(address, namespace)
            await asyncio.sleep(LOOK)


async def _prepare(address: str) -> None:
    await bootstrap(await _connected(address, READY), 1)
    wrong = await _connected(address, WRONG)
    request = AddSearchAttributesRequest(namespace=WRONG)
    request.search_attributes["Stage"] = IndexedValueType.INDEXED_VALUE_TYPE_INT
    await wrong.operator_service.add_search_attributes(request)


@pytest.fixture
def machine(server: str, tmp_path: Path) -> Iterator[Machine]:
    url = f"sqlite:///{tmp_path / 'rujukan.db'}"
    migrate(url)
    db = Database(url)
    with db.write() as session:
        units.store(session, unit(), datetime.now(UTC))
    db.close()
    own = {name: value for name, value in os.environ.items() if not name.startswith("RUJUKAN_")}
    given = {
        "RUJUKAN_DATA": str(tmp_path),
        "RUJUKAN_TEMPORAL_ADDRESS": server,
        "RUJUKAN_UNIT": unit().code,
        "RUJUKAN_TWILIO_BASE_URL": SIMULATOR,
        "RUJUKAN_SIMULATOR_URL": SIMULATOR,
        "RUJUKAN_TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "RUJUKAN_TWILIO_AUTH_TOKEN": "rahasia-uji",
        "PYTHONPATH": str(ROOT),
    }
    with ExitStack() as running:
        yield Machine(own | given, tmp_path / "log", running)


@pytest.mark.parametrize("name, ready", [("worker", "worker ready"), ("relay", "relay ready")])
def test_asked_to_stop_it_leaves_with_0(machine: Machine, name: str, ready: str) -> None:
    process = machine.start("-m", name)
    until(lambda: ready in machine.said)
    assert stopped(process) == 0
    assert "Traceback" not in machine.said


@pytest.mark.parametrize("name", ["worker", "relay"])
def test_a_unit_that_is_not_loaded_names_the_command_for_it(machine: Machine, name: str) -> None:
    machine.environment["RUJUKAN_UNIT"] = "lain"
    assert "rujukan unit load" in machine.refused("-m", name)


@pytest.mark.parametrize("name", ["worker", "relay"])
def test_invented_people_get_no_mail_from_a_real_server(machine: Machine, name: str) -> None:
    machine.environment["RUJUKAN_SMTP_HOST"] = "mail.example"
    assert "hanya boleh ke simulator" in machine.refused("-m", name)


@pytest.mark.parametrize(
    "name, value, told",
    [
        ("TEMPORAL_NAMESPACE", "tiada", "Namespace tiada tidak ada di Temporal. Jalankan: rujukan bootstrap"),
        ("TEMPORAL_NAMESPACE", EMPTY, "harus bertipe"),
        ("TEMPORAL_NAMESPACE", WRONG, "Atribut pencarian Stage harus bertipe Keyword, ada: Int"),
        ("DATABASE_URL", "sqlite:////tidak/ada/rujukan.db", "tidak dapat dibuka"),
        ("WORKER_PROCESSES", "banyak", "RUJUKAN_WORKER_PROCESSES"),
    ],
    ids=["no namespace", "no attributes", "an attribute of another type", "no database", "a bad setting"],
)
def test_what_is_not_ready_is_named_with_a_way_out(machine: Machine, name: str, value: str, told: str) -> None:
    machine.environment[f"RUJUKAN_{name}"] = value
    assert told in machine.refused("-m", "worker")


def test_a_wrong_account_is_told_at_once_and_the_worker_goes_on(machine: Machine) -> None:
    config = Config(machine.environment["RUJUKAN_TWILIO_ACCOUNT_SID"], "lain", "+6281100000000")
    with running(config) as provider:
        machine.environment |= {"RUJUKAN_TWILIO_BASE_URL": provider.url, "RUJUKAN_SIMULATOR_URL": provider.url}
        process = machine.start("-m", "worker")
        until(lambda: "worker ready" in machine.said and "RUJUKAN_TWILIO_AUTH_TOKEN" in machine.said)
        assert stopped(process) == 0
    assert "SMS: penyedia menolak akun kita (20003)" in machine.said
    assert "Traceback" not in machine.said


def test_a_server_that_never_answers_is_named(machine: Machine) -> None:
    machine.environment["RUJUKAN_TEMPORAL_ADDRESS"] = "127.0.0.1:9"
    assert "127.0.0.1:9" in machine.refused("-c", "import worker; worker.CONNECTING = 1; worker.leave(worker.main())")


def test_several_processes_stop_together(machine: Machine) -> None:
    machine.environment["RUJUKAN_WORKER_PROCESSES"] = "2"
    process = machine.start("-m", "worker")
    until(lambda: machine.said.count("worker ready") == 2)
    assert stopped(process) == 0


def test_one_of_several_that_dies_ends_all_so_that_somebody_starts_them_again(machine: Machine) -> None:
    machine.environment["RUJUKAN_WORKER_PROCESSES"] = "2"
    process = machine.start("-m", "worker")
    until(lambda: machine.said.count("worker ready") == 2)
    members = _members(process.pid)
    os.kill(members[0], signal.SIGKILL)
    assert process.wait(PATIENCE) == 9
    assert [pid for pid in members if Path(f"/proc/{pid}").exists()] == []


def _members(parent: int) -> list[int]:
    """The worker processes a team started (not the helper that Python keeps beside them)."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            status, words = (path / "status").read_text(), (path / "cmdline").read_bytes()
        except OSError:
            continue
        if re.search(rf"^PPid:\s+{parent}$", status, re.MULTILINE) and b"spawn_main" in words:
            found.append(int(path.name))
    return found
