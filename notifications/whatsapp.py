"""WhatsApp through Twilio: free text, so only within 24 hours of the person's last message (else 63016)."""

from notifications.channels import Accepted, Outgoing
from notifications.twilio_api import TwilioConfig, TwilioMessages

PREFIX = "whatsapp:"


class WhatsApp:
    """Sends WhatsApp messages to a number in E.164. `send` raises DeliveryError."""

    def __init__(self, config: TwilioConfig) -> None:
        self._messages = TwilioMessages(config)

    def send(self, outgoing: Outgoing) -> Accepted:
        """Hand one free text to Twilio under the `whatsapp:` prefix."""
        return self._messages.create(outgoing, PREFIX)
