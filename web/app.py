"""The web process: callbacks and inbound messages (no pages yet). A GET never changes state."""

import asyncio
import secrets
import signal
import socket
import sys
from collections.abc import Callable
from datetime import UTC, datetime

import uvicorn
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

import logs
from models import inbox
from models.db import Database, DatabaseProblem, check
from notifications.links import PATH
from settings import CannotStartError, Settings
from web import calls, desk_mail, gateway, mail, twilio
from web.body import TOO_LARGE
from web.calls import CallList
from web.desk_mail import DeskMail
from web.links import routes, show
from web.receive import Receiver

STOP_SECONDS = 3
PROBLEM = 4


def create_app(receiver: Receiver, *hooks: APIRouter) -> FastAPI:
    """The application around a receiver, with the hooks of other channels."""
    app = FastAPI(title="Rujukan", docs_url=None, redoc_url=None, openapi_url=None)
    for hook in (twilio.router(receiver), *hooks):
        app.include_router(hook)

    @app.get("/")
    async def front() -> PlainTextResponse:
        return PlainTextResponse("Rujukan: penerima jawaban dan tanda terima. Halaman meja menyusul.\n")

    @app.get("/health")
    async def health() -> JSONResponse:
        waiting = await asyncio.to_thread(_waiting, receiver.db)
        return JSONResponse({"ok": True, "waiting": waiting})

    @app.exception_handler(inbox.InboxTooLargeError)
    async def too_large(_request: Request, _error: inbox.InboxTooLargeError) -> PlainTextResponse:
        return PlainTextResponse(TOO_LARGE, status_code=413)

    @app.exception_handler(DatabaseProblem)
    async def not_now(request: Request, problem: DatabaseProblem) -> Response:
        if request.url.path.startswith(PATH):
            return show.sorry(request.query_params.get("l", ""))
        return PlainTextResponse(f"{problem.id}\n{problem.en}\n", status_code=503)

    return app


def add_links(
    app: FastAPI, db: Database, key: str, clock: Callable[[], datetime], patience: float = routes.PATIENCE
) -> None:
    """The pages behind the links of messages; an answer is waited for `patience` seconds."""
    app.include_router(routes.pages_router(db, key, clock, patience))
    app.add_exception_handler(routes.FormRefusedError, routes.refused)


def _waiting(db: Database) -> int:
    with db.read() as session:
        return inbox.waiting_count(session)


def main() -> int:
    """Serve until SIGTERM; what cannot be used (setting, database, port) is two sentences and 4."""
    logs.configure()
    try:
        settings = Settings.load()
        check(settings.database_url)
    except (CannotStartError, DatabaseProblem) as problem:
        sys.stderr.write(f"{problem.id}\n{problem.en}\n")
        return PROBLEM
    if sentence := _taken(settings.web_host, settings.web_port):
        sys.stderr.write(sentence)
        return PROBLEM
    db = Database(settings.database_url)
    receiver = Receiver(db, settings.twilio_auth_token, settings.public_url, _now)
    phones = gateway.router(gateway.Phones(receiver, settings.gateway_key))
    returned = mail.Bounced(receiver, settings.mail_key)
    app = create_app(receiver, phones, mail.router(returned), *_for_the_desk(db, settings, returned))
    if settings.link_key:
        add_links(app, db, settings.link_key, receiver.clock, settings.answer_seconds)
    _serve(app, settings)
    db.close()
    return 0


def _for_the_desk(db: Database, settings: Settings, returned: mail.Bounced) -> tuple[APIRouter, ...]:
    """Mail to the desk, and its list."""
    letters = DeskMail(db, settings.unit, settings.mail_key, _now, returned.machine)
    listed = CallList(db, settings.unit, settings.desk_key, _now, lambda: secrets.token_hex(8))
    return desk_mail.router(letters), calls.router(listed)


def _now() -> datetime:
    return datetime.now(UTC)


def _serve(app: FastAPI, settings: Settings) -> None:
    signal.signal(signal.SIGTERM, lambda *_: None)  # uvicorn raises it again after its shutdown: leave with 0
    uvicorn.run(
        app,
        host=settings.web_host,
        port=settings.web_port,
        access_log=False,
        log_level="warning",
        log_config=None,  # ours: a traceback may quote what somebody wrote
        ws="none",
        timeout_graceful_shutdown=STOP_SECONDS,
    )


def _taken(host: str, port: int) -> str:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        return (
            f"Porta {host}:{port} tidak dapat dipakai. Hentikan pemakainya, atau pilih lain: RUJUKAN_WEB_PORT.\n"
            f"Port {host}:{port} cannot be used ({error.strerror}). Stop its user, or choose RUJUKAN_WEB_PORT.\n"
        )
    return ""


if __name__ == "__main__":
    sys.exit(main())
