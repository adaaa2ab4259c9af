"""What every JSON file says of itself: which data, of when, from whom, under which licence, how to cite."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from generator.downloads.desk import Desk
from generator.downloads.grids import Grid, Value
from generator.downloads.subjects import Subject
from generator.links import Page, PageKind
from generator.model import Localized

DOCUMENTATION = Page(PageKind.DATA)


def about(desk: Desk, start: str, subject: Subject | None = None) -> dict[str, Any]:
    """The terms under which the file at ``start`` can be used; what is unknown is null."""
    info = desk.dataset.info
    every = desk.languages
    licence = {language: desk.licence(language)[0] for language in every}
    terms = {"title": licence, "path": desk.licence(every[0])[1] or None}
    return {
        "name": info.name or None,
        "title": texts(desk, info.title),
        "version": info.version,
        "date": info.date.isoformat() if info.date else None,
        "publisher": info.publisher,
        "contact": info.contact,
        "licence": terms if any(licence.values()) else None,
        "citation": {language: desk.cite(language, subject) for language in every},
        "documentation": pages(desk, start, DOCUMENTATION),
    }


def pages(desk: Desk, start: str, page: Page, anchor: str = "") -> dict[str, str]:
    """The addresses of a page in every language, seen from the file at ``start``."""
    end = f"#{anchor}" if anchor else ""
    return {language: desk.page(language, page, start) + end for language in desk.languages}


def texts(desk: Desk, text: Localized | None) -> dict[str, str] | None:
    """A text in every language."""
    return {language: text.in_language(language) for language in desk.languages} if text else None


def codebook(desk: Desk, grid: Grid) -> list[dict[str, Any]]:
    """What the columns of a table mean."""
    return [
        {
            "name": column.name,
            "type": column.type,
            "required": column.required,
            "title": texts(desk, column.title),
            "description": texts(desk, column.description),
            "values": {value: texts(desk, label) for value, label in column.values} or None,
        }
        for column in grid.columns
    ]


def record(row: Mapping[str, Value]) -> dict[str, Any]:
    """A row under the names of its columns: numbers as numbers, dates as text, null for what is empty."""
    return {name: plain(value) for name, value in row.items()}


def plain(value: Value) -> str | int | float | bool | None:
    """A value as JSON has it. A whole number stays exact, however long."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def dumped(content: Mapping[str, Any]) -> bytes:
    """JSON as bytes."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f"{text}\n".encode()
