"""What the tables, columns and rows of a package are called, in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.history import amounts
from generator.history.renames import REFERENCES
from generator.history.snapshot import Key, Row, Snapshot
from generator.locale import Locale
from generator.model import TABLES, Localized
from generator.package.finding import entries, mapping

FIGURES = frozenset({"targets", "measurements"})
# What a row is named by: columns of its own, or the rows that these refer to. Otherwise its key.
NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "sources": ("title",),
    "alliances": ("short_name",),
    "municipalities": ("name",),
    "areas": ("name",),
    "metrics": ("name",),
    "sums": ("title",),
    "bottleneck_categories": ("name",),
    "bottlenecks": ("area_id", "alliance_id", "category_id"),
    "agreements": ("alliance_id", "title"),
    "discrepancies": ("question",),
    "changes": ("version", "summary"),
}
PLACES = ("area_id", "municipality_id", "alliance_id")
LOCALIZED = {t.name: frozenset(f.name for f in t.fields if f.type is Localized) for t in TABLES}


@dataclass(frozen=True, slots=True)
class Names:
    """The names in a snapshot. A row that is not there goes by its identifier."""

    snapshot: Snapshot
    locale: Locale
    _counted: dict[str, Counter[str]] = field(default_factory=dict)

    def table(self, table: str) -> str:
        """The title of a table, its name where it has none."""
        return self._title(self.snapshot.resource(table)) or table

    def column(self, table: str, column: str) -> str:
        """The title of a column, its name where it has none."""
        fields = (mapping(entry) for _, entry in entries(self.snapshot.schema(table), "fields"))
        return next((self._title(f) for f in fields if f.get("name") == column), "") or column

    def row(self, table: str, key: Key, *, period: bool = True) -> str:
        """What a row is called; a figure with its ``period`` or without."""
        found = self._find(table, key)
        if found is None:
            return "/".join(key)
        if table in FIGURES:
            return self._figure(found, period=period)
        columns = NAMED_BY.get(table) or self.snapshot.tables[table].key
        named = [self._part(table, column, found) for column in columns]
        return ", ".join(filter(None, named)) or "/".join(key)

    def unique(self, table: str, key: Key, *, period: bool = True) -> str:
        """What a row is called, with its identifier where others are called the same."""
        name = self.row(table, key, period=period)
        if table not in self._counted:
            rows = self.snapshot.tables[table].rows
            self._counted[table] = Counter(self.row(table, other) for other in rows)
        alone = self._counted[table][self.row(table, key)] < 2
        return name if alone else f"{name} ({'/'.join(key)})"

    def referred(self, table: str, column: str, text: str) -> str:
        """The name of the row that a cell refers to, empty for a cell that refers to none."""
        target = REFERENCES.get(table, {}).get(column)
        return self.row(target, (text,)) if target and text else ""

    def said(self, row: Row, name: str) -> str:
        """A text of a row in this language, else in the first that has one."""
        own = row.get(f"{name}_{self.locale.language}")
        return own or next((row[c] for c in row if c.startswith(f"{name}_") and row[c]), "")

    def unit(self, row: Row) -> str:
        """The unit of a figure, empty where its metric is not there."""
        metric = self._find("metrics", (row.get("metric_id", ""),))
        return metric.get("unit", "") if metric else ""

    def _figure(self, row: Row, *, period: bool) -> str:
        """'Breda-Noord, versneld te bouwen woningen 2025-2029'."""
        places = (self.referred("measurements", column, row.get(column, "")) for column in PLACES)
        place = next(filter(None, places), "") or row.get("stated_by", "")
        metric = self.referred("measurements", "metric_id", row.get("metric_id", ""))
        when = amounts.period(self.locale, row) if period else ""
        return ", ".join(filter(None, (place, " ".join(filter(None, (metric, when))))))

    def _part(self, table: str, column: str, row: Row) -> str:
        if column in LOCALIZED.get(table, ()):
            return self.said(row, column)
        text = row.get(column, "")
        return self.referred(table, column, text) or text

    def _find(self, table: str, key: Key) -> Row | None:
        content = self.snapshot.tables.get(table)
        return content.rows.get(key) if content else None

    def _title(self, described: Mapping[str, object]) -> str:
        stated = described.get(f"title@{self.locale.language}") or described.get("title")
        return stated if isinstance(stated, str) else ""
