"""When what a page shows last changed: from the data, never from the day of a build."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.history import keeping
from generator.history.names import FIGURES
from generator.history.places import PAGES, page
from generator.history.renames import REFERENCES
from generator.history.snapshot import Key, Row
from generator.history.timeline import Timeline
from generator.links import PROSE, Page, PageKind


@dataclass(frozen=True, kw_only=True)
class Ages:
    """The day on which each page last changed; None where the data has no dates at all."""

    timeline: Timeline

    def of(self, shown: Page) -> datetime.date | None:
        """A page of one thing: the newest change of what it shows. An overview: the newest of all."""
        if shown.kind is PageKind.DATA and shown.slug:
            return self.timeline.dates.get(shown.slug.removeprefix(keeping.VERSION), self._first)
        if shown.slug and shown.kind is not PageKind.GUIDE:
            return self._touched.get(shown, self._first)
        return self._first if shown.kind in (*PROSE, PageKind.GUIDE) else self._last

    @cached_property
    def _first(self) -> datetime.date | None:
        return min(self.timeline.dates.values(), default=None)

    @cached_property
    def _last(self) -> datetime.date | None:
        return max(self.timeline.dates.values(), default=None)

    @cached_property
    def _touched(self) -> Mapping[Page, datetime.date]:
        found: dict[Page, datetime.date] = {}
        for (table, key), date in self.timeline.touched.items():
            for shown in set(self._pages(table, key)):
                found[shown] = max(date, found.get(shown, date))
        return found

    def _pages(self, table: str, key: Key) -> Iterator[Page]:
        """Every page of one thing that shows something of a row."""
        row = self.timeline.row(table, key)
        if row is None:
            return
        yield from self._own(table, key[0])
        yield from self._referred(table, row)
        if table in FIGURES:
            yield from self._of_figure(key[0], row)
        if table == "discrepancies":
            for reading in self.timeline.dataset.readings_of_discrepancy.get(key[0], ()):
                position = (reading.discrepancy_id, str(reading.position))
                yield from self._referred("readings", self.timeline.row("readings", position) or {})

    def _referred(self, table: str, row: Row) -> Iterator[Page]:
        """The pages of what a row refers to; those of a figure's area, where it refers to a figure."""
        for column, target in REFERENCES.get(table, {}).items():
            key = row.get(column, "")
            if key:
                yield from self._own(target, key)
            if key and target in FIGURES and table not in FIGURES:
                figure = self.timeline.row(target, (key,)) or {}
                yield from self._referred(target, figure)

    def _of_figure(self, figure_id: str, row: Row) -> Iterator[Page]:
        """A figure is shown with all its alliances, with the municipalities of its area, and in sums."""
        dataset = self.timeline.dataset
        for alliance in dataset.alliances_of_figure.get(figure_id, ()):
            yield Page(PageKind.ALLIANCE, alliance)
        for municipality in dataset.municipalities_of_area.get(row.get("area_id", ""), ()):
            yield Page(PageKind.MUNICIPALITY, municipality.slug)
        parts = [(term.target_id, term.sum_id) for term in dataset.sum_terms]
        parts += [(total.target_id, total.sum_id) for total in dataset.sum_totals]
        yield from (Page(PageKind.SUM, sum_id) for target_id, sum_id in parts if target_id == figure_id)

    def _own(self, table: str, key: str) -> Iterator[Page]:
        content = self.timeline.present.tables.get(table)
        if table in PAGES and content and (key,) in content.rows:
            yield page(self.timeline.dataset, table, key)
