"""Signed posts to the product: receipts in order, and what people write. One try each, as at the provider."""

import asyncio

import httpx

from notifications.signature import HEADER, sign
from simulator.book import Book, Message
from simulator.config import Config
from simulator.resource import VERSION, parts

_PATIENCE_SECONDS = 15.0
_NO_ANSWER = 0


class Postman:
    """Carries receipts and answers to the product."""

    def __init__(self, book: Book, config: Config) -> None:
        self._book = book
        self._config = config
        self._client = httpx.AsyncClient(timeout=_PATIENCE_SECONDS, trust_env=False)
        self._tasks: set[asyncio.Task[None]] = set()

    def follow(self, message: Message, undelivered: int | None = None) -> None:
        """Send the receipts of a message in the background; `undelivered` is the code of a bad end."""
        if self._config.receipt_delay_seconds is None:
            return
        task = asyncio.create_task(self._receipts(message, undelivered, self._config.receipt_delay_seconds))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def answer(self, message: Message) -> int:
        """Post what a person wrote to the product. The HTTP status of its answer, 0 if there was none."""
        if self._config.inbound_url is None:
            return _NO_ANSWER
        return await self._post(self._config.inbound_url, self._inbound_fields(message))

    async def close(self) -> None:
        """Stop what is under way; the next start takes it up again."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._client.aclose()

    async def _receipts(self, message: Message, undelivered: int | None, delay: float) -> None:
        statuses = ["sent", "undelivered" if undelivered else "delivered"]
        for status in statuses[message.status == "sent" :]:
            await asyncio.sleep(delay)
            moved = self._book.move(message.sid, status, undelivered if status == "undelivered" else None)
            if moved.callback:
                await self._post(moved.callback, self._receipt_fields(moved))

    async def _post(self, url: str, fields: dict[str, str]) -> int:
        signature = sign(self._config.auth_token, url, fields.items())
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
