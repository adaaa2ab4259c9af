"""The web server of a preview: on this machine, for this machine, with news for pages that are open."""

from __future__ import annotations

import ipaddress
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from generator import outputs
from generator.preview import panel
from generator.preview.board import Board
from generator.preview.shelf import HTML, Found

OWN = "/__preview__/"
STATE = "state"
FILES = Path(__file__).parent
# How long a page waits for news before it asks again, and how many ports are tried after the usual one.
WAIT_S, PORTS = 20.0, 20
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
HEAD_ENDS = b"</head>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every answer needs: the news, the language where a page has none, who may ask."""

    board: Board
    language: str
    names: frozenset[str]

    def serves(self, host: str) -> bool:
        """Whether a request is for us, and not for a name that someone else gave this machine."""
        name = urlsplit(f"//{host}").hostname or ""
        return name in self.names or (not self.names <= LOCAL and _is_number(name))

    def answer(self, address: str) -> Found:
        """What a browser is given for an address."""
        asked = urlsplit(address)
        if asked.path.startswith(OWN):
            return self._own(asked.path.removeprefix(OWN), parse_qs(asked.query))
        notice = self.board.notice
        if notice.shelf.is_empty:
            content = panel.standby(notice, self.language)
            found = Found(HTTPStatus.SERVICE_UNAVAILABLE, "standby.html", content)
            return _with_head(found, notice.version, "")
        found = notice.shelf.find(asked.path)
        if found.type == HTML and found.status != HTTPStatus.MOVED_PERMANENTLY:
            # A page that is to be told what is wrong has not seen the present notice.
            return _with_head(found, -1 if notice.wrong else notice.version, notice.shelf.mark(asked.path))
        return found

    def _own(self, name: str, asked: dict[str, list[str]]) -> Found:
        if name != STATE:
            kept = {output.path: output.content for output in outputs.copies(FILES, "preview.*")}
            found = kept.get(name)
            return Found(HTTPStatus.OK if found is not None else HTTPStatus.NOT_FOUND, name, found or b"")
        seen = asked.get("seen", [""])[0]
        address, language = asked.get("page", ["/"])[0], asked.get("lang", [self.language])[0]
        notice = self.board.wait(address, int(seen) if seen.isdecimal() else -1, WAIT_S)
        state = {
            "version": notice.version,
            "mark": "" if notice.shelf.is_empty else notice.shelf.mark(address),
            "panel": panel.panel(notice.wrong, panel.texts_in(language)),
        }
        return Found(HTTPStatus.OK, "state.json", json.dumps(state, ensure_ascii=False).encode())


def _with_head(found: Found, version: int, mark: str) -> Found:
    head = panel.head(version, mark)
    return Found(found.status, found.path, found.content.replace(HEAD_ENDS, head + HEAD_ENDS, 1))


class Server(ThreadingHTTPServer):
    """A server that does not wait, when it ends, for pages that wait for news."""

    daemon_threads = True
    block_on_close = False
    # Elsewhere than on Windows this only spares the wait for an address that was just in use.
    allow_reuse_address = os.name != "nt"


@contextmanager
def opened(board: Board, language: str, host: str, port: int) -> Iterator[str]:
    """A server that shows what is on the board, on the first free port from ``port`` on; gives its address.

    Raises OSError where it cannot stand at ``host`` at all.
    """
    desk = Desk(board=board, language=language, names=LOCAL | {host})
    server = _bound(partial(Handler, desk), host, port)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    shown = f"[{host}]" if ":" in host else host
    try:
        yield f"http://{shown}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def _bound(handler: Callable[..., Handler], host: str, port: int) -> Server:
    for number in range(port, min(port + PORTS, 65_536)):
        with suppress(OSError):
            return Server((host, number), handler)
    return Server((host, 0), handler)


class Handler(BaseHTTPRequestHandler):
    """Answers a browser's requests to read; there are no others."""

    def __init__(self, desk: Desk, *arguments: Any) -> None:
        self._desk = desk
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Give what stands at an address."""
        found = self._answered()
        if found:
            self.wfile.write(found.content)

    def do_HEAD(self) -> None:
        """Tell of it only."""
        self._answered()

    def _answered(self) -> Found | None:
        if not self._desk.serves(self.headers.get("Host", "")):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        found = self._desk.answer(self.path)
        self.send_response(found.status)
        if found.status == HTTPStatus.MOVED_PERMANENTLY:
            self.send_header("Location", quote(f"/{found.path}"))
        self.send_header("Content-Type", found.type)
        self.send_header("Content-Length", str(len(found.content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        return found

    def handle(self) -> None:
        """One request; a reader who went elsewhere meanwhile does not matter."""
        with suppress(ConnectionError, TimeoutError):
            super().handle()

    def log_message(self, *_: Any) -> None:
        """Nothing: the terminal is for what changed."""


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
