"""Which table a sheet of a workbook holds, and which column stands under which heading.

Sheets and headings go by the titles in any language of the package, as in the workbooks that we
publish, or by the names of tables and columns.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator import locale
from generator.downloads import grids, sheets
from generator.downloads.grids import Grid
from generator.editing.workbook import Sheet
from generator.nearmiss import near_miss
from generator.package import Package
from generator.problems import Problem

# What our workbooks hold beside tables.
BESIDE = ("data.codebook", "downloads.terms.title", "template.choices")
# Behind the heading of a column that may not be empty.
MARK = " *"


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A sheet that holds a table: its columns that belong to the table, by position."""

    sheet: Sheet
    table: str
    columns: Mapping[int, str]

    def shown(self, column: str) -> str:
        """A column by its heading in the sheet and its name; by its name where it is not there."""
        heads = (self.sheet.heads[position] for position, name in self.columns.items() if name == column)
        head = next(heads, "").removesuffix(MARK)
        return f"{head} ({column})" if head else column


@dataclass(frozen=True)
class Headings:
    """The titles of a package's tables and columns; ``place`` is how problems call the workbook."""

    package: Package
    place: str

    @cached_property
    def grids(self) -> Mapping[str, Grid]:
        """The tables by name."""
        return grids.described(self.package.descriptor, self.package.languages, self.package.raw)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The tables by the names that a sheet can have."""
        found = {name: name for name in self.grids}
        for language in self.package.languages:
            titles = [grid.title.in_language(language) or name for name, grid in self.grids.items()]
            found |= dict(zip(sheets.names(titles), self.grids, strict=True))
        return found

    @cached_property
    def _tables(self) -> Mapping[str, str]:
        return {name.casefold(): table for name, table in self._names.items()}

    @cached_property
    def _beside(self) -> frozenset[str]:
        texts = [locale.load(language) for language in locale.available()]
        return frozenset(text.text(key).casefold() for text in texts for key in BESIDE)

    def placed(self, sheet: Sheet) -> Placed | list[Problem]:
        """The table that a sheet holds, or what is wrong with it; nothing about one that holds no table."""
        table = self._tables.get(sheet.name.strip().casefold())
        if table is None:
            if not sheet.heads or sheet.name.strip().casefold() in self._beside:
                return []
            suggestion = near_miss(sheet.name, self._names)
            return [self.problem("import-sheet", sheet, value=sheet.name, suggestion=suggestion)]
        if not sheet.heads:
            return []
        columns = self._columns(table, sheet)
        problems = [*self._wrong(sheet, columns), *self._missing(table, sheet, columns)]
        return problems or Placed(sheet=sheet, table=table, columns=columns)

    def problem(
        self, rule: str, sheet: Sheet, line: int = 0, *, column: str = "", value: str = "", **details: str
    ) -> Problem:
        """A finding in a sheet."""
        file = f"{self.place} [{sheet.name}]"
        return Problem(rule=rule, file=file, line=line, column=column, value=value, details=details)

    def _columns(self, table: str, sheet: Sheet) -> Mapping[int, str]:
        """The columns by their positions: by the language that most headings are in, then by any."""
        grid = self.grids[table]
        known = [
            {head.casefold(): name for head, name in zip(grid.heads(language), grid.header, strict=True)}
            for language in self.package.languages
        ]
        heads = [_plain(head) for head in sheet.heads]
        known.sort(key=lambda names: -sum(head in names for head in heads))
        names = ChainMap(*known, {name: name for name in grid.header})
        return {position: names[head] for position, head in enumerate(heads) if head in names}

    def _wrong(self, sheet: Sheet, columns: Mapping[int, str]) -> Iterator[Problem]:
        known = {_plain(head) for head in sheet.heads}
        for position, head in enumerate(sheet.heads):
            cells = [(line, row[position]) for line, row in sheet.rows if row[position]]
            if not head:
                for line, cell in cells[:1]:
                    yield self.problem("import-unnamed", sheet, line, value=cell)
            elif position not in columns:
                left = (title for title in self._titles(sheet) if title.casefold() not in known)
                suggestion = near_miss(_plain(head), left)
                yield self.problem("import-column", sheet, 1, value=head, suggestion=suggestion)
            elif list(columns.values()).count(columns[position]) > 1:
                yield self.problem("import-column-twice", sheet, 1, column=columns[position], value=head)
        for line, head, found in sheet.failed:
            yield self.problem("import-cell", sheet, line, column=head, value=found)

    def _missing(self, table: str, sheet: Sheet, columns: Mapping[int, str]) -> Iterator[Problem]:
        for column in self.grids[table].key:
            if column not in columns.values():
                titles = [c.title for c in self.grids[table].columns if c.name == column]
                heading = titles[0].in_language(self.package.languages[0])
                yield self.problem("import-key", sheet, 1, column=column, value=heading)

    def _titles(self, sheet: Sheet) -> list[str]:
        """Every heading that the table of a sheet can have."""
        grid = self.grids[self._tables[sheet.name.strip().casefold()]]
        return [head for language in self.package.languages for head in grid.heads(language)] + [*grid.header]


def _plain(head: str) -> str:
    return head.removesuffix(MARK.strip()).strip().casefold()
