"""The tables as JSON: rows by the names of their columns, with all that must go along, in one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.downloads import envelope
from generator.downloads.desk import FOLDER, Desk
from generator.downloads.grids import Grid
from generator.outputs import Output


def files(desk: Desk) -> Iterator[Output]:
    """The whole package, and the figures of each subject."""
    path = f"{FOLDER}/{desk.name}.json"
    tables = [_table(desk, grid) for grid in desk.tables.values()]
    content: Mapping[str, Any] = {**envelope.about(desk, path), "tables": tables}
    yield Output(path, envelope.dumped(content))
    sources = {record["source_id"]: envelope.record(record) for record in desk.tables["sources"].records()}
    for subject in desk.subjects:
        path, used = f"{subject.path}.json", {figure.source_id for figure in subject.figures}
        content = {
            **envelope.about(desk, path, subject),
            "about": envelope.texts(desk, subject.title),
            "pages": envelope.pages(desk, path, subject.page),
            **_table(desk, desk.figures[subject.page]),
            "sources": [row for key, row in sources.items() if key in used],
        }
        yield Output(path, envelope.dumped(content))


def _table(desk: Desk, grid: Grid) -> Mapping[str, Any]:
    return {
        "table": grid.name,
        "table_title": envelope.texts(desk, grid.title),
        "key": grid.key,
        "columns": envelope.codebook(desk, grid),
        "rows": _rows(grid),
    }


def _rows(grid: Grid) -> Iterable[Mapping[str, Any]]:
    return [envelope.record(row) for row in grid.records()]
