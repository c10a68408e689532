"""Mail that came back: posted by our own server only, believed for our own return paths only, and kept once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from httpx import Response
from sqlmodel import select
from starlette.testclient import TestClient

from models import inbox
from models.db import Database
from models.tables import Receipt
from notifications import stamped, verp
from notifications.channels import Remedy
from notifications.remedies_of import remedy
from tests.databases import NOW
from tests.models.rows import found, outbox_row, stored
from tests.notifications import dsns
from web.app import create_app
from web.mail import LARGEST, PATH, Bounced, router
from web.receive import Receiver

KEY, ID, MESSAGE_ID = "kunci-surel", "AbC-12_x", "<AbC-12_x@psai.example>"
OURS = verp.address(KEY, ID, "psai.example")
MAIL = {"channel": "EMAIL", "address": "pic@dinsos.example"}


class Server:
    """Posts as our mail server does, or as somebody else."""

    def __init__(self, database: Database) -> None:
        self.database = database
        taker = Bounced(Receiver(database, "", "https://contoh.invalid", lambda: NOW), KEY)
        self.client = TestClient(create_app(taker.receiver, router(taker)))

    def post(self, mail: str, to: str = OURS, key: str = KEY, age: timedelta = timedelta(0)) -> Response:
        body = mail.format(to=to).encode()
        stamp = str(int((NOW - age).timestamp()))
        headers = {stamped.SIGNATURE: stamped.sign(key, body, stamp), stamped.TIMESTAMP: stamp}
        answer: Response = self.client.post(PATH, content=body, headers=headers)
        return answer

    def receipts(self) -> list[Receipt]:
        with self.database.read() as session:
            return list(session.exec(select(Receipt)).all())


@pytest.fixture
def server(database: Database) -> Iterator[Server]:
    given = Server(database)
    with given.client:
        yield given


def accepted(server: Server) -> int:
    (row_id,) = stored(server.database, outbox_row(ID, state="ACCEPTED", provider_id=MESSAGE_ID, **MAIL))
    return row_id


def test_a_mail_that_came_back_is_undelivered_and_its_case_hears_of_it_once(server: Server) -> None:
    row_id = accepted(server)
    assert [server.post(dsns.POSTFIX).status_code for _ in range(3)] == [204] * 3
    row = found(server.database, row_id)
    assert (row.state, row.error_code) == ("UNDELIVERED", "5.1.1")
    with server.database.read() as session:
        assert len(inbox.waiting(session)) == 1
    assert len(server.receipts()) == 1


@pytest.mark.parametrize("mail", [dsns.POSTFIX_NO_ROUTE, dsns.POSTFIX_GIVEN_UP])
def test_a_domain_that_was_not_found_just_now_is_no_wrong_address(server: Server, mail: str) -> None:
    row_id = accepted(server)
    server.post(mail)
    row = found(server.database, row_id)
    assert row.state == "UNDELIVERED"
    assert remedy(row.channel, row.error_code or "") is not Remedy.BAD_ADDRESS


def test_a_mail_of_unknown_fate_that_came_back_was_sent_and_did_not_arrive(server: Server) -> None:
    (row_id,) = stored(server.database, outbox_row(ID, state="AMBIGUOUS", intent_at=NOW, **MAIL))
    server.post(dsns.POSTFIX)
    assert found(server.database, row_id).state == "UNDELIVERED"


@pytest.mark.parametrize("mail", [dsns.POSTFIX_WAITING, dsns.HOLIDAY, dsns.ANSWER])
def test_an_absence_note_an_answer_or_a_delay_changes_nothing(server: Server, mail: str) -> None:
    row_id = accepted(server)
    assert server.post(mail).status_code == 204
    assert found(server.database, row_id).state == "ACCEPTED"
    assert server.receipts() == []


@pytest.mark.parametrize("to", ["bounce+AbC-12_x.00000000@psai.example", OURS.replace("AbC", "abc")])
def test_a_forged_return_path_is_refused_and_changes_nothing(server: Server, to: str) -> None:
    row_id = accepted(server)
    assert server.post(dsns.POSTFIX, to).status_code == 403
    assert found(server.database, row_id).state == "ACCEPTED"


def test_somebody_else_than_our_mail_server_is_refused(server: Server) -> None:
    row_id = accepted(server)
    assert server.post(dsns.POSTFIX, key="lain").status_code == 403
    assert server.post(dsns.POSTFIX, age=timedelta(minutes=6)).status_code == 403
    assert found(server.database, row_id).state == "ACCEPTED"


def test_a_return_path_of_a_message_that_is_not_here_changes_nothing(server: Server) -> None:
    assert server.post(dsns.POSTFIX, verp.address(KEY, "nobody", "psai.example")).status_code == 204
    assert server.receipts() == []


def test_a_report_as_large_as_no_report_is_is_not_read(server: Server) -> None:
    assert server.post("x" * (LARGEST + 1)).status_code == 413
