"""The real Twilio client finds in the simulator what it finds at Twilio."""

from collections.abc import Callable

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from notifications.signature import verify
from simulator.embedded import Running
from tests.patience import PATIENCE
from tests.simulator.conftest import SENDER, SID, TOKEN
from tests.simulator.product import Product

Number = Callable[[], str]


def test_a_message_is_taken_and_can_be_read_back(client: Client, new_number: Number) -> None:
    to = new_number()
    created = client.messages.create(to=to, from_=SENDER, body="Halo [1]", validity_period=600)
    assert created.sid.startswith("SM")
    assert (created.status, created.direction, created.num_segments) == ("queued", "outbound-api", "1")
    fetched = client.messages.get(created.sid).fetch()
    assert (fetched.to, fetched.from_, fetched.body) == (to, SENDER, "Halo [1]")
    assert fetched.date_created.tzinfo is not None


def test_messages_of_one_number_are_listed_newest_first_over_several_pages(client: Client, new_number: Number) -> None:
    to = new_number()
    for body in ("satu", "dua", "tiga"):
        client.messages.create(to=to, from_=SENDER, body=body)
    assert [m.body for m in client.messages.list(to=to, page_size=2)] == ["tiga", "dua", "satu"]
    assert client.messages.list(to=new_number()) == []


@pytest.mark.parametrize(
    "to, sender, body, code",
    [
        ("not a number", SENDER, "x", 21211),
        ("+62000", SENDER, "x", 21211),
        ("+62355323421", SENDER, "x", 21614),
        ("+6281299999999", "+6281100000009", "x", 21606),
        ("+6281299999999", "", "x", 21603),
        ("", SENDER, "x", 21604),
        ("+6281299999999", SENDER, "", 21602),
        ("+6281299999999", SENDER, "x" * 1601, 21617),
    ],
)
def test_a_bad_request_gets_twilios_code(client: Client, to: str, sender: str, body: str, code: int) -> None:
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(to=to, from_=sender, body=body)
    assert (refused.value.status, refused.value.code) == (400, code)


def test_wrong_credentials_are_refused_with_20003(simulator: Running) -> None:
    stranger = Client(SID, "wrong", http_client=TwilioHttpClient(timeout=PATIENCE, pool_connections=False))
    stranger.api.base_url = simulator.url
    with pytest.raises(TwilioRestException) as refused:
        stranger.messages.create(to="+6281299999999", from_=SENDER, body="x")
    assert (refused.value.status, refused.value.code) == (401, 20003)


def test_an_unknown_message_is_not_found(client: Client) -> None:
    with pytest.raises(TwilioRestException) as refused:
        client.messages.get("SM" + "0" * 32).fetch()
    assert (refused.value.status, refused.value.code) == (404, 20404)


def test_receipts_arrive_signed_and_in_order(client: Client, product: Product, new_number: Number) -> None:
    callback = f"{product.url}/receipts/n1"
    sid = client.messages.create(to=new_number(), from_=SENDER, body="x", status_callback=callback).sid
    posts = [product.next(), product.next()]
    assert [post["MessageStatus"] for post in posts] == ["sent", "delivered"]
    assert all(post["MessageSid"] == sid for post in posts)
    assert all(verify(TOKEN, callback, post.fields, post.signature) for post in posts)


def test_every_request_for_a_text_is_counted_refused_ones_too(
    client: Client, simulator: Running, new_number: Number
) -> None:
    to = new_number()
    for _ in range(2):
        client.messages.create(to=to, from_=SENDER, body="dua kali")
    with pytest.raises(TwilioRestException):
        client.messages.create(to=to, from_="", body="dua kali")
    assert simulator.book.requests[to, "dua kali"] == 3
