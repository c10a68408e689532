"""A stack of real processes to measure: server, workers, and what they cost in CPU and memory."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from instance.plan import Plan
from instance.process import Command, dies_with
from instance.up import own_commands, prepare, server_command

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Running:
    """A process that is measured."""

    command: Command
    process: subprocess.Popen[bytes]

    def cpu(self) -> float:
        """Seconds of CPU so far, all threads."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> int:
        """Resident bytes."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1]) * PAGE

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        self.process.kill()
        self.process.wait(timeout=10)


def start(command: Command, log: Path) -> Running:
    """Start a process in a session of its own."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            list(command.arguments),
            env=dict(command.environment),
            cwd=ROOT,
            stdout=out,
            stderr=out,
            start_new_session=True,
            preexec_fn=dies_with(os.getpid()),  # noqa: PLW1509 - no orphan may go on eating the cores
        )
    return Running(command, process)


def stop(running: Sequence[Running]) -> None:
    """SIGTERM, then SIGKILL for what lingers."""
    for each in running:
        each.process.send_signal(signal.SIGTERM)
    for each in running:
        try:
            each.process.wait(timeout=8)
        except subprocess.TimeoutExpired:
            each.kill()


def plan_in(folder: Path) -> Plan:
    """An instance of its own in a folder, on free ports."""
    plan = Plan(folder / "data", _free())
    (plan.data / "log").mkdir(parents=True)
    return plan


def _free() -> int:
    for base in range(30_000 + os.getpid() % 5_000 * 5, 64_000, 5):
        try:
            for port in range(base, base + 5):
                socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return base
    raise RuntimeError("no free ports")


@contextmanager
def server(plan: Plan) -> Iterator[Running]:
    """The embedded server on a file, as `rujukan up` starts it."""
    running = start(server_command(plan), plan.data / "log" / "temporal.log")
    wait_for(plan.ports["temporal"])
    yield running
    stop([running])


def wait_for(port: int, seconds: float = 20) -> None:
    """Until something listens on a port."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"nothing listens on {port}")


@contextmanager
def measured(kind: str) -> Iterator[tuple[Plan, Running, Running]]:
    """An instance with nothing but a server and the worker that is measured."""
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_in(Path(folder))
        plan.write(prepare(plan))
        with server(plan) as temporal:
            worker = start(bench_worker(plan, kind), plan.data / "log" / "bench.log")
            try:
                yield plan, temporal, worker
            finally:
                stop([worker])


@contextmanager
def product(plan: Plan, more: Mapping[str, Sequence[str]] | None = None) -> Iterator[Mapping[str, Running]]:
    """The whole product: server, worker, relay, web, simulator. `more`: further words for a process, by its name."""
    unit = prepare(plan)
    plan.write(unit)
    told = more or {}
    own = [replace(each, arguments=[*each.arguments, *told.get(each.name, ())]) for each in own_commands(plan)]
    commands = [server_command(plan), *own]
    running = {each.name: start(each, plan.data / "log" / f"{each.name}.log") for each in commands}
    for name in plan.ports:
        wait_for(plan.ports[name])
    try:
        yield running
    finally:
        stop(list(running.values()))


def bench_worker(plan: Plan, kind: str) -> Command:
    """The worker of a measurement: `floor` or `product` (attributes left out, messages kept in memory)."""
    environment = {**own_commands(plan)[0].environment, "BENCH_MESSAGES": str(plan.data / "messages.txt")}
    return replace(
        own_commands(plan)[0], arguments=[sys.executable, "-m", "bench.worker", kind], environment=environment
    )
