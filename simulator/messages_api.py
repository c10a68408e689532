"""Twilio's Messages API as the real client speaks it: create, list and fetch, with its codes."""

import asyncio
import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBasic, HTTPBasicCredentials

from simulator import checks, resource
from simulator.book import WHATSAPP, Message, bare
from simulator.faults import Fault
from simulator.state import Shared, State

router = APIRouter(prefix=f"/{resource.VERSION}/Accounts/{{account}}")
Given = Annotated[HTTPBasicCredentials | None, Depends(HTTPBasic(auto_error=False))]
_LARGEST_PAGE = 1000
_NO_FAULT = Fault(to="")


@router.post("/Messages.json")
async def create(account: str, request: Request, state: Shared, given: Given) -> JSONResponse:
    """Take a message: 201 with its resource, or an error body with Twilio's code."""
    if not _known(account, given, state):
        return _error(20003)
    form = {name: str(value) for name, value in (await request.form()).items()}
    fault = state.faults.strike(bare(form.get("To", ""))) or _NO_FAULT
    if code := checks.refusal(form, state.book, state.config) or fault.code:
        state.book.refuse(form.get("To", ""), form.get("Body", ""), code)
        return _error(code, fault.status)
    if fault.status and not fault.taken:
        state.book.refuse(form["To"], form["Body"], fault.status)
        return _error(20500, fault.status)
    return await _taken(form, fault, state)


@router.get("/Messages.json")
async def messages(  # noqa: PLR0913, PLR0917 - the API's own parameters
    account: str,
    state: Shared,
    given: Given,
    to: Annotated[str | None, Query(alias="To")] = None,
    sender: Annotated[str | None, Query(alias="From")] = None,
    size: Annotated[int, Query(alias="PageSize", ge=1, le=_LARGEST_PAGE)] = 50,
    number: Annotated[int, Query(alias="Page", ge=0)] = 0,
) -> JSONResponse:
    """Messages newest first, by recipient and sender."""
    if not _known(account, given, state):
        return _error(20003)
    wanted = {"To": to, "From": sender}
    known = state.book.all() if bare(to or "") in {"", state.config.sender} else state.book.of(to or "")
    found = [m for m in reversed(known) if m.channel != "EMAIL" and _fits(m, to, sender)]
    filters = "".join(f"{name}={value.replace('+', '%2B')}&" for name, value in wanted.items() if value)
    return JSONResponse(resource.page(found, account, (filters, size, number)))


@router.get("/Messages/{sid}.json")
async def fetch(account: str, sid: str, state: Shared, given: Given) -> JSONResponse:
    """One message by its id."""
    if not _known(account, given, state):
        return _error(20003)
    message = state.book.get(sid)
    return _error(20404) if message is None else JSONResponse(resource.resource(message, account))


async def _taken(form: dict[str, str], fault: Fault, state: State) -> JSONResponse:
    message = state.book.take(
        inbound=False,
        channel="WHATSAPP" if form["To"].startswith(WHATSAPP) else "SMS",
        to=form["To"],
        sender=form.get("From") or state.config.sender,
        body=form["Body"],
        status="queued",
        callback=form.get("StatusCallback"),
        service=form.get("MessagingServiceSid"),
    )
    state.postman.follow(message, fault.undelivered)
    if fault.hang_seconds:
        await asyncio.sleep(fault.hang_seconds)
    if fault.status:
        return _error(20500, fault.status)
    return JSONResponse(resource.resource(message, state.config.account_sid), status_code=201)


def _known(account: str, given: HTTPBasicCredentials | None, state: State) -> bool:
    if given is None or account != state.config.account_sid:
        return False
    right = f"{state.config.account_sid}:{state.config.auth_token}"
    return secrets.compare_digest(f"{given.username}:{given.password}".encode(), right.encode())


def _fits(message: Message, to: str | None, sender: str | None) -> bool:
    return to in (None, message.to) and sender in (None, message.sender)


def _error(code: int, status: int | None = None) -> JSONResponse:
    http, body = resource.error(code, status)
    content: dict[str, Any] = body
    return JSONResponse(content, status_code=http)
