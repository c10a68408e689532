"""A telephone with a local SIM that runs "SMS Gateway for Android": its signed events, sent again until they arrive.

After github.com/capcom6/android-sms-gateway: webhooks/plugins/PayloadSingingPlugin.kt and docs.sms-gate.app, Webhooks.
"""

import asyncio
import hashlib
import hmac
import json
import secrets
from collections.abc import Coroutine, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from simulator.book import Book, Message
from simulator.config import Config
from simulator.mix import Callbacks
from simulator.resource import parts

EVENTS = ("sms:received", "sms:sent", "sms:delivered", "sms:failed", "system:ping")
STATES: Mapping[str, str] = {"queued": "Pending", "sent": "Sent", "delivered": "Delivered", "undelivered": "Failed"}
DEVICE = "ffffffffceb0b1db0000018e937c815b"
_PATIENCE_SECONDS = 30.0
_TRIES = 15
_GOOD = range(200, 300)


def sign(key: str, body: bytes, stamp: str) -> str:
    """Hex HMAC-SHA256 over the body as it is sent and the timestamp behind it."""
    return hmac.new(key.encode(), body + stamp.encode(), hashlib.sha256).hexdigest()


class Phone:
    """Webhooks by id, and the events on their way to them."""

    def __init__(self, book: Book, config: Config) -> None:
        self.hooks: dict[str, dict[str, str]] = {}
        self._book = book
        self._config = config
        self._zone = ZoneInfo(config.tz)
        self._client = httpx.AsyncClient(timeout=_PATIENCE_SECONDS, trust_env=False)
        self._tasks: set[asyncio.Task[Any]] = set()

    def follow(self, message: Message, undelivered: int | None, callbacks: Callbacks | str = "") -> None:
        """Carry a message out in the background: sent, then delivered or failed."""
        if self._config.receipt_delay_seconds is not None:
            self._soon(self._carry(message, undelivered, callbacks, self._config.receipt_delay_seconds))

    async def received(self, message: Message) -> int:
        """Tell of a message that came in; its id is made of its content, so two equal texts have the same."""
        at = {"receivedAt": self._local(message.at)}
        return await self.tell("sms:received", self._about(message) | {"message": message.body, **at})

    async def ping(self) -> int:
        """The heartbeat. The HTTP status of the last answer, 0 if nobody listens."""
        return await self.tell("system:ping", {"health": {"status": "pass", "version": "1.0", "checks": {}}})

    async def tell(self, event: str, payload: Mapping[str, Any], *, forged: bool = False) -> int:
        """Post an event to all who want it; what does not arrive is sent again in the background."""
        status = 0
        for hook, url in self._wanted(event):
            body = {"deviceId": DEVICE, "event": event, "id": secrets.token_hex(8), "payload": payload}
            raw = json.dumps(body | {"webhookId": hook}).encode()
            status = await self._post(url, raw, forged=forged)
            if status not in _GOOD and not forged:
                self._soon(self._insist(url, raw))
        return status

    async def close(self) -> None:
        """Stop what is under way."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._client.aclose()

    async def _carry(self, message: Message, undelivered: int | None, callbacks: str, delay: float) -> None:
        events: list[tuple[str, dict[str, Any]]] = []
        for status in ("sent", "undelivered" if undelivered else "delivered"):
            await asyncio.sleep(delay)
            moved = self._book.move(message.sid, status, undelivered if status == "undelivered" else None)
            events.append(self._event(moved))
            if callbacks not in {"lost", "reversed"}:
                await self._told(events[-1], callbacks)
        if callbacks == "reversed":
            for event in reversed(events):
                await self.tell(*event)

    async def _told(self, event: tuple[str, dict[str, Any]], callbacks: str) -> None:
        name, payload = event
        if callbacks == "forged":
            bad = {**payload, **self._at("failed"), "reason": "RESULT_ERROR_GENERIC_FAILURE"}
            await self.tell("sms:failed", bad, forged=True)
        for _ in range(2 if callbacks == "doubled" else 1):
            await self.tell(name, payload)

    def _event(self, message: Message) -> tuple[str, dict[str, Any]]:
        about = self._about(message)
        if message.status == "sent":
            return "sms:sent", about | {"partsCount": parts(message.body), **self._at("sent")}
        if message.status == "delivered":
            return "sms:delivered", about | self._at("delivered")
        return "sms:failed", about | {**self._at("failed"), "reason": reason(message)}

    def _about(self, message: Message) -> dict[str, Any]:
        known = hashlib.md5(message.body.encode(), usedforsecurity=False).hexdigest()
        name = known if message.inbound else message.sid
        return {
            "messageId": name,
            "sender": message.sender,
            "recipient": message.to,
            "simNumber": 1,
            "phoneNumber": message.handset,
        }

    def _at(self, what: str) -> dict[str, str]:
        return {f"{what}At": self._local(self._book.now())}

    def _local(self, at: datetime) -> str:
        return at.astimezone(self._zone).isoformat(timespec="milliseconds")

    def _wanted(self, event: str) -> list[tuple[str, str]]:
        own = [("settings", self._config.gateway_url)] if self._config.gateway_url else []
        return own + [(name, hook["url"]) for name, hook in self.hooks.items() if hook["event"] == event]

    async def _insist(self, url: str, raw: bytes) -> None:
        pause = self._config.gateway_retry_seconds
        for _ in range(_TRIES - 1):
            await asyncio.sleep(pause)
            if await self._post(url, raw) in _GOOD:
                return
            pause *= 2

    async def _post(self, url: str, raw: bytes, *, forged: bool = False) -> int:
        stamp = str(int(self._book.now().timestamp()))
        key = "somebody else" if forged else self._config.auth_token
        headers = {"Content-Type": "application/json", "X-Timestamp": stamp, "X-Signature": sign(key, raw, stamp)}
        try:
            return (await self._client.post(url, content=raw, headers=headers)).status_code
        except httpx.HTTPError:
            return 0

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def reason(message: Message) -> str | None:
    """Why a message failed, in the app's words."""
    return None if message.error_code is None else f"RESULT_ERROR_GENERIC_FAILURE ({message.error_code})"
