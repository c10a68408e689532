"""A mail server that delivers to the handsets' page: takes every mail, or fails by a planted fault."""

import asyncio
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast
from weakref import WeakKeyDictionary

from aiosmtpd.smtp import SMTP, Envelope, Session

from simulator.book import Book, bare
from simulator.config import Config
from simulator.cut import reset
from simulator.faults import NONE, Fault, Faults

_LARGEST = 1_000_000
_GOODBYE = 421
_A_MOMENT = 0.05


class _Mailroom:
    """The handler aiosmtpd calls; its method names are aiosmtpd's."""

    def __init__(self, book: Book, faults: Faults) -> None:
        self._book = book
        self._faults = faults
        self._struck: WeakKeyDictionary[Envelope, Fault] = WeakKeyDictionary()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take the recipient, or answer with the planted status; after 421 the connection ends."""
        fault = self._faults.strike(bare(address), mail=True) or NONE
        if fault.status and not fault.taken:
            if fault.status == _GOODBYE and server.transport:
                asyncio.get_running_loop().call_later(_A_MOMENT, server.transport.close)
            return f"{fault.status} planted fault"
        self._struck[envelope] = fault
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the mail once for each recipient; a fault of the final dot comes after that, or instead of it."""
        fault = self._struck.pop(envelope, NONE)
        mail = message_from_bytes(cast("bytes", envelope.content), policy=policy.default)
        if fault.taken or not fault.reset:
            for address in envelope.rcpt_tos:
                self._keep(address, mail, fault)
        await asyncio.sleep(fault.hang_seconds)
        if fault.reset:
            reset(server.transport)
        return f"{fault.status} planted fault" if fault.status else "250 OK"

    def _keep(self, address: str, mail: EmailMessage, fault: Fault) -> None:
        text = mail.get_body(preferencelist=("plain",))
        self._book.take(
            prefix="ML",
            inbound=False,
            channel="EMAIL",
            to=bare(address),
            sender=str(mail.get("From", "")),
            subject=str(mail.get("Subject", "")),
            body=text.get_content().strip() if text else "",
            status="delivered",
            fault=fault.name,
        )


async def listen(book: Book, faults: Faults, config: Config) -> asyncio.Server:
    """A mail server on the configured host and port, in the running loop."""
    room = _Mailroom(book, faults)
    return await asyncio.get_running_loop().create_server(
        lambda: SMTP(room, hostname="simulator", data_size_limit=_LARGEST),
        host=config.smtp_host,
        port=config.smtp_port,
    )
