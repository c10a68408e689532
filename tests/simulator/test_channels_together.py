"""The product's own channels against the simulator's telephone and WhatsApp: sent, answered, found, over real HTTP."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import uvicorn
from sqlmodel import select

from models.db import Database
from models.tables import Inbox, Outbox
from notifications.channels import DeliveryError, Outgoing
from notifications.gateway import Gateway, GatewayConfig
from notifications.twilio_api import TwilioConfig
from notifications.whatsapp import WhatsApp
from policy.tariff import Content
from simulator.config import Config
from simulator.embedded import running
from tests import calling
from tests.databases import database, migrated_file, migrated_postgres
from tests.models.rows import outbox_row, stored
from tests.patience import PATIENCE, until
from tests.simulator.conftest import SENDER, SID, TOKEN
from web.app import create_app
from web.gateway import Phones, router
from web.receive import Receiver

__all__ = ["database", "migrated_file", "migrated_postgres"]
PIC = "+6281200000011"
CONTENT = Content("stop_told", "id", "HX" + "1" * 32, ("unit", "holder"), "Dari {{1}}: {{2}} berhenti.")
FILLED = {"unit": "ULT PSAI", "holder": "DINSOS-1"}


@contextmanager
def web(db: Database) -> Iterator[str]:
    phones = Phones(Receiver(db, TOKEN, "http://x", lambda: datetime.now(UTC)), TOKEN)
    config = uvicorn.Config(create_app(phones.receiver, router(phones)), port=0, log_config=None, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def rows(db: Database, kind: Any, *where: Any) -> list[Any]:
    with db.read() as session:
        return list(session.exec(select(kind).where(*where)).all())


def test_a_text_by_the_telephone_is_delivered_and_its_answer_is_stored(database: Database) -> None:
    with web(database) as address:
        config = Config(SID, TOKEN, SENDER, receipt_delay_seconds=0.01, gateway_url=f"{address}/gateway/inbound")
        with running(config) as up:
            way = Gateway(GatewayConfig(f"{up.url}/gateway", "sms", TOKEN, PATIENCE, PATIENCE))
            message = Outgoing("n-77", PIC, "ULT PSAI: tugas K7M4", "", 600)
            stored(database, outbox_row("n-77", state="ACCEPTED", provider_id="n-77", channel="SMS_LOKAL"))
            assert way.send(message) == way.send(message)
            until(lambda: bool(rows(database, Outbox, Outbox.notification_id == "n-77", Outbox.state == "DELIVERED")))
            assert way.find(message, datetime.now(UTC))
            known = way.fetch("n-77")
            assert known
            assert known.status == "delivered"
            way.probe()
            written = {"from": PIC, "body": "TERIMA K7M4", "channel": "SMS_LOKAL"}
            calling.post(f"{up.url}/api/reply", json=written).raise_for_status()
            until(lambda: bool(rows(database, Inbox, Inbox.kind == "Inbound")))
            (text,) = rows(database, Inbox, Inbox.kind == "Inbound")
            assert (text.payload["from"], text.facts) == (PIC, {"body": "TERIMA K7M4"})


def test_whatsapp_outside_the_window_leaves_as_a_template_and_is_found_by_its_values() -> None:
    with running(Config(SID, TOKEN, SENDER, receipt_delay_seconds=None)) as up:
        way = WhatsApp(TwilioConfig(SID, TOKEN, SENDER, up.url, PATIENCE), [CONTENT], lambda _: False)
        message = Outgoing("n-1", PIC, "ULT PSAI: DINSOS-1 berhenti", "", 600, None, "stop_told", "id", FILLED)
        taken = way.send(message)
        kept = up.book.get(taken.provider_id)
        assert kept is not None
        assert (kept.body, kept.to) == ("ULT PSAI | DINSOS-1", f"whatsapp:{PIC}")
        assert way.find(message, datetime.now(UTC) - timedelta(minutes=1)) == taken
        with pytest.raises(DeliveryError, match="no-template"):
            way.send(Outgoing("n-2", PIC, "x", "", 600, None, "reminder", "id", FILLED))
