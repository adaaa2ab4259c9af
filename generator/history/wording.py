"""A change of a row in words: '7.206 → 7.400 (+2,7%)'."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.history import amounts
from generator.history.changedwords import changed_words
from generator.history.difference import CellChange, Difference, RowChange
from generator.history.names import FIGURES, Names
from generator.history.renames import REFERENCES
from generator.history.snapshot import Key, Row
from generator.locale import Locale
from generator.model import TABLES
from generator.model import vocabulary as v
from generator.package.values import DECIMAL, ISO_DATE

# By table and column, what its cells hold: text where neither is known.
TYPES: Mapping[str, Mapping[str, type]] = {t.name: {f.name: f.type for f in t.fields} for t in TABLES}
LABELS: Mapping[type, str] = {
    v.SourceKind: "source_kind.{}",
    v.AllianceKind: "alliance_kind.{}",
    v.AllianceLevel: "alliance_level.{}",
    v.OrganisationKind: "organisation_kind.{}",
    v.MemberRole: "member_role.{}",
    v.AreaKind: "area_kind.{}",
    v.Unit: "unit.{}",
    v.Qualifier: "qualifier.{}.word",
    v.Basis: "basis.{}",
    v.Commitment: "commitment.{}.label",
    v.Extent: "extent.{}.label",
    v.MeasurementKind: "measurement_kind.{}.label",
    v.DiscrepancyKind: "discrepancy_kind.{}",
    v.ChangeKind: "change_kind.{}",
}
WITH_VALUE = FIGURES | {"readings"}


@dataclass(frozen=True, slots=True)
class Wording:
    """Puts the changes of a difference in words, in one language."""

    difference: Difference
    locale: Locale
    old: Names
    new: Names

    def value(self, names: Names, table: str, key: Key) -> str:
        """The value of a figure that came or went, empty for any other row."""
        row = names.snapshot.tables[table].rows[key]
        return amounts.value(self.locale, row, names.unit(row)) if table in FIGURES else ""

    def name(self, table: str, change: RowChange) -> str:
        """What a changed row is called: a figure without its period where that is what changed."""
        moved = table in FIGURES and any(cell.column in amounts.PERIOD for cell in change.cells)
        return self.new.unique(table, change.key, period=not moved)

    def details(self, table: str, change: RowChange) -> Iterator[str]:
        """What changed in a row: its value, its period, then its other cells."""
        old = self.difference.old.tables[table].rows[change.key]
        new = self.difference.new.tables[table].rows[change.key]
        cells = list(change.cells)
        if table in WITH_VALUE:
            yield from self._value(cells, old, new)
        if table in FIGURES:
            yield from self._period(cells, old, new)
        for cell in cells:
            yield self._cell(table, cell)

    def period(self, table: str, change: RowChange) -> str:
        """The change of a figure's period, empty where that is the same."""
        if table not in FIGURES:
            return ""
        old = self.difference.old.tables[table].rows[change.key]
        new = self.difference.new.tables[table].rows[change.key]
        return next(self._period(list(change.cells), old, new), "")

    def _value(self, cells: list[CellChange], old: Row, new: Row) -> Iterator[str]:
        """The change of the value; takes the cells that it tells of out of the list."""
        told = [cell for cell in cells if cell.column in amounts.VALUE]
        unit = self.new.unit(new)
        was = amounts.value(self.locale, old, self.old.unit(old))
        is_now = amounts.value(self.locale, new, unit)
        if not told or not was or not is_now or was == is_now:
            return
        cells[:] = [cell for cell in cells if cell not in told]
        share = ""
        if unit == self.old.unit(old):
            share = amounts.share(self.locale, amounts.quantity(old), amounts.quantity(new), unit)
        change = self._arrow(was, is_now)
        yield self.locale.text("diff.with_share", change=change, share=share) if share else change

    def _period(self, cells: list[CellChange], old: Row, new: Row) -> Iterator[str]:
        told = [cell for cell in cells if cell.column in amounts.PERIOD]
        was, is_now = amounts.period(self.locale, old), amounts.period(self.locale, new)
        if told and was != is_now:
            cells[:] = [cell for cell in cells if cell not in told]
            nothing = self.locale.text("diff.empty")
            yield self._named(self.locale.text("diff.period"), self._arrow(was or nothing, is_now or nothing))

    def _cell(self, table: str, cell: CellChange) -> str:
        title = self.new.column(table, cell.column)
        old = self._shown(self.old, table, cell.column, cell.old)
        new = self._shown(self.new, table, cell.column, cell.new)
        if old == new:  # a row of the same name, a label that two words share
            old, new = cell.old or self.locale.text("diff.empty"), cell.new or self.locale.text("diff.empty")
        elif _is_text(table, cell.column) and cell.old and cell.new:
            old, new = (self._quoted(part) for part in changed_words(cell.old, cell.new))
        return self._named(_uncapitalised(title), self._arrow(old, new))

    def _shown(self, names: Names, table: str, column: str, text: str) -> str:
        """A cell as it is read: the name of what it refers to, a label, a number, or the text itself."""
        if not text:
            return self.locale.text("diff.empty")
        kind = TYPES.get(table, {}).get(column)
        if kind is not None and issubclass(kind, StrEnum):
            key = LABELS.get(kind, "").format(text)
            return self.locale.text(key) if self.locale.has(key) else text
        if kind is bool and text in ("true", "false"):
            return self.locale.text(f"diff.{text}")
        if kind is Decimal and DECIMAL.fullmatch(text):
            return self.locale.number(Decimal(text))
        if kind is datetime.date and ISO_DATE.fullmatch(text):
            return _date(self.locale, text)
        return names.referred(table, column, text) or (text if kind is int else self._quoted(text))

    def _named(self, title: str, change: str) -> str:
        return self.locale.text("diff.cell", column=title, change=change)

    def _arrow(self, old: str, new: str) -> str:
        return self.locale.text("diff.arrow", old=old, new=new)

    def _quoted(self, text: str) -> str:
        return self.locale.text("diff.quoted", text=text)


def wording(difference: Difference, locale: Locale) -> Wording:
    """The words for a difference in that language."""
    return Wording(difference, locale, Names(difference.old, locale), Names(difference.new, locale))


def _is_text(table: str, column: str) -> bool:
    return TYPES.get(table, {}).get(column, str) is str and column not in REFERENCES.get(table, {})


def _date(locale: Locale, text: str) -> str:
    try:
        return locale.date(datetime.date.fromisoformat(text))
    except ValueError:
        return text


def _uncapitalised(title: str) -> str:
    """A title inside a sentence; an abbreviation keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
