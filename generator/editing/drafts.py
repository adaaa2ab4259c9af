"""Rows to be added: what was said of them, what can be said for the rest, and what would be wrong."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.editing import filled, form, identifiers
from generator.editing.change import Change, proposed
from generator.editing.choices import Choices
from generator.editing.form import Cells
from generator.model import TABLES
from generator.nearmiss import near_miss
from generator.package import descriptor
from generator.problems import Problem

POSITION = "position"
# A figure is mostly one number: the highest value is then the same as the lowest.
LIKE: Mapping[str, str] = {"value_high": "value_low", "duration_high": "duration_low"}
OPEN_END = ("at_least", "at_most")


class MistakeError(Exception):
    """Something in what was given that names no column; what it is like, or nothing."""

    def __init__(self, given: str, suggestion: str = "") -> None:
        super().__init__(given)
        self.given, self.suggestion = given, suggestion


@dataclass(slots=True)
class Draft:
    """A row that is being filled in: the cells that are known, as they will stand in the table."""

    table: str
    cells: dict[str, str] = field(default_factory=dict)

    def command(self) -> str:
        """The arguments that say the same."""
        return shlex.join([self.table, *(f"{column}={cell}" for column, cell in self.cells.items() if cell)])


@dataclass(frozen=True, slots=True)
class Drafting:
    """Where rows are drafted; ``warned`` are the problems that the package has now."""

    choices: Choices
    warned: Sequence[Problem]

    def given(self, table: str, arguments: Iterable[str]) -> Draft:
        """A draft with what is given as ``column=value``. Raises MistakeError."""
        columns = {column.name: column for column in self.choices.grids[table].columns}
        draft = Draft(table)
        for argument in arguments:
            name, sign, value = argument.partition("=")
            if not sign or name not in columns:
                raise MistakeError(argument if not sign else name, near_miss(name, columns))
            draft.cells[name] = self.cell(draft, name, value)
        return draft

    def cell(self, draft: Draft, column: str, answer: str) -> str:
        """What a person wrote, in the words of the table."""
        of = next(c for c in self.choices.grids[draft.table].columns if c.name == column)
        keys = self.choices.keys(self.choices.target(draft.table, column))
        return filled.reader(of, self.choices.package.languages, keys).text(form.cleaned(answer), None)

    def complete(self, drafts: Sequence[Draft]) -> None:
        """Fill in what follows from the rest: references to the rows before, numbers, identifiers."""
        for number, draft in enumerate(drafts):
            before, grid = drafts[:number], self.choices.grids[draft.table]
            for column in grid.header:
                if not draft.cells.get(column):
                    draft.cells[column] = self.reference(before, draft, column)
            for column in (*grid.key, *({POSITION} & {*grid.header})):
                draft.cells[column] = draft.cells[column] or self.suggestion(before, draft, column)

    def reference(self, before: Sequence[Draft], draft: Draft, column: str) -> str:
        """The row, drafted before, that a row like this one is about; empty where there is none."""
        target = self.choices.target(draft.table, column)
        if target in ("", draft.table) or column != self.choices.grids[target].key[0]:
            return ""
        return next((d.cells.get(column, "") for d in reversed(before) if d.table == target), "")

    def suggestion(self, before: Sequence[Draft], draft: Draft, column: str) -> str:
        """What a cell will mostly hold; empty where that cannot be said."""
        if found := self.reference(before, draft, column):
            return found
        if column in LIKE and draft.cells.get("qualifier") not in OPEN_END:
            return draft.cells.get(LIKE[column], "")
        if column == POSITION:
            return identifiers.following(self._positions(before, draft))
        grid = self.choices.grids[draft.table]
        if grid.key != (column,) or self.choices.target(draft.table, column):
            return ""
        taken = self.choices.keys(draft.table) | {d.cells.get(column, "") for d in before}
        pattern = str(self.choices.field(draft.table, column).get("constraints", {}).get("pattern", ""))
        return identifiers.suggestion(draft.table, draft.cells, taken, pattern)

    def children(self, table: str) -> tuple[str, ...]:
        """The tables of which the rows say more about a row of this one."""
        return tuple(
            t.name
            for t in TABLES
            if len(t.key) > 1
            and t.name in self.choices.grids
            and self.choices.target(t.name, t.key[0]) == table
        )

    def change(self, drafts: Sequence[Draft]) -> Change:
        """What adding these rows comes to."""
        tables = {name: self._rows(name, drafts) for name in dict.fromkeys(d.table for d in drafts)}
        return proposed(self.choices.package, self.warned, tables)

    def wrong(self, drafts: Sequence[Draft], change: Change) -> Mapping[int, list[Problem]]:
        """The problems that are about a draft, by its number."""
        places = {(d.table, self._line(d, drafts)): number for number, d in enumerate(drafts)}
        found: dict[int, list[Problem]] = {}
        for problem in change.errors:
            if (problem.table, problem.line) in places:
                found.setdefault(places[problem.table, problem.line], []).append(problem)
        return found

    def _positions(self, before: Sequence[Draft], draft: Draft) -> Iterator[str]:
        """The numbers that rows beside this one have: those with the same first reference."""
        grid = self.choices.grids[draft.table]
        beside = next(c for c in grid.header if self.choices.target(draft.table, c))
        rows = [dict(zip(grid.header, row, strict=True)) for row in grid.cells]
        rows += [d.cells for d in before if d.table == draft.table]
        yield from (r.get(POSITION, "") for r in rows if r.get(beside) == draft.cells.get(beside))

    def _rows(self, table: str, drafts: Sequence[Draft]) -> tuple[Cells, ...]:
        grid = self.choices.grids[table]
        new = (self._row(draft) for draft in drafts if draft.table == table)
        return (*grid.cells, *new)

    def _row(self, draft: Draft) -> Cells:
        return tuple(draft.cells.get(column, "") for column in self.choices.grids[draft.table].header)

    def _line(self, draft: Draft, drafts: Sequence[Draft]) -> int:
        schema = descriptor.resource(self.choices.package.descriptor, draft.table)["schema"]
        formed = form.formed(form.shape(draft.table, schema), self._rows(draft.table, drafts))
        row = tuple(map(form.cleaned, self._row(draft)))
        lines = [line for line, found in zip(form.lines(formed), formed, strict=True) if found == row]
        return lines[-1] if lines else 0
