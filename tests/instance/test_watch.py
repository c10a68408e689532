"""A process that dies is started again, one that cannot live ends all, and nothing outlives the rest."""

import asyncio
import contextlib
import os
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from instance.process import Command
from instance.watch import Team
from tests.patience import PATIENCE, settled
from tests.ports import free_base

LAST = "server"
SLEEPER = "echo hidup $$; exec sleep 600"
DEAF = "trap '' TERM; echo hidup $$; while :; do sleep 0.1; done"


class Said:
    """What the team said, line by line."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []

    def __call__(self, name: str, line: str) -> None:
        self.lines.append((name, line))

    def pids(self, name: str) -> list[int]:
        """The process ids a process called out, one for each time it was started."""
        return [int(line.split()[1]) for who, line in self.lines if who == name and line.startswith("hidup")]

    def sentences(self, name: str) -> list[str]:
        return [line for who, line in self.lines if who == name and not line.startswith("hidup")]


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
async def team(tmp_path: Path, said: Said) -> AsyncIterator[Team]:
    made = Team(tmp_path, said, pause=0.01)
    yield made
    with contextlib.suppress(OSError):
        await made.end(last=LAST)


def shell(name: str, script: str, ready: str = "hidup") -> Command:
    return Command(name, ["sh", "-c", script], dict(os.environ), ready=ready)


def alive(pid: int) -> bool:
    try:
        return b") Z " not in Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return False


async def test_a_process_that_dies_is_started_again_with_a_sentence(team: Team, said: Said) -> None:
    team.keep(shell("worker", SLEEPER))
    assert await team.ready(PATIENCE)
    os.kill(said.pids("worker")[0], 9)
    await settled(lambda: len(said.pids("worker")) == 2)
    assert said.sentences("worker") == [
        "berhenti tak terduga (-9), dijalankan lagi / ended unexpectedly (-9), starting again"
    ]
    assert not team.stopping.is_set()


async def test_three_deaths_in_a_row_end_all(team: Team, said: Said) -> None:
    team.keep(shell("worker", "echo hidup $$; exit 7"))
    team.keep(shell(LAST, SLEEPER))
    await asyncio.wait_for(team.stopping.wait(), PATIENCE)
    await team.end(last=LAST)
    assert team.failed
    assert len(said.pids("worker")) == 3
    assert "stopping all" in said.sentences("worker")[-1]
    assert not alive(said.pids(LAST)[0])


async def test_a_process_that_never_got_ready_is_not_tried_again(team: Team, said: Said) -> None:
    team.keep(shell("worker", "echo 'basis data dikunci'; exit 4"))
    assert not await team.ready(PATIENCE)
    assert team.failed
    assert said.sentences("worker") == [
        "basis data dikunci",
        "berhenti (4), semua dihentikan / ended (4), stopping all",
    ]


async def test_what_has_to_be_last_ends_after_the_others(team: Team, said: Said) -> None:
    team.keep(shell(LAST, "trap 'echo usai; exit 0' TERM; echo hidup $$; while :; do sleep 0.05; done"))
    team.keep(shell("worker", "trap 'sleep 0.3; echo usai; exit 0' TERM; echo hidup $$; while :; do sleep 0.05; done"))
    assert await team.ready(PATIENCE)
    await team.end(last=LAST)
    assert [name for name, line in said.lines if line == "usai"] == ["worker", LAST]
    assert not team.failed


async def test_one_that_will_not_stop_is_killed_in_time(
    team: Team, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("instance.watch.GRACE", 0.2)
    team.keep(shell("worker", DEAF))
    assert await team.ready(PATIENCE)
    await asyncio.wait_for(team.end(last=LAST), PATIENCE)
    assert not alive(said.pids("worker")[0])


async def test_nothing_is_started_again_once_all_are_told_to_stop(tmp_path: Path, said: Said) -> None:
    slow = Team(tmp_path, said, pause=600)
    slow.keep(shell("worker", SLEEPER))
    assert await slow.ready(PATIENCE)
    os.kill(said.pids("worker")[0], 9)
    await settled(lambda: bool(said.sentences("worker")))
    await asyncio.wait_for(slow.end(last=LAST), PATIENCE)
    assert len(said.pids("worker")) == 1


async def test_a_program_that_is_not_there_ends_all_and_is_named(team: Team) -> None:
    team.keep(Command("worker", ["/tidak/ada"], {}))
    assert not await team.ready(PATIENCE)
    with pytest.raises(FileNotFoundError, match="/tidak/ada"):
        await team.end(last=LAST)


async def test_a_server_is_ready_when_its_port_answers(team: Team) -> None:
    port = free_base()
    program = f"import socket, sys, time; s = socket.create_server(('127.0.0.1', {port})); time.sleep(600)"
    team.keep(Command("web", [sys.executable, "-c", program], dict(os.environ), port=port))
    assert await team.ready(PATIENCE)
    socket.create_connection(("127.0.0.1", port)).close()


async def test_a_very_long_line_breaks_nothing(team: Team, said: Said, tmp_path: Path) -> None:
    team.keep(shell("worker", "head -c 300000 /dev/zero | tr '\\0' x; echo; echo hidup $$; exec sleep 600"))
    assert await team.ready(PATIENCE)
    assert len(said.sentences("worker")[0]) == 300_000
    assert (tmp_path / "worker.log").stat().st_size > 300_000
