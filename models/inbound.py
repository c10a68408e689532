"""A text that came in, as the inbox keeps it: under one key, whether the provider brought it or we found it there."""

from datetime import datetime
from hashlib import sha256

from models.tables import Inbox
from policy.words import Channel

WHATSAPP = "whatsapp:"
INBOUND = "Inbound"


def text_row(sender: str, body: str, provider_id: str, now: datetime, source: str = "twilio") -> Inbox:
    """The row of a text of Twilio's; `sender` as the provider writes it (`whatsapp:` before a WhatsApp number)."""
    channel = Channel.WHATSAPP if sender.startswith(WHATSAPP) else Channel.SMS
    return Inbox(
        id=f"in-{sha256(provider_id.encode()).hexdigest()[:16]}",
        kind=INBOUND,
        payload={"from": sender.removeprefix(WHATSAPP), "channel": channel, "provider_id": provider_id},
        facts={"body": body},
        source=source,
        dedupe=f"twilio:{provider_id}",
        created_at=now,
    )
