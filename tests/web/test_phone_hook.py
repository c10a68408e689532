"""What a telephone sends: only with its key, lately; stored before 200, once, however often it tries again."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from httpx import Response
from sqlmodel import select
from starlette.testclient import TestClient

from models import channel_states, inbox
from models.db import Database
from models.tables import Inbox
from notifications import stamped
from policy.words import Channel
from tests.databases import NOW
from tests.models.rows import at_once, found, outbox_row, stored
from web.app import create_app
from web.gateway import LARGEST, PATH, Phones, router
from web.receive import Receiver

KEY = "kunci-telepon"
TEXT = {
    "messageId": "abc123",
    "message": "TERIMA K7M4",
    "sender": "081200000011",
    "recipient": "+6281100000000",
    "simNumber": 1,
    "receivedAt": "2026-11-24T10:00:01.000+07:00",
}


class Telephone:
    """Posts as the app does, each attempt signed anew, or as somebody else."""

    def __init__(self, database: Database, key: str = KEY) -> None:
        self.database = database
        self.now = NOW
        phones = Phones(Receiver(database, "", "https://contoh.invalid", lambda: self.now), key)
        self.client = TestClient(create_app(phones.receiver, router(phones)))

    def body(self, body: bytes, key: str = KEY, stamp: str | None = None, signed: str | None = None) -> Response:
        stamp = str(int(self.now.timestamp())) if stamp is None else stamp
        given = stamped.sign(key, body, stamp) if signed is None else signed
        answer: Response = self.client.post(
            PATH, content=body, headers={stamped.SIGNATURE: given, stamped.TIMESTAMP: stamp}
        )
        return answer

    def event(self, event: str, payload: dict[str, Any], key: str = KEY) -> Response:
        return self.body(json.dumps({"event": event, "id": "e-1", "payload": payload}).encode(), key)

    def texts(self) -> list[Inbox]:
        with self.database.read() as session:
            return list(session.exec(select(Inbox).where(Inbox.kind == "Inbound")).all())

    def beat(self) -> Any:
        with self.database.write() as session:
            return channel_states.of(session, Channel.GATEWAY).beat_at


@pytest.fixture
def telephone(database: Database) -> Iterator[Telephone]:
    given = Telephone(database)
    with given.client:
        yield given


def test_a_text_is_stored_with_its_repaired_number_before_it_is_answered(telephone: Telephone) -> None:
    assert telephone.event("sms:received", TEXT).status_code == 200
    (row,) = telephone.texts()
    assert (row.payload["from"], row.payload["channel"]) == ("+6281200000011", "SMS_LOKAL")
    assert (row.facts, row.state, row.source) == ({"body": "TERIMA K7M4"}, "WAITING", "gateway")
    assert "0812" not in row.id
    assert "0812" not in str(row.dedupe)


def test_a_retry_two_days_later_in_another_zone_is_the_same_text(telephone: Telephone) -> None:
    telephone.event("sms:received", TEXT)
    telephone.now = NOW + timedelta(days=2)
    again = TEXT | {"receivedAt": "2026-11-24T03:00:01Z", "sender": "+6281200000011", "messageId": "another"}
    assert telephone.event("sms:received", again).status_code == 200
    assert len(telephone.texts()) == 1


@pytest.mark.parametrize(
    "other",
    [{"message": "TOLAK 1 K7M4"}, {"sender": "081200000012"}, {"receivedAt": "2026-11-24T10:00:02.000+07:00"}],
    ids=["words", "sender", "instant"],
)
def test_texts_with_the_same_message_id_are_two_if_anything_of_them_differs(
    telephone: Telephone, other: dict[str, str]
) -> None:
    telephone.event("sms:received", TEXT)
    telephone.event("sms:received", TEXT | other)
    assert len(telephone.texts()) == 2


def test_two_copies_at_the_same_instant_are_one_text(telephone: Telephone) -> None:
    posts = [lambda: telephone.event("sms:received", TEXT).status_code] * 6
    assert at_once(*posts) == [200] * 6
    assert len(telephone.texts()) == 1


def test_an_older_app_that_writes_phone_number_is_understood(telephone: Telephone) -> None:
    older = {"phoneNumber": "+6281200000011", "message": "STATUS K7M4", "receivedAt": "2026-11-24T10:00:01+07:00"}
    telephone.event("sms:received", older)
    assert telephone.texts()[0].payload["from"] == "+6281200000011"


def test_a_text_from_a_name_is_kept_as_it_is(telephone: Telephone) -> None:
    telephone.event("sms:received", TEXT | {"sender": "TELKOMSEL"})
    assert telephone.texts()[0].payload["from"] == "TELKOMSEL"


@pytest.mark.parametrize(
    "event, more, state, code",
    [
        ("sms:delivered", {}, "DELIVERED", None),
        ("sms:sent", {}, "ACCEPTED", None),
        ("sms:failed", {"reason": "Send result: RESULT_ERROR_NO_SERVICE (+62812)"}, "UNDELIVERED", "no-service"),
        ("sms:cancelled", {}, "UNDELIVERED", None),
    ],
)
def test_a_word_on_a_message_of_unknown_fate_decides_it(
    telephone: Telephone, event: str, more: dict[str, str], state: str, code: str | None
) -> None:
    (row_id,) = stored(telephone.database, outbox_row("n-7", state="AMBIGUOUS", channel="SMS_LOKAL", intent_at=NOW))
    assert telephone.event(event, {"messageId": "n-7", "recipient": "+6281200000011"} | more).status_code == 200
    row = found(telephone.database, row_id)
    assert (row.state, row.provider_id) == (state, "n-7")
    assert (row.error_code or "").endswith(code or "")
    assert "+62812" not in (row.error_code or "")


def test_a_failed_message_is_told_to_its_case_once(telephone: Telephone) -> None:
    stored(telephone.database, outbox_row("n-8", state="ACCEPTED", provider_id="n-8", channel="SMS_LOKAL"))
    for _ in range(3):
        telephone.event("sms:failed", {"messageId": "n-8", "reason": "TTL expired"})
    with telephone.database.read() as session:
        assert len(inbox.waiting(session)) == 1


def test_delivered_and_failed_in_any_order_are_delivered(telephone: Telephone) -> None:
    (row_id,) = stored(telephone.database, outbox_row("n-9", state="ACCEPTED", provider_id="n-9"))
    for event in ("sms:delivered", "sms:failed", "sms:sent", "sms:delivered"):
        assert telephone.event(event, {"messageId": "n-9", "reason": ""}).status_code == 200
    assert found(telephone.database, row_id).state == "DELIVERED"


@pytest.mark.parametrize("event", ["system:ping", "app:started", "sms:received", "sms:data-received"])
def test_whatever_it_sends_it_is_alive(telephone: Telephone, event: str) -> None:
    assert telephone.beat() is None
    telephone.event(event, {})
    assert telephone.beat() == NOW


def test_somebody_without_the_key_is_no_sign_of_life(telephone: Telephone) -> None:
    assert telephone.event("system:ping", {}, key="lain").status_code == 403
    assert telephone.beat() is None


@pytest.mark.parametrize("stamp", ["", "0", "1e9", "-5", "²", str(int(NOW.timestamp()) - 301)])
def test_an_old_or_senseless_stamp_is_refused(telephone: Telephone, stamp: str) -> None:
    body = json.dumps({"event": "sms:received", "payload": TEXT}).encode()
    answer = telephone.client.post(
        PATH,
        content=body,
        headers={stamped.SIGNATURE: stamped.sign(KEY, body, stamp), stamped.TIMESTAMP: stamp.encode()},
    )
    assert answer.status_code == 403
    assert telephone.texts() == []


def test_a_replay_of_a_captured_request_changes_nothing(telephone: Telephone) -> None:
    body = json.dumps({"event": "sms:received", "payload": TEXT}).encode()
    stamp = str(int(NOW.timestamp()))
    signed = stamped.sign(KEY, body, stamp)
    assert [telephone.body(body, stamp=stamp, signed=signed).status_code for _ in range(20)] == [200] * 20
    assert len(telephone.texts()) == 1
    telephone.now = NOW + timedelta(minutes=6)
    assert telephone.body(body, stamp=stamp, signed=signed).status_code == 403


def test_without_a_key_in_the_settings_nothing_is_believed(database: Database) -> None:
    unset = Telephone(database, key="")
    with unset.client:
        assert unset.event("sms:received", TEXT, key="").status_code == 403


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"event": 1}', b"[" * 5000, b"\xff\xfe"])
def test_a_signed_body_that_is_no_event_is_answered_400(telephone: Telephone, body: bytes) -> None:
    assert telephone.body(body).status_code == 400


def test_a_body_over_the_limit_is_not_read(telephone: Telephone) -> None:
    assert telephone.body(b"x" * (LARGEST + 1)).status_code == 413


def test_looking_at_the_address_changes_nothing(telephone: Telephone) -> None:
    assert telephone.client.get(PATH).status_code == 405
    assert telephone.beat() is None


@pytest.mark.parametrize("sender", ["BANK\x00JATIM", "BANK\ud800JATIM"])
def test_a_sender_with_odd_characters_is_kept_without_them(telephone: Telephone, sender: str) -> None:
    telephone.event("sms:received", TEXT | {"sender": sender})
    (row,) = telephone.texts()
    assert row.payload["from"] == "BANKJATIM"
