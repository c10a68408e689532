"""A telephone with a local SIM as the app's own server answers: ids are taken once, faults are planted by number."""

import base64
import json
import threading
import time
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
    hang_seconds: float = 0.0
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

    def take(self, asked: dict[str, Any]) -> int:
        """202, or 409 for an id that was taken before."""
        if asked["id"] in self.messages:
            return 409
        self.messages[asked["id"]] = asked
        self.states[asked["id"]] = ("Pending", None)
        return 202


@contextmanager
def telephone() -> Iterator[Phone]:
    """A telephone on a port the system chooses."""
    phone = Phone()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(phone))
    server.daemon_threads = True
    phone.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield phone
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(phone: Phone) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802 - the library's name
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            phone.requests.append(asked["id"])
            if self.path != "/message" or self.headers.get("Authorization") != phone.allowed:
                self._answer(404 if self.path != "/message" else 401, "{}")
                return
            fault = phone.faults.get(asked["phoneNumbers"][0])
            status = phone.take(asked) if fault is None or fault.taken else 0
            if fault is None:
                self._answer(status, json.dumps({"id": asked["id"], "state": "Pending"}))
            else:
                self._fail(fault)

        def do_GET(self) -> None:  # noqa: N802 - the library's name
            name = self.path.removeprefix("/message/")
            if self.headers.get("Authorization") != phone.allowed:
                self._answer(401, "{}")
            elif name not in phone.states:
                self._answer(404, "")
            else:
                state, error = phone.states[name]
                to = phone.messages[name]["phoneNumbers"][0]
                recipients = [{"phoneNumber": to, "state": state, "error": error}]
                self._answer(200, json.dumps({"id": name, "state": state, "recipients": recipients}))

        def _fail(self, fault: Fault) -> None:
            time.sleep(fault.hang_seconds)
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
            try:
                super().handle()
            except (OSError, ValueError):  # we hung up on purpose, or the other side did
                return

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return Handler
