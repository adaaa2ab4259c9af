"""The sheets of a workbook and the tables as they are -> the tables as they would be, and what is wrong.

A row of a sheet replaces the row with the same key, or is new. Columns that a sheet does not have
keep what they hold, and rows that it does not have stay, unless they are to be removed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.editing import filled, form, workbook
from generator.editing.change import Change, proposed
from generator.editing.choices import target
from generator.editing.filled import Reader
from generator.editing.form import Cells
from generator.editing.headings import Headings, Placed
from generator.model import Localized
from generator.package import Package, descriptor
from generator.problems import Problem

Place = tuple[Placed, int]


@dataclass(frozen=True, kw_only=True)
class Import:
    """What a workbook would change; ``staying`` are tables of which it lacks rows, and how many."""

    change: Change | None
    problems: tuple[Problem, ...]
    staying: tuple[tuple[Localized, int], ...] = ()


def imported(package: Package, warned: Iterable[Problem], path: Path, *, remove: bool) -> Import:
    """What the workbook would change in a package of which all tables could be read."""
    book = workbook.read(path)
    if isinstance(book, Problem):
        return Import(change=None, problems=(book,))
    headings = Headings(package, path.as_posix())
    found = [headings.placed(sheet) for sheet in book]
    problems = tuple(problem for each in found if isinstance(each, list) for problem in each)
    if problems:
        return Import(change=None, problems=problems)
    merging = Merging(headings, [each for each in found if isinstance(each, Placed)], remove)
    change = proposed(package, warned, merging.tables)
    return Import(change=change, problems=merging.told(change.errors), staying=tuple(merging.staying))


class Merging:
    """Merges the sheets of one workbook into ``tables``; remembers where each row came from."""

    def __init__(self, headings: Headings, placed: list[Placed], remove: bool) -> None:
        self._headings = headings
        self._package = headings.package
        self._placed = placed
        self._remove = remove
        self._places: dict[str, dict[Cells, list[Place]]] = defaultdict(lambda: defaultdict(list))
        self.staying: list[tuple[Localized, int]] = []
        self._keys = {name: set(self._keys_of(name)) for name in headings.grids}
        self.tables = {name: self._rows(name) for name in dict.fromkeys(p.table for p in placed)}

    def _rows(self, table: str) -> tuple[Cells, ...]:
        """The rows of a table as they would be."""
        grid = self._headings.grids[table]
        old: dict[Cells, Cells] = {}
        twice: list[Cells] = []
        for row in grid.cells:
            key = self._key(table, row)
            twice += [row] if key in old else []
            old.setdefault(key, row)
        new = list(self._new(table, old))
        seen = {self._key(table, row) for row in new}
        left = [row for key, row in old.items() if key not in seen]
        if self._remove and new:
            return tuple(new)
        if 0 < len(left) < len(old):
            self.staying.append((grid.title, len(left)))
        return (*new, *left, *twice)

    def told(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """The same problems, with the sheet and row of what came from the workbook."""
        places = {name: dict(self._lines(name)) for name in self.tables}
        return tuple(self._told(problem, places.get(problem.table, {})) for problem in problems)

    def _new(self, table: str, old: Mapping[Cells, Cells]) -> Iterator[Cells]:
        """The rows of the sheets, each with what its table already says in other columns."""
        readers = self._readers(table)
        for placed in (placed for placed in self._placed if placed.table == table):
            for line, cells in placed.sheet.rows:
                given = {column: cells[position] for position, column in placed.columns.items()}
                key = tuple(readers[c].text(given[c], None) for c in self._package.key(table))
                before = dict(zip(readers, old.get(key, ()), strict=False))
                said = {c: readers[c].text(cell, before.get(c)) for c, cell in given.items()}
                row = tuple(said.get(column, before.get(column, "")) for column in readers)
                self._places[table][tuple(map(form.cleaned, row))].append((placed, line))
                yield row

    def _readers(self, table: str) -> Mapping[str, Reader]:
        found = {}
        for column in self._headings.grids[table].columns:
            keys = self._keys.get(target(self._package, table, column.name), ())
            found[column.name] = filled.reader(column, self._package.languages, keys)
        return found

    def _keys_of(self, table: str) -> Iterator[str]:
        """The keys of the rows that there are, and of those in the sheets."""
        column = self._package.key(table)[0]
        position = self._headings.grids[table].header.index(column)
        yield from (row[position].strip() for row in self._headings.grids[table].cells)
        for placed in (placed for placed in self._placed if placed.table == table):
            at = next(p for p, name in placed.columns.items() if name == column)
            yield from (cells[at] for _, cells in placed.sheet.rows if cells[at])

    def _key(self, table: str, row: Cells) -> Cells:
        header = self._headings.grids[table].header
        return tuple(row[header.index(column)].strip() for column in self._package.key(table))

    def _lines(self, table: str) -> Iterator[tuple[int, Place]]:
        """Where the rows came from, by the line that they would have in the file."""
        schema = descriptor.resource(self._package.descriptor, table)["schema"]
        formed = form.formed(form.shape(table, schema), self.tables[table])
        left = {row: list(places) for row, places in self._places[table].items()}
        for line, row in zip(form.lines(formed), formed, strict=True):
            if left.get(row):
                yield line, left[row].pop(0)

    def _told(self, problem: Problem, places: Mapping[int, Place]) -> Problem:
        if problem.line not in places:
            return problem
        placed, line = places[problem.line]
        columns = (placed.shown(column) for column in problem.column.split(", "))
        details = dict(problem.details)
        if (first := details.get("first", "")).isdecimal():
            _, other = places.get(int(first), (None, f"{problem.file}:{first}"))
            details["first"] = str(other)
        return replace(
            problem,
            file=self._headings.problem("", placed.sheet).file,
            line=line,
            column=", ".join(columns),
            details=details,
        )
