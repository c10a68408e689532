"""What providers send: only with their signature, stored before it is answered, once; a GET changes nothing."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

import pytest
from httpx import Response
from sqlalchemy import text
from sqlmodel import select
from starlette.testclient import TestClient

from models import inbox
from models.db import Database
from models.tables import METADATA, Inbox, Receipt
from notifications import signature
from tests.databases import NOW
from tests.models.rows import at_once, found, outbox_row, stored
from web.app import create_app
from web.receive import Receiver
from web.twilio import LARGEST

TOKEN, PUBLIC = "rahasia-uji", "https://contoh.invalid"
TEXT = [
    ("MessageSid", "SM1"),
    ("From", "+6281200000011"),
    ("To", "+6281200000099"),
    ("Body", "TERIMA K7M4"),
    ("Media", ""),
]
Fields = Sequence[tuple[str, str]]


class Provider:
    """Posts to us as the provider would, or as somebody else."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.client = TestClient(create_app(Receiver(database, TOKEN, PUBLIC, lambda: NOW)))

    def post(self, path: str, fields: Fields, signed: str | None = None) -> Response:
        given = signature.sign(TOKEN, f"{PUBLIC}{path}", fields) if signed is None else signed
        return self.body(path, urlencode(fields).encode(), given)

    def body(self, path: str, body: bytes, given: str) -> Response:
        headers = {"Content-Type": b"application/x-www-form-urlencoded", signature.HEADER: given.encode()}
        answer: Response = self.client.post(path, content=body, headers=headers)
        return answer

    def texts(self) -> list[Inbox]:
        with self.database.read() as session:
            return list(inbox.waiting(session))

    def receipts(self) -> list[Receipt]:
        with self.database.read() as session:
            return list(session.exec(select(Receipt)).all())

    def everything(self) -> dict[str, int]:
        """How many rows each table has."""
        with self.database.read() as session:
            connection = session.connection()
            return {name: len(connection.execute(table.select()).all()) for name, table in METADATA.tables.items()}


@pytest.fixture
def provider(database: Database) -> Iterator[Provider]:
    found_provider = Provider(database)
    with found_provider.client:
        yield found_provider


def test_a_text_is_stored_with_its_number_and_words_and_answered_empty(provider: Provider) -> None:
    answer = provider.post("/twilio/inbound", TEXT)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/xml")
    assert answer.text.endswith("<Response></Response>")
    (row,) = provider.texts()
    assert (row.kind, row.state, row.dedupe, row.case_code) == ("Inbound", "WAITING", "twilio:SM1", None)
    assert row.payload == {"from": "+6281200000011", "channel": "SMS", "provider_id": "SM1"}
    assert row.facts == {"body": "TERIMA K7M4"}


def test_a_whatsapp_text_is_known_by_its_number(provider: Provider) -> None:
    provider.post("/twilio/inbound", [("MessageSid", "SM2"), ("From", "whatsapp:+6281200000011"), ("Body", "DAFTAR")])
    (row,) = provider.texts()
    assert (row.payload["from"], row.payload["channel"]) == ("+6281200000011", "WHATSAPP")


@pytest.mark.parametrize("path", ["/twilio/inbound", "/twilio/status"])
@pytest.mark.parametrize("given", ["", "bm90IGEgc2lnbmF0dXJl", "ä"])
def test_without_the_providers_signature_nothing_is_stored(provider: Provider, path: str, given: str) -> None:
    before = provider.everything()
    answer = provider.post(path, TEXT, given)
    assert answer.status_code == 403
    assert provider.everything() == before


def test_a_signature_is_for_these_fields_and_this_address_only(provider: Provider) -> None:
    good = signature.sign(TOKEN, f"{PUBLIC}/twilio/inbound", TEXT)
    assert provider.post("/twilio/inbound", [*TEXT[:3], ("Body", "TOLAK 1 K7M4"), TEXT[4]], good).status_code == 403
    assert provider.post("/twilio/inbound", TEXT[:4], good).status_code == 403
    assert provider.post("/twilio/inbound?x=1", TEXT, good).status_code == 403
    assert provider.post("/twilio/status", TEXT, good).status_code == 403
    assert provider.post("/twilio/inbound", TEXT, good).status_code == 200


def test_the_same_text_sent_again_is_stored_once_and_answered_alike(provider: Provider) -> None:
    answers = [provider.post("/twilio/inbound", TEXT) for _ in range(3)]
    answers += at_once(*[lambda: provider.post("/twilio/inbound", TEXT)] * 4)
    assert {answer.status_code for answer in answers} == {200}
    assert len(provider.texts()) == 1


def test_a_text_is_stored_before_it_is_acknowledged(provider: Provider) -> None:
    with provider.database.write() as session:
        session.connection().execute(text("ALTER TABLE inbox RENAME TO gone"))
    try:
        answer = provider.post("/twilio/inbound", TEXT)
    finally:
        with provider.database.write() as session:
            session.connection().execute(text("ALTER TABLE gone RENAME TO inbox"))
    assert answer.status_code == 503
    assert len(answer.text.splitlines()) == 2


@pytest.mark.parametrize("body", [b"x" * (LARGEST + 1), urlencode([("Body", "x" * LARGEST)]).encode()])
def test_what_is_over_64_kilobytes_is_refused(provider: Provider, body: bytes) -> None:
    assert provider.body("/twilio/inbound", body, "any").status_code == 413
    assert provider.texts() == []


def test_a_text_that_is_too_large_to_keep_is_refused_in_a_sentence(provider: Provider) -> None:
    fields = [("MessageSid", "SM3"), ("From", "+62"), ("Body", "\u202e" * 20_000)]
    given = signature.sign(TOKEN, f"{PUBLIC}/twilio/inbound", fields)
    raw = "&".join(f"{name}={value.replace('+', '%2B')}" for name, value in fields).encode()
    assert len(raw) < LARGEST
    answer = provider.body("/twilio/inbound", raw, given)
    assert (answer.status_code, answer.text) == (413, "Terlalu besar / too large\n")
    assert provider.texts() == []


@pytest.mark.parametrize("body", ["x" * 10_000, "\x00\x07", "\u202eTERIMA", "\U0001f9d2\U0001f3fd", "a&b=c%zz"])
def test_any_words_are_stored_as_they_were_written(provider: Provider, body: str) -> None:
    fields = [("MessageSid", "SM4"), ("From", "+6281200000011"), ("Body", body)]
    assert provider.post("/twilio/inbound", fields).status_code == 200
    assert [row.facts for row in provider.texts()] == [{"body": body}]


def test_a_receipt_moves_its_message_once(provider: Provider) -> None:
    (row_id,) = stored(provider.database, outbox_row("m1", state="ACCEPTED", provider_id="SM9"))
    fields = [("MessageSid", "SM9"), ("MessageStatus", "undelivered"), ("ErrorCode", "30005")]
    for _ in range(2):
        assert provider.post("/twilio/status?n=m1", fields).status_code == 200
    row = found(provider.database, row_id)
    assert (row.state, row.error_code) == ("UNDELIVERED", "30005")
    assert len(provider.receipts()) == 1


def test_a_message_that_did_not_arrive_is_seen_to_once(provider: Provider) -> None:
    stored(provider.database, outbox_row("m1", state="ACCEPTED", provider_id="SM9"))
    for status in ("undelivered", "failed", "undelivered"):
        provider.post("/twilio/status?n=m1", [("MessageSid", "SM9"), ("MessageStatus", status)])
    (told,) = provider.texts()
    assert (told.kind, told.payload, told.case_code) == ("Undelivered", {"row": 1}, None)


def test_the_receipt_of_a_message_of_unknown_fate_adopts_it_by_its_name(provider: Provider) -> None:
    (row_id,) = stored(provider.database, outbox_row("m1", state="AMBIGUOUS"))
    provider.post("/twilio/status?n=m1", [("MessageSid", "SM9"), ("MessageStatus", "delivered")])
    assert found(provider.database, row_id).state == "DELIVERED"


def test_the_same_receipt_many_times_at_once_is_kept_once(provider: Provider) -> None:
    fields = [("MessageSid", "SM9"), ("MessageStatus", "sent")]
    answers = at_once(*[lambda: provider.post("/twilio/status?n=m1", fields)] * 6)
    assert {answer.status_code for answer in answers} == {200}
    assert len(provider.receipts()) == 1


@pytest.mark.parametrize("path", ["/twilio/inbound", "/twilio/status"])
def test_what_names_no_message_is_refused_and_never_stored(provider: Provider, path: str) -> None:
    before = provider.everything()
    assert provider.post(path, [("From", "+6281200000011"), ("Body", "TERIMA K7M4")]).status_code == 400
    assert provider.everything() == before


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/health", "/twilio/inbound", "/twilio/status?n=m1", "/docs", "/openapi.json"])
def test_nothing_but_a_post_changes_anything(provider: Provider, method: str, path: str) -> None:
    stored(provider.database, outbox_row("m1", state="AMBIGUOUS"))
    before = provider.everything()
    answer = provider.client.request(method, path, params={"MessageSid": "SM9", "MessageStatus": "delivered"})
    assert answer.status_code in {200, 404, 405}
    assert provider.everything() == before


def test_health_says_how_much_waits(provider: Provider) -> None:
    provider.post("/twilio/inbound", TEXT)
    assert provider.client.get("/health").json() == {"ok": True, "waiting": 1}
