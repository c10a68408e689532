"""The page of handsets and its JSON for scripts: reading, answering, and planting faults."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.templating import Jinja2Templates
from pydantic import BaseModel, Field

from simulator.book import Message, bare
from simulator.cards import cards, silent
from simulator.faults import Fault
from simulator.mix import Mix
from simulator.replies import NotAHandsetError, Posted, again, reply
from simulator.state import Shared, State

HERE = Path(__file__).parent
router = APIRouter()
_templates = Jinja2Templates(HERE / "templates")
_LONGEST = 1600
Body = Annotated[str, Form(min_length=1, max_length=_LONGEST)]


class Written(BaseModel):
    """What somebody writes: `from` is the handset; the channel is that of its last message unless given."""

    handset: str = Field(alias="from")
    body: str = Field(min_length=1, max_length=_LONGEST)
    channel: Literal["SMS", "WHATSAPP", "SMS_LOKAL"] | None = None


class Content(BaseModel):
    """A WhatsApp template: its content SID, and its text with places `{{1}}`."""

    sid: str = Field(pattern="^HX[0-9a-fA-F]{32}$")
    text: str = Field(min_length=1)


@router.get("/")
async def page(request: Request, state: Shared) -> HTMLResponse:
    """All handsets on one page."""
    return _html(request, state, "page.html")


@router.get("/cards")
async def fragment(request: Request, state: Shared, since: int = -1) -> Response:
    """The cards alone, for the page to renew itself; 204 if nothing has changed since that version."""
    if since == state.book.version:
        return Response(status_code=204)
    return _html(request, state, "cards.html")


@router.post("/handsets/{handset}/reply")
async def write(handset: str, body: Body, state: Shared) -> RedirectResponse:
    """Answer from the page."""
    await _reply(state, handset, body, None)
    return RedirectResponse(f"/#h-{quote(bare(handset))}", status_code=303)


@router.post("/handsets/{handset}/seen")
async def seen(handset: str, state: Shared) -> Response:
    """Somebody has looked at the handset."""
    state.book.see(bare(handset))
    return Response(status_code=204)


@router.get("/api/handsets")
async def handsets(state: Shared) -> dict[str, Any]:
    """Every handset with its person, unread count and number of messages."""
    return {"handsets": [*_talking(state), *_silent(state)]}


@router.get("/api/messages")
async def messages(state: Shared, to: str | None = None) -> dict[str, Any]:
    """Messages oldest first, of one handset (both directions) or all, and how often each was asked for."""
    found = state.book.all() if to is None else state.book.of(to)
    return {"version": state.book.version, "messages": [_json(state, message) for message in found]}


@router.get("/api/requests")
async def requests(state: Shared) -> dict[str, Any]:
    """Exactly how often each text was asked to be sent to each address, refused tries too."""
    rows = [{"to": to, "body": body, "count": n} for (to, body), n in state.book.requests.items()]
    return {"requests": rows}


@router.get("/api/copies")
async def copies(state: Shared) -> dict[str, Any]:
    """How many copies of each text each handset was given, by all channels together; undelivered ones are none."""
    rows = [{"handset": handset, "body": body, "count": n} for (handset, body), n in state.book.copies().items()]
    return {"copies": rows}


@router.post("/api/reply")
async def answer(written: Written, state: Shared) -> dict[str, Any]:
    """Answer from a script: `delivered` tells whether the product took it."""
    return _posted(await _reply(state, written.handset, written.body, written.channel))


@router.post("/api/messages/{sid}/again")
async def repeat(sid: str, state: Shared) -> dict[str, Any]:
    """Post an answer once more under the same id, as a provider sometimes does."""
    try:
        return _posted(await again(state, sid))
    except KeyError:
        raise HTTPException(404, "There is no such answer.") from None


@router.post("/api/faults", status_code=201)
async def plant(fault: Fault, state: Shared) -> Fault:
    """Plant a fault for the next messages to an address."""
    state.faults.plant(fault)
    return fault


@router.post("/api/faults/mix", status_code=201)
async def mixed(mix: Mix, state: Shared) -> Mix:
    """From now on let a share of all requests go wrong, drawn by a seed."""
    state.faults.set(mix)
    return mix


@router.post("/api/contents", status_code=204)
async def content(given: Content, state: Shared) -> None:
    """Know a WhatsApp template by its content SID."""
    state.contents.register(given.sid, given.text)


@router.post("/api/gateway/ping")
async def ping(state: Shared) -> dict[str, int]:
    """Let the telephone send its heartbeat: the HTTP status of the answer."""
    return {"status": await state.postman.phone.ping()}


@router.delete("/api/faults", status_code=204)
async def clear(state: Shared) -> None:
    """Forget every planted fault."""
    state.faults.clear()


async def _reply(state: State, handset: str, body: str, channel: str | None) -> Posted:
    try:
        return await reply(state, handset, body, channel)
    except NotAHandsetError:
        raise HTTPException(422, "A mail cannot answer; use a telephone number.") from None


def _posted(posted: Posted) -> dict[str, Any]:
    return {**asdict(posted), "delivered": posted.delivered}


def _html(request: Request, state: State, name: str) -> HTMLResponse:
    context = {"cards": cards(state), "silent": silent(state), "version": state.book.version}
    return _templates.TemplateResponse(request, name, context)


def _talking(state: State) -> list[dict[str, Any]]:
    return [
        {
            "address": card.entry.address,
            "label": card.entry.label,
            "role": card.entry.role,
            "agency": card.entry.agency,
            "unread": card.unread,
            "messages": card.older + len(card.bubbles),
        }
        for card in cards(state)
    ]


def _silent(state: State) -> list[dict[str, Any]]:
    return [{**vars(entry), "unread": 0, "messages": 0} for entry in silent(state)]


def _json(state: State, message: Message) -> dict[str, Any]:
    return {
        "sid": message.sid,
        "at": message.at.isoformat(),
        "direction": "inbound" if message.inbound else "outbound",
        "channel": message.channel,
        "to": message.to,
        "from": message.sender,
        "subject": message.subject,
        "body": message.body,
        "status": message.status,
        "error_code": message.error_code,
        "fault": message.fault,
        "requests": state.book.requests[message.to, message.body] if not message.inbound else 0,
    }
