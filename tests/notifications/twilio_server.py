"""A provider that keeps the forms it is sent and answers as planted, over real HTTP."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl


@dataclass
class Provider:
    """Forms in the order they came; `codes` are the refusals still to be given, one a request."""

    url: str = ""
    forms: list[dict[str, str]] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    provider: Provider


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        provider = self.server.provider
        provider.forms.append(dict(parse_qsl(body)))
        if provider.codes:
            self._answer(400, {"code": provider.codes.pop(0), "message": "no", "status": 400})
        else:
            self._answer(201, {"sid": f"SM{len(provider.forms)}"})

    def _answer(self, status: int, found: dict[str, object]) -> None:
        content = json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider on a port the system chooses."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.provider = Provider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
