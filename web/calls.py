"""`/meja/panggilan`: the desk's list for whoever sits at this machine and has its key; what came of it is stored."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse

from models import calls, desk, units
from models.calls import NOT_REACHED, TOLD, Call
from models.db import Database
from policy.desk import DeskKind
from policy.desk_answer import answer
from policy.unit import Unit
from web import seal
from web.body import TOO_LARGE, read_body
from web.calls_page import Shown, page, speakers, style, writers
from web.pages import HEADERS

PATH = f"{seal.PATH}/panggilan"
LARGEST = 16 * 1024
MOST_DIGITS = 7
DONE = "done"
STORED = "Tercatat dan sedang diantar ke kasusnya."
GONE = "Sudah dikerjakan, atau tidak perlu lagi. Tidak ada yang berubah."
NO_ANSWER = "Jawaban itu tidak dikenal. Tidak ada yang berubah."
NOT_STAFF = "Pilih siapa yang mencatat. Tidak ada yang berubah."
NO_UNIT = "Unit belum dimuat. / The unit is not loaded.\n"
_ARGUMENTS: Mapping[str, str] = {"TOLAK": "alasan", "SELESAI": "hasil", "TUNDA": "hari"}


@dataclass(frozen=True)
class CallList:
    """The page's hands. `key`: without it there is no page. `new_id`: ids of inbox rows."""

    db: Database
    unit: str
    key: str
    clock: Callable[[], datetime]
    new_id: Callable[[], str]

    def shown(self, said: str = "", first: int = 0) -> str | None:
        """The page from its `first` line on; None while no unit is loaded."""
        now = self.clock()
        with self.db.read() as session:
            unit = units.current(session, self.unit, now)
            if unit is None:
                return None
            part = calls.listed(session, unit.code, first=first)
        return page(Shown(unit, self.key, now, said), part)

    def done(self, item_id: int, form: Mapping[str, str]) -> str:
        """Write down what came of it; the sentence that says so, or why not."""
        now = self.clock()
        with self.db.write() as session:
            unit = units.current(session, self.unit, now)
            item = desk.open_item(session, self.unit, item_id)
            if unit is None or item is None:
                return GONE
            call = self._call(unit, item.person, form)
            if isinstance(call, str):
                return call
            if (call.result == DONE) is (item.kind == DeskKind.CALL):
                return NO_ANSWER
            if refused := calls.refusal(session, item, call, now):
                return refused.id
            note = desk.readable(form.get("catatan", "").strip())
            calls.keep(session, item, call, {"note": note} if note else {}, now)
            calls.tidy(session, self.unit, now)
        return STORED

    def _call(self, unit: Unit, person: str, form: Mapping[str, str]) -> Call | str:
        by = next((each for each in writers(unit) if each.code == form.get("oleh")), None)
        if by is None:
            return NOT_STAFF
        word, said_by = form.get("jawaban", ""), form.get("dijawab", "")
        if word in {TOLD, NOT_REACHED, DONE}:
            return Call(self.new_id(), by, word)
        text = f"{word} {form.get(_ARGUMENTS.get(word, ''), '')}".strip()
        given = answer(text)
        if given is None or said_by not in speakers(unit, person):
            return NO_ANSWER
        return Call(self.new_id(), by, text, said_by, given)


def router(taker: CallList) -> APIRouter:
    """The page, its style, and where its forms go. To anybody elsewhere, or without a key set, there is none."""
    found = APIRouter()

    @found.get(PATH)
    async def listed(request: Request) -> Response:
        if not _is_here(taker, request):
            return _nothing()
        if (given := request.query_params.get("kunci")) is not None:
            return _entered(taker, given)
        if not seal.known(taker.key, request.cookies.get(seal.COOKIE, "")):
            return _closed()
        return _html(await asyncio.to_thread(taker.shown, "", _number(request.query_params.get("dari", ""))))

    @found.post(f"{PATH}/{{item}}")
    async def written(item: int, request: Request) -> Response:
        if not _is_here(taker, request):
            return _nothing()
        body = await read_body(request, LARGEST)
        if body is None:
            return PlainTextResponse(TOO_LARGE, status_code=413, headers=HEADERS)
        form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        here = seal.known(taker.key, request.cookies.get(seal.COOKIE, ""))
        if not here or not seal.is_ours(taker.key, item, form.get("tanda", "")):
            return _closed()
        said = await asyncio.to_thread(taker.done, item, form)
        return _html(await asyncio.to_thread(taker.shown, said))

    @found.get(f"{seal.PATH}/gaya.css")
    async def styled(request: Request) -> Response:
        return Response(style(), media_type="text/css", headers=HEADERS) if _is_here(taker, request) else _nothing()

    return found


def _number(typed: str) -> int:
    """From which line on; anything odd is the first."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < MOST_DIGITS else 0


def _is_here(taker: CallList, request: Request) -> bool:
    return bool(taker.key) and request.client is not None and seal.is_local(request.client.host)


def _entered(taker: CallList, given: str) -> Response:
    """The key leaves the address at once: a cookie of this page stands for it."""
    if not seal.is_key(taker.key, given):
        return _closed()
    answer_ = RedirectResponse(PATH, status_code=303, headers=HEADERS)
    answer_.set_cookie(seal.COOKIE, seal.cookie_of(taker.key), path=seal.PATH, httponly=True, samesite="strict")
    return answer_


def _html(text: str | None) -> Response:
    if text is None:
        return PlainTextResponse(NO_UNIT, status_code=503, headers=HEADERS)
    return HTMLResponse(text, headers=HEADERS)


def _closed() -> Response:
    return PlainTextResponse(
        "Buka alamat meja yang dicetak `rujukan up`. / Open the desk address that `rujukan up` prints.\n",
        status_code=403,
        headers=HEADERS,
    )


def _nothing() -> Response:
    return PlainTextResponse("Tidak ada. / Not found.\n", status_code=404)
