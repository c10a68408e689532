"""`rujukan up`: starts everything in one terminal, watches it, and ends it within ten seconds."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from instance import checks
from instance.log import Screen
from instance.plan import ACCOUNT, HOST, NUMBER, Plan
from instance.process import Child, Command
from models import units as stored_units
from models.db import Database
from policy.unit import Unit
from roots import CannotStartError, now
from units.load import load
from workflows.attributes import SEARCH_ATTRIBUTES

STARTING = 40
GRACE = 8.0
RESTARTS = 3
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
        self._stopping = asyncio.Event()
        self._children: dict[str, Child] = {}
        self._failed = False

    async def run(self) -> int:
        """Start, say what to try, watch until Ctrl-C or SIGTERM; 0 if all ended as asked."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stopping.set)
        server = asyncio.create_task(self._watch(server_command(self._plan)))
        unit = await asyncio.to_thread(prepare, self._plan)
        await asyncio.to_thread(self._plan.write, unit)
        watching = [server]
        watching += [asyncio.create_task(self._watch(each)) for each in own_commands(self._plan)]
        await asyncio.sleep(0)  # each task has made its child
        try:
            if await self._started():
                self._screen.welcome(self._plan, unit)
            await self._stopping.wait()
        finally:
            await self._end(watching)
        return 1 if self._failed else 0

    async def _started(self) -> bool:
        """Whether everything got ready before we were told to stop; a process that cannot start ends all."""
        ready = asyncio.create_task(self._all_ready())
        told = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({ready, told}, timeout=STARTING, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        if ready.done():
            return True
        ready.cancel()
        if not self._stopping.is_set():
            self._screen.say("up", "belum siap dalam 40 detik; lihat folder log / not ready in 40 seconds")
        return False

    async def _all_ready(self) -> None:
        for child in self._children.values():
            await child.ready.wait()

    async def _watch(self, command: Command) -> None:
        """Keep one process running: again after 1, 2, 3 seconds, then everything ends."""
        for attempt in range(1, RESTARTS + 2):
            child = self._child(command)
            await child.start()
            code = await child.wait()
            if self._stopping.is_set():
                return
            self._screen.say(command.name, f"berhenti tak terduga ({code}) / ended unexpectedly ({code})")
            if attempt > RESTARTS or not child.ready.is_set():
                break
            await asyncio.sleep(attempt)
        self._failed = True
        self._stopping.set()

    def _child(self, command: Command) -> Child:
        child = Child(command, self._plan.data / "log" / f"{command.name}.log", self._screen.say)
        self._children[command.name] = child
        return child

    async def _end(self, watching: list[asyncio.Task[None]]) -> None:
        """First ours, then the server, so that nothing is cut off in the middle; what lingers is killed."""
        self._stopping.set()
        self._screen.say("up", "menghentikan semua / stopping")
        server, *ours = watching
        await self._stop([name for name in self._children if name != "temporal"], ours, GRACE - 2)
        await self._stop(["temporal"], [server], 2)

    async def _stop(self, names: list[str], tasks: list[asyncio.Task[None]], seconds: float) -> None:
        for name in names:
            self._children[name].ask_to_stop()
        _, lingering = await asyncio.wait(tasks, timeout=seconds) if tasks else (set(), set())
        if lingering:
            for name in names:
                self._children[name].kill()
            await asyncio.wait(lingering, timeout=1)


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
    return Command("temporal", arguments, dict(os.environ), ready="Temporal Server:")


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
        Command("web", [*python, "web.app"], environment),
        Command("simulator", [*python, *simulator], environment),
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
        stored_units.store(session, given, now())
        unit = stored_units.current(session, given.code, now())
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
