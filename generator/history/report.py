"""A difference in words, in the parts that every rendering shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import problems
from generator.history import totals
from generator.history.changedwords import changed_words
from generator.history.difference import Difference, TableDifference
from generator.history.snapshot import Key
from generator.history.wording import Wording, wording
from generator.locale import Locale
from generator.problems import visible

COUNTED = ("added", "removed", "changed", "renamed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row that differs. ``kind`` is one of COUNTED, ``label`` says so where the details do not.

    ``key`` is its identifier in the new package.
    """

    kind: str
    label: str
    key: str
    name: str
    details: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole line: 'Breda-Noord, versneld te bouwen woningen 2025-2029: 7.206 → 7.400 (+2,7%)'."""
        return ": ".join(filter(None, (self.name, "; ".join(self.details))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A table that differs: its columns that came and went, then its rows."""

    table: str
    title: str
    notes: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A difference in words.

    ``counts`` says how much differs in one sentence, ``warnings`` what to think twice about,
    ``notes`` what is about the package as a whole, ``unread`` what could not be compared.
    """

    title: str
    counts: str
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    unread: tuple[str, ...]


def report(difference: Difference, locale: Locale, old: str, new: str) -> Report:
    """Everything that differs between the packages that the reader knows as ``old`` and ``new``."""
    words = wording(difference, locale)
    found = [(n, difference.counts[n]) for n in COUNTED if difference.counts[n]]
    counted = [locale.plural(f"diff.{name}", number) for name, number in found]
    key = "nothing_read" if difference.unread else "same"
    empty = locale.text(f"diff.{key}") if difference.is_empty else locale.text("diff.no_rows")
    return Report(
        title=locale.text("diff.title", old=visible(old), new=visible(new)),
        counts=locale.text("diff.counts", counts=locale.joined(counted)) if counted else empty,
        warnings=tuple(map(visible, _warnings(words))),
        notes=tuple(_notes(words)),
        sections=tuple(_section(words, table) for table in difference.tables),
        unread=tuple(
            locale.text(
                "diff.unread_place",
                place=f"{visible(p.file)}:{p.line}" if p.line else visible(p.file),
                message=problems.message(p, locale),
            )
            for p in difference.unread
        ),
    )


def _warnings(words: Wording) -> Iterator[str]:
    """Identifiers and periods that changed, as others may rely on them; and what no longer adds up."""
    for table in words.difference.tables:
        yield from _gone(words, table)
        for renamed in table.renamed:
            if not renamed.follows:
                yield words.locale.text(
                    "diff.warn_identifier",
                    table=words.new.table(table.table),
                    name=words.new.row(table.table, renamed.new),
                    old="/".join(renamed.old),
                    new="/".join(renamed.new),
                )
        for change in table.changed:
            moved = words.period(table.table, change)
            if moved:
                name = words.name(table.table, change)
                yield words.locale.text("diff.warn_period", name=name, change=moved)
    yield from totals.warnings(words)


def _gone(words: Wording, table: TableDifference) -> Iterator[str]:
    """Identifiers that are no more: what has one of its own can be referred to from anywhere."""
    for key in table.removed:
        if len(key) == 1 and len(words.difference.old.tables[table.table].key) == 1:
            yield words.locale.text(
                "diff.warn_gone",
                table=words.old.table(table.table),
                name=words.old.row(table.table, key),
                old="/".join(key),
            )


def _notes(words: Wording) -> Iterator[str]:
    text, difference = words.locale.text, words.difference
    for name in difference.tables_added:
        rows = words.locale.plural("count.rows", len(difference.new.tables[name].rows))
        yield text("diff.table_added", table=words.new.table(name), name=visible(name), rows=rows)
    for name in difference.tables_removed:
        yield text("diff.table_removed", table=words.old.table(name), name=visible(name))
    for name in difference.files:
        came, went = name not in difference.old.files, name not in difference.new.files
        key = "file_added" if came else "file_removed" if went else "file"
        names = words.old if went else words.new
        yield text(f"diff.{key}", file=names.table(name), name=visible(name))
    for change in difference.descriptor:
        old, new = (visible(part) or text("diff.empty") for part in changed_words(change.old, change.new))
        arrow = text("diff.arrow", old=old, new=new)
        yield text("diff.descriptor", place=visible(change.column), change=arrow)


def _section(words: Wording, table: TableDifference) -> Section:
    text = words.locale.text
    notes = [text("diff.column_added", column=words.new.column(table.table, c)) for c in table.columns_added]
    notes += [
        text("diff.column_removed", column=words.old.column(table.table, c)) for c in table.columns_removed
    ]
    return Section(
        table=table.table,
        title=words.new.table(table.table),
        notes=tuple(map(visible, notes)),
        lines=tuple(_lines(words, table)),
    )


def _lines(words: Wording, table: TableDifference) -> Iterator[Line]:
    name = table.table
    for change in table.changed:
        details = tuple(words.details(name, change))
        yield _line(words, "changed", change.key, words.name(name, change), details)
    for key in table.added:
        yield _line(words, "added", key, words.new.unique(name, key), (words.value(words.new, name, key),))
    for key in table.removed:
        yield _line(words, "removed", key, words.old.unique(name, key), (words.value(words.old, name, key),))
    for renamed in table.renamed:
        arrow = words.locale.text("diff.arrow", old="/".join(renamed.old), new="/".join(renamed.new))
        detail = words.locale.text("diff.identifier", change=arrow)
        yield _line(words, "renamed", renamed.new, words.new.row(name, renamed.new), (detail,))


def _line(words: Wording, kind: str, key: Key, name: str, details: tuple[str, ...]) -> Line:
    """A line in which nothing of the data steers a terminal."""
    label = "" if kind == "changed" else words.locale.text(f"diff.kind.{kind}")
    shown = tuple(visible(detail) for detail in details if detail)
    return Line(kind=kind, label=label, key=visible("/".join(key)), name=visible(name), details=shown)
