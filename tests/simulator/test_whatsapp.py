"""WhatsApp's own rules: free text for 24 hours after the person wrote, else a template by its content SID."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from simulator.book import Message
from simulator.config import Config
from simulator.embedded import Running, running
from tests import calling
from tests.patience import PATIENCE, until
from tests.simulator.conftest import SENDER, SID, TOKEN
from tests.simulator.product import Product

Number = Callable[[], str]
CONTENT = "HX" + "a" * 32
FROM = f"whatsapp:{SENDER}"


def final(simulator: Running, sid: str) -> Message:
    def ended() -> Message | None:
        message = simulator.book.get(sid)
        return message if message and message.status in {"delivered", "failed", "undelivered"} else None

    until(lambda: ended() is not None)
    found = ended()
    assert found is not None
    return found


def test_free_text_to_a_person_who_has_not_written_is_taken_and_fails(
    client: Client, simulator: Running, product: Product, new_number: Number
) -> None:
    callback = f"{product.url}/receipts/w1"
    sid = client.messages.create(to=f"whatsapp:{new_number()}", from_=FROM, body="x", status_callback=callback).sid
    assert (final(simulator, sid).status, final(simulator, sid).error_code) == ("failed", 63016)
    post = product.next()
    assert (post["MessageStatus"], post["ErrorCode"]) == ("failed", "63016")


def test_free_text_passes_for_a_day_after_the_person_wrote(new_number: Number) -> None:
    now = datetime.now(UTC)
    config = Config(SID, TOKEN, SENDER, receipt_delay_seconds=0.001, clock=lambda: now)
    with running(config) as simulator:
        client = Client(SID, TOKEN, http_client=TwilioHttpClient(timeout=PATIENCE, pool_connections=False))
        client.api.base_url = simulator.url
        number = new_number()
        calling.post(
            f"{simulator.url}/api/reply",
            json={"from": number, "body": "Halo", "channel": "WHATSAPP"},
        )
        for hours, status in ((23, "delivered"), (25, "failed")):
            start, now = now, now + timedelta(hours=hours)
            sid = client.messages.create(to=f"whatsapp:{number}", from_=FROM, body="x").sid
            assert final(simulator, sid).status == status
            now = start


def test_a_template_passes_at_any_time_and_is_read_with_its_values(
    client: Client, web: httpx.Client, simulator: Running, new_number: Number
) -> None:
    web.post("/api/contents", json={"sid": CONTENT, "text": "Rujukan {{1}} sblm {{2}}"}).raise_for_status()
    values = json.dumps({"1": "K7M4", "2": "Sel 24/11"})
    made = client.messages.create(
        to=f"whatsapp:{new_number()}", from_=FROM, content_sid=CONTENT, content_variables=values
    )
    assert made.body == "Rujukan K7M4 sblm Sel 24/11"
    assert final(simulator, made.sid or "").status == "delivered"


def test_a_template_without_one_of_its_values_fails_later(
    client: Client, web: httpx.Client, simulator: Running, new_number: Number
) -> None:
    sid = "HX" + "b" * 32
    web.post("/api/contents", json={"sid": sid, "text": "{{1}} {{2}}"})
    made = client.messages.create(
        to=f"whatsapp:{new_number()}", from_=FROM, content_sid=sid, content_variables='{"1": "a"}'
    )
    assert final(simulator, made.sid or "").error_code == 63028


@pytest.mark.parametrize("sid, values, code", [("HX1", "{}", 21654), (CONTENT, "[]", 21656), (CONTENT, "{", 21656)])
def test_a_content_that_is_none_is_refused_at_once(
    client: Client, new_number: Number, sid: str, values: str, code: int
) -> None:
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(to=f"whatsapp:{new_number()}", from_=FROM, content_sid=sid, content_variables=values)
    assert refused.value.code == code


def test_a_template_nobody_registered_shows_its_values(client: Client, new_number: Number) -> None:
    made = client.messages.create(
        to=f"whatsapp:{new_number()}",
        from_=FROM,
        content_sid="HX" + "c" * 32,
        content_variables='{"1": "K7M4", "2": "besok"}',
    )
    assert made.body == "K7M4 | besok"
