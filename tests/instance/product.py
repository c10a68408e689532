"""One instance in a folder of its own: `rujukan up` as a process, the command line, and its handsets."""

import io
import json
import os
import signal
import subprocess
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

import cli
from tests import calling, processes
from tests.patience import PATIENCE, until
from tests.ports import free_base

ROOT = Path(__file__).resolve().parent.parent.parent
READY = "Coba di terminal lain"


@dataclass
class Product:
    """An instance that a test starts, uses and ends."""

    data: Path
    base: int = field(default_factory=free_base)
    hour: float = 3600
    patience: float = PATIENCE
    process: subprocess.Popen[str] | None = None

    def start(self, *more: str) -> Self:
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
                start_new_session=True,
            )
        until(lambda: READY in self.text or self.ended)
        assert not self.ended, self.text
        return self

    def __enter__(self) -> Self:
        """Start it; whatever comes, nothing of it is left at the end."""
        try:
            self.start()
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.end()

    def end(self) -> None:
        """Ask it to stop, and kill whatever is left of it."""
        if self.process is None:
            return
        try:
            self.stop()
        finally:
            processes.end(self.process)
            processes.end_all_in(self.data)

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
        given = {"RUJUKAN_HOUR_SECONDS": str(self.hour), "RUJUKAN_ANSWER_SECONDS": str(self.patience)}
        return own | given | {"PYTHONPATH": str(ROOT)}

    def stop(self, number: int = signal.SIGINT) -> int:
        """End it as Ctrl-C does; its exit code."""
        assert self.process is not None
        return processes.stopped(self.process, number)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One command of the command line, as a person types it."""
        return subprocess.run(
            [sys.executable, "-m", "cli", *words, "--data", str(self.data)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def json(self, *words: str) -> dict[str, Any]:
        """The JSON a command prints: asked within this process, for tests ask again and again."""
        with pytest.MonkeyPatch.context() as here, redirect_stdout(io.StringIO()) as said:
            for name in filter(lambda each: each.startswith("RUJUKAN_"), list(os.environ)):
                here.delenv(name)
            for name in ("RUJUKAN_HOUR_SECONDS", "RUJUKAN_ANSWER_SECONDS"):
                here.setenv(name, self.environment[name])
            cli.run([*words, "--json", "--data", str(self.data)])
        found: dict[str, Any] = json.loads(said.getvalue())
        return found

    def handset(self, address: str) -> list[str]:
        """The texts on a handset, oldest first."""
        answer = calling.get(f"http://127.0.0.1:{self.base + 3}/api/messages", params={"to": address})
        return [message["body"] for message in answer.json()["messages"]]

    def reply(self, address: str, body: str, channel: str | None = None) -> None:
        """Somebody answers on their handset, by the channel of the last message unless one is named."""
        url = f"http://127.0.0.1:{self.base + 3}/api/reply"
        calling.post(url, json={"from": address, "body": body, "channel": channel}).raise_for_status()

    def fault(self, address: str, code: int, times: int) -> None:
        """The provider refuses the next messages to an address, whichever channel of its, with a code."""
        url = f"http://127.0.0.1:{self.base + 3}/api/faults"
        fault = {"to": address, "code": code, "times": times}
        calling.post(url, json=fault).raise_for_status()

    def address(self, person: str) -> str:
        """The mobile number of a person of the pack."""
        known = json.loads((self.data / "handsets.json").read_text(encoding="utf-8"))
        mobile = (each for each in known if each["address"].startswith("+"))
        found: str = next(each["address"] for each in mobile if each["label"].startswith(f"{person} "))
        return found
