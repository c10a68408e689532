"""`rujukan up`: starts everything in one terminal, watches it, and ends it within ten seconds."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from temporalio.service import RPCError

from instance import checks
from instance.log import Screen
from instance.plan import ACCOUNT, HOST, NUMBER, Plan
from instance.process import Command
from instance.watch import Team
from models import units as stored_units
from models.db import Database
from policy.unit import Unit
from settings import CannotStartError
from units.load import load
from workflows import periodic
from workflows.attributes import SEARCH_ATTRIBUTES
from workflows.client import NotNowError, connect

SERVER = "temporal"
STARTING = 40
"""Seconds after which it is said that not everything is ready yet."""
CONNECTING = 30
"""Tries, a second apart, before it is said that the schedules are not on the server."""
ROOT = Path(__file__).resolve().parent.parent
DYNAMIC = (
    'history.workflowTaskRetryMaxInterval="5s"',
    'history.timerProcessorMaxTimeShift="10ms"',
)


class Instance:
    """The processes of one plan."""

    def __init__(self, plan: Plan, screen: Screen) -> None:
        self._plan = plan
        self._screen = screen
        self._team = Team(plan.data / "log", screen.say)

    async def run(self) -> int:
        """Start, say what to try, watch until Ctrl-C or SIGTERM; 0 if all ended as asked."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, self._team.stopping.set)
        try:
            await self._start()
            await self._team.stopping.wait()
        finally:
            self._screen.say("up", "menghentikan semua / stopping")
            await self._team.end(last=SERVER)
        return 1 if self._team.failed else 0

    async def _start(self) -> None:
        """The server starts while the database and the unit are made ready; then everything else."""
        self._team.keep(server_command(self._plan))
        unit = await asyncio.to_thread(prepare, self._plan)
        await asyncio.to_thread(self._plan.write, unit)
        if self._team.stopping.is_set():
            return
        for command in own_commands(self._plan):
            self._team.keep(command)
        if await self._ready():
            await self._schedules()
            self._screen.welcome(self._plan, unit)

    async def _ready(self) -> bool:
        """Whether every process got ready before we were told to stop; a slow machine is waited for, and it is said."""
        while not await self._team.ready(STARTING):
            if self._team.stopping.is_set():
                return False
            self._screen.say("up", "belum siap, masih ditunggu; lihat folder log / not ready yet, still waiting")
        return True

    async def _schedules(self) -> None:
        """What is done again and again is on the server, as this version has it."""
        for _ in range(CONNECTING):
            try:
                await periodic.ensure(await connect(f"{HOST}:{self._plan.ports['temporal']}", "rujukan"))
            except (NotNowError, RPCError):
                if await self._told_to_stop_within(1):
                    return
            else:
                return
        self._screen.say("up", "jadwal belum terpasang; jalankan: rujukan bootstrap / no schedules yet")

    async def _told_to_stop_within(self, seconds: float) -> bool:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._team.stopping.wait(), seconds)
        return self._team.stopping.is_set()


def server_command(plan: Plan) -> Command:
    """The Temporal dev server with its UI and our search attributes (temporal.md §1 and §7)."""
    attributes = [part for item in SEARCH_ATTRIBUTES.items() for part in ("--search-attribute", "=".join(item))]
    dynamic = [part for value in DYNAMIC for part in ("--dynamic-config-value", value)]
    pragmas = ["--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=FULL"]
    arguments = [
        str(checks.temporal_binary()),
        *("server", "start-dev", "--ip", HOST, "--namespace", "rujukan", "--ui-disable-news-fetch"),
        *("--port", str(plan.ports["temporal"]), "--ui-port", str(plan.ports["ui"])),
        *("--db-filename", str(plan.data / "temporal.db"), "--log-level", "error"),
        *attributes,
        *dynamic,
        *pragmas,
    ]
    return Command(SERVER, arguments, dict(os.environ), ready="Temporal Server:")


def own_commands(plan: Plan) -> list[Command]:
    """Worker, relay, web and simulator."""
    environment = _environment(plan)
    python = [sys.executable, "-m"]
    web = plan.url("web")
    simulator = [
        *("simulator", "--host", HOST, "--port", str(plan.ports["simulator"])),
        *("--smtp-port", str(plan.ports["smtp"]), "--data", str(plan.data)),
        *("--directory", str(plan.data / "handsets.json"), "--inbound-url", f"{web}/twilio/inbound"),
    ]
    return [
        Command("worker", [*python, "worker"], environment, ready="worker ready"),
        Command("relay", [*python, "relay"], environment, ready="relay ready"),
        Command("web", [*python, "web.app"], environment, port=plan.ports["web"]),
        Command("simulator", [*python, *simulator], environment, port=plan.ports["simulator"]),
    ]


def _environment(plan: Plan) -> Mapping[str, str]:
    own = {name: value for name, value in os.environ.items() if not _ours(name)}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return own | {
        "PYTHONPATH": path,
        "PYTHONUNBUFFERED": "1",
        "RUJUKAN_DATA": str(plan.data.absolute()),
        "RUJUKAN_TWILIO_ACCOUNT_SID": ACCOUNT,
        "RUJUKAN_TWILIO_SENDER": NUMBER,
        "RUJUKAN_TWILIO_AUTH_TOKEN": plan.token,
        "RUJUKAN_LINK_KEY": plan.link_key,
    }


def _ours(name: str) -> bool:
    """Variables that must not reach the children: our own, and one that makes every case compile its code anew."""
    return name.startswith("RUJUKAN_") or name == "PYTHONDONTWRITEBYTECODE"


def prepare(plan: Plan) -> Unit:
    """Database at our version, unit loaded; the unit in force. DatabaseProblem, PackErrors."""
    checks.database(plan)
    given = load(plan.pack)
    db = Database(plan.database_url)
    with db.write() as session:
        stored_units.store(session, given, datetime.now(UTC))
        unit = stored_units.current(session, given.code, datetime.now(UTC))
    db.close()
    if unit is None:
        raise CannotStartError(f"Unit {given.code} tidak termuat.", f"Unit {given.code} did not load.")
    return unit


def up(plan: Plan) -> int:
    """Check, then run the instance. CannotStartError, DatabaseProblem, PackErrors."""
    checks.temporal_binary()
    checks.folder(plan)
    lock = checks.alone(plan)
    try:
        checks.ports(plan)
        checks.database(plan)
        return asyncio.run(Instance(plan, Screen(datetime.now)).run())
    finally:
        lock.close()
