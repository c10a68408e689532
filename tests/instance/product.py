"""One instance in a folder of its own: `rujukan up` as a process, the command line, and its handsets."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parent.parent.parent
READY = "Coba di terminal lain"
STARTING = 60.0


def free_base() -> int:
    """A port from which five are free."""
    for base in range(20_000 + os.getpid() % 9_000 * 5, 64_000, 5):
        try:
            for port in range(base, base + 5):
                socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return base
    raise AssertionError("no free ports")


@dataclass
class Product:
    """An instance that a test starts, uses and ends."""

    data: Path
    base: int = field(default_factory=free_base)
    hour: float = 3600
    process: subprocess.Popen[str] | None = None

    def start(self, *more: str) -> "Product":
        """Start it and wait until it says what to try."""
        self.log.unlink(missing_ok=True)
        with self.log.open("w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "cli", "up", "--data", str(self.data), "--port-base", str(self.base), *more],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
            )
        until(lambda: READY in self.text or self.ended, STARTING)
        assert not self.ended, self.text
        return self

    @property
    def log(self) -> Path:
        return self.data.parent / f"{self.data.name}.log"

    @property
    def text(self) -> str:
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    @property
    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    @property
    def environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("RUJUKAN_")}
        return own | {"RUJUKAN_HOUR_SECONDS": str(self.hour), "PYTHONPATH": str(ROOT)}

    def stop(self, number: int = signal.SIGINT) -> int:
        """End it as Ctrl-C does; its exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(timeout=15)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One command of the command line, as a person types it."""
        return subprocess.run(
            [sys.executable, "-m", "cli", *words, "--data", str(self.data)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def json(self, *words: str) -> dict[str, Any]:
        """The JSON a command prints."""
        done = self.run(*words, "--json")
        assert done.stdout, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def handset(self, address: str) -> list[str]:
        """The texts on a handset, oldest first."""
        answer = httpx.get(f"http://127.0.0.1:{self.base + 3}/api/messages", params={"to": address}, timeout=10)
        return [message["body"] for message in answer.json()["messages"]]

    def reply(self, address: str, body: str, channel: str | None = None) -> None:
        """Somebody answers on their handset, by the channel of the last message unless one is named."""
        url = f"http://127.0.0.1:{self.base + 3}/api/reply"
        httpx.post(url, json={"from": address, "body": body, "channel": channel}, timeout=10).raise_for_status()

    def fault(self, address: str, code: int, times: int) -> None:
        """The provider refuses the next messages to an address, whichever channel of its, with a code."""
        url = f"http://127.0.0.1:{self.base + 3}/api/faults"
        fault = {"to": address, "code": code, "times": times}
        httpx.post(url, json=fault, timeout=10).raise_for_status()

    def address(self, person: str) -> str:
        """The mobile number of a person of the pack."""
        known = json.loads((self.data / "handsets.json").read_text(encoding="utf-8"))
        mobile = (each for each in known if each["address"].startswith("+"))
        found: str = next(each["address"] for each in mobile if each["label"].startswith(f"{person} "))
        return found


def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until a condition holds; AssertionError if it does not in time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "the condition did not come to hold in time"
        time.sleep(0.1)


def processes(data: Path) -> list[int]:
    """Process ids of everything that works in a folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words = (path / "cmdline").read_bytes() + (path / "environ").read_bytes()
        except OSError:
            continue
        if str(data).encode() in words and int(path.name) != os.getpid():
            found.append(int(path.name))
    return found
