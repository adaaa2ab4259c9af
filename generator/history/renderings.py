"""A report as text for a terminal, as Markdown for a pull request, and the difference as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator import render
from generator.history.difference import Difference, TableDifference
from generator.history.report import Report, Section
from generator.locale import Locale
from generator.problems import json_text

SIGNS = {"added": "+", "removed": "-", "changed": "~", "renamed": "!"}
# Beyond this a pull request is not read line by line; the text and the JSON have them all.
MOST_LINES = 200


def as_text(report: Report, locale: Locale) -> str:
    """Everything, one row a line."""
    return "\n".join(_text(report, locale))


def as_markdown(report: Report, locale: Locale) -> str:
    """The same under headings, each table cut to what a reader goes through."""
    view = {"report": report, "most": MOST_LINES, "t": locale.text, "tn": locale.plural}
    return render.render("difference.md.jinja", view).strip()


def as_json(difference: Difference, report: Report) -> str:
    """The difference as it is, with the line in words beside each row."""
    found = {
        "same": difference.is_empty and not difference.unread,
        "title": report.title,
        "old": {"version": difference.old.version},
        "new": {"version": difference.new.version},
        "counts": dict(difference.counts),
        "warnings": list(report.warnings),
        "unread": list(report.unread),
        "tables_added": list(difference.tables_added),
        "tables_removed": list(difference.tables_removed),
        "files": list(difference.files),
        "descriptor": [_cell(c.column, c.old, c.new) for c in difference.descriptor],
        "tables": [
            _table(difference, table, section)
            for table, section in zip(difference.tables, report.sections, strict=True)
        ],
    }
    return json_text(found)


def _text(report: Report, locale: Locale) -> Iterator[str]:
    yield report.title
    yield report.counts
    for title, lines in (
        (locale.text("diff.warnings"), report.warnings),
        (locale.text("diff.unread"), report.unread),
    ):
        yield from _list(title, lines)
    for section in report.sections:
        rows = (f"{SIGNS[line.kind]} {line.text}" for line in section.lines)
        yield from _list(f"{section.title} ({section.table})", [*section.notes, *rows])
    yield from _list(locale.text("diff.whole"), report.notes)


def _list(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", title, *(f"  {line}" for line in lines))


def _table(difference: Difference, table: TableDifference, section: Section) -> Mapping[str, Any]:
    said = {(line.kind, line.key): line.text for line in section.lines}
    old, new = difference.old.tables[table.table].rows, difference.new.tables[table.table].rows

    def row(kind: str, key: tuple[str, ...], **more: Any) -> dict[str, Any]:
        return {"key": list(key), "text": said.get((kind, "/".join(key)), ""), **more}

    return {
        "table": table.table,
        "title": section.title,
        "columns_added": list(table.columns_added),
        "columns_removed": list(table.columns_removed),
        "added": [row("added", key, row=new[key]) for key in table.added],
        "removed": [row("removed", key, row=old[key]) for key in table.removed],
        "changed": [
            row("changed", c.key, cells=[_cell(x.column, x.old, x.new) for x in c.cells])
            for c in table.changed
        ],
        "renamed": [row("renamed", r.new, old_key=list(r.old), follows=r.follows) for r in table.renamed],
    }


def _cell(column: str, old: str, new: str) -> Mapping[str, str]:
    return {"column": column, "old": old, "new": new}
