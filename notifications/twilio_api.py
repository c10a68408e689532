"""The one door to Twilio's Messages API: a deadline on every request, no automatic second try of a POST."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from notifications.channels import Accepted, DeliveryError, Outgoing, not_sent, unknown_fate
from notifications.contents import Filled
from notifications.twilio_codes import from_answer

_LONGEST_VALIDITY = 36_000
_SERVICE_PREFIX = "MG"
_SILENT = logging.CRITICAL + 1


@dataclass(frozen=True)
class TwilioConfig:
    """An account and its sender: a number in E.164, an alphanumeric name, or a messaging service (`MG...`).

    `base_url` points the client elsewhere (the simulator); `timeout_seconds` bounds connecting and each read.
    """

    account_sid: str
    auth_token: str
    sender: str
    base_url: str | None = None
    timeout_seconds: float = 30.0


class TwilioMessages:
    """Creates messages with the real `twilio` client. Safe to call from several threads."""

    def __init__(self, config: TwilioConfig) -> None:
        self._sender = config.sender
        self._client = _client(config)

    def create(self, outgoing: Outgoing, prefix: str = "", content: Filled | None = None) -> Accepted:
        """Create the message of its words or of `content`; `prefix` is `whatsapp:` there. Raises DeliveryError."""
        fields = self._fields(outgoing, prefix) | (_template(content) if content else {"body": outgoing.text})
        message = _translated(lambda: self._client.messages.create(**fields))
        if not message.sid:
            raise unknown_fate("no-sid", "the provider answered without an id")
        return Accepted(provider_id=message.sid)

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


def _client(config: TwilioConfig) -> Client:
    silent = logging.getLogger(f"{__name__}.client")
    silent.setLevel(_SILENT)  # the client would log addresses and headers at INFO
    http = TwilioHttpClient(timeout=config.timeout_seconds, logger=silent)
    client = Client(config.account_sid, config.auth_token, http_client=http)
    if config.base_url:
        client.api.base_url = config.base_url
    return client


def _translated(request: Callable[[], Any]) -> Any:  # noqa: ANN401 - the client's own untyped instance
    try:
        return request()
    except TwilioRestException as error:
        raise from_answer(error.status, error.code) from None  # its text holds the number: never chained
    except requests.RequestException as error:
        raise _broken(error) from None
    except (TwilioException, ValueError):
        raise unknown_fate("bad-answer", "the provider's answer could not be read") from None


def _broken(error: requests.RequestException) -> DeliveryError:
    if isinstance(error, requests.ConnectTimeout) or _never_connected(error):
        return not_sent("no-connection", "the provider could not be reached")
    if isinstance(error, requests.Timeout):
        return unknown_fate("time-out", "no answer in time")
    return unknown_fate("reset", "the connection broke before the answer")


def _never_connected(error: requests.RequestException) -> bool:
    cause = error.args[0] if error.args else None
    return type(getattr(cause, "reason", None)).__name__ in {"NewConnectionError", "NameResolutionError"}
