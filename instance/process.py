"""One child process: in a session of its own, dead with its parent, its lines passed on one by one."""

import asyncio
import ctypes
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1
Say = Callable[[str, str], None]


@dataclass(frozen=True)
class Command:
    """What to run: name in the log, arguments, environment, and the line that says it is ready."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    ready: str = ""


class Child:
    """A running child. `say(name, line)` gets each of its lines."""

    def __init__(self, command: Command, log: Path, say: Say) -> None:
        self.command = command
        self.ready = asyncio.Event()
        self._log = log
        self._say = say
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start it; it gets SIGTERM from the kernel if we die in any way."""
        self._process = await asyncio.create_subprocess_exec(
            *self.command.arguments,
            env=dict(self.command.environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )
        self._reading = asyncio.create_task(self._read(self._process))
        if not self.command.ready:
            self.ready.set()

    async def wait(self) -> int:
        """Its exit code, when it has ended and all its lines are read."""
        if self._process is None or self._reading is None:
            return 0
        await self._reading
        return await self._process.wait()

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


def _die_with_parent() -> None:
    """Runs in the child between fork and exec: the kernel sends SIGTERM when the parent's thread ends."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
