"""Rules on text: nothing that a spreadsheet, a terminal or a browser would take for more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from generator.model import TABLES
from generator.package import Package, Row
from generator.package.descriptor import WEB_ADDRESS
from generator.package.finding import Path
from generator.problems import Problem

FORMULA_STARTS = ("=", "+", "@")
HTML_TAG = re.compile(r"<[/!?]?[A-Za-z!?]")
WEB_ADDRESSES = {"sources": ("url", "archived_url")}
# Control characters, surrogates, private use and unassigned: none belongs in a published text.
REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Co", "Cn"})
# These reverse text, hide it, or cannot be seen at all.
REFUSED_CHARACTERS = frozenset(
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2028\u2029\u2060\u2066\u2067\u2068\u2069\ufeff"
)
# Nobody types two brackets by accident, and everybody can look for them. In Markdown [[1]](x) is a link.
PLACEHOLDER = re.compile(r"\[\[(?![^\]]*\]\]\()[^\]]*(?:\]\])?")
# Where only small letters, figures and dashes may stand.
PLACEHOLDER_IDENTIFIER = re.compile(r"placeholder(-[a-z0-9-]*)?")
# Not shown: a pattern is full of what a text may not hold.
NO_TEXT = frozenset({"pattern"})


def _cells(package: Package) -> Iterator[tuple[Row, str, str]]:
    for table in package.tables:
        for row in package.rows(table):
            for column, cell in row.texts.items():
                if cell:
                    yield row, column, cell


def _descriptor_texts(package: Package) -> Iterator[tuple[Path, str]]:
    """Every text in the descriptor, with where it stands."""
    left: list[tuple[Path, Any]] = [((), package.descriptor)]
    while left:
        where, value = left.pop()
        if isinstance(value, str):
            yield where, value
        elif isinstance(value, dict):
            left += [((*where, name), inner) for name, inner in value.items() if name not in NO_TEXT]
        elif isinstance(value, list):
            left += [((*where, position), inner) for position, inner in enumerate(value)]


def formula_start(package: Package) -> Iterator[Problem]:
    """A text does not start with a character that a spreadsheet takes for a formula."""
    for row, column, cell in _cells(package):
        if cell.lstrip().startswith(FORMULA_STARTS) and not _is_number(row, column):
            yield row.problem("formula-start", column, character=cell.lstrip()[0])


def control_character(package: Package) -> Iterator[Problem]:
    """A text holds no control character and nothing that reverses or hides text."""
    for row, column, cell in _cells(package):
        if found := _refused(cell):
            yield row.problem("control-character", column, character=found)
    for where, text in _descriptor_texts(package):
        if found := _refused(text):
            yield package.in_descriptor("control-character", where, text, character=found)


def html_tag(package: Package) -> Iterator[Problem]:
    """A text holds no HTML tag."""
    for row, column, cell in _cells(package):
        if found := HTML_TAG.search(cell):
            yield row.problem("html-tag", column, found=cell[found.start() :][:20])
    for where, text in _descriptor_texts(package):
        if found := HTML_TAG.search(text):
            yield package.in_descriptor("html-tag", where, text, found=text[found.start() :][:20])


def placeholder(package: Package) -> Iterator[Problem]:
    """No text is a placeholder, such as [[name of the area]], that still has to be replaced."""
    for row, column, cell in _cells(package):
        if PLACEHOLDER.search(cell):
            yield row.problem("placeholder", column)
    for where, text in _descriptor_texts(package):
        if PLACEHOLDER.search(text):
            yield package.in_descriptor("placeholder", where, text)


def placeholder_identifier(package: Package) -> Iterator[Problem]:
    """No row has an identifier such as placeholder-area: all that is in such a row is made up."""
    referring = {(table.name, f.name) for table in TABLES for f in table.fields if f.references}
    for row, column, cell in _cells(package):
        if (row.table, column) not in referring and PLACEHOLDER_IDENTIFIER.fullmatch(cell):
            yield row.problem("placeholder-identifier", column)


def surrounding_space(package: Package) -> Iterator[Problem]:
    """A cell neither starts nor ends with a space."""
    for row, column, cell in _cells(package):
        if cell != cell.strip():
            yield row.problem("surrounding-space", column)


def web_address(package: Package) -> Iterator[Problem]:
    """What becomes a link is a web address."""
    for table, columns in WEB_ADDRESSES.items():
        for row in package.rows(table):
            for column in columns:
                if row[column] is not None and not WEB_ADDRESS.fullmatch(row[column]):
                    yield row.problem("web-address", column)


def _is_number(row: Row, column: str) -> bool:
    return row[column] is not None and not isinstance(row[column], str)


def _refused(text: str) -> str:
    """The code of the first character that does not belong in a text; a line break does."""
    if text.isprintable():
        return ""
    for character in text:
        category = unicodedata.category(character)
        if character in REFUSED_CHARACTERS or (category in REFUSED_CATEGORIES and character != "\n"):
            return f"U+{ord(character):04X}"
    return ""
