"""Signed posts to the product: receipts in order, and what people write. One try each, unless told otherwise."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import httpx

from notifications.signature import HEADER, sign
from simulator.book import GATEWAY, Book, Message
from simulator.config import Config
from simulator.contents import OTHER_PLACEHOLDERS, OUTSIDE
from simulator.mix import Callbacks
from simulator.phone import Phone
from simulator.resource import VERSION, parts

_PATIENCE_SECONDS = 15.0
_NO_ANSWER = 0
_GOOD = range(200, 300)
_AT_ONCE = frozenset({OUTSIDE, OTHER_PLACEHOLDERS})


class Postman:
    """Carries receipts and answers to the product; those of the telephone through its `phone`."""

    def __init__(self, book: Book, config: Config, phone: Phone) -> None:
        self.phone = phone
        self._book = book
        self._config = config
        self._client = httpx.AsyncClient(timeout=_PATIENCE_SECONDS, trust_env=False)
        self._tasks: set[asyncio.Task[None]] = set()

    def follow(self, message: Message, undelivered: int | None = None, callbacks: Callbacks | str = "") -> None:
        """Send the receipts of a message in the background; `undelivered` is the code of a bad end.

        `callbacks`: none of them arrives, each twice, the last first, or each after a forged one that denies it.
        """
        if message.channel == GATEWAY:
            self.phone.follow(message, undelivered, callbacks)
        elif self._config.receipt_delay_seconds is not None:
            self._soon(self._receipts(message, undelivered, callbacks, self._config.receipt_delay_seconds))

    async def answer(self, message: Message) -> int:
        """Post what a person wrote to the product. The HTTP status of its answer, 0 if there was none."""
        if message.channel == GATEWAY:
            return await self.phone.received(message)
        if self._config.inbound_url is None:
            return _NO_ANSWER
        status = await self._post(self._config.inbound_url, self._inbound_fields(message))
        if status not in _GOOD and self._config.retry_seconds is not None:
            self._soon(self._insist(message, self._config.inbound_url, self._config.retry_seconds))
        return status

    async def close(self) -> None:
        """Stop what is under way; the next start takes it up again."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.phone.close()
        await self._client.aclose()

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _insist(self, message: Message, url: str, pause: float) -> None:
        status = _NO_ANSWER
        while status not in _GOOD:
            await asyncio.sleep(pause)
            status = await self._post(url, self._inbound_fields(message))
        self._book.move(message.sid, "received")

    async def _receipts(self, message: Message, undelivered: int | None, callbacks: str, delay: float) -> None:
        """A message that cannot be handed over fails at once (WhatsApp's window); another is sent, then ends."""
        bad = "failed" if undelivered in _AT_ONCE else "undelivered"
        statuses = [*(["sent"] if bad == "undelivered" else []), bad if undelivered else "delivered"]
        told: list[Message] = []
        for status in statuses[message.status == "sent" :]:
            await asyncio.sleep(delay)
            told.append(self._book.move(message.sid, status, undelivered if status == bad else None))
            if callbacks not in {"lost", "reversed"}:
                await self._told(told[-1], callbacks)
        if callbacks == "reversed":
            for each in reversed(told):
                await self._told(each, "")

    async def _told(self, message: Message, callbacks: str) -> None:
        if not message.callback:
            return
        fields = self._receipt_fields(message)
        if callbacks == "forged":
            denied = fields | {"MessageStatus": "undelivered", "SmsStatus": "undelivered", "ErrorCode": "30006"}
            await self._post(message.callback, denied, token="somebody else")  # noqa: S106 - no secret
        for _ in range(2 if callbacks == "doubled" else 1):
            await self._post(message.callback, fields)

    async def _post(self, url: str, fields: dict[str, str], token: str | None = None) -> int:
        signature = sign(token or self._config.auth_token, url, fields.items())
        try:
            answer = await self._client.post(url, data=fields, headers={HEADER: signature})
        except httpx.HTTPError:
            return _NO_ANSWER
        return answer.status_code

    def _receipt_fields(self, message: Message) -> dict[str, str]:
        fields = {
            "AccountSid": self._config.account_sid,
            "ApiVersion": VERSION,
            "From": message.sender,
            "MessageSid": message.sid,
            "MessageStatus": message.status,
            "SmsSid": message.sid,
            "SmsStatus": message.status,
            "To": message.to,
        }
        return fields | ({"ErrorCode": str(message.error_code)} if message.error_code else {})

    def _inbound_fields(self, message: Message) -> dict[str, str]:
        fields = {
            "AccountSid": self._config.account_sid,
            "ApiVersion": VERSION,
            "Body": message.body,
            "From": message.sender,
            "MessageSid": message.sid,
            "NumMedia": "0",
            "NumSegments": str(parts(message.body)),
            "SmsMessageSid": message.sid,
            "SmsSid": message.sid,
            "SmsStatus": "received",
            "To": message.to,
        }
        if message.channel == "WHATSAPP":
            fields |= {"ProfileName": "", "WaId": message.handset.removeprefix("+")}
        return fields
