"""A built site as a reader on a phone gets it: packed, over connections that stay open."""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

# What a common web server packs; fonts and archives are packed already.
LEVEL = 6  # what most servers spend on it
PACKED = (".css", ".csv", ".geojson", ".html", ".js", ".json", ".svg", ".txt", ".xml")


class Packing(SimpleHTTPRequestHandler):
    """Files as GitHub Pages sends them: gzip where it helps, kept for ten minutes."""

    protocol_version = "HTTP/1.1"  # otherwise every file would need a connection of its own

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        content, encoding = sent(path)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name it is called by
        """Keep no log."""


@cache
def sent(path: Path) -> tuple[bytes, str]:
    """What is sent of a file, and how it is packed."""
    content = path.read_bytes()
    if path.suffix not in PACKED:
        return content, ""
    return gzip.compress(content, LEVEL, mtime=0), "gzip"


@contextmanager
def serving(folder: Path, handler: type[Packing] = Packing) -> Iterator[str]:
    """A web server on this machine with that folder as its root; gives its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def page_types(site: Path) -> Mapping[str, str]:
    """One page of each type in the site's first language: the heaviest. By a name, its address.

    A type is a folder: ``areas/`` for the overview in it, ``areas/…`` for the pages below.
    """
    first = language(site / "index.html")
    heaviest: dict[str, tuple[int, str]] = {}
    for path in sorted(site.rglob("index.html")):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        if language(path) == first:
            name = f"{Path(address).parts[0]}/…" if address.count("/") > 1 else address or "(home)"
            heaviest[name] = max(heaviest.get(name, (0, "")), (len(sent(path)[0]), address))
    return {name: address for name, (_, address) in heaviest.items()}


def language(page: Path) -> str:
    """The language that a page says it is in."""
    found = re.search(r'<html lang="([^"]+)"', page.read_text(encoding="utf-8"))
    return found[1] if found else ""
