"""What somebody wrote in a cell of a workbook, in the words of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator import locale
from generator.downloads import grids
from generator.downloads.grids import Column

# A choice shows a name with, between brackets, what stands for it in the table.
MEANT = re.compile(r".*\((?P<word>[^()]+)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the cells of a column. ``words`` are those that a table may hold, by what people write."""

    column: Column
    words: Mapping[str, str]

    def text(self, cell: str, old: str | None) -> str:
        """The cell as it should stand in the table; what stands there (``old``) where it says the same."""
        found = self._word(cell) if cell else ""
        if old is not None and _same(found, old, self.column.type):
            return old
        return found

    def _word(self, cell: str) -> str:
        if not self.words:
            return cell
        inner = MEANT.fullmatch(cell)
        for written in (cell, inner["word"] if inner else ""):
            if found := self.words.get(written) or self.words.get(written.casefold()):
                return found
        return cell


def reader(column: Column, languages: Iterable[str], keys: Iterable[str]) -> Reader:
    """What reads a column; ``keys`` are the rows that it may refer to, none where it refers to nothing."""
    if column.type == "boolean":
        return Reader(column, _booleans(languages))
    if column.values:
        return Reader(column, _labels(column, tuple(languages)))
    known = {key: key for key in keys}
    return Reader(column, {**{key.casefold(): key for key in known}, **known})


def _booleans(languages: Iterable[str]) -> Mapping[str, str]:
    """Yes and no in every language."""
    texts = [locale.load(language) for language in languages]
    words = {t.text(f"diff.{truth}").casefold(): truth for t in texts for truth in ("true", "false")}
    return {**words, "true": "true", "false": "false"}


def _labels(column: Column, languages: tuple[str, ...]) -> Mapping[str, str]:
    """The values by their labels too, unless two share one."""
    labels: dict[str, set[str]] = {}
    for value, label in column.values:
        for language in languages:
            labels.setdefault(label.in_language(language).casefold(), set()).add(value)
    alone = {label: next(iter(values)) for label, values in labels.items() if label and len(values) == 1}
    return {**alone, **{value.casefold(): value for value, _ in column.values}}


def _same(new: str, old: str, kind: str) -> bool:
    if new == old.strip():
        return True
    value = grids.value(new, kind)
    return value is not None and value == grids.value(old, kind)
