"""What a text leaves with: a number or a Messaging Service as its sender, a time of validity, a place for receipts."""

from collections.abc import Iterator

import pytest

from notifications.channels import Outgoing
from notifications.sms import Sms
from notifications.twilio_api import TwilioConfig
from tests.notifications.twilio_server import Provider, provider

SERVICE = "MG" + "3" * 32
BACK = "https://contoh.invalid/twilio/status?n=n-1"


@pytest.fixture
def server() -> Iterator[Provider]:
    with provider() as up:
        yield up


def sent(server: Provider, sender: str, validity: int = 600) -> dict[str, str]:
    sms = Sms(TwilioConfig("AC" + "2" * 32, "rahasia", sender, server.url, 5))
    sms.send(Outgoing("n-1", "+6281200000011", "Tugas K7M4", "", validity, callback_url=BACK))
    return server.forms[-1]


def test_a_number_is_the_sender(server: Provider) -> None:
    form = sent(server, "+6281100000000")
    assert form["From"] == "+6281100000000"
    assert "MessagingServiceSid" not in form


def test_a_messaging_service_is_the_sender_and_no_number_is_named(server: Provider) -> None:
    form = sent(server, SERVICE)
    assert form["MessagingServiceSid"] == SERVICE
    assert "From" not in form


def test_receipts_are_asked_for_by_an_opaque_id(server: Provider) -> None:
    assert sent(server, SERVICE)["StatusCallback"] == BACK


@pytest.mark.parametrize("asked, given", [(600, "600"), (10**6, "36000"), (0, "1"), (-5, "1")])
def test_a_text_is_valid_within_what_the_provider_takes(server: Provider, asked: int, given: str) -> None:
    assert sent(server, SERVICE, asked)["ValidityPeriod"] == given
