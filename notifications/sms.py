"""SMS through Twilio: one segment of GSM-7 or it does not leave (rendering has made sure of it)."""

from collections.abc import Collection
from datetime import datetime

from notifications.channels import Accepted, Known, Outgoing
from notifications.twilio_api import TwilioConfig, TwilioMessages


class Sms:
    """Sends text messages. `send` raises DeliveryError."""

    def __init__(self, config: TwilioConfig) -> None:
        self._messages = TwilioMessages(config)

    def send(self, outgoing: Outgoing) -> Accepted:
        """Hand one text to Twilio; `validity_seconds` is how long it may still be delivered."""
        return self._messages.create(outgoing)

    def find(self, outgoing: Outgoing, since: datetime, others: Collection[str] = ()) -> Accepted | None:
        """The message of these words that Twilio took since then, if any. Raises DeliveryError."""
        return self._messages.find(outgoing, since, others)

    def fetch(self, provider_id: str) -> Known | None:
        """What became of a message. Raises DeliveryError."""
        return self._messages.fetch(provider_id)

    def probe(self) -> None:
        """Whether Twilio answers and knows us. Raises DeliveryError."""
        self._messages.probe()
