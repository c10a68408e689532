"""Processes that tests start: whatever becomes of the test, none outlives it and none is left unreaped."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.patience import PATIENCE, until

Process = subprocess.Popen[Any]


@contextlib.contextmanager
def reaped(process: Process) -> Iterator[Process]:
    """A process for the length of a block. Start it with `start_new_session=True`: its own children end with it."""
    try:
        yield process
    finally:
        end(process)


def end(process: Process) -> None:
    """Kill what still runs of it and of its session, reap it, close its pipes."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait(PATIENCE)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            pipe.close()


def stopped(process: Process, number: int = signal.SIGTERM) -> int:
    """Ask it to stop; what it ends with."""
    process.send_signal(number)
    return process.wait(PATIENCE)


def working_in(folder: Path) -> list[int]:
    """Process ids of everything that works in a folder, without ourselves."""
    return [pid for pid in _others() if str(folder).encode() in _words(pid)]


def end_all_in(folder: Path) -> None:
    """Kill everything that works in a folder."""
    for pid in working_in(folder):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    until(lambda: working_in(folder) == [])


def _others() -> list[int]:
    return [int(path.name) for path in Path("/proc").glob("[0-9]*") if int(path.name) != os.getpid()]


def _words(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() + Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""
