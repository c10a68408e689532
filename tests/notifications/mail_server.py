"""A mail server that keeps envelope and content as they came, with TLS and a login where a test asks for them."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Literal, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.ports import free_base

CERTIFICATE = Path(__file__).parent / "localhost.pem"
Encryption = Literal["none", "starttls", "tls"]


@dataclass
class Post:
    """What the server has taken: the return path, the recipients, the mail."""

    port: int = 0
    taken: list[tuple[str, list[str], EmailMessage]] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep it."""
        mail = message_from_bytes(cast("bytes", envelope.content), policy=policy.default)
        self.taken.append((str(envelope.mail_from), list(envelope.rcpt_tos), mail))
        return "250 OK"


@contextmanager
def mail_server(encryption: Encryption = "none", login: tuple[str, str] | None = None) -> Iterator[Post]:
    """A server on a port the system chooses."""
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=free_base(), **_secured(encryption), **_asking(login))
    controller.start()
    post.port = controller.port
    try:
        yield post
    finally:
        controller.stop()


def _secured(encryption: Encryption) -> dict[str, Any]:
    if encryption == "none":
        return {}
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return {"ssl_context": context} if encryption == "tls" else {"tls_context": context, "require_starttls": True}


def _asking(login: tuple[str, str] | None) -> dict[str, Any]:
    if login is None:
        return {}

    def right(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        given = isinstance(data, LoginPassword) and (data.login.decode(), data.password.decode())
        return AuthResult(success=given == login, handled=False)

    return {"authenticator": right, "auth_required": True}
