"""The simulator inside another process, on ports the system chooses: for tests and for `rujukan play`."""

import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI

from simulator.app import create_app
from simulator.book import Book
from simulator.config import Config
from simulator.cut import Cuttable
from simulator.journal import Journal

FILE = "simulator.jsonl"
_START_SECONDS = 60.0
_STOP_SECONDS = 2


@dataclass(frozen=True)
class Running:
    """A simulator that is up: `url` for the Twilio client and the page, `smtp_port` for mail, a `book`."""

    url: str
    smtp_port: int
    book: Book


def open_book(config: Config) -> Book:
    """The book of this configuration, with everything an earlier run has kept."""
    path = config.data / FILE if config.data else None
    return Book(Journal(path), config.clock, lambda prefix: f"{prefix}{secrets.token_hex(16)}")


class _Server(uvicorn.Server):
    """Tells the thread that waits once HTTP and SMTP both answer, or have failed to start."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.decided = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        finally:
            self.decided.set()


@contextmanager
def running(config: Config, host: str = "127.0.0.1", port: int = 0) -> Iterator[Running]:
    """Run the simulator in a thread. RuntimeError if it does not come up, OSError if the port is taken."""
    book = open_book(config)
    app = create_app(book, config)
    with socket.create_server((host, port)) as listener:
        server = _Server(_quiet(app))
        thread = threading.Thread(target=server.run, args=([listener],), name="simulator", daemon=True)
        thread.start()
        try:
            yield _up(server, app, book, listener)
        finally:
            server.should_exit = True
            thread.join()


def _quiet(app: FastAPI) -> uvicorn.Config:
    return uvicorn.Config(
        Cuttable(app), log_config=None, access_log=False, ws="none", timeout_graceful_shutdown=_STOP_SECONDS
    )


def _up(server: _Server, app: FastAPI, book: Book, listener: socket.socket) -> Running:
    if not server.decided.wait(_START_SECONDS) or not server.started:
        raise RuntimeError("the simulator did not start")
    host, port = listener.getsockname()[:2]
    return Running(f"http://{host}:{port}", app.state.smtp_port, book)
