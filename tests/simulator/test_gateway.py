"""The telephone with a local SIM speaks as "SMS Gateway for Android" does: ids once, signed events, sent again."""

import hashlib
import hmac
import json
import queue
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from simulator.config import Config
from simulator.embedded import Running, running
from tests import calling
from tests.patience import PATIENCE, until
from tests.simulator.conftest import SENDER, SID, TOKEN

Number = Callable[[], str]
AUTH = ("sms", TOKEN)
Event = tuple[dict[str, str], bytes]


class Ear:
    """Hears events; `status` is what it answers."""

    def __init__(self) -> None:
        self.status = 200
        self.url = ""
        self.heard: queue.Queue[Event] = queue.Queue()
        self.content = threading.Event()
        """Set once it has answered 200."""

    def next(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.heard.get(timeout=PATIENCE)[1])
        return found


@pytest.fixture(scope="module")
def ear() -> Iterator[Ear]:
    made = Ear()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            made.heard.put((dict(self.headers.items()), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status := made.status)
            self.end_headers()
            if status == 200:
                made.content.set()

        def log_message(self, *_: object) -> None:
            """Keep the test's output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def telephone(ear: Ear) -> Iterator[Running]:
    config = Config(
        SID,
        TOKEN,
        SENDER,
        receipt_delay_seconds=0.001,
        gateway_url=ear.url,
        gateway_retry_seconds=0.05,
    )
    with running(config) as up:
        yield up


@pytest.fixture
def api(telephone: Running) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{telephone.url}/gateway", auth=AUTH, trust_env=False, timeout=PATIENCE) as found:
        yield found


def asked(number: str, name: str | None = None, text: str = "teks") -> dict[str, Any]:
    return {"id": name, "textMessage": {"text": text}, "phoneNumbers": [number], "withDeliveryReport": True}


def test_a_text_is_taken_sent_and_delivered_and_can_be_asked_about(
    api: httpx.Client, ear: Ear, new_number: Number
) -> None:
    number = new_number()
    answer = api.post("/message", json=asked(number, "n1"))
    assert (answer.status_code, answer.json()["id"], answer.json()["state"]) == (202, "n1", "Pending")
    events = [ear.next(), ear.next()]
    assert [event["event"] for event in events] == ["sms:sent", "sms:delivered"]
    assert [event["payload"]["messageId"] for event in events] == ["n1", "n1"]
    assert events[0]["payload"]["partsCount"] == 1
    assert api.get("/message/n1").json()["state"] == "Delivered"
    assert api.get("/message/n1").json()["recipients"] == [{"phoneNumber": number, "state": "Delivered", "error": None}]
    assert api.get("/message/n0").status_code == 404


def test_an_id_is_taken_once(api: httpx.Client, ear: Ear, telephone: Running, new_number: Number) -> None:
    number = new_number()
    statuses = [api.post("/messages", json=asked(number, "n2")).status_code for _ in range(2)]
    assert statuses == [202, 409]
    assert len(telephone.book.of(number)) == 1
    assert [ear.next()["event"] for _ in range(2)] == ["sms:sent", "sms:delivered"]


@pytest.mark.parametrize("auth", [("", ""), ("sms", "wrong"), ("meja", TOKEN)])
def test_without_the_password_nothing_is_taken(telephone: Running, auth: tuple[str, str]) -> None:
    url = f"{telephone.url}/gateway/message"
    sent = calling.post(url, json=asked("+6281200000000"), auth=auth)
    assert sent.status_code == 401


@pytest.mark.parametrize(
    "fault, said, taken",
    [
        ({"kind": "accept_500"}, 500, 1),
        ({"kind": "only_500"}, 500, 0),
        ({"kind": "busy"}, 429, 0),
        ({"kind": "accept_hang", "hang_seconds": 10}, httpx.ReadTimeout, 1),
        ({"kind": "accept_reset"}, httpx.ReadError, 1),
        ({"kind": "only_reset"}, httpx.ReadError, 0),
    ],
)
def test_it_fails_as_the_other_providers_do(
    api: httpx.Client,
    telephone: Running,
    new_number: Number,
    fault: dict[str, Any],
    said: int | type[Exception],
    taken: int,
) -> None:
    number = new_number()
    plant = {"to": number, "callbacks": "lost", **fault}
    calling.post(f"{telephone.url}/api/faults", json=plant).raise_for_status()
    if isinstance(said, int):
        assert api.post("/message", json=asked(number)).status_code == said
    else:
        brief = 0.3 if said is httpx.ReadTimeout else PATIENCE
        with pytest.raises(said):
            api.post("/message", json=asked(number), timeout=httpx.Timeout(PATIENCE, read=brief))
    until(lambda: len(telephone.book.of(number)) == taken)


def test_a_text_that_fails_says_why(api: httpx.Client, ear: Ear, telephone: Running, new_number: Number) -> None:
    number = new_number()
    calling.post(f"{telephone.url}/api/faults", json={"to": number, "undelivered": 30005})
    api.post("/message", json=asked(number, "n3"))
    events = [ear.next(), ear.next()]
    assert (events[1]["event"], events[1]["payload"]["messageId"]) == ("sms:failed", "n3")
    assert "30005" in events[1]["payload"]["reason"]
    assert api.get("/message/n3").json()["state"] == "Failed"


def test_an_answer_comes_signed_over_body_and_time_and_equal_texts_have_one_id(
    telephone: Running, ear: Ear, new_number: Number
) -> None:
    number = new_number()
    said = {"from": number, "body": "TERIMA K7M4", "channel": "SMS_LOKAL"}
    for _ in range(2):
        assert calling.post(f"{telephone.url}/api/reply", json=said).json()["delivered"]
    (headers, raw), (_, other) = (ear.heard.get(timeout=PATIENCE) for _ in range(2))
    expected = hmac.new(TOKEN.encode(), raw + headers["X-Timestamp"].encode(), hashlib.sha256).hexdigest()
    assert headers["X-Signature"] == expected
    first, second = json.loads(raw), json.loads(other)
    assert (first["event"], first["payload"]["sender"], first["payload"]["message"]) == (
        "sms:received",
        number,
        "TERIMA K7M4",
    )
    assert first["payload"]["messageId"] == second["payload"]["messageId"]
    assert first["payload"]["receivedAt"].endswith("+07:00")


def test_an_answer_posted_again_says_the_same_time_again(telephone: Running, ear: Ear, new_number: Number) -> None:
    said = {"from": new_number(), "body": "DAFTAR", "channel": "SMS_LOKAL"}
    sid = calling.post(f"{telephone.url}/api/reply", json=said).json()["sid"]
    calling.post(f"{telephone.url}/api/messages/{sid}/again").raise_for_status()
    assert ear.next()["payload"] == ear.next()["payload"]


def test_what_we_did_not_take_is_sent_again(telephone: Running, ear: Ear, new_number: Number) -> None:
    ear.status = 503
    ear.content.clear()
    try:
        said = {"from": new_number(), "body": "DAFTAR", "channel": "SMS_LOKAL"}
        assert not calling.post(f"{telephone.url}/api/reply", json=said).json()["delivered"]
        first = ear.next()
    finally:
        ear.status = 200
    again = ear.next()
    assert ear.content.wait(PATIENCE)
    while not ear.heard.empty():
        again = ear.next()
    assert first["id"] == again["id"]


def test_the_heartbeat_is_an_event_of_its_own(telephone: Running, ear: Ear) -> None:
    assert calling.post(f"{telephone.url}/api/gateway/ping").json() == {"status": 200}
    assert ear.next()["event"] == "system:ping"


def test_webhooks_are_registered_one_event_each(api: httpx.Client, ear: Ear) -> None:
    made = api.post("/webhooks", json={"id": "h1", "url": ear.url, "event": "system:ping"})
    assert (made.status_code, made.json()["id"]) == (201, "h1")
    assert [hook["event"] for hook in api.get("/webhooks").json()] == ["system:ping"]
    assert api.post("/webhooks", json={"url": ear.url, "event": "sms:flown"}).status_code == 400
    assert api.delete("/webhooks/h1").status_code == 204
    assert api.get("/webhooks").json() == []
