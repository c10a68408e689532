"""A provider is asked for a message by its words and for its fate, over real HTTP, never longer than its deadline."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from notifications.channels import Askable, Channel, DeliveryError, Remedy
from notifications.remedies_of import error_of, remedy
from notifications.sms import Sms
from notifications.smtp_codes import refused as mail_refused
from notifications.smtp_codes import remedy_of_smtp
from notifications.twilio_api import TwilioConfig
from notifications.whatsapp import WhatsApp
from simulator.embedded import Running
from tests import calling
from tests.notifications.test_channels import failure, outgoing, plant, simulator, to, twilio

__all__ = ["plant", "simulator", "to"]
LONG_AGO = timedelta(minutes=10)
Plant = Callable[..., httpx.Response]


def _now() -> datetime:
    return datetime.now(UTC)


@pytest.mark.parametrize("kind", [Sms, WhatsApp])
def test_a_message_that_was_taken_before_a_bad_answer_is_found_by_its_words(
    simulator: Running, to: str, plant: Plant, kind: type[Sms] | type[WhatsApp]
) -> None:
    way, began = kind(twilio(simulator)), _now()
    plant(to=to, status=500, taken=True)
    with pytest.raises(DeliveryError):
        way.send(outgoing(to))
    found = way.find(outgoing(to), began)
    assert found is not None
    kept = simulator.book.get(found.provider_id)
    assert kept is not None
    assert (kept.handset, kept.body) == (to, outgoing(to).text)


def test_a_message_that_was_never_taken_is_surely_not_there(simulator: Running, to: str, plant: Plant) -> None:
    way, began = Sms(twilio(simulator)), _now()
    plant(to=to, status=500)
    with pytest.raises(DeliveryError):
        way.send(outgoing(to))
    assert way.find(outgoing(to), began) is None


def test_another_rows_message_other_words_and_an_old_one_are_not_it(simulator: Running, to: str) -> None:
    way, began = Sms(twilio(simulator)), _now()
    theirs = way.send(outgoing(to)).provider_id
    assert way.find(outgoing(to), began, {theirs}) is None
    assert way.find(outgoing(to, "Pengingat K7M4"), began) is None
    assert way.find(outgoing(to), began + LONG_AGO) is None
    assert way.find(outgoing(to), began) is not None


def test_what_a_person_wrote_with_the_same_words_is_not_ours(simulator: Running, to: str) -> None:
    reply = {"from": to, "body": outgoing(to).text}
    calling.post(f"{simulator.url}/api/reply", json=reply).raise_for_status()
    assert Sms(twilio(simulator)).find(outgoing(to), _now() - LONG_AGO) is None


def test_of_two_pages_of_messages_the_older_is_read_too(simulator: Running, to: str) -> None:
    way, began = Sms(twilio(simulator)), _now()
    wanted = way.send(outgoing(to)).provider_id
    for number in range(60):
        way.send(outgoing(to, f"Pesan {number}"))
    found = way.find(outgoing(to), began)
    assert found is not None
    assert found.provider_id == wanted


def test_the_fate_of_a_message_is_fetched(simulator: Running, to: str) -> None:
    way = Sms(twilio(simulator))
    sid = way.send(outgoing(to)).provider_id
    simulator.book.move(sid, "undelivered", 30005)
    known = way.fetch(sid)
    assert known is not None
    assert (known.status, known.code, known.segments, known.cost_micros) == ("undelivered", "30005", 1, 441_400)
    assert way.fetch("SM" + "9" * 32) is None


def test_a_question_that_nobody_answers_is_an_error_and_not_a_no(to: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        config = replace(twilio_at(silent.getsockname()[1]), asking_seconds=0.3)
        for ask in (lambda: Sms(config).find(outgoing(to), _now()), lambda: Sms(config).fetch("SM1")):
            with pytest.raises(DeliveryError) as failed:
                ask()
            assert failed.value.code == "time-out"


def test_a_probe_tells_a_wrong_token_from_a_right_one(simulator: Running) -> None:
    Sms(twilio(simulator)).probe()
    with pytest.raises(DeliveryError) as failed:
        Sms(twilio(simulator, "wrong")).probe()
    assert (failed.value.code, failed.value.remedy) == ("20003", Remedy.OURS)


def twilio_at(port: int) -> TwilioConfig:
    return TwilioConfig("AC" + "2" * 32, "a-secret", "+6281100000000", f"http://127.0.0.1:{port}", 2)


@contextmanager
def _answers(head: bytes) -> Iterator[int]:
    """A provider that answers one request with this."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(head)

        thread = threading.Thread(target=answer)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


@pytest.mark.parametrize("header, seconds", [(b"Retry-After: 120", 120), (b"Retry-After: soon", 0), (b"X-Other: 1", 0)])
def test_a_provider_that_asks_for_a_pause_is_heard(to: str, header: bytes, seconds: int) -> None:
    body = b'{"code": 20429, "message": "Too Many Requests", "status": 429}'
    head = b"HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nConnection: close\r\n" + header
    with _answers(head + b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body) as port:
        failed = failure(Sms(twilio_at(port)), outgoing(to))
    assert (failed.remedy, failed.pause) == (Remedy.PASSING, timedelta(seconds=seconds))


def test_channels_say_by_their_methods_whether_they_can_be_asked(simulator: Running) -> None:
    ways: list[Channel] = [Sms(twilio(simulator)), WhatsApp(twilio(simulator))]
    assert all(isinstance(way, Askable) for way in ways)


@pytest.mark.parametrize(
    "code, words, meaning",
    [
        ("smtp-421", "", Remedy.PASSING),
        ("smtp-450", "4.2.1 try later", Remedy.PASSING),
        ("smtp-550", "", Remedy.BAD_ADDRESS),
        ("smtp-550", "5.1.1 no such user", Remedy.BAD_ADDRESS),
        ("smtp-550", "5.7.1 spam", Remedy.FILTERED),
        ("smtp-554", "5.4.4 no route", Remedy.PASSING),
        ("smtp-552", "5.2.2 mailbox full", Remedy.PASSING),
        ("smtp-535", "5.7.8 bad password", Remedy.OURS),
        ("5.1.1", "", Remedy.BAD_ADDRESS),
        ("5.4.4", "", Remedy.PASSING),
        ("4.4.1", "", Remedy.PASSING),
    ],
)
def test_a_mail_servers_answer_has_its_meaning(code: str, words: str, meaning: Remedy) -> None:
    assert remedy_of_smtp(code, words) is meaning


def test_a_refused_recipient_is_a_bad_address_and_a_refused_sender_is_our_own_fault() -> None:
    assert mail_refused(553, "no", recipient=True).remedy is Remedy.BAD_ADDRESS
    assert mail_refused(541, "no", recipient=True).remedy is Remedy.BAD_ADDRESS
    assert mail_refused(541, "no").remedy is Remedy.OURS
    assert not mail_refused(450, "4.3.2 later").permanent


@pytest.mark.parametrize(
    "channel, code, meaning",
    [
        ("SMS", "30005", Remedy.BAD_ADDRESS),
        ("WHATSAPP", "63032", Remedy.FILTERED),
        ("SMS", "", Remedy.PASSING),
        ("SMS", "deadline", Remedy.PASSING),
        ("EMAIL", "5.1.1", Remedy.BAD_ADDRESS),
        ("GATEWAY", "gateway-failed", Remedy.PASSING),
    ],
)
def test_one_question_for_all_channels(channel: str, code: str, meaning: Remedy) -> None:
    assert remedy(channel, code) is meaning
    assert error_of(channel, code).remedy is meaning
