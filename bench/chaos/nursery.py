"""Where processes of the outbox path are born, forked from one that has everything imported."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.chaos.scene import Scene
from bench.stack import ROOT

STARTING = 60.0
_A_LITTLE = 0.004


@dataclass
class Nursery:
    """Bears one process at a time; its log says who is ready and who has ended."""

    process: subprocess.Popen[str]
    log: Path
    born: int = 0
    _said: dict[str, list[list[str]]] = field(default_factory=lambda: {"ready": [], "end": []})
    _read: int = 0

    def bear(self, provider: str) -> int:
        """Start a process and wait until it is ready: its id."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{provider}\n")
        self.process.stdin.flush()
        self.born += 1
        assert self._until(lambda: len(self._heard("ready")) == self.born, STARTING), self._text()[-2_000:]
        return int(self._heard("ready")[-1][1])

    def ended(self, pid: int, seconds: float) -> bool:
        """Whether it is gone within so many seconds; AssertionError if it broke."""
        if not self._until(lambda: any(line[1] == str(pid) for line in self._heard("end")), seconds):
            return False
        code = int(self._heard("end")[-1][2])
        assert code in {0, -9}, self._text()[-2_000:]
        return True

    def _until(self, holds: Callable[[], bool], seconds: float) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if holds():
                return True
            assert self.process.poll() is None, self._text()[-2_000:]
            time.sleep(_A_LITTLE)
        return False

    def _heard(self, word: str) -> list[list[str]]:
        """Every line that begins with this word, split; only what is new is read, and a line only when it is whole."""
        with self.log.open("rb") as log:
            log.seek(self._read)
            new, whole, _ = log.read().rpartition(b"\n")
        self._read += len(new) + (1 if whole else 0)
        for line in new.decode("utf-8", "replace").splitlines():
            first, *_ = words = line.split() or [""]
            self._said.get(first, []).append(words)
        return self._said[word]

    def _text(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


@contextmanager
def bearing(set_up: Scene, kind: str) -> Iterator[Nursery]:
    """A nursery for processes of a kind (`ours`, `plain`)."""
    log = set_up.plan.data / "log" / "outbound.log"
    command = set_up.command("bench.chaos.outbound", set_up.ground.folder, kind)
    with log.open("ab") as out:
        process = subprocess.Popen(
            list(command.arguments),
            env=dict(command.environment),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=out,
            text=True,
        )
    try:
        yield Nursery(process, log)
    finally:
        process.kill()
        process.communicate()
