"""The addresses behind a link. GET and HEAD change no state; a form is small, from our own page, and sent by POST."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import FileResponse, PlainTextResponse

from models.db import Database
from notifications.links import PATH
from web.links import show
from web.links.acts import Acts
from web.links.desk import Desk, Form
from web.links.detail import Detail
from web.links.entry import Entry
from web.links.pages import Pages
from web.links.seals import COOKIE, Seals
from web.links.visit import Asked
from web.pages import HEADERS

LINK = f"{PATH}{{token}}"
PATIENCE = 2.0
LARGEST = 4 * 1024
MOST_FIELDS = 20
READS = ["GET", "HEAD"]
A_DAY = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}
FROM_US = frozenset({"", "same-origin", "none"})
"""What a browser says of where a form comes from; old ones say nothing."""
AHEAD = ("purpose", "sec-purpose", "x-moz")
"""Headers by which a browser says that it only looks ahead."""


class FormRefusedError(Exception):
    """A form that is too large, or that another site sent."""


def asked(request: Request, token: str) -> Asked:
    """What a request says of who asks."""
    query = request.query_params
    place = request.client.host if request.client else ""
    language, k = query.get("l", ""), query.get("k", "")
    return Asked(token, request.cookies.get(COOKIE, ""), k, language, place)


async def form(request: Request) -> Form:
    """The fields of a small form. FormRefusedError."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise FormRefusedError
    if request.headers.get("sec-fetch-site", "") not in FROM_US:
        raise FormRefusedError
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=MOST_FIELDS))
    except ValueError:
        raise FormRefusedError from None


Who = Annotated[Asked, Depends(asked)]
Sent = Annotated[Form, Depends(form)]


def pages_router(db: Database, key: str, clock: Callable[[], datetime], patience: float = PATIENCE) -> APIRouter:
    """The pages of the links made with this key; an answer is waited for `patience` seconds."""
    desk = Desk(db, Seals(key), clock, patience)
    router = APIRouter()
    pages = Pages(desk)
    _reading(router, pages)
    entry = Entry(desk, pages)
    _entering(router, entry)
    _detail(router, Detail(desk, entry))
    acts = Acts(desk, pages)

    @router.post(LINK + "/jawab")
    async def answer(who: Who, sent: Sent) -> Response:
        return await asyncio.to_thread(acts.answer, who, sent)

    return router


def _reading(router: APIRouter, pages: Pages) -> None:
    @router.api_route(show.STYLE, methods=READS)
    async def style() -> Response:
        return FileResponse(show.FOLDER / "style.css", media_type="text/css", headers=A_DAY)

    @router.api_route(LINK, methods=READS)
    async def front(request: Request, who: Who, p: str = "") -> Response:
        seen = request.method == "GET" and not any(name in request.headers for name in AHEAD)
        return await asyncio.to_thread(pages.front, who, p, seen=seen)

    @router.api_route(LINK + "/tugas", methods=READS)
    async def tasks(who: Who) -> Response:
        return await asyncio.to_thread(pages.tasks, who)

    @router.api_route(LINK + "/tanda", methods=READS)
    async def receipt(who: Who, i: str = "") -> Response:
        return await asyncio.to_thread(pages.receipt, who, i)


def _entering(router: APIRouter, entry: Entry) -> None:
    @router.api_route(LINK + "/kode", methods=READS)
    async def code_page(who: Who) -> Response:
        return await asyncio.to_thread(entry.code_page, who)

    @router.post(LINK + "/minta")
    async def ask_code(who: Who, sent: Sent) -> Response:
        return await asyncio.to_thread(entry.ask_code, who, sent)

    @router.post(LINK + "/pin")
    async def set_pin(who: Who, sent: Sent) -> Response:
        return await asyncio.to_thread(entry.set_pin, who, sent)

    @router.post(LINK + "/masuk")
    async def go_in(who: Who, sent: Sent) -> Response:
        return await asyncio.to_thread(entry.go_in, who, sent)

    @router.post(LINK + "/lupa")
    async def forget(who: Who, sent: Sent) -> Response:
        return await asyncio.to_thread(entry.forget, who, sent)


def _detail(router: APIRouter, detail: Detail) -> None:
    @router.api_route(LINK + "/rincian", methods=READS)
    async def ask_detail(who: Who, kirim: str = "") -> Response:
        return await asyncio.to_thread(detail.ask, who, sent=bool(kirim))

    @router.post(LINK + "/rincian/minta")
    async def send_code(who: Who, sent: Sent) -> Response:
        return await asyncio.to_thread(detail.send, who, sent)

    @router.post(LINK + "/rincian")
    async def open_detail(who: Who, sent: Sent) -> Response:
        return await asyncio.to_thread(detail.open, who, sent)


async def refused(_request: Request, _error: Exception) -> Response:
    """A form that is not looked at."""
    return PlainTextResponse("Borang ditolak / form refused\n", status_code=413, headers=dict(HEADERS))
