"""WhatsApp through Twilio: free text, so only within 24 hours of the person's last message (else 63016)."""

from collections.abc import Collection
from datetime import datetime

from notifications.channels import Accepted, Known, Outgoing
from notifications.twilio_api import TwilioConfig, TwilioMessages

PREFIX = "whatsapp:"


class WhatsApp:
    """Sends WhatsApp messages to a number in E.164. `send` raises DeliveryError."""

    def __init__(self, config: TwilioConfig) -> None:
        self._messages = TwilioMessages(config)

    def send(self, outgoing: Outgoing) -> Accepted:
        """Hand one free text to Twilio under the `whatsapp:` prefix."""
        return self._messages.create(outgoing, PREFIX)

    def find(self, outgoing: Outgoing, since: datetime, others: Collection[str] = ()) -> Accepted | None:
        """The message of these words that Twilio took since then, if any. Raises DeliveryError."""
        return self._messages.find(outgoing, since, others, PREFIX)

    def fetch(self, provider_id: str) -> Known | None:
        """What became of a message. Raises DeliveryError."""
        return self._messages.fetch(provider_id)

    def probe(self) -> None:
        """Whether Twilio answers and knows us. Raises DeliveryError."""
        self._messages.probe()
