"""What Datasette shows beside the database: titles, explanations, licence and the name of each row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.downloads.desk import FOLDER, Desk
from generator.downloads.grids import Grid
from generator.outputs import Output

# The first of these that a table has names its rows, where another table refers to them.
LABELS = ("short_name", "name", "title", "organisation")


def files(desk: Desk) -> Iterator[Output]:
    """The settings, in the default language, as Datasette has room for one."""
    language = desk.languages[0]
    info, (licence, licence_path) = desk.dataset.info, desk.licence(language)
    said = {
        "title": info.title.in_language(language),
        "description": info.description.in_language(language),
        "license": licence,
        "license_url": licence_path,
        "source": desk.cite(language),
        "source_url": desk.site_url or info.homepage,
    }
    tables = {grid.name: _table(grid, language) for grid in desk.tables.values()}
    content = {key: value for key, value in said.items() if value}
    settings = {**content, "databases": {desk.name: {"tables": tables}}}
    text = json.dumps(settings, ensure_ascii=False, indent=1)
    yield Output(f"{FOLDER}/datasette.json", f"{text}\n".encode())


def _table(grid: Grid, language: str) -> dict[str, Any]:
    named = [*LABELS, f"name_{language}", f"title_{language}"]
    label = next((name for name in named if name in grid.header), None)
    return {
        "title": grid.title.in_language(language),
        "description": grid.description.in_language(language),
        "columns": {column.name: column.description.in_language(language) for column in grid.columns},
        **({"label_column": label} if label else {}),
    }
