"""Which wait is longer than which: a request ends before its claim does, and a claim before the look that finds it."""

from datetime import timedelta

import pytest

from activities.settle import AMBIGUITY, SENDING
from notifications.gateway import GatewayConfig
from notifications.mail import MailConfig
from notifications.twilio_api import TwilioConfig
from workflows import calls

CONFIGURED = (
    TwilioConfig("AC0", "rahasia", "+6281100000000"),
    GatewayConfig("http://127.0.0.1:1", "pengguna", "rahasia"),
    MailConfig("127.0.0.1", 1, "ult@psai.example", "ULT PSAI", "meja@psai.example"),
)


@pytest.mark.parametrize("config", CONFIGURED, ids=["twilio", "gateway", "mail"])
def test_every_request_has_a_time_out_and_ends_before_its_claim(
    config: TwilioConfig | GatewayConfig | MailConfig,
) -> None:
    assert timedelta(0) < timedelta(seconds=config.timeout_seconds) < SENDING


def test_a_claim_ends_before_the_activity_that_looks_at_it_and_before_a_message_is_asked_about() -> None:
    assert SENDING < AMBIGUITY
    assert SENDING < calls.LOOKING


def test_twilio_has_30_seconds_to_create_and_10_to_be_read() -> None:
    config = TwilioConfig("AC0", "rahasia", "+6281100000000")
    assert (config.timeout_seconds, config.asking_seconds) == (30, 10)
