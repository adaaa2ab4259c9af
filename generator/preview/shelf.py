"""What the preview gives for an address: newer pages first, then the last good site."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

INDEX = "index.html"
NOT_FOUND = "404.html"
HTML = "text/html; charset=utf-8"
# Not left to what this machine happens to know.
TYPES = {
    ".html": HTML,
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".svg": "image/svg+xml",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".xml": "application/xml",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# For search engines: among other things how large downloads are, which comes a little later.
UNSEEN = re.compile(rb'<script type="application/ld\+json">.*?</script>', re.DOTALL)
# What every page looks like and does depends on these.
LOOKS = ("assets/stylesheets", "assets/javascripts")


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: ``path`` is that of the file from the root of the site."""

    status: int
    path: str
    content: bytes

    @property
    def type(self) -> str:
        """What a browser is told that it is."""
        guessed = TYPES.get(PurePosixPath(self.path).suffix) or mimetypes.guess_type(self.path)[0]
        return guessed or "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The published site; over it layers of what is newer, the newest last, without what is gone."""

    site: Path
    layers: tuple[Path, ...] = ()
    gone: frozenset[str] = frozenset()

    def over(self, layer: Path, gone: frozenset[str]) -> Shelf:
        """The same with a layer more."""
        made = {path.relative_to(layer).as_posix() for path in layer.rglob("*")}
        return replace(self, layers=(*self.layers, layer), gone=(self.gone | gone) - made)

    @property
    def is_empty(self) -> bool:
        """Whether there is no site yet."""
        return self._content(INDEX) is None

    def find(self, address: str) -> Found:
        """What stands at an address, as GitHub Pages would give it; ``status`` 301 leads to a folder."""
        path = inside(address)
        if path is not None:
            name = path + INDEX if not path or path.endswith("/") else path
            content = self._content(name)
            if content is not None:
                return Found(200, name, content)
            if not name.endswith(INDEX) and self._content(f"{path}/{INDEX}") is not None:
                return Found(301, f"{path}/", b"")
        return Found(404, NOT_FOUND, self._content(NOT_FOUND) or b"")

    def mark(self, address: str) -> str:
        """Something that is another when what one sees at an address is another."""
        found = self.find(address)
        digest = hashlib.sha256(f"{found.status}".encode() + UNSEEN.sub(b"", found.content))
        looks = {
            path.relative_to(folder).as_posix()
            for folder in (*self.layers, self.site)
            for part in LOOKS
            for path in (folder / part).rglob("*.*")
        }
        for path in sorted(looks):
            digest.update(path.encode() + hashlib.sha256(self._content(path) or b"").digest())
        return digest.hexdigest()[:16]

    def _content(self, path: str) -> bytes | None:
        if path in self.gone:
            return None
        for folder in (*reversed(self.layers), self.site):
            try:
                file = (folder / path).resolve()
                if file.is_relative_to(folder.resolve()):
                    return file.read_bytes()
            except (OSError, ValueError):
                continue
        return None


def inside(address: str) -> str | None:
    """The path from the root of the site that an address names; None where it leaves it."""
    path = unquote(address.partition("?")[0].partition("#")[0])
    parts = path.split("/")
    if not path.startswith("/") or any(p in ("..", ".") or "\\" in p or "\0" in p or ":" in p for p in parts):
        return None
    return None if "" in parts[1:-1] else path[1:]


@dataclass(frozen=True, slots=True)
class Published(Mapping[str, bytes]):
    """The files of the published site, read when they are asked for."""

    site: Path

    def __getitem__(self, path: str) -> bytes:
        try:
            return (self.site / path).read_bytes()
        except OSError:
            raise KeyError(path) from None

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and (self.site / path).is_file()

    def __iter__(self) -> Iterator[str]:
        return (p.relative_to(self.site).as_posix() for p in self.site.rglob("*") if p.is_file())

    def __len__(self) -> int:
        return sum(1 for _ in self)
