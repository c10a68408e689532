"""What providers send us: signature checked, stored, committed, and only then answered; acted on later."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from models import fates, inbox
from models.db import Database
from models.inbound import text_row
from models.tables import Receipt
from notifications import signature
from web.shapes import NEEDED, unmistakable

Pairs = list[tuple[str, str]]
INBOUND = "/twilio/inbound"


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
        row = text_row(form.get("From", ""), form.get("Body", ""), form.get("MessageSid", ""), self.clock())
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
        self.word(receipt, notification_id)

    def word(self, receipt: Receipt, notification_id: str | None) -> None:
        """Keep one word of any provider on a message, and tell the case what matters to it."""
        with self.db.write() as session:
            fates.heard(session, receipt, notification_id)
