"""How a mail looks to a server and to a person: its envelope, its two bodies, its headers, its encryption and login."""

from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest

from notifications import verp
from notifications.channels import DeliveryError, Outgoing, Remedy
from notifications.mail import Mail, MailConfig
from tests.notifications.mail_server import CERTIFICATE, Encryption, mail_server

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
KEY = "kunci-surel"
LINK = "https://psai.example/t/AbCdEfGhIjKlMnOpQrStUv"
TEXT = f"ULT PSAI: Rujukan baru K7M4 utk <DINSOS>. Jawab: {LINK}\n"


def mail(port: int, **more: Any) -> Mail:
    given: dict[str, Any] = {"bounce_key": KEY, "timeout_seconds": 5.0}
    given.update(more)
    return Mail(MailConfig("127.0.0.1", port, "ult@psai.example", "ULT", "meja@psai.example", **given), lambda: NOW)


def outgoing(to: str = "pic@dinsos.example") -> Outgoing:
    return Outgoing("n-1", to, TEXT, "ULT PSAI: tugas K7M4", 600)


def sent(**more: Any) -> tuple[str, list[str], EmailMessage]:
    with mail_server() as post:
        mail(post.port, **more).send(outgoing())
    (taken,) = post.taken
    return taken


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    assert part is not None
    return str(part.get_content())


def test_the_return_path_names_the_message_and_is_signed() -> None:
    return_path, recipients, _ = sent()
    assert verp.message_of(KEY, return_path) == "n-1"
    assert return_path.endswith("@psai.example")
    assert recipients == ["pic@dinsos.example"]


def test_without_a_key_a_mail_comes_back_to_its_sender() -> None:
    return_path, _, _ = sent(bounce_key="")
    assert return_path == "ult@psai.example"


def test_the_headers_say_that_nobody_wrote_it_and_whom_to_answer() -> None:
    _, _, message = sent()
    assert (message["Auto-Submitted"], message["Reply-To"]) == ("auto-generated", "meja@psai.example")
    assert (message["Message-ID"], message["Subject"]) == ("<n-1@psai.example>", "ULT PSAI: tugas K7M4")


def test_text_and_html_say_the_same_and_markup_stays_words() -> None:
    _, _, message = sent()
    assert message.get_content_type() == "multipart/alternative"
    assert body(message, "plain").splitlines() == TEXT.splitlines()
    assert f'href="{LINK}"' in body(message, "html")
    assert "&lt;DINSOS&gt;" in body(message, "html")


@pytest.mark.parametrize(
    "to",
    [
        "pic@dinsos.example\nBcc: lain@contoh.example",
        "pic@dinsos.example\r\n",
        "pic@dinsos",
        "pic",
        "",
        "a b@dinsos.example",
        "pic@dinsos.example, lain@contoh.example",
        "PIC <pic@dinsos.example>",
        f"{'a' * 250}@b.id",
    ],
)
def test_what_is_not_one_plain_address_is_refused_before_anybody_is_asked(to: str) -> None:
    with pytest.raises(DeliveryError) as refused:
        mail(1).send(outgoing(to))
    assert (refused.value.code, refused.value.permanent, refused.value.remedy) == (
        "bad-address",
        True,
        Remedy.BAD_ADDRESS,
    )
    assert not to or to not in str(refused.value)


@pytest.mark.parametrize("encryption", ["starttls", "tls"])
def test_mail_leaves_encrypted(encryption: Encryption, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with mail_server(encryption) as post:
        mail(post.port, encryption=encryption).send(outgoing())
    assert len(post.taken) == 1


def test_a_server_that_asks_for_a_login_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with mail_server("starttls", ("meja", "sandi")) as post:
        mail(post.port, encryption="starttls", username="meja", password="sandi").send(outgoing())
    assert len(post.taken) == 1


@pytest.mark.parametrize("encryption", ["starttls", "tls"])
def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(encryption: Encryption) -> None:
    with mail_server(encryption) as post, pytest.raises(DeliveryError) as refused:
        mail(post.port, encryption=encryption).send(outgoing())
    assert (refused.value.ambiguous, post.taken) == (False, [])


def test_a_server_without_encryption_gets_nothing_from_who_wants_it() -> None:
    with mail_server() as post, pytest.raises(DeliveryError) as refused:
        mail(post.port, encryption="starttls").send(outgoing())
    assert (refused.value.ambiguous, post.taken) == (False, [])


def test_a_wrong_password_is_our_own_fault_and_is_not_repeated_to_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with mail_server("starttls", ("meja", "sandi")) as post, pytest.raises(DeliveryError) as refused:
        mail(post.port, encryption="starttls", username="meja", password="salah").send(outgoing())
    assert (refused.value.permanent, refused.value.remedy, post.taken) == (True, Remedy.OURS, [])
    assert "salah" not in str(refused.value)


def test_a_configuration_shows_no_secret() -> None:
    config = MailConfig("127.0.0.1", 25, "a@b.example", "U", "c@d.example", password="sandi", bounce_key="kunci")
    assert not {"sandi", "kunci"} & set(repr(config).replace("'", " ").split())
