"""A telephone with a local SIM as the app's own server answers: ids are taken once, faults are planted by number."""

import base64
import contextlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

USER, PASSWORD = "meja", "rahasia"
BASIC = f"Basic {base64.b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}"


@dataclass(frozen=True)
class Fault:
    """What happens instead of an answer: hang, break off, or answer `status`; before or after the text is taken."""

    status: int = 0
    body: str = "{}"
    hangs: bool = False
    reset: bool = False
    taken: bool = False


@dataclass
class Phone:
    """What the telephone has: messages by id, their states, requests that came."""

    url: str = ""
    allowed: str = BASIC
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    states: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)
    """Until then it hangs where it is told to."""

    def take(self, asked: dict[str, Any]) -> int:
        """202, or 409 for an id that was taken before."""
        if asked["id"] in self.messages:
            return 409
        self.messages[asked["id"]] = asked
        self.states[asked["id"]] = ("Pending", None)
        return 202


class _Server(ThreadingHTTPServer):
    """A server that knows its telephone."""

    daemon_threads = True
    phone: Phone


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        phone = self.server.phone
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        phone.requests.append(asked["id"])
        if refusal := self._refusal(self.path == "/message"):
            self._answer(refusal, "{}")
        elif (fault := phone.faults.get(asked["phoneNumbers"][0])) is None:
            self._answer(phone.take(asked), json.dumps({"id": asked["id"], "state": "Pending"}))
        else:
            self._fail(fault, asked)

    def do_GET(self) -> None:
        phone, name = self.server.phone, self.path.removeprefix("/message/")
        if refusal := self._refusal(name in phone.states):
            self._answer(refusal, "")
            return
        state, error = phone.states[name]
        to = phone.messages[name]["phoneNumbers"][0]
        recipients = [{"phoneNumber": to, "state": state, "error": error}]
        self._answer(200, json.dumps({"id": name, "state": state, "recipients": recipients}))

    def _refusal(self, known: bool) -> int:  # noqa: FBT001 - is there such a thing
        if self.headers.get("Authorization") != self.server.phone.allowed:
            return 401
        return 0 if known else 404

    def _fail(self, fault: Fault, asked: dict[str, Any]) -> None:
        if fault.taken:
            self.server.phone.take(asked)
        if fault.hangs:
            self.server.phone.ended.wait()
        if fault.reset:
            self.connection.close()
        else:
            self._answer(fault.status or 202, fault.body)

    def _answer(self, status: int, body: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def handle(self) -> None:
        with contextlib.suppress(OSError, ValueError):  # we hung up on purpose, or the other side did
            super().handle()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def telephone() -> Iterator[Phone]:
    """A telephone on a port the system chooses."""
    phone = Phone()
    server = _Server(("127.0.0.1", 0), _Handler)
    server.phone = phone
    phone.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield phone
    finally:
        phone.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
