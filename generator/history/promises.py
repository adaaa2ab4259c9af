"""Addresses that were published once: they lead somewhere for good.

Beside the package stand the list of them and the redirects: what was moved, and where it is now.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.package import csvfile, textfile
from generator.problems import Problem

PUBLISHED = "published-urls.txt"
REDIRECTS = "redirects.csv"
HEADER = ["from", "to"]
NOTE = "# Addresses that have been published, from the root of the site. Lines are added, never taken away.\n"
ADDRESS = re.compile(r"/(?:(?!\.{1,2}/)[^/\s?#\"'<>\\%]+/)*(?:(?!\.{1,2}$)[^/\s?#\"'<>\\%]+)?")


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address that moved. Neither has its slash at the start; ``anchor`` is a place on the page."""

    start: str
    target: str
    anchor: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """What was published, by address with its line in the list; and what moved."""

    folder: Path
    published: dict[str, int]
    redirects: tuple[Redirect, ...]

    def broken(self, made: Collection[str]) -> Iterator[Problem]:
        """Every published address that leads nowhere now, and every redirect that would not serve."""
        moved = {redirect.start for redirect in self.redirects}
        for redirect in self.redirects:
            yield from self._wrong(redirect, made, moved)
        for address, line in self.published.items():
            if address not in made and address not in moved:
                redirects = (self.folder / REDIRECTS).as_posix()
                found = {"redirects": redirects}
                yield _problem("address-lost", self.folder, PUBLISHED, line, f"/{address}", **found)

    def _wrong(self, redirect: Redirect, made: Collection[str], moved: Collection[str]) -> Iterator[Problem]:
        def problem(rule: str, value: str) -> Problem:
            return _problem(rule, self.folder, REDIRECTS, redirect.line, f"/{value}")

        if redirect.start in made:
            yield problem("redirect-made", redirect.start)
        if redirect.target in moved:
            yield problem("redirect-chain", redirect.target)
        elif redirect.target not in made:
            yield problem("redirect-nowhere", redirect.target)
        elif not is_page(redirect.start) and is_page(redirect.target):
            yield problem("redirect-file", redirect.start)

    def listed(self, made: Iterable[str]) -> str:
        """The list with everything that is there now; nothing is ever taken from it."""
        addresses = {*self.published, *made, *(redirect.start for redirect in self.redirects)}
        return NOTE + "".join(f"/{address}\n" for address in sorted(addresses))


def is_page(address: str) -> bool:
    """Whether an address is that of a page: those end with a slash."""
    return address == "" or address.endswith("/")


def read(folder: Path) -> tuple[Promises, list[Problem]]:
    """The list and the redirects beside a package, empty where there are none; and what is wrong in them."""
    problems: list[Problem] = []
    published = dict(_published(folder, problems))
    redirects = tuple(_redirects(folder, problems))
    return Promises(folder=folder, published=published, redirects=redirects), problems


def _published(folder: Path, problems: list[Problem]) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(_text(folder, PUBLISHED, problems).splitlines(), 1):
        if line and not line.startswith("#"):
            if ADDRESS.fullmatch(line):
                yield line[1:], number
            else:
                problems.append(_problem("address-form", folder, PUBLISHED, number, line))


def _redirects(folder: Path, problems: list[Problem]) -> Iterator[Redirect]:
    text = _text(folder, REDIRECTS, problems)
    try:
        (_, header), *rows = csvfile.records(text) if text else ((1, HEADER),)
    except SyntaxError as error:
        problems.append(_problem("csv-syntax", folder, REDIRECTS, error.lineno or 0, found=error.msg))
        return
    if header != HEADER:
        problems.append(_problem("redirect-header", folder, REDIRECTS, 1, ",".join(header)))
        return
    seen: set[str] = set()
    for line, cells in rows:
        start, target, anchor = _addresses(cells)
        whole = ",".join(cells)
        if not (ADDRESS.fullmatch(start) and ADDRESS.fullmatch(target)) or start in ("/", target):
            problems.append(_problem("redirect-form", folder, REDIRECTS, line, whole))
        elif start in seen:
            problems.append(_problem("redirect-twice", folder, REDIRECTS, line, start))
        else:
            seen.add(start)
            yield Redirect(start[1:], target[1:], anchor, line)


def _addresses(cells: list[str]) -> tuple[str, str, str]:
    """The two addresses of a line, and the place on the page that the second names."""
    if len(cells) != len(HEADER):
        return "", "", ""
    target, _, anchor = cells[1].partition("#")
    return cells[0], target, anchor


def _text(folder: Path, name: str, problems: list[Problem]) -> str:
    """A file beside the package; one that is missing or empty says nothing."""
    text = textfile.read(folder / name, folder)
    if isinstance(text, str):
        return text.removeprefix(textfile.BYTE_ORDER_MARK).replace("\r\n", "\n")
    if text.rule not in ("missing-file", "empty-file"):
        problems.append(_problem(text.rule, folder, name, text.line, text.value, **text.details))
    return ""


def _problem(rule: str, folder: Path, name: str, line: int, value: str = "", **details: str) -> Problem:
    path = (folder / name).as_posix()
    return Problem(rule=rule, file=path, line=line, value=value, details=details)
