"""Each channel tells refused, passing and unknown apart, against a provider that answers over real wires."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count

import httpx
import pytest

from notifications.channels import Channel, DeliveryError, Outgoing, Remedy
from notifications.mail import Mail, MailConfig
from notifications.memory import Memory
from notifications.sms import Sms
from notifications.twilio_api import TwilioConfig
from notifications.twilio_codes import refused
from notifications.whatsapp import WhatsApp
from simulator.config import Config
from simulator.embedded import Running, running
from tests import calling
from tests.patience import PATIENCE, until
from tests.ports import dead_port

SID = "AC" + "2" * 32
TOKEN = "a-secret"
SENDER = "+6281100000000"
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
NUMBERS = count(81300000000)


@pytest.fixture(scope="module")
def simulator() -> Iterator[Running]:
    with running(Config(SID, TOKEN, SENDER, receipt_delay_seconds=None)) as up:
        yield up


@pytest.fixture
def to() -> str:
    return f"+62{next(NUMBERS)}"


@pytest.fixture
def plant(simulator: Running) -> Callable[..., httpx.Response]:
    return lambda **fault: calling.post(f"{simulator.url}/api/faults", json=fault).raise_for_status()


def twilio(simulator: Running, token: str = TOKEN, patience: float = PATIENCE) -> TwilioConfig:
    return TwilioConfig(SID, token, SENDER, simulator.url, patience)


def mail(port: int) -> Mail:
    config = MailConfig(
        "127.0.0.1", port, "ult@psai.example", "ULT PSAI", "meja@psai.example", timeout_seconds=PATIENCE
    )
    return Mail(config, lambda: NOW)


def outgoing(to: str, text: str = "ULT PSAI: Rujukan baru K7M4") -> Outgoing:
    return Outgoing("n-1", to, text, "ULT PSAI: tugas K7M4", 600)


def failure(channel: Channel, message: Outgoing) -> DeliveryError:
    with pytest.raises(DeliveryError) as failed:
        channel.send(message)
    assert message.to not in str(failed.value)
    assert failed.value.__suppress_context__
    return failed.value


def test_an_sms_is_accepted_under_the_providers_id(simulator: Running, to: str) -> None:
    accepted = Sms(twilio(simulator)).send(outgoing(to))
    kept = simulator.book.get(accepted.provider_id)
    assert kept is not None
    assert (kept.to, kept.channel, kept.body) == (to, "SMS", "ULT PSAI: Rujukan baru K7M4")


def test_a_whatsapp_message_travels_under_its_prefix(simulator: Running, to: str) -> None:
    accepted = WhatsApp(twilio(simulator)).send(outgoing(to))
    kept = simulator.book.get(accepted.provider_id)
    assert kept is not None
    assert (kept.to, kept.sender) == (f"whatsapp:{to}", f"whatsapp:{SENDER}")


@pytest.mark.parametrize(
    "code, remedy",
    [
        (21610, Remedy.OPTED_OUT),
        (21614, Remedy.BAD_ADDRESS),
        (20429, Remedy.PASSING),
        (30007, Remedy.FILTERED),
    ],
)
def test_a_refusal_says_what_to_do(
    simulator: Running, to: str, plant: Callable[..., httpx.Response], code: int, remedy: Remedy
) -> None:
    plant(to=to, code=code)
    error = failure(Sms(twilio(simulator)), outgoing(to))
    assert (error.code, error.remedy, error.ambiguous) == (str(code), remedy, False)
    assert error.permanent is (remedy is not Remedy.PASSING)


def test_wrong_credentials_are_our_own_fault(simulator: Running, to: str) -> None:
    assert failure(Sms(twilio(simulator, "wrong")), outgoing(to)).remedy is Remedy.OURS


def test_a_server_error_may_have_been_sent_and_is_not_tried_again(
    simulator: Running, to: str, plant: Callable[..., httpx.Response]
) -> None:
    plant(to=to, status=503, taken=True)
    error = failure(Sms(twilio(simulator)), outgoing(to))
    assert error.ambiguous
    assert simulator.book.requests[to, outgoing(to).text] == 1


def test_no_answer_in_time_may_have_been_sent_and_is_not_tried_again(
    simulator: Running, to: str, plant: Callable[..., httpx.Response]
) -> None:
    plant(to=to, hang_seconds=10)
    error = failure(Sms(twilio(simulator, patience=0.2)), outgoing(to))
    assert (error.code, error.ambiguous) == ("time-out", True)
    until(lambda: simulator.book.requests[to, outgoing(to).text] == 1)


def test_a_provider_that_cannot_be_reached_was_not_asked(to: str) -> None:
    config = TwilioConfig(SID, TOKEN, SENDER, f"http://127.0.0.1:{dead_port()}", 2)
    error = failure(Sms(config), outgoing(to))
    assert (error.code, error.ambiguous, error.permanent) == ("no-connection", False, False)


def test_a_mail_arrives_with_its_id_as_an_automatic_message(simulator: Running) -> None:
    accepted = mail(simulator.smtp_port).send(outgoing("pic@dinsos.example", "Rujukan baru K7M4 é"))
    assert accepted.provider_id == "<n-1@psai.example>"
    kept = simulator.book.of("pic@dinsos.example")[-1]
    assert (kept.subject, kept.body) == ("ULT PSAI: tugas K7M4", "Rujukan baru K7M4 é")


@pytest.mark.parametrize("status, remedy", [(450, Remedy.PASSING), (550, Remedy.BAD_ADDRESS)])
def test_a_mail_server_that_refuses_is_taken_at_its_word(
    simulator: Running, plant: Callable[..., httpx.Response], status: int, remedy: Remedy
) -> None:
    to = f"x{status}@dinsos.example"
    plant(to=to, status=status)
    error = failure(mail(simulator.smtp_port), outgoing(to))
    assert (error.code, error.remedy, error.ambiguous) == (f"smtp-{status}", remedy, False)
    assert error.permanent is (remedy is not Remedy.PASSING)


@contextmanager
def mail_server_that_dies_after_the_text() -> Iterator[int]:
    """A server that takes the envelope and the text, and closes the connection instead of confirming it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_take_the_text_and_die, args=(server,))
        thread.start()
        yield server.getsockname()[1]
        thread.join()


def _take_the_text_and_die(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection, connection.makefile("rwb") as wire:
        for line in (b"220 hi", b"250 hi", b"250 ok", b"250 ok", b"354 go"):
            wire.write(line + b"\r\n")
            wire.flush()
            wire.readline()
        while wire.readline() != b".\r\n":
            continue


def test_a_mail_that_nobody_confirmed_may_have_been_sent() -> None:
    with mail_server_that_dies_after_the_text() as port:
        error = failure(mail(port), outgoing("pic@dinsos.example"))
    assert (error.code, error.ambiguous, error.remedy) == ("no-answer", True, Remedy.RECONCILE)


def test_a_mail_server_that_is_down_was_not_asked() -> None:
    error = failure(mail(dead_port()), outgoing("pic@dinsos.example"))
    assert (error.code, error.ambiguous, error.permanent) == ("no-connection", False, False)


def test_the_memory_channel_keeps_what_it_accepts_and_fails_as_told(to: str) -> None:
    channel = Memory(lambda message: refused(21610) if message.to == to else None)
    with pytest.raises(DeliveryError, match="21610"):
        channel.send(outgoing(to))
    assert channel.send(outgoing("+62811")).provider_id == "MEM-n-1"
    assert [message.to for message in channel.sent] == ["+62811"]
