"""Rules on text: nothing that a spreadsheet, a terminal or a browser would take for more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.package import Package, Row
from generator.problems import Problem

FORMULA_STARTS = ("=", "+", "@", "\t", "\r")
HTML_TAG = re.compile(r"<[/!?]?[A-Za-z!?]")
# Control characters, surrogates, private use and unassigned: none belongs in a published text.
REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Co", "Cn"})
# These reverse or hide text.
REFUSED_CHARACTERS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


def _cells(package: Package) -> Iterator[tuple[Row, str, str]]:
    for table in package.frames:
        for row in package.rows(table):
            for column, cell in row.cells.items():
                if isinstance(cell, str):
                    yield row, str(column), cell


def formula_start(package: Package) -> Iterator[Problem]:
    """A text does not start with a character that a spreadsheet takes for a formula."""
    for row, column, cell in _cells(package):
        if cell.startswith(FORMULA_STARTS):
            yield row.problem("formula-start", column, character=repr(cell[0])[1:-1])


def control_character(package: Package) -> Iterator[Problem]:
    """A text holds no control character and nothing that reverses or hides text."""
    for row, column, cell in _cells(package):
        if cell.isascii() and cell.isprintable():
            continue
        found = next((c for c in cell if _refused(c)), None)
        if found is not None and not cell.startswith(("\t", "\r")):
            yield row.problem("control-character", column, character=f"U+{ord(found):04X}")


def html_tag(package: Package) -> Iterator[Problem]:
    """A text holds no HTML tag."""
    for row, column, cell in _cells(package):
        if found := HTML_TAG.search(cell):
            yield row.problem("html-tag", column, found=cell[found.start() : found.start() + 20])


def surrounding_space(package: Package) -> Iterator[Problem]:
    """A cell neither starts nor ends with a space."""
    for row, column, cell in _cells(package):
        if cell != cell.strip(" \u00a0"):
            yield row.problem("surrounding-space", column)


def _refused(character: str) -> bool:
    return character != "\n" and (
        character in REFUSED_CHARACTERS or unicodedata.category(character) in REFUSED_CATEGORIES
    )
