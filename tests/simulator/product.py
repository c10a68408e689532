"""The product's side of the wire, as a test sees it: a small server that keeps every post it is sent."""

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

from tests.patience import PATIENCE


@dataclass(frozen=True)
class Post:
    """One request: its path, every field (blank ones too) and its signature."""

    path: str
    fields: tuple[tuple[str, str], ...]
    signature: str

    def __getitem__(self, name: str) -> str:
        return dict(self.fields)[name]


@dataclass
class Product:
    """What arrived, in order, and the status to answer with."""

    url: str = ""
    status: int = 200
    posts: queue.Queue[Post] = field(default_factory=queue.Queue)

    def next(self) -> Post:
        """The next post; fails if none comes."""
        return self.posts.get(timeout=PATIENCE)


@contextmanager
def listening() -> Iterator[Product]:
    """A product that listens on a port of the system's choice."""
    product = Product()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            fields = tuple(parse_qsl(body, keep_blank_values=True))
            product.posts.put(Post(self.path, fields, self.headers.get("X-Twilio-Signature", "")))
            self.send_response(product.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep the test's output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    product.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield product
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
