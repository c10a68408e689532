"""Mail over SMTP: 4xx passes, 5xx is a refusal, and a text sent without an answer has an unknown fate.

A mail is text and the same text as HTML; its return path names the message and is signed (`verp`).
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import Literal

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
)

from notifications import html, smtp_codes, verp
from notifications.channels import Accepted, DeliveryError, Outgoing, Remedy, not_sent, unknown_fate

_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
_LONGEST_ADDRESS = 254
_QUIT_SECONDS = 2.0
_LAST_WORDS = 0.01


@dataclass(frozen=True)
class MailConfig:
    """A relay and how we appear: `sender` and `reply_to` (the desk) are addresses, `sender_name` the unit.

    `bounce_key` signs the return path of each mail; without it bounces go to the sender.
    """

    host: str
    port: int
    sender: str
    sender_name: str
    reply_to: str
    encryption: Literal["none", "starttls", "tls"] = "none"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    bounce_key: str = field(default="", repr=False)
    timeout_seconds: float = 30.0

    def return_path(self, notification_id: str) -> str:
        """Where a mail that cannot be delivered goes back to."""
        domain = _domain(self.sender)
        return verp.address(self.bounce_key, notification_id, domain) if self.bounce_key else self.sender


class Mail:
    """Sends mail, one connection a message. `now` gives the aware instant of the Date line."""

    def __init__(self, config: MailConfig, now: Callable[[], datetime]) -> None:
        self._config = config
        self._now = now

    def send(self, outgoing: Outgoing) -> Accepted:
        """Hand one mail to the relay; its Message-ID is the provider's id. Raises DeliveryError."""
        if not _plain(outgoing.to):
            raise _permanent("bad-address", "not a mail address", Remedy.BAD_ADDRESS)
        message = _compose(self._config, outgoing, self._now())
        asyncio.run(_deliver(self._config, outgoing, message))
        return Accepted(provider_id=message["Message-ID"])


def _compose(config: MailConfig, outgoing: Outgoing, now: datetime) -> EmailMessage:
    message = EmailMessage()
    message["From"] = formataddr((config.sender_name, config.sender))
    message["To"] = outgoing.to
    message["Reply-To"] = config.reply_to
    message["Subject"] = outgoing.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{outgoing.notification_id}@{_domain(config.sender)}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(outgoing.text)
    message.add_alternative(html.page(outgoing.text, outgoing.language), subtype="html")
    return message


def _plain(address: str) -> bool:
    """Whether this is one address and nothing else: a line break would write headers of its own."""
    return len(address) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(address) is not None


async def _deliver(config: MailConfig, outgoing: Outgoing, message: EmailMessage) -> None:
    client = SMTP(
        hostname=config.host,
        port=config.port,
        timeout=config.timeout_seconds,
        use_tls=config.encryption == "tls",
        start_tls=config.encryption == "starttls",
        username=config.username,
        password=config.password,
        local_hostname=_domain(config.sender),
    )
    try:
        await _envelope(client, config.return_path(outgoing.notification_id), outgoing.to)
        await _text(client, message.as_bytes())
        await _leave(client)
    finally:
        client.close()
        await asyncio.sleep(_LAST_WORDS)  # a connection that was cut is closed by the loop, which ends with us


async def _envelope(client: SMTP, sender: str, to: str) -> None:
    try:
        await client.connect()
        await client.mail(sender)
        await client.rcpt(to)
    except SMTPResponseException as error:
        raise _refusal(error) from None
    except (SMTPException, OSError):
        raise not_sent("no-connection", "the mail server could not be reached") from None


async def _text(client: SMTP, content: bytes) -> None:
    try:
        await client.data(content)
    except SMTPResponseException as error:
        raise _refusal(error) from None
    except (SMTPException, OSError):
        raise unknown_fate("no-answer", "the mail server did not confirm the text") from None


async def _leave(client: SMTP) -> None:
    """Say goodbye; the mail is taken already, so a server that does not answer changes nothing."""
    try:
        await client.quit(timeout=_QUIT_SECONDS)
    except (SMTPException, OSError):
        return


def _refusal(error: SMTPResponseException) -> DeliveryError:
    code = f"smtp-{error.code}"
    if isinstance(error, SMTPAuthenticationError):
        return _permanent(code, "the mail server refused our credentials", Remedy.OURS)
    return smtp_codes.refused(error.code, error.message, recipient=isinstance(error, SMTPRecipientRefused))


def _permanent(code: str, meaning: str, remedy: Remedy) -> DeliveryError:
    return DeliveryError(code, permanent=True, ambiguous=False, meaning=meaning, remedy=remedy)


def _domain(address: str) -> str:
    return address.rpartition("@")[2]
