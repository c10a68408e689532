"""The provider's list tells the truth: both directions, by number and time, over pages, with what it cost."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from simulator.clock import faster
from simulator.config import Config
from simulator.embedded import running
from tests.patience import PATIENCE
from tests.simulator.conftest import SENDER, SID, TOKEN
from tests.simulator.product import Product

Number = Callable[[], str]


def test_what_people_wrote_is_listed_by_our_own_number_with_its_direction(
    client: Client, web: httpx.Client, product: Product, new_number: Number
) -> None:
    number = new_number()
    client.messages.create(to=number, from_=SENDER, body="tanya")
    sid = web.post("/api/reply", json={"from": number, "body": "DAFTAR"}).json()["sid"]
    assert product.next()["MessageSid"] == sid
    since = datetime.now(UTC) - timedelta(minutes=1)
    listed = {m.sid: m for m in client.messages.list(to=SENDER, date_sent_after=since)}
    assert (listed[sid].direction, listed[sid].from_, listed[sid].body) == ("inbound", number, "DAFTAR")
    assert {m.direction for m in listed.values()} == {"inbound"}


def test_a_list_by_time_begins_and_ends_where_it_was_told_to(client: Client, new_number: Number) -> None:
    to, now = new_number(), datetime.now(UTC)
    client.messages.create(to=to, from_=SENDER, body="x")
    hour = timedelta(hours=1)
    assert len(client.messages.list(to=to, date_sent_after=now - hour, date_sent_before=now + hour)) == 1
    assert client.messages.list(to=to, date_sent_after=now + hour) == []
    assert client.messages.list(to=to, date_sent_before=now - hour) == []
    assert len(client.messages.list(to=to, date_sent=now.date())) == 1


def test_a_filtered_list_keeps_its_filter_over_all_pages(client: Client, new_number: Number) -> None:
    to, since = new_number(), datetime.now(UTC) - timedelta(hours=1)
    for number in range(5):
        client.messages.create(to=to, from_=SENDER, body=str(number))
    assert [m.body for m in client.messages.list(to=to, date_sent_after=since, page_size=2)] == list("43210")


def test_a_time_that_is_none_is_refused(web: httpx.Client) -> None:
    path = f"/2010-04-01/Accounts/{SID}/Messages.json"
    assert web.get(path, params={"DateSent>": "kemarin"}, auth=(SID, TOKEN)).json()["code"] == 20001


def test_the_price_is_there_once_the_message_has_left(new_number: Number) -> None:
    with running(Config(SID, TOKEN, SENDER, receipt_delay_seconds=None)) as quiet:
        client = Client(SID, TOKEN, http_client=TwilioHttpClient(timeout=PATIENCE, pool_connections=False))
        client.api.base_url = quiet.url
        sid = client.messages.create(to=new_number(), from_=SENDER, body="x" * 161).sid
        assert client.messages.get(sid).fetch().price is None
        quiet.book.move(sid, "sent")
        sent = client.messages.get(sid).fetch()
        assert (sent.price, sent.price_unit, sent.num_segments) == ("-0.88280", "USD", "2")


def test_a_faster_clock_is_the_same_for_all_and_stamps_messages(new_number: Number) -> None:
    since = datetime.now(UTC) - timedelta(seconds=10)
    clock = faster(since, 360)
    assert clock() >= since + timedelta(hours=1)
    with running(Config(SID, TOKEN, SENDER, receipt_delay_seconds=None, clock=clock)) as quick:
        message = quick.book.take(
            inbound=False, channel="SMS", to=new_number(), sender=SENDER, body="x", status="queued"
        )
        assert message.at >= since + timedelta(hours=1)
