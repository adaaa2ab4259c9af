"""A server on this machine that answers in every way that a server can."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

# By path: the status for HEAD and for GET, and where it sends on to.
ANSWERS: dict[str, tuple[int, int, str]] = {
    "/fine": (200, 200, ""),
    "/moved": (301, 301, "/fine"),
    "/elsewhere": (302, 302, "/fine"),
    "/twice": (308, 308, "/moved"),
    "/half": (301, 301, "/elsewhere"),
    "/moved-away": (301, 301, "/gone"),
    "/gone": (404, 404, ""),
    "/taken-away": (410, 410, ""),
    "/busy": (429, 429, ""),
    "/shut": (403, 403, ""),
    "/fault": (500, 500, ""),
    "/only-get": (405, 200, ""),
    "/no-head": (404, 200, ""),
    "/round": (302, 302, "/round"),
    "/nonsense": (302, 302, "http://[/"),
    "/mail": (302, 302, "mailto:ada@example.org"),
}
PATIENCE = 0.4


@dataclass
class Server:
    """What was asked of it, how much at once, and of whom."""

    address: str = ""
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    busy: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            with server.lock:
                server.busy += 1
                server.most_at_once = max(server.most_at_once, server.busy)
                server.asked.append(f"{self.command} {self.path}")
                server.agents.add(self.headers["User-Agent"])
            time.sleep(0.01)
            with server.lock:
                server.busy -= 1
            self.answer()

        do_GET = do_HEAD  # noqa: N815 (the library's name)

        def answer(self) -> None:
            if self.path == "/silent":
                time.sleep(2 * PATIENCE)
                self.close_connection = True
                return
            if self.path == "/babble":
                self.wfile.write(b"hello there\r\n\r\n")
                self.close_connection = True
                return
            if self.path == "/passing":
                status = 200 if server.asked.count("HEAD /passing") > 1 else 503
                self.send_response(status)
            else:
                head, get, target = ANSWERS.get(self.path, (200, 200, ""))
                self.send_response(head if self.command == "HEAD" else get)
                if target:
                    self.send_header("Location", target)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def serving(httpd: ThreadingHTTPServer) -> Iterator[None]:
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server()
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), handler(found))
    found.address = f"http://127.0.0.1:{httpd.server_port}"
    with serving(httpd):
        yield found
