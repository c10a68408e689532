"""`python -m simulator` starts, says what is wrong in a sentence, and leaves with 0 when it is asked to."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

_PATIENCE_SECONDS = 20


def free_ports(n: int) -> list[int]:
    """Ports that nobody used a moment ago."""
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(n)]
    ports = [each.getsockname()[1] for each in taken]
    for each in taken:
        each.close()
    return ports


def start(http: int, smtp: int, data: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "simulator", "--port", str(http), "--smtp-port", str(smtp)]
    root = Path(__file__).parents[2]
    return subprocess.Popen([*command, "--data", str(data)], cwd=root, stderr=subprocess.PIPE, text=True)


def until_up(url: str, process: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            assert httpx.get(url, trust_env=False).is_success
        except httpx.ConnectError:
            continue
        return
    pytest.fail("the simulator did not start")


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_asked_to_stop_and_leaves_with_0(asked: signal.Signals, tmp_path: Path) -> None:
    http, smtp = free_ports(2)
    with start(http, smtp, tmp_path) as process:
        until_up(f"http://127.0.0.1:{http}/", process)
        os.kill(process.pid, asked)
        _, said = process.communicate(timeout=_PATIENCE_SECONDS)
    assert (process.returncode, said) == (0, "")


@pytest.mark.parametrize("which", [0, 1], ids=["http", "smtp"])
def test_a_port_in_use_is_one_clear_sentence(which: int, tmp_path: Path) -> None:
    ports = free_ports(2)
    with socket.create_server(("127.0.0.1", ports[which])), start(ports[0], ports[1], tmp_path) as process:
        _, said = process.communicate(timeout=_PATIENCE_SECONDS)
    assert process.returncode == 2
    assert f"{ports[which]} cannot be used" in said
    assert "Traceback" not in said
