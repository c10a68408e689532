"""What providers send us: signature checked, stored, committed, and only then answered; acted on later."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from pydantic_core import to_jsonable_python

from models import inbox, outbox
from models.db import Database
from models.tables import Inbox, Outbox, Receipt
from notifications import signature
from policy.commands import MessageFailed
from policy.words import Audience, Channel, Role, Via
from web.shapes import NEEDED, unmistakable

Pairs = list[tuple[str, str]]
WHATSAPP = "whatsapp:"
PROVIDER = "penyedia"
"""Who says that a message did not arrive."""


@dataclass(frozen=True)
class Receiver:
    """Stores inbound messages and receipts. `public_url` is the address providers know us by."""

    db: Database
    auth_token: str
    public_url: str
    clock: Callable[[], datetime]

    def genuine(self, path: str, pairs: Pairs, given: str) -> bool:
        """Whether the signature fits, by our own address and the algorithm we chose; without a token none does."""
        signed = bool(self.auth_token) and signature.verify(self.auth_token, f"{self.public_url}{path}", pairs, given)
        return signed and unmistakable(pairs, NEEDED.get(path, ()))

    def message(self, pairs: Pairs) -> None:
        """Keep an inbound message once, by the provider's id."""
        form = dict(pairs)
        sender = form.get("From", "")
        channel = Channel.WHATSAPP if sender.startswith(WHATSAPP) else Channel.SMS
        provider_id = form.get("MessageSid", "")
        row = Inbox(
            id=f"in-{sha256(provider_id.encode()).hexdigest()[:16]}",
            kind="Inbound",
            payload={
                "from": sender.removeprefix(WHATSAPP),
                "channel": channel,
                "provider_id": provider_id,
            },
            facts={"body": form.get("Body", "")},
            source="twilio",
            dedupe=f"twilio:{provider_id}",
            created_at=self.clock(),
        )
        with self.db.write() as session:
            inbox.put(session, row)

    def receipt(self, pairs: Pairs, notification_id: str | None) -> None:
        """Keep a provider's word on a message; unknown, old and doubled ones change nothing."""
        form = dict(pairs)
        receipt = Receipt(
            provider_id=form.get("MessageSid", ""),
            status=form.get("MessageStatus", ""),
            code=form.get("ErrorCode") or None,
            at=self.clock(),
        )
        with self.db.write() as session:
            outbox.receive(session, receipt, notification_id)
            if (lost := outbox.lost(session, receipt.provider_id)) and lost.case_code:
                inbox.put(session, self._lost(lost))

    def _lost(self, message: Outbox) -> Inbox:
        """What matters to the case: a message that did not arrive is told to it, once."""
        command = MessageFailed(
            id=f"gagal-{message.id}",
            by=PROVIDER,
            role=Role.DESK,
            via=Via.SYSTEM,
            n=message.n,
            audience=Audience(message.audience),
        )
        return Inbox(
            id=command.id,
            kind="MessageFailed",
            case_code=message.case_code,
            payload=to_jsonable_python(command),
            facts={},
            source="receipt",
            created_at=self.clock(),
        )
