"""Twilio's Messages API as the real client speaks it: create, list and fetch, with its codes."""

import asyncio
import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBasic, HTTPBasicCredentials

from simulator import checks, contents, listed, resource
from simulator.book import WHATSAPP, Message, bare
from simulator.cut import reset_of
from simulator.faults import NONE, Fault
from simulator.state import Shared, State

router = APIRouter(prefix=f"/{resource.VERSION}/Accounts/{{account}}")
Given = Annotated[HTTPBasicCredentials | None, Depends(HTTPBasic(auto_error=False))]
_LARGEST_PAGE = 1000


@router.post("/Messages.json")
async def create(account: str, request: Request, state: Shared, given: Given) -> JSONResponse:
    """Take a message: 201 with its resource, or an error body with Twilio's code; or what a fault makes of it."""
    if not _known(account, given, state):
        return _error(20003)
    form = {name: str(value) for name, value in (await request.form()).items()}
    fault = state.faults.strike(bare(form.get("To", ""))) or NONE
    await asyncio.sleep(fault.late_seconds)
    if code := checks.refusal(form, state) or fault.code:
        state.book.refuse(form.get("To", ""), form.get("Body", ""), code)
        return _refused(code, fault)
    if not fault.taken and (fault.status or fault.reset):
        state.book.refuse(form["To"], form.get("Body", ""), fault.status or 0)
        return await _broken(request, fault)
    message = _taken(form, fault, state)
    await asyncio.sleep(fault.hang_seconds)
    if fault.reset or fault.status:
        return await _broken(request, fault)
    return JSONResponse(resource.resource(message, state.config.account_sid), status_code=201)


@router.get("/Messages.json")
async def messages(  # noqa: PLR0913, PLR0917 - the API's own parameters
    account: str,
    request: Request,
    state: Shared,
    given: Given,
    to: Annotated[str | None, Query(alias="To")] = None,
    sender: Annotated[str | None, Query(alias="From")] = None,
    size: Annotated[int, Query(alias="PageSize", ge=1, le=_LARGEST_PAGE)] = 50,
    number: Annotated[int, Query(alias="Page", ge=0)] = 0,
) -> JSONResponse:
    """Messages of both directions, newest first, by recipient, sender and day or instant of sending."""
    if not _known(account, given, state):
        return _error(20003)
    try:
        days = {name: listed.instant(request.query_params[name]) for name in listed.DATES & set(request.query_params)}
    except ValueError:
        return _error(20001)
    known = state.book.all() if bare(to or "") in {"", state.config.sender} else state.book.of(to or "")
    found = [m for m in reversed(known) if listed.fits(m, to, sender, days)]
    wanted = {name: value for name, value in request.query_params.items() if name not in {"Page", "PageSize"}}
    return JSONResponse(resource.page(found, account, (wanted, size, number)))


@router.get("/Messages/{sid}.json")
async def fetch(account: str, sid: str, state: Shared, given: Given) -> JSONResponse:
    """One message by its id."""
    if not _known(account, given, state):
        return _error(20003)
    message = state.book.get(sid)
    if message is None or not listed.theirs(message):
        return _error(20404)
    return JSONResponse(resource.resource(message, account))


def _taken(form: dict[str, str], fault: Fault, state: State) -> Message:
    whatsapp = form["To"].startswith(WHATSAPP)
    message = state.book.take(
        inbound=False,
        channel="WHATSAPP" if whatsapp else "SMS",
        to=form["To"],
        sender=form.get("From") or f"{WHATSAPP if whatsapp else ''}{state.config.sender}",
        body=state.contents.text(form) if form.get("ContentSid") else form["Body"],
        status="queued",
        callback=form.get("StatusCallback"),
        service=form.get("MessagingServiceSid"),
        fault=fault.name,
    )
    late = whatsapp and state.config.whatsapp_window
    fails = contents.failure(form, state.book, state.contents, message.handset) if late else None
    state.postman.follow(message, fails or fault.undelivered, fault.callbacks)
    return message


def _known(account: str, given: HTTPBasicCredentials | None, state: State) -> bool:
    if given is None or account != state.config.account_sid:
        return False
    right = f"{state.config.account_sid}:{state.config.auth_token}"
    return secrets.compare_digest(f"{given.username}:{given.password}".encode(), right.encode())


async def _broken(request: Request, fault: Fault) -> JSONResponse:
    """The end of a request that nobody can read anything from."""
    if fault.reset:
        await reset_of(request.scope)
    return _refused(20500, fault)


def _refused(code: int, fault: Fault) -> JSONResponse:
    answer = _error(code, fault.status)
    if fault.retry_after is not None:
        answer.headers["Retry-After"] = str(fault.retry_after)
    return answer


def _error(code: int, status: int | None = None) -> JSONResponse:
    http, body = resource.error(code, status)
    content: dict[str, Any] = body
    return JSONResponse(content, status_code=http)
