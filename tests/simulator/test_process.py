"""`python -m simulator` starts, says what is wrong in a sentence, and leaves with 0 when it is asked to."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests import calling
from tests.patience import PATIENCE, until
from tests.ports import free_base
from tests.processes import reaped


@contextmanager
def started(http: int, smtp: int, data: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "simulator", "--port", str(http), "--smtp-port", str(smtp)]
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [*command, "--data", str(data)], cwd=root, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    with reaped(process):
        yield process


def answers(url: str) -> bool:
    try:
        return calling.get(url).is_success
    except httpx.ConnectError:
        return False


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_asked_to_stop_and_leaves_with_0(asked: signal.Signals, tmp_path: Path) -> None:
    http = free_base()
    with started(http, http + 1, tmp_path) as process:
        until(lambda: answers(f"http://127.0.0.1:{http}/") or process.poll() is not None)
        assert process.poll() is None, "the simulator did not start"
        os.kill(process.pid, asked)
        _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (0, "")


@pytest.mark.parametrize("which", [0, 1], ids=["http", "smtp"])
def test_a_port_in_use_is_one_clear_sentence(which: int, tmp_path: Path) -> None:
    ports = (base := free_base(), base + 1)
    with socket.create_server(("127.0.0.1", ports[which])), started(*ports, tmp_path) as process:
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert f"{ports[which]} cannot be used" in said
    assert "Traceback" not in said
