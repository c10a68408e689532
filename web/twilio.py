"""What Twilio sends us, in its own words: texts that came in, and what became of those that left."""

import asyncio
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from notifications import signature
from web.body import REFUSED, TOO_LARGE, read_body
from web.receive import Pairs, Receiver

LARGEST = 64 * 1024
EMPTY_TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'


def router(receiver: Receiver) -> APIRouter:
    """Its two hooks. Stored first, answered then."""
    hooks = APIRouter()

    @hooks.post("/twilio/inbound")
    async def inbound(request: Request) -> Response:
        pairs = await _signed(request, receiver)
        if isinstance(pairs, Response):
            return pairs
        await asyncio.to_thread(receiver.message, pairs)
        return Response(EMPTY_TWIML, media_type="application/xml")

    @hooks.post("/twilio/status")
    async def status(request: Request) -> Response:
        pairs = await _signed(request, receiver)
        if isinstance(pairs, Response):
            return pairs
        await asyncio.to_thread(receiver.receipt, pairs, request.query_params.get("n"))
        return PlainTextResponse("")

    return hooks


async def _signed(request: Request, receiver: Receiver) -> Pairs | Response:
    """The posted fields, all of them, if they are few enough, truly from the provider, and name a message."""
    body = await read_body(request, LARGEST)
    if body is None:
        return PlainTextResponse(TOO_LARGE, status_code=413)
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if not receiver.genuine(path, pairs, request.headers.get(signature.HEADER, "")):
        return PlainTextResponse(REFUSED, status_code=403)
    if not dict(pairs).get("MessageSid"):
        return PlainTextResponse("Tanpa MessageSid / MessageSid is missing\n", status_code=400)
    return pairs
