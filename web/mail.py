"""Mail that came back, posted by our own mail server: signed by it, believed for our own return paths only.

The server pipes what comes to `bounce+...@` here, raw, with the headers of `notifications.stamped`.
"""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from models import bounced
from models.tables import Receipt
from notifications import stamped
from notifications.bounces import Bounce, read
from notifications.verp import ForgedReturnPathError
from web.body import believed
from web.receive import Receiver

PATH = "/mail/bounce"
LARGEST = 512 * 1024
"""A report carries the mail it is about, and what servers on the way add."""


@dataclass(frozen=True)
class Bounced:
    """Takes mail that came back. `key` signs both the posts of our mail server and the return paths."""

    receiver: Receiver
    key: str

    def genuine(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether our mail server posted exactly this within the last five minutes."""
        return stamped.posted(self.key, body, headers, self.receiver.clock())

    def machine(self, raw: bytes) -> None:
        """What a machine sent to the desk: taken for what it says of a message of ours, if it says anything of one."""
        with contextlib.suppress(ForgedReturnPathError):
            if bounce := read(raw, self.key):
                self.keep(bounce)

    def keep(self, bounce: Bounce) -> None:
        """Keep the word as the last one on its message; what it means to the person is seen to from there."""
        now = self.receiver.clock()
        with self.receiver.db.write() as session:
            provider_id = bounced.provider_id(session, bounce.notification_id)
        if provider_id:
            word = Receipt(provider_id=provider_id, status=bounce.status, code=bounce.code, at=now)
            self.receiver.word(word, bounce.notification_id)


def router(taker: Bounced) -> APIRouter:
    """The one address our mail server posts to."""
    found = APIRouter()

    @found.post(PATH)
    async def posted(request: Request) -> Response:
        body = await believed(request, LARGEST, taker.genuine)
        if isinstance(body, Response):
            return body
        try:
            bounce = await asyncio.to_thread(read, body, taker.key)
        except ForgedReturnPathError:
            return PlainTextResponse("Alamat balik palsu / forged return path\n", status_code=403)
        if bounce:
            await asyncio.to_thread(taker.keep, bounce)
        return Response(status_code=204)

    return found
