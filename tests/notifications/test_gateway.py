"""The telephone with a local SIM: taken once under our own id, refused, passing and unknown told apart, and asked."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

import pytest

from notifications.channels import Accepted, Askable, DeliveryError, Known, Outgoing, Remedy
from notifications.gateway import Gateway, GatewayConfig
from notifications.gateway_codes import failure
from tests.notifications.gateway_server import PASSWORD, USER, Fault, Phone, telephone
from tests.patience import PATIENCE, until
from tests.ports import dead_port

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
NUMBERS = count(81400000000)


@pytest.fixture(scope="module")
def phone() -> Iterator[Phone]:
    with telephone() as up:
        yield up


@pytest.fixture
def to() -> str:
    return f"+62{next(NUMBERS)}"


def gateway(phone: Phone, patience: float = PATIENCE, password: str = PASSWORD) -> Gateway:
    return Gateway(GatewayConfig(phone.url, USER, password, patience, patience))


def outgoing(to: str) -> Outgoing:
    return Outgoing(f"n{to[1:]}", to, "ULT PSAI: Rujukan baru K7M4", "", 600)


def refusal(way: Gateway, message: Outgoing) -> DeliveryError:
    with pytest.raises(DeliveryError) as failed:
        way.send(message)
    assert message.to not in str(failed.value)
    assert failed.value.__suppress_context__ or failed.value.__context__ is None
    return failed.value


def test_a_text_is_taken_under_our_own_id_with_its_validity(phone: Phone, to: str) -> None:
    message = outgoing(to)
    assert gateway(phone).send(message).provider_id == message.notification_id
    taken = phone.messages[message.notification_id]
    assert (taken["phoneNumbers"], taken["textMessage"]) == ([to], {"text": message.text})
    assert (taken["ttl"], taken["withDeliveryReport"]) == (600, True)


def test_a_second_request_for_the_same_message_is_not_a_second_text(phone: Phone, to: str) -> None:
    message, way = outgoing(to), gateway(phone)
    assert way.send(message) == way.send(message)
    assert phone.requests.count(message.notification_id) == 2
    assert list(phone.messages).count(message.notification_id) == 1


@pytest.mark.parametrize("fault", [Fault(500, taken=True), Fault(503, "<html>", taken=True)])
def test_a_server_error_may_have_been_sent_and_can_be_asked_about(phone: Phone, to: str, fault: Fault) -> None:
    phone.faults[to] = fault
    error = refusal(gateway(phone), outgoing(to))
    assert (error.ambiguous, error.remedy) == (True, Remedy.RECONCILE)
    message = outgoing(to)
    assert gateway(phone).find(message, NOW) == Accepted(message.notification_id)
    assert gateway(phone).fetch(message.notification_id) == Known(message.notification_id, "queued")
    assert phone.requests.count(outgoing(to).notification_id) == 1


@pytest.mark.parametrize("fault", [Fault(hangs=True, taken=True), Fault(reset=True, taken=True)])
def test_no_answer_may_have_been_sent_and_is_not_tried_again(phone: Phone, to: str, fault: Fault) -> None:
    phone.faults[to] = fault
    error = refusal(gateway(phone, patience=0.3 if fault.hangs else PATIENCE), outgoing(to))
    assert error.ambiguous
    assert error.code == ("reset" if fault.reset else "time-out")
    until(lambda: phone.requests.count(outgoing(to).notification_id) == 1)


@pytest.mark.parametrize("fault", [Fault(429), Fault(503, '{"error": "QueueLimitExceeded"}')])
def test_a_full_queue_has_taken_nothing_and_passes(phone: Phone, to: str, fault: Fault) -> None:
    phone.faults[to] = fault
    error = refusal(gateway(phone), outgoing(to))
    assert (error.ambiguous, error.permanent, error.remedy) == (False, False, Remedy.PASSING)
    assert gateway(phone).find(outgoing(to), NOW) is None


def test_a_number_the_gateway_does_not_accept_is_a_bad_address(phone: Phone, to: str) -> None:
    phone.faults[to] = Fault(400, '{"message": "bad phone"}')
    error = refusal(gateway(phone), outgoing(to))
    assert (error.code, error.permanent, error.remedy) == ("http-400", True, Remedy.BAD_ADDRESS)


def test_wrong_credentials_are_our_own_fault(phone: Phone, to: str) -> None:
    assert refusal(gateway(phone, password="lain"), outgoing(to)).remedy is Remedy.OURS


def test_an_aggregator_knows_us_by_a_token(to: str) -> None:
    with telephone() as aggregator:
        aggregator.allowed = "Bearer kunci"
        taken = Gateway(GatewayConfig(f"{aggregator.url}/", "", "kunci")).send(outgoing(to))
        assert taken.provider_id in aggregator.messages
        assert refusal(Gateway(GatewayConfig(aggregator.url)), outgoing(to)).code == "http-401"


def test_a_gateway_that_is_off_was_not_asked(to: str) -> None:
    error = refusal(Gateway(GatewayConfig(f"http://127.0.0.1:{dead_port()}")), outgoing(to))
    assert (error.code, error.ambiguous, error.permanent) == ("no-connection", False, False)


def test_a_probe_costs_nothing_and_tells_whether_we_are_served(phone: Phone) -> None:
    before = len(phone.messages)
    assert isinstance(gateway(phone), Askable)
    gateway(phone).probe()
    with pytest.raises(DeliveryError, match="credentials"):
        gateway(phone, password="lain").probe()
    assert len(phone.messages) == before


def test_without_a_gateway_in_the_settings_the_channel_is_skipped(to: str) -> None:
    error = refusal(Gateway(GatewayConfig("")), outgoing(to))
    assert (error.code, error.permanent, error.remedy) == ("no-gateway", True, Remedy.OURS)


@pytest.mark.parametrize(
    "state, error, status, code",
    [
        ("Processed", None, "sending", None),
        ("Sent", None, "sent", None),
        ("Delivered", None, "delivered", None),
        ("Cancelled", None, "canceled", None),
        ("Something new", None, "queued", None),
        ("Failed", "Send result: RESULT_ERROR_NO_SERVICE (Failed)", "failed", "result-error-no-service"),
    ],
)
def test_what_became_of_a_message_is_told_in_our_words(
    phone: Phone, to: str, state: str, error: str | None, status: str, code: str | None
) -> None:
    message = outgoing(to)
    gateway(phone).send(message)
    phone.states[message.notification_id] = (state, error)
    assert gateway(phone).fetch(message.notification_id) == Known(message.notification_id, status, code)


@pytest.mark.parametrize(
    "reason, code",
    [
        ("TTL expired", "gateway-expired"),
        ("Can't parse +6281234567890", "gateway-failed"),
        ("Send result: RESULT_RIL_NETWORK_REJECT (x)", "result-ril-network-reject"),
    ],
)
def test_a_reason_is_kept_as_a_code_and_never_as_it_was_written(reason: str, code: str) -> None:
    assert failure(reason) == code
