"""A row asked for, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.cli import asking
from generator.cli.shared import plain
from generator.downloads.grids import Column
from generator.editing import answers
from generator.editing.choices import Choice
from generator.editing.drafts import Draft, Drafting
from generator.locale import Locale
from generator.problems import Problem, visible

# So many choices are shown at once; of more, a part of the name will do.
FEW = 12
EMPTY, ALL = "-", "?"


@dataclass(slots=True)
class Guide:
    """Asks for rows; ``drafts`` holds what was said so far."""

    drafting: Drafting
    texts: Locale
    drafts: list[Draft]
    _numbered: Sequence[Choice] = field(default=())

    def fill(self) -> None:
        """Ask for everything that was not given, and for the rows that go with the first."""
        plain(self.texts.text("add.how"))
        for draft in list(self.drafts):
            self._row(draft)
        if len(self.drafts) == 1:
            self._more()

    def mend(self, wrong: Mapping[int, list[Problem]]) -> None:
        """Ask anew for the cells that are wrong, and for rows that are missing."""
        plain(f"\n{self.texts.text('add.mend')}")
        for number, problems in wrong.items():
            draft = self.drafts[number]
            names = {name for problem in problems for name in problem.column.split(", ")}
            grid = self.drafting.choices.grids[draft.table]
            for column in (column for column in grid.columns if column.name in names):
                draft.cells[column.name] = self._cell(draft, column)
            if names <= {*grid.key}:
                self._more()

    def table(self) -> str:
        """The table that somebody chooses."""
        titles = self.drafting.choices.grids.items()
        tables = [Choice(name, grid.title.in_language(self.texts.language)) for name, grid in titles]
        plain(self.texts.text("add.table"))
        self._show(tables)
        return self._choose(tables, "", required=True)

    def _row(self, draft: Draft) -> None:
        grid = self.drafting.choices.grids[draft.table]
        title = grid.title.in_language(self.texts.language)
        plain(f"\n{self.texts.text('add.row', title=title, table=draft.table)}")
        # An identifier comes last: it can be suggested when the rest is known.
        last = grid.key if len(grid.key) == 1 else ()
        for column in sorted(grid.columns, key=lambda c: c.name in last):
            if column.name not in draft.cells:
                draft.cells[column.name] = self._cell(draft, column)

    def _more(self) -> None:
        """Rows that say more about the first one, as long as somebody wants to add them."""
        known = self.drafting.choices.grids
        tables = [
            Choice(name, known[name].title.in_language(self.texts.language))
            for name in self.drafting.children(self.drafts[0].table)
        ]
        while tables:
            plain(f"\n{self.texts.text('add.more')}")
            self._show(tables)
            chosen = self._choose(tables, "", required=False)
            if not chosen:
                return
            draft = Draft(chosen)
            key = known[self.drafts[0].table].key[0]
            draft.cells[known[chosen].key[0]] = self.drafts[0].cells[key]
            self.drafts.append(draft)
            self._row(draft)

    def _cell(self, draft: Draft, column: Column) -> str:
        """A cell: asked for with what the column means, and what may stand in it."""
        choices = self._choices(draft, column)
        before = [d for d in self.drafts if d is not draft]
        default = draft.cells.get(column.name) or self.drafting.suggestion(before, draft, column.name)
        required = f" ({self.texts.text('add.required')})" if column.required else ""
        language = self.texts.language
        plain(f"\n{column.title.in_language(language)}{required}")
        plain(f"  {column.description.in_language(language)}")
        if choices:
            self._show(choices)
            return self._choose(choices, default, required=column.required)
        while True:
            cell = self._asked(default, ())
            if cell or not column.required:
                return self.drafting.cell(draft, column.name, cell)
            plain(f"  {self.texts.text('add.needed')}")

    def _choices(self, draft: Draft, column: Column) -> list[Choice]:
        target = self.drafting.choices.target(draft.table, column.name)
        drafted = [d for d in self.drafts if d.table == target and d is not draft]
        key = self.drafting.choices.grids[target].key[0] if target else ""
        new = [Choice(d.cells[key], d.cells[key]) for d in drafted if d.cells.get(key)]
        return [*new, *self.drafting.choices.of(draft.table, column)]

    def _choose(self, choices: Sequence[Choice], default: str, *, required: bool) -> str:
        """One of the choices, or nothing where that is allowed."""
        while True:
            answer = self._asked(default, choices)
            if answer == ALL:
                self._show(choices, everything=True)
            elif not answer and not required:
                return ""
            elif not answer:
                plain(f"  {self.texts.text('add.needed')}")
            elif found := self._found(answer, choices):
                return found

    def _found(self, answer: str, choices: Sequence[Choice]) -> str:
        """The choice that an answer means; where that is not clear, says so."""
        if answer.isdecimal() and 0 < int(answer) <= len(self._numbered):
            return self._numbered[int(answer) - 1].word
        found = answers.meant(answer, choices)
        if len(found) == 1:
            if answer not in (found[0].word, found[0].name):
                plain(f"  {self.texts.text('add.taken', name=visible(found[0].shown))}")
            return found[0].word
        if found:
            plain(f"  {self.texts.text('add.several')}")
            self._show(found, everything=True)
            return ""
        plain(f"  {self.texts.text('add.not_one', given=visible(answer))} {self._near(answer, choices)}")
        return ""

    def _near(self, answer: str, choices: Sequence[Choice]) -> str:
        near = answers.alike(answer, choices)
        return self.texts.text("problem_list.near_miss", suggestion=visible(near)) if near else ""

    def _show(self, choices: Sequence[Choice], *, everything: bool = False) -> None:
        """The choices with a number each; of many only how many there are."""
        if len(choices) > FEW and not everything:
            self._numbered = ()
            plain(f"  {self.texts.text('add.many', n=self.texts.number(len(choices)))}")
            return
        self._numbered = tuple(choices)
        for number, choice in enumerate(choices, 1):
            plain(f"  {number:>3} {visible(choice.shown)}")

    def _asked(self, default: str, choices: Iterable[Choice]) -> str:
        """What somebody answers; the default for no answer, nothing for a dash."""
        known = list(choices)
        shown = f"[{visible(default)}] " if default else ""
        answer = asking.line(f"  {shown}> ", lambda typed: answers.completions(typed, known))
        return "" if answer == EMPTY else answer or default
