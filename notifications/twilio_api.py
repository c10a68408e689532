"""The one door to Twilio's Messages API: a deadline on every request, no automatic second try of a POST."""

import json
import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from notifications.channels import Accepted, DeliveryError, Known, Outgoing, not_sent, unknown_fate
from notifications.contents import Filled, is_said
from notifications.twilio_codes import from_answer
from notifications.twilio_http import Http

_LONGEST_VALIDITY = 36_000
_SERVICE_PREFIX = "MG"
_SILENT = logging.CRITICAL + 1
_PAGE = 50
_SKEW = timedelta(seconds=60)
"""The provider's clock and ours may differ by so much; its times are whole seconds."""
_UNKNOWN = 404
_MILLION = 1_000_000


@dataclass(frozen=True)
class TwilioConfig:
    """An account and its sender: a number in E.164, an alphanumeric name, or a messaging service (`MG...`).

    `base_url` points the client elsewhere (the simulator); `timeout_seconds` bounds connecting and each read of a
    request that sends, `asking_seconds` of one that asks.
    """

    account_sid: str
    auth_token: str
    sender: str
    base_url: str | None = None
    timeout_seconds: float = 30.0
    asking_seconds: float = 10.0


class TwilioMessages:
    """Creates messages, and asks for them, with the real `twilio` client. Safe to call from several threads."""

    def __init__(self, config: TwilioConfig) -> None:
        self._sender = config.sender
        self._http = Http(timeout=config.timeout_seconds, logger=_silent())
        self._client = _client(config, self._http)
        asking = replace(config, timeout_seconds=min(config.asking_seconds, config.timeout_seconds))
        self._asking = _client(asking, Http(timeout=asking.timeout_seconds, logger=_silent()))

    def create(self, outgoing: Outgoing, prefix: str = "", content: Filled | None = None) -> Accepted:
        """Create the message of its words or of `content`; `prefix` is `whatsapp:` there. Raises DeliveryError."""
        fields = self._fields(outgoing, prefix) | (_template(content) if content else {"body": outgoing.text})
        try:
            message = _translated(lambda: self._client.messages.create(**fields))
        except DeliveryError as error:
            raise error.passing(pause=self._http.asked_to_wait()) from None
        if not message.sid:
            raise unknown_fate("no-sid", "the provider answered without an id")
        return Accepted(provider_id=message.sid)

    def find(
        self,
        outgoing: Outgoing,
        since: datetime,
        others: Collection[str],
        prefix: str = "",
        content: Filled | None = None,
    ) -> Accepted | None:
        """The message of these words, or of `content`, to this number, newest first. DeliveryError without an answer.

        Not by the date it was sent: one that still waits at the provider has none and would be missed, then doubled.
        """

        def said(body: str | None) -> bool:
            return _words(body) == _words(outgoing.text) or (content is not None and is_said(content, body or ""))

        number = f"{prefix}{outgoing.to}"
        return _translated(lambda: self._found(number, since - _SKEW, others, said))  # type: ignore[no-any-return]

    def _found(
        self, number: str, since: datetime, others: Collection[str], said: Callable[[str | None], bool]
    ) -> Accepted | None:
        for message in self._asking.messages.stream(to=number, page_size=_PAGE):
            if message.date_created and message.date_created < since:
                return None
            ours = message.direction != "inbound" and message.sid not in others
            if ours and message.sid and said(message.body):
                return Accepted(provider_id=message.sid)
        return None

    def fetch(self, provider_id: str) -> Known | None:
        """What became of a message; None if there is none of this id. Raises DeliveryError if nobody answers."""
        try:
            message = _translated(lambda: self._asking.messages(provider_id).fetch())
        except DeliveryError as error:
            if error.code in {"20404", str(_UNKNOWN)}:
                return None
            raise
        return _known(provider_id, message)

    def probe(self) -> None:
        """Ask for one message: tells whether the account is known and the provider answers. Raises DeliveryError."""
        _translated(lambda: self._asking.messages.list(limit=1, page_size=1))

    def _fields(self, outgoing: Outgoing, prefix: str) -> dict[str, str | int]:
        fields: dict[str, str | int] = {
            "to": f"{prefix}{outgoing.to}",
            "validity_period": min(max(outgoing.validity_seconds, 1), _LONGEST_VALIDITY),
        }
        if outgoing.callback_url:
            fields["status_callback"] = outgoing.callback_url
        return fields | self._from(prefix)

    def _from(self, prefix: str) -> dict[str, str]:
        if self._sender.startswith(_SERVICE_PREFIX):
            return {"messaging_service_sid": self._sender}
        return {"from_": f"{prefix}{self._sender}"}


def _template(content: Filled) -> dict[str, str | int]:
    return {"content_sid": content.content_sid, "content_variables": json.dumps(content.variables)}


def _silent() -> logging.Logger:
    """The client would log addresses and headers at INFO."""
    silent = logging.getLogger(f"{__name__}.client")
    silent.setLevel(_SILENT)
    return silent


def _client(config: TwilioConfig, http: TwilioHttpClient) -> Client:
    client = Client(config.account_sid, config.auth_token, http_client=http)
    if config.base_url:
        client.api.base_url = config.base_url
    return client


def _words(text: str | None) -> str:
    return " ".join((text or "").split())


def _known(provider_id: str, message: Any) -> Known:  # noqa: ANN401 - the client's own untyped instance
    """A price is negative at Twilio (what an account loses) and comes some time after the message."""
    price = None if message.price in (None, "") else abs(round(float(message.price) * _MILLION))
    parts = str(message.num_segments or "")
    return Known(
        provider_id=provider_id,
        status=str(getattr(message.status, "value", message.status)),
        code=str(message.error_code) if message.error_code else None,
        segments=int(parts) if parts.isdigit() else 0,
        cost_micros=price,
        currency=str(message.price_unit or "") if price is not None else "",
    )


def _translated(request: Callable[[], Any]) -> Any:  # noqa: ANN401 - the client's own untyped instance
    try:
        return request()
    except TwilioRestException as error:
        raise from_answer(error.status, error.code) from None  # its text holds the number: never chained
    except requests.RequestException as error:
        raise _broken(error) from None
    except (TwilioException, ValueError) as error:
        raise _unread(error) from None


def _unread(error: Exception) -> DeliveryError:
    """A list that was refused comes as the answer itself; anything else could not be read."""
    answer = error.args[1] if len(error.args) > 1 else None
    if not isinstance(answer, Response):
        return unknown_fate("bad-answer", "the provider's answer could not be read")
    try:
        code = json.loads(answer.text).get("code")
    except (ValueError, AttributeError):
        code = None
    return from_answer(answer.status_code, code if isinstance(code, int) else None)


def _broken(error: requests.RequestException) -> DeliveryError:
    if isinstance(error, requests.ConnectTimeout) or _never_connected(error):
        return not_sent("no-connection", "the provider could not be reached")
    if isinstance(error, requests.Timeout):
        return unknown_fate("time-out", "no answer in time")
    return unknown_fate("reset", "the connection broke before the answer")


def _never_connected(error: requests.RequestException) -> bool:
    cause = error.args[0] if error.args else None
    return type(getattr(cause, "reason", None)).__name__ in {"NewConnectionError", "NameResolutionError"}
