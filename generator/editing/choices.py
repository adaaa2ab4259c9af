"""What may be chosen in a column: the words of a list, yes or no, or the rows that it may refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.downloads import grids
from generator.downloads.grids import Column, Grid
from generator.history import opening
from generator.history.names import Names
from generator.locale import Locale
from generator.package import Package, descriptor
from generator.problems import Problem

TRUTHS = ("true", "false")


@dataclass(frozen=True, slots=True)
class Choice:
    """What stands in the table, and how a person knows it."""

    word: str
    name: str

    @property
    def shown(self) -> str:
        """The name, and the word where it says more."""
        return self.name if self.name in ("", self.word) else f"{self.name} ({self.word})"


def target(package: Package, table: str, column: str) -> str:
    """The table that a column refers to, empty where it refers to none."""
    schema = descriptor.resource(package.descriptor, table)["schema"]
    for key in schema.get("foreignKeys", ()):
        if key["fields"] in (column, [column]):
            return str(key["reference"].get("resource") or table)
    return ""


@dataclass(frozen=True)
class Choices:
    """The tables of a package with their columns, in one language."""

    package: Package
    locale: Locale

    @cached_property
    def grids(self) -> Mapping[str, Grid]:
        """The tables by name, in the order of the descriptor."""
        return grids.described(self.package.descriptor, self.package.languages, self.package.raw)

    def field(self, table: str, column: str) -> Mapping[str, Any]:
        """What the descriptor says of a column."""
        fields = descriptor.resource(self.package.descriptor, table)["schema"]["fields"]
        return next(field for field in fields if field["name"] == column)

    def target(self, table: str, column: str) -> str:
        """The table that a column refers to, empty where it refers to none."""
        return target(self.package, table, column)

    def of(self, table: str, column: Column) -> tuple[Choice, ...]:
        """What may be chosen; nothing where anything may be written."""
        if column.type == "boolean":
            return tuple(Choice(truth, self.locale.text(f"diff.{truth}")) for truth in TRUTHS)
        if column.values:
            return tuple(Choice(v, label.in_language(self.locale.language)) for v, label in column.values)
        referred = self.target(table, column.name)
        return self.rows(referred) if referred else ()

    def keys(self, table: str) -> frozenset[str]:
        """The keys of the rows of a table; none of no table."""
        if not table:
            return frozenset()
        grid = self.grids[table]
        return frozenset(row[grid.header.index(grid.key[0])].strip() for row in grid.cells)

    def rows(self, table: str) -> tuple[Choice, ...]:
        """The rows of a table by their names."""
        keys = self.keys(table)
        found = [Choice(key, self._names.row(table, (key,)) if self._names else key) for key in keys]
        return tuple(sorted(found, key=lambda c: (c.name.casefold(), c.word)))

    @cached_property
    def _names(self) -> Names | None:
        found = opening.folder(self.package.folder)
        return None if isinstance(found, Problem) else Names(found, self.locale)
