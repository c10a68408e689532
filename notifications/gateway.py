"""SMS by a telephone with a local SIM or an aggregator with the same API ("SMS Gateway for Android", `POST /message`).

The message's own id is the gateway's id: a second request for it is answered with 409, so nothing leaves twice, and
a request without an answer can be asked about (docs.sms-gate.app; capcom6/android-sms-gateway, MessagesRoutes.kt).
"""

import base64
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote

import httpx

from notifications.channels import Accepted, Known, Outgoing, not_sent, unknown_fate
from notifications.gateway_codes import CONFLICT, STATES, failure, from_answer, not_set_up

_LEAST_SECONDS = 60
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL)
_NOT_FOUND = 404
_NOBODY = "rujukan-probe"


@dataclass(frozen=True)
class GatewayConfig:
    """Where the gateway is (`base_url` without `/message`; empty: none) and how it knows us.

    With a `user` Basic authentication, with a `password` alone a Bearer token (aggregators). Seconds bound
    connecting and each read.
    """

    base_url: str
    user: str = ""
    password: str = field(default="", repr=False)
    timeout_seconds: float = 30.0
    asking_seconds: float = 10.0


class Gateway:
    """Sends texts and can be asked about them. Safe to call from several threads: a connection for each request."""

    def __init__(self, config: GatewayConfig) -> None:
        self._config = config
        self._url = f"{config.base_url.rstrip('/')}/message"

    def send(self, outgoing: Outgoing) -> Accepted:
        """Hand one text to the gateway; one it has already taken under this id is accepted too."""
        if not self._config.base_url:
            raise not_set_up()
        answer = self._asked(lambda http: http.post(self._url, json=_fields(outgoing)), self._config.timeout_seconds)
        if answer.is_success or answer.status_code == CONFLICT:
            return Accepted(provider_id=outgoing.notification_id)
        raise from_answer(answer.status_code, str(_read(answer).get("error", "")))

    def find(self, outgoing: Outgoing, since: datetime, others: Collection[str] = ()) -> Accepted | None:  # noqa: ARG002
        """The message if the gateway has taken it: its id is ours, so neither time nor other messages matter."""
        found = self.fetch(outgoing.notification_id)
        return Accepted(provider_id=found.provider_id) if found else None

    def fetch(self, provider_id: str) -> Known | None:
        """What became of a message; None if the gateway has never taken it. Raises DeliveryError if nobody answers."""
        if not self._config.base_url:
            raise not_set_up()
        address = f"{self._url}/{quote(provider_id, safe='')}"
        answer = self._asked(lambda http: http.get(address), self._config.asking_seconds)
        if answer.status_code == _NOT_FOUND:
            return None
        if not answer.is_success:
            raise from_answer(answer.status_code, "")
        return _known(provider_id, _read(answer))

    def probe(self) -> None:
        """Ask about a message that never was: tells whether the gateway answers and knows us. Raises DeliveryError."""
        self.fetch(_NOBODY)

    def _asked(self, request: Callable[[httpx.Client], httpx.Response], seconds: float) -> httpx.Response:
        """One request, never repeated by itself."""
        try:
            with httpx.Client(timeout=seconds, headers=self._headers(), trust_env=False) as http:
                return request(http)
        except _NEVER_LEFT:
            raise not_sent("no-connection", "the gateway could not be reached") from None
        except httpx.TimeoutException:
            raise unknown_fate("time-out", "no answer in time") from None
        except httpx.HTTPError:
            raise unknown_fate("reset", "the connection broke before the answer") from None

    def _headers(self) -> dict[str, str]:
        user, password = self._config.user, self._config.password
        if user:
            return {"Authorization": f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"}
        return {"Authorization": f"Bearer {password}"} if password else {}


def _fields(outgoing: Outgoing) -> dict[str, Any]:
    return {
        "id": outgoing.notification_id,
        "textMessage": {"text": outgoing.text},
        "phoneNumbers": [outgoing.to],
        "ttl": max(outgoing.validity_seconds, _LEAST_SECONDS),
        "withDeliveryReport": True,
    }


def _read(answer: httpx.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _known(provider_id: str, found: dict[str, Any]) -> Known:
    """A state nobody knows is one on its way."""
    status = STATES.get(str(found.get("state", "")), "queued")
    reasons = [str(each.get("error") or "") for each in found.get("recipients") or () if isinstance(each, dict)]
    return Known(provider_id, status, failure(" ".join(reasons)) if status == "failed" else None)
