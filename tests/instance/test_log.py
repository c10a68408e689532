"""What the terminal shows: words for a newcomer, nothing personal, nothing of the server's chatter."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
import structlog

import logs
from instance.log import Screen, readable
from instance.plan import Plan
from tests.sample import unit


@pytest.fixture
def screen() -> Screen:
    return Screen(lambda: datetime(2026, 11, 24, 10, 2, 11))  # noqa: DTZ001 - the wall clock of a terminal


def test_a_line_has_its_time_and_its_process(screen: Screen, capsys: pytest.CaptureFixture[str]) -> None:
    screen.say("worker", '{"kasus": "K7M4Q2A", "level": "info", "event": "dicatat"}')
    assert capsys.readouterr().out == "10.02.11 worker    dicatat  kasus=K7M4Q2A\n"


@pytest.mark.parametrize(
    "name, line",
    [
        ("temporal", "CLI 1.9.1 (Server 1.32.0, UI 2.54.1)"),
        ("worker", "2026-11-24T03:02:11Z  WARN temporalio_client::retry: gRPC call retried"),
        ("worker", ""),
    ],
)
def test_chatter_stays_in_the_log_files(
    screen: Screen, capsys: pytest.CaptureFixture[str], name: str, line: str
) -> None:
    screen.say(name, line)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("line", ['{"event": ', "{}x", "Traceback (most recent call last):"])
def test_what_is_no_json_is_shown_as_it_is(line: str) -> None:
    assert readable(line) == line


def test_the_welcome_names_addresses_and_three_things_to_try(
    screen: Screen, capsys: pytest.CaptureFixture[str]
) -> None:
    screen.welcome(Plan(Path("var"), 7300, fast=True), unit())
    shown = capsys.readouterr().out
    for words in ("http://127.0.0.1:7301/namespaces", "http://127.0.0.1:7303", "10 detik", "  1. ", "  2. ", "  3. "):
        assert words in shown
    assert "--data" not in shown


@contextmanager
def configured() -> Iterator[None]:
    """Logging as a process of ours has it, and afterwards as pytest had it."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    root.handlers.clear()  # not to be closed
    logs.configure()
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.reset_defaults()


def test_only_allowed_keys_reach_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    with configured():
        structlog.get_logger().info("dicatat", kasus="K7M4Q2A", nama="Siti", telepon="+6281200000011")
    shown = json.loads(capsys.readouterr().out)
    assert shown == {"event": "dicatat", "kasus": "K7M4Q2A", "level": "info"}


def test_what_other_libraries_log_is_shown_without_its_words() -> None:
    words = (ValueError("Siti, 0812"),)
    record = logging.LogRecord("temporalio.worker", logging.WARNING, "worker.py", 77, "failed: %s", words, None)
    with configured():
        (handler,) = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
        shown = handler.format(record)
    assert "temporalio.worker WARNING" in shown
    assert "Siti" not in shown
