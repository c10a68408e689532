"""WhatsApp through Twilio: free text within 24 hours of the person's last message, else an approved template.

Without a template outside the 24 hours nothing leaves: the next channel takes it, at once and with this reason.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from notifications.channels import Accepted, DeliveryError, Known, Outgoing, Remedy
from notifications.contents import Filled, filled
from notifications.twilio_api import TwilioConfig, TwilioMessages
from policy.tariff import Content

PREFIX = "whatsapp:"
OUTSIDE = "63016"
"""Twilio's word for free text outside the 24 hours."""


def always_open(_number: str) -> bool:
    """For an installation whose provider keeps no window."""
    return True


class WhatsApp:
    """Sends WhatsApp messages to a number in E.164. `send` raises DeliveryError.

    `contents` are the approved templates of the unit; `is_open(number)`: whether free text is taken there now.
    """

    def __init__(
        self, config: TwilioConfig, contents: Sequence[Content] = (), is_open: Callable[[str], bool] = always_open
    ) -> None:
        self._messages = TwilioMessages(config)
        self._contents = tuple(contents)
        self._is_open = is_open

    def send(self, outgoing: Outgoing) -> Accepted:
        """Hand one message to Twilio; free text that is refused for the hour is said once more as a template."""
        content = self._content(outgoing)
        if outgoing.as_template or not self._is_open(outgoing.to):
            return self._as_template(outgoing, content)
        try:
            return self._messages.create(outgoing, PREFIX)
        except DeliveryError as error:
            if error.code != OUTSIDE or content is None:
                raise
            return self._as_template(outgoing, content)

    def find(self, outgoing: Outgoing, since: datetime, others: Collection[str] = ()) -> Accepted | None:
        """The message of these words, or as a template, that Twilio took since then, if any. Raises DeliveryError."""
        return self._messages.find(outgoing, since, others, PREFIX, self._content(outgoing))

    def fetch(self, provider_id: str) -> Known | None:
        """What became of a message. Raises DeliveryError."""
        return self._messages.fetch(provider_id)

    def probe(self) -> None:
        """Whether Twilio answers and knows us. Raises DeliveryError."""
        self._messages.probe()

    def _content(self, outgoing: Outgoing) -> Filled | None:
        return filled(self._contents, outgoing.template, outgoing.language, outgoing.filled, outgoing.text)

    def _as_template(self, outgoing: Outgoing, content: Filled | None) -> Accepted:
        if content is None:
            raise _no_template()
        return self._messages.create(outgoing, PREFIX, content)


def _no_template() -> DeliveryError:
    meaning = "outside the 24 hours, and no approved template says this (whatsapp.yaml)"
    return DeliveryError("no-template", permanent=True, ambiguous=False, meaning=meaning, remedy=Remedy.TEMPLATE)
