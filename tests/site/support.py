"""Published sites as these tests see them: built by the real command, read as a browser would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.links import Page, PageKind
from tests.dom import Element, parse
from tests.worlds import ROOT, World

# Where a run on GitHub says in which repository it is; a build here must not know.
WORKFLOW = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY")
SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-tip", "data-filter-label")
SILENT = ("script", "style", "code")
LINKING = ("href", "src", "srcset", "poster", "action", "data")


def atlas(*arguments: str | Path, project: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, as a user would."""
    environment = {key: value for key, value in os.environ.items() if key not in WORKFLOW}
    return subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        cwd=project,
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


@dataclass(frozen=True, slots=True)
class Link:
    """A reference from an element: ``kind`` is its tag and attribute, like ``a href``."""

    kind: str
    target: str
    element: Element

    @property
    def is_download(self) -> bool:
        return "download" in self.element.attributes

    @property
    def leaves(self) -> bool:
        """Whether it has an origin of its own."""
        return bool(urlsplit(self.target).scheme or urlsplit(self.target).netloc)


@dataclass(frozen=True, kw_only=True)
class Site:
    """A built site. ``url`` is the address it was built for, empty where it has none."""

    world: World
    folder: Path
    url: str
    said: subprocess.CompletedProcess[str]

    @cached_property
    def pages(self) -> Mapping[str, Element]:
        """Every page by its address from the root of the site.

        Neither the page for errors nor those that only lead on to another address, nor what is to
        stand in a frame.
        """
        found = {}
        for path in sorted(self.folder.rglob("*.html")):
            address = path.relative_to(self.folder).as_posix().removesuffix("index.html")
            if address != "404.html" and not self.is_embed(address):
                page = parse(path.read_text(encoding="utf-8"))
                if not any(_leads_on(e) for e in page.all("meta")):
                    found[address] = page
        return found

    @cached_property
    def embeds(self) -> Mapping[str, Element]:
        """The pages that hold one chart, to stand in a frame elsewhere."""
        paths = (path.relative_to(self.folder) for path in sorted(self.folder.rglob("index.html")))
        addresses = (path.as_posix().removesuffix("index.html") for path in paths)
        return {a: parse(self.file(a).read_text(encoding="utf-8")) for a in addresses if self.is_embed(a)}

    def is_embed(self, address: str) -> bool:
        """Whether an address is that of a chart by itself."""
        return any(
            address.startswith(here.url(Page(PageKind.EMBED))) for here in self.world.addresses.values()
        )

    def file(self, address: str) -> Path:
        """The file that a web server gives for an address from the root of the site."""
        path = self.folder / address
        return path / "index.html" if address.endswith("/") or not address else path

    def language(self, address: str) -> str:
        """The language that an address says a page is in."""
        default, *others = self.world.languages
        return next((n for n in others if address.startswith(f"{n}/")), default)

    def of_kind(self, kind: str, language: str = "") -> Mapping[str, Element]:
        """The pages of a kind, as their address tells it: ``area`` gives the overview too."""
        found: dict[str, Element] = {}
        for name, addresses in self.world.addresses.items():
            folder = addresses.base + addresses.locale.text(f"paths.{kind}")
            if language in ("", name):
                found |= {a: page for a, page in self.pages.items() if a.startswith(f"{folder}/")}
        return found

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        return {address: frozenset(page.ids()) for address, page in self.pages.items()}

    def broken(self, start: str, target: str) -> str:
        """What is wrong with a link inside the site, empty where it leads somewhere."""
        if target.startswith("/"):
            return "starts at the root of the server"
        parts = urlsplit(target)
        address = resolved(start, unquote(parts.path))
        if address is None:
            return "leaves the site"
        if not self.file(address).is_file():
            return "no such file"
        if parts.fragment and unquote(parts.fragment) not in self.ids.get(address, ()):
            return "no such place on that page"
        return ""


def _leads_on(element: Element) -> bool:
    return element.attributes.get("http-equiv") == "refresh"


def resolved(start: str, path: str) -> str | None:
    """A relative path as an address from the root of the site, None where it leads out of it."""
    if not path:
        return start
    steps = start.split("/")[:-1]
    *folders, last = path.split("/")
    if last in (".", ".."):
        folders, last = [*folders, last], ""
    for step in folders:
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "".join(f"{step}/" for step in steps) + last


def links(page: Element) -> Iterator[Link]:
    """Every reference of a page to something else."""
    for element in page.walk():
        for name in LINKING:
            value = element.attributes.get(name)
            if value is not None:
                yield Link(f"{element.tag} {name}", value, element)


def texts(page: Element, language: str) -> Iterator[str]:
    """The pieces of text that a page shows or says in its own language, attributes included."""
    for element in page.children:
        if isinstance(element, str):
            if element.strip():
                yield " ".join(element.split())
        elif element.tag not in SILENT and element.attributes.get("lang", language) == language:
            yield from (v for name in SPOKEN if (v := element.attributes.get(name)))
            yield from texts(element, language)


def meta(page: Element, name: str) -> list[str]:
    """The contents of the meta elements of that name."""
    found = [e for e in page.all("meta") if e.attributes.get("name") == name]
    return [e.attributes.get("content") or "" for e in found]


def twins(page: Element) -> Iterator[tuple[str, str]]:
    """The links to the same page in other languages, as (language, link)."""
    for element in page.classed("language"):
        yield element.attributes.get("hreflang") or "", element.attributes.get("href") or ""


def urls_in(text: str) -> set[str]:
    """The web addresses in a text."""
    return {match.rstrip(".,;") for match in re.findall(r"https?://[^\s<>\")\]|]+", text)}
