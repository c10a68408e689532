"""What the telephone with a local SIM sends us: signed, stored before it is answered, and kept once.

Its message id is a hash of the words and not unique: a text is known by sender, the instant it was received and its
words. Whatever it sends, it is alive: each genuine event is a heartbeat (messages.md §2).
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from models import channel_states, desk, inbox
from models.db import Database
from models.tables import Inbox, Receipt
from notifications import stamped
from notifications.gateway_codes import failure
from notifications.phones import PhoneError, normalise
from policy.words import Channel
from web.body import believed
from web.receive import Receiver

PATH = "/gateway/inbound"
RECEIVED = "sms:received"
STATUSES: Mapping[str, str] = {
    "sms:sent": "sent",
    "sms:delivered": "delivered",
    "sms:failed": "failed",
    "sms:cancelled": "canceled",
}
"""The app's events in the words of the outbox."""
LARGEST = 64 * 1024


@dataclass(frozen=True)
class Phones:
    """Takes what telephones send. `key` is the signing key of the app; without it nothing is believed."""

    receiver: Receiver
    key: str

    @property
    def db(self) -> Database:
        """Where it is kept."""
        return self.receiver.db

    @property
    def clock(self) -> Callable[[], datetime]:
        """The clock of this process."""
        return self.receiver.clock

    def genuine(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether the app signed exactly this within the last five minutes (it signs each retry anew)."""
        return stamped.posted(self.key, body, headers, self.clock())

    def event(self, name: str, payload: Mapping[str, Any]) -> None:
        """Keep one event; one that we do not know is a sign of life and no more."""
        self._beat()
        if name == RECEIVED:
            self._message(payload)
        elif (status := STATUSES.get(name)) and (message_id := str(payload.get("messageId") or "")):
            code = failure(str(payload.get("reason", ""))) if status == "failed" else None
            receipt = Receipt(provider_id=message_id, status=status, code=code, at=self.clock())
            self.receiver.word(receipt, message_id)

    def _beat(self) -> None:
        with self.db.write() as session:
            channel_states.beat(session, Channel.GATEWAY, self.clock())

    def _message(self, payload: Mapping[str, Any]) -> None:
        sender, words = _number(payload), str(payload.get("message") or "")
        if not sender:
            return
        mark = sha256(json.dumps([sender, _instant(payload), words]).encode()).hexdigest()
        row = Inbox(
            id=f"in-{mark[:16]}",
            kind="Inbound",
            payload={"from": sender, "channel": Channel.GATEWAY, "provider_id": f"gw-{mark[:16]}"},
            facts={"body": words},
            source="gateway",
            dedupe=f"gateway:{mark}",
            created_at=self.clock(),
        )
        with self.db.write() as session:
            inbox.put(session, row)


def router(phones: Phones) -> APIRouter:
    """The one address a telephone posts to."""
    found = APIRouter()

    @found.post(PATH)
    async def posted(request: Request) -> Response:
        body = await believed(request, LARGEST, phones.genuine)
        if isinstance(body, Response):
            return body
        event = _event(body)
        if event is None:
            return PlainTextResponse("Bukan peristiwa / not an event\n", status_code=400)
        await asyncio.to_thread(phones.event, *event)
        return Response(status_code=200)

    return found


def _event(body: bytes) -> tuple[str, dict[str, Any]] | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("event"), str):
        return None
    payload = found.get("payload")
    return found["event"], payload if isinstance(payload, dict) else {}


def _number(payload: Mapping[str, Any]) -> str:
    """The sender as E.164; a name or a short number stays as it is. Older apps write `phoneNumber`."""
    written = str(payload.get("sender") or payload.get("phoneNumber") or "")
    try:
        return normalise(written)
    except PhoneError:
        return desk.readable(written)[:40]


def _instant(payload: Mapping[str, Any]) -> str:
    """When the network gave it to the telephone, the same in each retry, whatever zone the telephone is in."""
    written = str(payload.get("receivedAt") or "")
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return written
    return found.astimezone(UTC).isoformat() if found.tzinfo else written
