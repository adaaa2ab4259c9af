"""The figures of one subject as a flat table: one row a figure, with names beside the keys.

Targets and measurements share it, under the names that their columns have in the package; what a
figure's own table lacks is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.downloads.grids import Cells, Column, Grid
from generator.model import Figure, Localized
from generator.views.edition import Edition

TABLES = ("targets", "measurements")
# What stands beside a key: our name for it, and the column of the table that the key is of. A name
# that ends in `_` stands for one column per language.
BESIDE: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "area_id": ("areas", {"area": "name"}),
    "alliance_id": ("alliances", {"alliance": "name"}),
    "municipality_id": ("municipalities", {"municipality": "name"}),
    "metric_id": ("metrics", {"metric_": "name_", "unit": "unit"}),
    "source_id": ("sources", {"source": "title"}),
}


class FlatFigures:
    """Every figure as a row of the flat table, made once and then chosen from."""

    def __init__(self, editions: Mapping[str, Edition], tables: Mapping[str, Grid]) -> None:
        self._editions, self._tables = editions, tables
        self._shared = [c for c in _merged(tables) if c.name not in [tables[t].key[0] for t in TABLES]]
        self._columns = tuple(self._all_columns())
        self._looked_up = {key: _by_key(tables[table]) for key, (table, _) in BESIDE.items()}
        self._rows = {key: cells for table in TABLES for key, cells in self._table(table)}

    def grid(self, figures: Iterable[Figure]) -> Grid:
        """These figures, in their order."""
        return Grid(
            name="figures",
            title=self._text("downloads.figures.title"),
            description=self._text("downloads.figures.description"),
            columns=self._columns,
            key=("figure_id",),
            cells=tuple(self._rows[figure.figure_id] for figure in figures),
        )

    def _all_columns(self) -> Iterator[Column]:
        yield self._own("figure_id")
        yield self._own("table", TABLES)
        for language in self._editions:
            yield self._own("phrase_", language=language)
        for column in self._shared:
            yield column
            for name, original in BESIDE.get(column.name, ("", {}))[1].items():
                if name.endswith("_"):
                    yield from (self._own(name, language=language) for language in self._editions)
                elif name == original:
                    table = self._tables[BESIDE[column.name][0]]
                    yield next(c for c in table.columns if c.name == original)
                else:
                    yield self._own(name)

    def _own(self, name: str, values: Iterable[str] = (), language: str = "") -> Column:
        """A column that the package does not have."""
        key = f"downloads.column.{name.rstrip('_')}"
        return Column(
            name=name + language,
            title=self._text(f"{key}.title", language),
            description=self._text(f"{key}.description", language),
            required=name in ("figure_id", "table", "phrase_"),
            values=tuple((v, self._tables[v].title) for v in values),
        )

    def _table(self, table: str) -> Iterator[tuple[str, Cells]]:
        grid = self._tables[table]
        for cells in grid.cells:
            row = dict(zip(grid.header, cells, strict=True))
            key = row[grid.key[0]]
            phrases = (edition.figures[key].phrase for edition in self._editions.values())
            yield key, (key, table, *phrases, *self._cells(row))

    def _cells(self, row: Mapping[str, str]) -> Iterator[str]:
        for column in self._shared:
            key = row.get(column.name, "")
            yield key
            _, names = BESIDE.get(column.name, ("", {}))
            found = self._looked_up[column.name].get(key.strip(), {}) if names else {}
            for original in names.values():
                ends = self._editions if original.endswith("_") else ("",)
                yield from (found.get(original + end, "") for end in ends)

    def _text(self, key: str, about: str = "") -> Localized:
        """A text of the locales in all languages; ``about`` is a language that it names."""
        return Localized(
            {
                language: edition.locale.text(key, language=edition.locale.name_of(about))
                for language, edition in self._editions.items()
            }
        )


def _merged(tables: Mapping[str, Grid]) -> list[Column]:
    """The columns of both tables: one that just the second has comes after the one before it there.

    What only one of them has may be empty, and so may be what one of them lets be empty.
    """
    merged: list[Column] = []
    required = [{c.name for c in tables[table].columns if c.required} for table in TABLES]
    for table in TABLES:
        position = 0
        for column in tables[table].columns:
            there = [i for i, c in enumerate(merged) if c.name == column.name]
            if not there:
                always = all(column.name in names for names in required)
                merged.insert(position, replace(column, required=always))
            position = (there[0] if there else position) + 1
    return merged


def _by_key(grid: Grid) -> Mapping[str, Mapping[str, str]]:
    rows = (dict(zip(grid.header, cells, strict=True)) for cells in grid.cells)
    return {row[grid.key[0]]: row for row in rows}
