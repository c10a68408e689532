"""Mail to the desk, posted by our own mail server, raw: it lies on the desk's list, and changes nothing by itself.

Signed like the gateway's posts (`notifications.stamped`). `X-Envelope-From` is the return path, empty for a bounce.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request, Response

from models import desk
from models.db import Database
from models.reach import DeskItem
from notifications import stamped
from notifications.letters import Mail, read
from policy.desk import READ_WITHIN, DeskKind
from policy.words import Channel
from web.body import believed

PATH = "/mail/inbound"
ENVELOPE = "X-Envelope-From"
LARGEST = 2 * 1024 * 1024
"""A letter with a photographed form; what is attached stays at the mail server."""


@dataclass(frozen=True)
class DeskMail:
    """Takes mail to the desk of `unit`. `key` signs; `bounced` gets what a machine sent, raw (never an answer)."""

    db: Database
    unit: str
    key: str
    clock: Callable[[], datetime]
    bounced: Callable[[bytes], object] = lambda _raw: None

    def genuine(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether our mail server posted exactly this within the last five minutes."""
        return stamped.posted(self.key, body, headers, self.clock())

    def take(self, raw: bytes, envelope_sender: str | None) -> None:
        """Keep a person's mail once on the desk's list; a machine's goes to the handling of bounces."""
        mail = read(raw, envelope_sender=envelope_sender)
        if mail.automatic:
            self.bounced(raw)
            return
        with self.db.write() as session:
            desk.put(session, self._item(mail))

    def _item(self, mail: Mail) -> DeskItem:
        now = self.clock()
        return DeskItem(
            key=f"surel/{mail.key}",
            unit=self.unit,
            kind=DeskKind.MAIL,
            channel=Channel.EMAIL,
            address=desk.readable(mail.sender)[:320],
            words=f"{mail.subject}\n\n{mail.words}{_attached(mail)}",
            made_at=now,
            due=now + READ_WITHIN,
        )


def _attached(mail: Mail) -> str:
    return (
        f"\n\n[{mail.attachments} lampiran, lihat kotak surat / attachments, see the mailbox]"
        if mail.attachments
        else ""
    )


def router(taker: DeskMail) -> APIRouter:
    """The one address our mail server posts the desk's mail to."""
    found = APIRouter()

    @found.post(PATH)
    async def posted(request: Request) -> Response:
        body = await believed(request, LARGEST, taker.genuine)
        if isinstance(body, Response):
            return body
        await asyncio.to_thread(taker.take, body, request.headers.get(ENVELOPE))
        return Response(status_code=204)

    return found
