"""A mail to the desk is read by a person: signed, kept once, never an answer; a machine's is no mail to the desk."""

from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from httpx import Response
from starlette.testclient import TestClient

from models import desk, inbox
from models.db import Database
from models.reach import DeskItem
from notifications import letters, stamped
from tests.databases import NOW
from tests.models.rows import at_once
from web.app import create_app
from web.desk_mail import LARGEST, DeskMail, router
from web.receive import Receiver

KEY = "kunci-surel"
STAMP = str(int(NOW.timestamp()))


class Server:
    """Our mail server, or somebody else."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.machines: list[bytes] = []
        taker = DeskMail(database, "contoh", KEY, lambda: NOW, self.machines.append)
        receiver = Receiver(database, "t", "https://contoh.invalid", lambda: NOW)
        self.client = TestClient(create_app(receiver, router(taker)))

    def post(self, raw: bytes, key: str = KEY, stamp: str = STAMP, **headers: str) -> int:
        given = {stamped.TIMESTAMP: stamp, stamped.SIGNATURE: stamped.sign(key, raw, stamp)} | headers
        answer: Response = self.client.post("/mail/inbound", content=raw, headers=given)
        return answer.status_code

    def items(self) -> list[DeskItem]:
        with self.database.read() as session:
            return list(desk.open_items(session, "contoh"))


@pytest.fixture
def server(database: Database) -> Iterator[Server]:
    found = Server(database)
    with found.client:
        yield found


def mail(body: str = "TERIMA K7M4", **headers: str) -> bytes:
    made = EmailMessage()
    for name, value in (
        {"From": "Bu Ani <ani@dinsos.example>", "Subject": "Re: tugas K7M4", "Message-ID": "<1@x>"} | headers
    ).items():
        made[name.replace("_", "-")] = value
    made.set_content(body)
    return bytes(made)


def test_a_reply_by_mail_lies_on_the_desks_list_and_changes_nothing(server: Server) -> None:
    assert server.post(mail()) == 204
    (item,) = server.items()
    assert (item.kind, item.address, item.channel) == ("mail", "ani@dinsos.example", "EMAIL")
    assert item.words == "Re: tugas K7M4\n\nTERIMA K7M4"
    with server.database.read() as session:
        assert inbox.waiting(session) == []


def test_brought_again_and_again_it_is_one(server: Server) -> None:
    at_once(*[lambda: server.post(mail())] * 4)
    assert server.post(b"Received: by x\r\n" + mail()) == 204
    assert len(server.items()) == 1


@pytest.mark.parametrize(
    "raw, headers",
    [
        (mail(Auto_Submitted="auto-replied"), {}),
        (mail(Auto_Submitted="Auto-Generated; owner-email=x"), {}),
        (mail(Return_Path="<>"), {}),
        (mail(), {"X-Envelope-From": ""}),
        (mail(Precedence="bulk"), {}),
        (b"Content-Type: multipart/report; boundary=x\r\n\r\n--x--\r\n", {}),
    ],
)
def test_a_machines_mail_is_never_an_answer(server: Server, raw: bytes, headers: dict[str, str]) -> None:
    assert server.post(raw, **headers) == 204
    assert server.items() == []
    assert server.machines == [raw]


@pytest.mark.parametrize("headers", [{"Auto_Submitted": "no"}, {"Return_Path": "<ani@dinsos.example>"}])
def test_a_persons_mail_that_says_so_is_kept(server: Server, headers: dict[str, str]) -> None:
    server.post(mail(**headers))
    assert len(server.items()) == 1


def test_without_the_servers_signature_nothing_is_kept(server: Server) -> None:
    old = str(int(NOW.timestamp()) - 301)
    assert server.post(mail(), key="salah") == 403
    assert server.post(mail(), stamp=old) == 403
    assert server.client.post("/mail/inbound", content=mail()).status_code == 403
    assert server.items() == []


def test_without_a_key_nobody_is_believed(database: Database) -> None:
    taker = DeskMail(database, "contoh", "", lambda: NOW)
    headers = {stamped.TIMESTAMP: STAMP, stamped.SIGNATURE: stamped.sign("", mail(), STAMP)}
    assert not taker.genuine(mail(), headers)


def test_what_is_too_large_is_refused(server: Server) -> None:
    assert server.post(b"x" * (LARGEST + 1)) == 413


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_nothing_but_a_post_is_taken(server: Server, method: str) -> None:
    assert server.client.request(method, "/mail/inbound").status_code == 405


def test_the_words_of_a_mail_without_plain_text_are_read_from_its_html() -> None:
    raw = b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n<style>p{}</style><p>Kami &amp; anak<br>datang</p>"
    assert letters.read(raw).words == "Kami & anak\ndatang"


def test_what_is_attached_is_counted_and_left_out(server: Server) -> None:
    made = EmailMessage()
    made["From"] = "a@b.example"
    made.set_content("lihat lampiran")
    made.add_attachment(b"\x00" * 100, maintype="image", subtype="jpeg", filename="anak.jpg")
    server.post(bytes(made))
    (item,) = server.items()
    assert "1 lampiran" in item.words
    assert "anak.jpg" not in item.words


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff",
        b"Subject: =?bogus?q?x?=\r\n\r\nx",
        b"Content-Type: text/plain; charset=klingon\r\n\r\nhalo\x00",
    ],
)
def test_whatever_arrives_is_read_without_falling_over(server: Server, raw: bytes) -> None:
    assert server.post(raw) == 204
    assert len(server.items()) == 1
