"""SMS through Twilio: one segment of GSM-7 or it does not leave (rendering has made sure of it)."""

from notifications.channels import Accepted, Outgoing
from notifications.twilio_api import TwilioConfig, TwilioMessages


class Sms:
    """Sends text messages. `send` raises DeliveryError."""

    def __init__(self, config: TwilioConfig) -> None:
        self._messages = TwilioMessages(config)

    def send(self, outgoing: Outgoing) -> Accepted:
        """Hand one text to Twilio; `validity_seconds` is how long it may still be delivered."""
        return self._messages.create(outgoing)
