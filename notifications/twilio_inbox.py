"""What came in at Twilio: asked of the provider's own list, for what its webhook did not bring."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import requests
from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from notifications.twilio_api import TwilioConfig

ASKING_SECONDS = 10.0
PAGE = 200
INBOUND = "inbound"
WHATSAPP = "whatsapp:"
_SILENT = logging.CRITICAL + 1


class NoListError(Exception):
    """The provider gave no list now; the next look asks for the same time again. Holds no number and no text."""


@dataclass(frozen=True)
class Received:
    """A text that came in: `sender` as the provider writes it."""

    provider_id: str
    sender: str
    body: str


class TwilioInbox:
    """Lists what came to our own number, by text and by WhatsApp. Without a number of ours there is nothing to ask."""

    def __init__(self, config: TwilioConfig) -> None:
        self._numbers = [f"{prefix}{config.sender}" for prefix in ("", WHATSAPP) if config.sender.startswith("+")]
        silent = logging.getLogger(f"{__name__}.client")
        silent.setLevel(_SILENT)  # the client would log numbers
        http = TwilioHttpClient(timeout=ASKING_SECONDS, logger=silent)
        self._client = Client(config.account_sid, config.auth_token, http_client=http)
        if config.base_url:
            self._client.api.base_url = config.base_url

    def since(self, at: datetime) -> list[Received]:
        """Everything that came in from `at` on. NoListError."""
        try:
            return [each for number in self._numbers for each in self._to(number, at)]
        except (TwilioException, requests.RequestException, ValueError) as error:
            raise NoListError(type(error).__name__) from None

    def _to(self, number: str, at: datetime) -> Iterator[Received]:
        for message in self._client.messages.stream(to=number, date_sent_after=at.astimezone(UTC), page_size=PAGE):
            if message.direction == INBOUND and message.sid:
                yield Received(message.sid, str(message.from_), message.body or "")
