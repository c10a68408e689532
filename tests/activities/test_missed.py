"""A text that came in while nobody listened is found in the provider's list, once, as if it had been brought."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from activities.missed import Missed
from models import inbox
from models.db import Database
from models.tables import Inbox
from notifications.twilio_api import TwilioConfig
from notifications.twilio_inbox import TwilioInbox
from simulator.config import Config
from simulator.embedded import Running, running
from tests import calling
from tests.models.rows import at_once
from web.receive import Receiver

ACCOUNT, TOKEN, OURS = "AC" + "2" * 32, "rahasia-uji", "+6281100000000"
NOBODY = "http://127.0.0.1:9/twilio/inbound"
"""A web process that is down."""


@pytest.fixture(scope="module")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    config = Config(ACCOUNT, TOKEN, OURS, inbound_url=NOBODY, data=tmp_path_factory.mktemp("sim"))
    with running(config) as up:
        yield up


def missed(database: Database, url: str, sender: str = OURS) -> Missed:
    return Missed(database, TwilioInbox(TwilioConfig(ACCOUNT, TOKEN, sender, base_url=url)))


def write(simulator: Running, handset: str, body: str, channel: str = "SMS") -> str:
    """Somebody writes; nobody takes it. The provider's id."""
    answer = calling.post(
        f"{simulator.url}/api/reply",
        json={"from": handset, "body": body, "channel": channel},
    )
    assert answer.json()["delivered"] is False
    sid: str = answer.json()["sid"]
    return sid


def stored(database: Database) -> list[Inbox]:
    with database.read() as session:
        return list(inbox.waiting(session))


def test_texts_that_came_while_the_web_process_was_down_are_all_found_once(
    database: Database, simulator: Running
) -> None:
    sids = [write(simulator, f"+6281300000{n:03d}", f"TERIMA K7M4 {n}") for n in range(12)]
    sids.append(write(simulator, "+6281300000500", "DAFTAR", "WHATSAPP"))
    look, now = missed(database, simulator.url), datetime.now(UTC)
    assert look.look(now) >= len(sids)
    assert look.look(now + timedelta(hours=1)) == 0
    rows = {row.dedupe: row for row in stored(database)}
    assert {f"twilio:{sid}" for sid in sids} <= set(rows)
    whatsapp = rows[f"twilio:{sids[-1]}"]
    assert whatsapp.payload["channel"] == "WHATSAPP"
    assert whatsapp.payload["from"] == "+6281300000500"
    assert rows[f"twilio:{sids[0]}"].facts == {"body": "TERIMA K7M4 0"}


def test_what_the_webhook_brought_is_not_stored_again(database: Database, simulator: Running) -> None:
    sid = write(simulator, "+6281300000600", "TERIMA K7M4")
    receiver = Receiver(database, TOKEN, "http://contoh.invalid", lambda: datetime.now(UTC))
    receiver.message([("MessageSid", sid), ("From", "+6281300000600"), ("Body", "TERIMA K7M4")])
    missed(database, simulator.url).look(datetime.now(UTC))
    assert [row.source for row in stored(database) if row.dedupe == f"twilio:{sid}"] == ["twilio"]


def test_two_looks_at_the_same_time_store_a_text_once(database: Database, simulator: Running) -> None:
    sid = write(simulator, "+6281300000700", "TERIMA K7M4")
    look, now = missed(database, simulator.url), datetime.now(UTC)
    at_once(*[lambda: look.look(now)] * 3)
    assert len([row for row in stored(database) if row.dedupe == f"twilio:{sid}"]) == 1


def test_what_we_sent_is_nothing_that_came_in(database: Database, simulator: Running) -> None:
    form = {"To": "+6281300000800", "From": OURS, "Body": "keluar"}
    path = f"{simulator.url}/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    assert calling.post(path, data=form, auth=(ACCOUNT, TOKEN)).status_code == 201
    missed(database, simulator.url).look(datetime.now(UTC))
    assert not any(row.facts["body"] == "keluar" for row in stored(database))


def test_a_provider_without_an_answer_is_asked_again_for_the_same_time(database: Database, simulator: Running) -> None:
    sid = write(simulator, "+6281300000900", "TERIMA K7M4")
    now = datetime.now(UTC)
    assert missed(database, "http://127.0.0.1:9").look(now) == 0
    missed(database, simulator.url).look(now + timedelta(hours=20))
    assert any(row.dedupe == f"twilio:{sid}" for row in stored(database))


def test_a_sender_that_is_no_number_has_no_list(database: Database, simulator: Running) -> None:
    assert missed(database, simulator.url, sender="ULTPSAI").look(datetime.now(UTC)) == 0
