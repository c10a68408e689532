"""Messages, counts and opt-outs outlive the process; receipts not yet sent are sent after the restart."""

import json
from pathlib import Path

import pytest
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from simulator.config import Config
from simulator.embedded import FILE, Running, running
from simulator.journal import Journal
from tests import calling
from tests.patience import PATIENCE
from tests.simulator.conftest import SENDER, SID, TOKEN
from tests.simulator.product import Product

NUMBER = "+6281299990001"


def of_data(data: Path, delay: float | None = None, directory: Path | None = None) -> Config:
    return Config(SID, TOKEN, SENDER, data=data, receipt_delay_seconds=delay, directory=directory)


def send(simulator: Running, body: str, callback: str | None = None) -> None:
    client = Client(SID, TOKEN, http_client=TwilioHttpClient(timeout=PATIENCE, pool_connections=False))
    client.api.base_url = simulator.url
    client.messages.create(to=NUMBER, from_=SENDER, body=body, **({"status_callback": callback} if callback else {}))


def test_a_restart_keeps_messages_counts_and_opt_outs(tmp_path: Path) -> None:
    with running(of_data(tmp_path)) as first:
        send(first, "satu")
        calling.post(f"{first.url}/api/reply", json={"from": NUMBER, "body": "STOP"})
        before = (first.book.all(), first.book.requests, first.book.opted_out, first.book.version)
    with running(of_data(tmp_path)) as second:
        book = second.book
        assert (book.all(), book.requests, book.opted_out, book.version) == before


def test_receipts_not_sent_before_a_restart_are_sent_after_it(tmp_path: Path, product: Product) -> None:
    with running(of_data(tmp_path)) as first:
        send(first, "satu", f"{product.url}/receipts/n9")
    with running(of_data(tmp_path, delay=0.001)):
        assert [product.next()["MessageStatus"] for _ in range(2)] == ["sent", "delivered"]


def test_a_line_cut_off_by_a_crash_harms_neither_the_old_nor_the_new(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text('{"line": 1}\n{"li', encoding="utf-8")
    journal = Journal(path)
    assert list(journal.read()) == [{"line": 1}]
    journal.append({"line": 2})
    journal.close()
    assert list(journal.read()) == [{"line": 1}, {"line": 2}]


def test_names_come_from_the_directory_and_change_with_it(tmp_path: Path) -> None:
    directory = tmp_path / "people.json"
    with running(of_data(tmp_path, directory=directory)) as simulator:
        assert "Bu Contoh" not in calling.get(simulator.url).text
        row = {"address": NUMBER, "label": "Bu Contoh", "role": "narahubung", "agency": "DINSOS"}
        directory.write_text(json.dumps([row]), encoding="utf-8")
        assert "Bu Contoh" in calling.get(simulator.url).text


def test_a_taken_port_is_an_error_at_once(tmp_path: Path) -> None:
    with running(of_data(tmp_path)) as first:
        taken = int(first.url.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"), running(of_data(tmp_path / "b"), port=taken):
            pytest.fail("two simulators on one port")
