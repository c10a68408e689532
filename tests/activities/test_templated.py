"""WhatsApp's 24 hours, learnt from a receipt: the same message goes as the approved template, once, marked."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from models import reaching, windows
from models.db import Database
from models.tables import Outbox
from notifications.sms import Sms
from notifications.twilio_api import TwilioConfig
from notifications.whatsapp import WhatsApp
from policy.people import Contact
from policy.tariff import Content
from policy.words import Channel
from simulator.embedded import Running
from tests.activities.wire import NUMBER, OTHER, PHONE, SID, TOKEN, Wire, newest, process
from tests.databases import loaded
from tests.sample import unit

CONTENT_SID = "HX" + "7" * 32
CONTENT = Content("task_referral", "id", CONTENT_SID, ("unit", "code"), "Dari {{1}}: rujukan {{2}} menunggu.")
VALUES = {"unit": "ULT PSAI", "code": "K7M4"}
BY_SMS = [["SMS", PHONE]]
OUTSIDE, OTHER_FAULT = 63016, 63027
NAMES = count()


@pytest.fixture
def name() -> str:
    return f"t{next(NAMES)}"


@pytest.fixture
def whatsapp(database: Database, simulator: Running) -> Iterator[Wire]:
    """A process whose WhatsApp has one approved template, and believes the window to be open."""
    loaded(database, unit())
    twilio = TwilioConfig(SID, TOKEN, NUMBER, simulator.url, 5)
    parts = process(database, {Channel.SMS: Sms(twilio), Channel.WHATSAPP: WhatsApp(twilio, (CONTENT,))})
    yield Wire(database, simulator, parts)
    parts.sender.close()


def _sent(wired: Wire, name: str, **more: object) -> int:
    """Free text by WhatsApp that was taken."""
    common = {"channel": "WHATSAPP", "address": OTHER, "channels": BY_SMS, "filled": VALUES, "urgency": "biasa"}
    return wired.sent(name, **(common | more))


def _fails(wired: Wire, row_id: int, code: int = OUTSIDE) -> Outbox:
    """The provider says so later; what followed."""
    wired.simulator.book.move(str(wired.row(row_id).provider_id), "failed", code)
    wired.passes(timedelta(minutes=10))
    wired.sweep()
    return newest(wired, row_id)


def _said(wired: Wire, row: Outbox) -> str:
    message = wired.simulator.book.get(str(row.provider_id))
    return message.body if message else ""


def test_free_text_that_a_receipt_says_came_too_late_goes_as_the_template_by_the_same_number(
    whatsapp: Wire, name: str
) -> None:
    row_id = _sent(whatsapp, name)
    after = _fails(whatsapp, row_id)
    assert (after.id != row_id, after.channel, after.address, after.state) == (True, "WHATSAPP", OTHER, "ACCEPTED")
    assert _said(whatsapp, after) == " | ".join(VALUES.values()), "said by its content SID, which shows its values"
    assert (after.more, after.resent, after.channels) == ({"as_template": True}, False, BY_SMS)
    assert whatsapp.desk() == [], "nothing is broken: the administrator is not troubled"


def test_it_is_said_as_a_template_once_and_then_by_the_next_channel_in_free_words(whatsapp: Wire, name: str) -> None:
    row_id = _sent(whatsapp, name)
    template = _fails(whatsapp, row_id)
    after = _fails(whatsapp, template.id or 0)
    assert (after.channel, after.address, after.state, after.more) == ("SMS", PHONE, "ACCEPTED", None)
    assert [item.kind for item in whatsapp.desk()] == ["template"]


def test_another_template_fault_takes_the_next_channel_and_the_administrator_sees_it(whatsapp: Wire, name: str) -> None:
    row_id = _sent(whatsapp, name)
    after = _fails(whatsapp, row_id, OTHER_FAULT)
    assert (after.channel, [item.kind for item in whatsapp.desk()]) == ("SMS", ["template"])


def test_a_message_that_no_template_says_takes_the_next_channel(whatsapp: Wire, name: str) -> None:
    row_id = _sent(whatsapp, name, template="reminder", filled={})
    after = _fails(whatsapp, row_id)
    assert (after.channel, after.state, after.more) == ("SMS", "ACCEPTED", None)


def test_the_window_is_shut_for_everybody_who_shares_the_number(whatsapp: Wire, name: str) -> None:
    now = datetime.now(UTC)
    people = [unit().people[code] for code in ("DINSOS-1", "DINSOS-9")]
    with whatsapp.database.write() as session:
        reaching.wrote(session, "contoh", people, Contact(Channel.WHATSAPP, OTHER), now)
        assert windows.is_open(session, "contoh", OTHER, now)
    _fails(whatsapp, _sent(whatsapp, name))
    with whatsapp.database.read() as session:
        assert not windows.is_open(session, "contoh", OTHER, now)
