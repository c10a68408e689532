"""Each fault of a provider, as the product's own channels meet it over real HTTP and SMTP."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from notifications.channels import DeliveryError, Outgoing
from notifications.mail import Mail, MailConfig
from notifications.signature import verify
from notifications.sms import Sms
from notifications.twilio_api import TwilioConfig
from simulator.book import Message
from simulator.embedded import Running
from simulator.mix import AT_THE_MAIL_SERVER, AT_THE_PROVIDER, Mix
from tests import calling
from tests.patience import PATIENCE, until
from tests.simulator.conftest import SENDER, SID, TOKEN
from tests.simulator.product import Product

Number = Callable[[], str]
BRIEF = 0.4
BRIEF_BY_MAIL = 3.0
"""Each of the few steps of a mail before its text takes a moment too."""
LASTS = 3.0


@pytest.fixture
def sms(simulator: Running) -> Sms:
    return texting(simulator, PATIENCE)


@pytest.fixture
def mail(simulator: Running) -> Mail:
    return mailing(simulator, PATIENCE)


def texting(simulator: Running, patience: float) -> Sms:
    return Sms(TwilioConfig(SID, TOKEN, SENDER, simulator.url, patience))


def mailing(simulator: Running, patience: float) -> Mail:
    config = MailConfig("127.0.0.1", simulator.smtp_port, "a@psai.example", "ULT", "a@psai.example")
    return Mail(replace(config, timeout_seconds=patience), lambda: datetime.now(UTC))


@pytest.fixture(autouse=True)
def _without_faults(web: httpx.Client) -> Iterator[None]:
    yield
    web.delete("/api/faults")


def plant(web: httpx.Client, to: str, kind: str = "", **more: object) -> None:
    web.post("/api/faults", json={"to": to, "kind": kind, **more}).raise_for_status()


def outgoing(to: str, text: str = "teks", callback: str | None = None) -> Outgoing:
    return Outgoing(f"n-{to}", to, text, "Perihal", 600, callback)


def taken(simulator: Running, to: str) -> list[Message]:
    return [message for message in simulator.book.of(to) if not message.inbound]


@pytest.mark.parametrize(
    "kind, code, ambiguous, copies",
    [
        ("accept_hang", "time-out", 1, 1),
        ("accept_500", "http-500", 1, 1),
        ("accept_reset", "reset", 1, 1),
        ("only_500", "http-500", 1, 0),
        ("only_reset", "reset", 1, 0),
        ("refuse", "30001", 0, 0),
        ("no_mobile", "21614", 0, 0),
        ("busy", "20429", 0, 0),
    ],
)
def test_a_fault_of_the_provider_looks_to_us_as_it_does_in_life(
    web: httpx.Client,
    simulator: Running,
    sms: Sms,
    new_number: Number,
    kind: str,
    code: str,
    ambiguous: int,
    copies: int,
) -> None:
    to = new_number()
    plant(web, to, kind, hang_seconds=10 if kind == "accept_hang" else 0)
    with pytest.raises(DeliveryError) as caught:
        texting(simulator, BRIEF if kind == "accept_hang" else PATIENCE).send(outgoing(to))
    assert (caught.value.code, caught.value.ambiguous) == (code, ambiguous)
    until(lambda: simulator.book.requests[to, "teks"] == 1 and len(taken(simulator, to)) == copies)
    assert [message.fault for message in taken(simulator, to)] == [kind] * copies
    assert simulator.book.requests[to, "teks"] == 1
    assert sms.send(outgoing(to)).provider_id.startswith("SM")


def test_too_many_requests_say_how_long_to_wait(web: httpx.Client, simulator: Running, new_number: Number) -> None:
    to = new_number()
    plant(web, to, "busy")
    form = {"To": to, "From": SENDER, "Body": "x"}
    path = f"{simulator.url}/2010-04-01/Accounts/{SID}/Messages.json"
    answer = calling.post(path, data=form, auth=(SID, TOKEN))
    assert (answer.status_code, answer.headers["Retry-After"], answer.json()["code"]) == (429, "1", 20429)


def test_a_slow_provider_is_waited_for_and_a_late_one_takes_what_we_gave_up(
    web: httpx.Client, simulator: Running, sms: Sms, new_number: Number
) -> None:
    slow, late = new_number(), new_number()
    plant(web, slow, "slow", late_seconds=BRIEF)
    assert sms.send(outgoing(slow)).provider_id
    plant(web, late, "late", late_seconds=BRIEF * 8)
    with pytest.raises(DeliveryError, match="time-out"):
        texting(simulator, BRIEF).send(outgoing(late))
    assert taken(simulator, late) == []
    until(lambda: len(taken(simulator, late)) == 1)


def test_a_name_that_cannot_be_resolved_never_left(new_number: Number) -> None:
    nowhere = Sms(TwilioConfig(SID, TOKEN, SENDER, "http://tidak-ada.invalid", PATIENCE))
    with pytest.raises(DeliveryError) as caught:
        nowhere.send(outgoing(new_number()))
    assert (caught.value.code, caught.value.ambiguous) == ("no-connection", False)


@pytest.mark.parametrize(
    "kind, code, ambiguous, copies",
    [
        ("smtp_421", "smtp-421", 0, 0),
        ("smtp_450", "smtp-450", 0, 0),
        ("smtp_550", "smtp-550", 0, 0),
        ("dot_hang", "no-answer", 1, 1),
        ("dot_reset", "no-answer", 1, 1),
        ("dot_lost", "no-answer", 1, 0),
    ],
)
def test_a_fault_of_the_mail_server_looks_to_us_as_it_does_in_life(
    web: httpx.Client, simulator: Running, mail: Mail, kind: str, code: str, ambiguous: int, copies: int
) -> None:
    to = f"{kind}@dinsos.example"
    plant(web, to, kind, hang_seconds=BRIEF_BY_MAIL * 4 if kind == "dot_hang" else 0)
    with pytest.raises(DeliveryError) as caught:
        mailing(simulator, BRIEF_BY_MAIL if kind == "dot_hang" else PATIENCE).send(outgoing(to))
    assert (caught.value.code, caught.value.ambiguous) == (code, ambiguous)
    assert [message.fault for message in taken(simulator, to)] == [kind] * copies
    assert mail.send(outgoing(to)).provider_id


def test_a_fault_that_lasts_strikes_everything_until_its_time_is_over(web: httpx.Client, mail: Mail) -> None:
    began, struck = time.monotonic(), list[str]()
    plant(web, "lama@dinsos.example", "smtp_450", for_seconds=LASTS)

    def arrives() -> bool:
        try:
            mail.send(outgoing("lama@dinsos.example"))
        except DeliveryError as error:
            struck.append(error.code)
            return False
        return True

    until(arrives)
    assert time.monotonic() - began >= LASTS
    assert set(struck) == {"smtp-450"}
    assert len(struck) >= 2


@pytest.mark.parametrize(
    "callbacks, expected",
    [
        ("doubled", ["sent", "sent", "delivered", "delivered"]),
        ("reversed", ["delivered", "sent"]),
        ("forged", ["-undelivered", "sent", "-undelivered", "delivered"]),
    ],
)
def test_receipts_come_twice_or_backwards_or_from_somebody_else(
    web: httpx.Client, sms: Sms, product: Product, new_number: Number, callbacks: str, expected: list[str]
) -> None:
    to, callback = new_number(), f"{product.url}/receipts/{callbacks}"
    plant(web, to, callbacks=callbacks)
    sms.send(outgoing(to, callback=callback))
    posts = [product.next() for _ in expected]
    good = [verify(TOKEN, callback, post.fields, post.signature) for post in posts]
    assert [f"{'' if own else '-'}{post['MessageStatus']}" for own, post in zip(good, posts, strict=True)] == expected


def test_a_lost_receipt_is_never_posted_and_the_fate_is_there_for_who_asks(
    web: httpx.Client, simulator: Running, sms: Sms, product: Product, new_number: Number
) -> None:
    to = new_number()
    plant(web, to, callbacks="lost")
    sms.send(outgoing(to, callback=f"{product.url}/receipts/lost"))
    until(lambda: taken(simulator, to)[0].status == "delivered")
    assert product.posts.empty()


def test_a_mix_repeats_itself_by_its_seed_and_has_the_share_it_was_given() -> None:
    def draws(seed: int) -> list[dict[str, object]]:
        return [Mix(seed=seed).draw(f"+62{number}", 1, mail=number % 2 > 0) for number in range(4_000)]

    first, again, other = draws(1), draws(1), draws(2)
    assert first == again
    assert first != other
    kinds = [drawn["kind"] for drawn in first if "kind" in drawn]
    assert 0.27 < len(kinds) / len(first) < 0.33
    assert set(kinds) == {*AT_THE_PROVIDER, *AT_THE_MAIL_SERVER}


def test_a_mix_lets_its_share_of_real_requests_fail_and_nothing_once_it_is_ended(
    web: httpx.Client, sms: Sms, new_number: Number
) -> None:
    web.post("/api/faults/mix", json={"share": 1, "kinds": ["only_500"], "receipts": 0}).raise_for_status()
    with pytest.raises(DeliveryError, match="http-500"):
        sms.send(outgoing(new_number()))
    web.delete("/api/faults")
    assert sms.send(outgoing(new_number())).provider_id


def test_an_unknown_kind_of_fault_is_refused(web: httpx.Client) -> None:
    assert web.post("/api/faults", json={"to": "*", "kind": "earthquake"}).status_code == 422


def test_copies_are_counted_for_each_handset_and_undelivered_ones_are_none(
    web: httpx.Client, simulator: Running, sms: Sms, new_number: Number
) -> None:
    to = new_number()
    plant(web, to, undelivered=30003)
    for _ in range(3):
        sms.send(outgoing(to, "salinan"))
    until(lambda: {message.status for message in taken(simulator, to)} == {"delivered", "undelivered"})
    rows = web.get("/api/copies").json()["copies"]
    assert [row["count"] for row in rows if row["handset"] == to] == [2]


def test_a_fault_that_nobody_knows_is_refused_with_those_there_are(web: httpx.Client) -> None:
    refused = web.post("/api/faults", json={"to": "+6281200000011", "kind": "accept_hnag"})
    assert (refused.status_code, "accept_hang" in refused.text) == (422, True)
