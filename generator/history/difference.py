"""What differs between two packages, as a record: no words, no choice of what matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.history.snapshot import Key, Snapshot
from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class CellChange:
    """A value that changed: in a column of a row, or at a place in the descriptor."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of which some cells changed."""

    key: Key
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class Renamed:
    """A row that has another identifier and is otherwise the same.

    It ``follows`` where it has no identifier of its own: what it refers to was renamed.
    """

    old: Key
    new: Key
    follows: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDifference:
    """What differs in a table, the rows in the order of their keys."""

    table: str
    added: tuple[Key, ...] = ()
    removed: tuple[Key, ...] = ()
    changed: tuple[RowChange, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the table is the same in both."""
        rows = self.added or self.removed or self.changed or self.renamed
        return not (rows or self.columns_added or self.columns_removed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What differs between an old package and a new one.

    ``tables`` holds only those that differ, ``files`` the names of what is not a table.
    """

    old: Snapshot
    new: Snapshot
    tables: tuple[TableDifference, ...]
    tables_added: tuple[str, ...]
    tables_removed: tuple[str, ...]
    files: tuple[str, ...]
    descriptor: tuple[CellChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs in what could be read."""
        return not (self.tables or self.tables_added or self.tables_removed or self.files or self.descriptor)

    @property
    def unread(self) -> tuple[Problem, ...]:
        """What could not be compared."""
        return (*self.old.unread, *self.new.unread)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows were added, removed, changed and renamed."""
        return {
            "added": sum(len(t.added) for t in self.tables),
            "removed": sum(len(t.removed) for t in self.tables),
            "changed": sum(len(t.changed) for t in self.tables),
            "renamed": sum(len(t.renamed) for t in self.tables),
        }
