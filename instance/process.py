"""One child process: in a session of its own, dead with its parent, its lines passed on one by one."""

import asyncio
import ctypes
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

PR_SET_PDEATHSIG = 1
LONGEST_LINE = 1024 * 1024
KNOCKING = 0.05
Say = Callable[[str, str], None]


@dataclass(frozen=True)
class Command:
    """What to run: name in the log, arguments, environment, and how it is seen to be ready.

    Ready is the line that holds `ready`, or else the moment `port` (of this machine) takes connections, or else
    the start itself.
    """

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    ready: str = ""
    port: int = 0


class Child:
    """A running child. `say(name, line)` gets each of its lines."""

    def __init__(self, command: Command, log: Path, say: Say) -> None:
        self.command = command
        self.ready = asyncio.Event()
        self._log = log
        self._say = say
        self._process: asyncio.subprocess.Process | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Start it; it gets SIGTERM from the kernel if we die in any way."""
        _libc()  # loaded before the fork: after it, another thread of ours may hold the loader's lock for ever
        self._process = await asyncio.create_subprocess_exec(
            *self.command.arguments,
            env=dict(self.command.environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
            limit=LONGEST_LINE,
            preexec_fn=dies_with(os.getpid()),
        )
        self._tasks = [asyncio.create_task(self._read(self._process)), asyncio.create_task(self._knock())]

    async def wait(self) -> int:
        """Its exit code, when it has ended and all its lines are read."""
        if self._process is None:
            return 0
        reading, knocking = self._tasks
        try:
            await reading
            return await self._process.wait()
        finally:
            knocking.cancel()

    def ask_to_stop(self) -> None:
        """SIGTERM."""
        if self._process and self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL."""
        if self._process and self._process.returncode is None:
            self._process.kill()

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        if process.stdout is None:
            return
        with self._log.open("a", encoding="utf-8") as log:
            async for raw in process.stdout:
                line = raw.decode("utf-8", "replace").rstrip()
                log.write(f"{line}\n")
                log.flush()
                if self.command.ready and self.command.ready in line:
                    self.ready.set()
                self._say(self.command.name, line)

    async def _knock(self) -> None:
        """Until its port takes connections."""
        while self.command.port and not await _answers(self.command.port):  # noqa: ASYNC110 - nobody calls us
            await asyncio.sleep(KNOCKING)
        if not self.command.ready:
            self.ready.set()


async def _answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)


def dies_with(parent: int) -> Callable[[], None]:
    """What the child does between fork and exec: ask the kernel for SIGTERM when the parent's thread ends."""
    libc = _libc()

    def prepare() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before we could ask
            os._exit(1)

    return prepare
