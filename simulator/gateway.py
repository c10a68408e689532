"""The HTTP interface of "SMS Gateway for Android" under /gateway: take a text, ask about it, register webhooks.

After github.com/capcom6/android-sms-gateway, localserver/routes/MessagesRoutes.kt and WebhooksRoutes.kt.
"""

import asyncio
import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBasic, HTTPBasicCredentials
from pydantic import BaseModel, Field

from simulator.book import GATEWAY, Message
from simulator.cut import reset_of
from simulator.faults import NONE
from simulator.phone import DEVICE, EVENTS, STATES, reason
from simulator.state import Shared, State

_BASIC = HTTPBasic(auto_error=False)


def _allowed(state: Shared, given: Annotated[HTTPBasicCredentials | None, Depends(_BASIC)]) -> None:
    """Basic authentication, as the app asks for it; `/health` alone is open."""
    right = f"{state.config.gateway_user}:{state.config.auth_token}".encode()
    if given is None or not secrets.compare_digest(f"{given.username}:{given.password}".encode(), right):
        raise HTTPException(401, headers={"WWW-Authenticate": "Basic"})


router = APIRouter(prefix="/gateway")
_locked = APIRouter(dependencies=[Depends(_allowed)])


class Text(BaseModel):
    """The words of a message."""

    text: str = Field(min_length=1)


class Asked(BaseModel):
    """A message to be sent; further fields of the app are taken and left alone."""

    id: str | None = None
    textMessage: Text | None = None  # noqa: N815 - the app's own names
    message: str | None = None
    phoneNumbers: list[str] = Field(min_length=1)  # noqa: N815

    @property
    def words(self) -> str:
        """The words, by the new field or the old one; nothing if both or none is there."""
        given = [each for each in (self.textMessage and self.textMessage.text, self.message) if each]
        return given[0] if len(given) == 1 else ""


class Hook(BaseModel):
    """A webhook: one address for one kind of event."""

    id: str | None = None
    url: str
    event: str


@router.get("/health")
async def health() -> dict[str, Any]:
    """Whether the telephone is up."""
    return {"status": "pass", "version": "1.0", "checks": {}}


@_locked.post("/message")
@_locked.post("/messages")
async def send(asked: Asked, request: Request, state: Shared) -> Response:
    """Take a text: 202 with its state; 409 for an id that was taken before; or what a fault makes of it."""
    if not asked.words:
        return _said(400, "Must specify exactly one of: textMessage, dataMessage, or message")
    fault = state.faults.strike(asked.phoneNumbers[0]) or NONE
    await asyncio.sleep(fault.late_seconds)
    if asked.id and state.book.get(asked.id):
        return _said(409, "Message with the same ID already exists")
    if not fault.taken and (fault.status or fault.code or fault.reset):
        state.book.refuse(asked.phoneNumbers[0], asked.words, fault.code or fault.status or 0)
        message = None
    else:
        message = _take(asked, fault.name, state)
        state.postman.follow(message, fault.undelivered, fault.callbacks)
        await asyncio.sleep(fault.hang_seconds)
    if fault.reset:
        await reset_of(request.scope)
    if message is None or fault.status or fault.reset:
        return _said(fault.status or 400, "planted fault", fault.retry_after)
    return JSONResponse(_shown(message), status_code=202)


@_locked.get("/message/{name}")
@_locked.get("/messages/{name}")
async def find(name: str, state: Shared) -> Response:
    """A message by its id, 404 without a body if it was never taken."""
    message = state.book.get(name)
    if message is None or message.channel != GATEWAY or message.inbound:
        return Response(status_code=404)
    return JSONResponse(_shown(message))


@_locked.get("/webhooks")
async def hooks(state: Shared) -> list[dict[str, str]]:
    """The webhooks."""
    return [{"id": name, **hook} for name, hook in state.postman.phone.hooks.items()]


@_locked.post("/webhooks", status_code=201)
async def register(hook: Hook, state: Shared) -> Response:
    """Register an address for an event; the same id again replaces it."""
    if hook.event not in EVENTS:
        return _said(400, f"Unknown event: {hook.event}")
    name = hook.id or secrets.token_urlsafe(15)
    state.postman.phone.hooks[name] = {"url": hook.url, "event": hook.event}
    return JSONResponse({"id": name, **state.postman.phone.hooks[name]}, status_code=201)


@_locked.delete("/webhooks/{name}", status_code=204)
async def forget(name: str, state: Shared) -> None:
    """Remove a webhook."""
    state.postman.phone.hooks.pop(name, None)


router.include_router(_locked)


def _take(asked: Asked, fault: str, state: State) -> Message:
    return state.book.take(
        sid=asked.id or secrets.token_urlsafe(15),
        inbound=False,
        channel=GATEWAY,
        to=asked.phoneNumbers[0],
        sender=state.config.sender,
        body=asked.words,
        status="queued",
        fault=fault,
    )


def _shown(message: Message) -> dict[str, Any]:
    condition = STATES.get(message.status, "Failed")
    failed = reason(message) if condition == "Failed" else None
    return {
        "id": message.sid,
        "deviceId": DEVICE,
        "state": condition,
        "isHashed": False,
        "isEncrypted": False,
        "textMessage": {"text": message.body},
        "recipients": [{"phoneNumber": message.to, "state": condition, "error": failed}],
        "states": {condition: message.at.isoformat(timespec="milliseconds")},
    }


def _said(status: int, sentence: str, retry_after: int | None = None) -> JSONResponse:
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return JSONResponse({"message": sentence}, status_code=status, headers=headers)
