"""The entries of the interface: rows of the package under their own names, with links to what they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from generator.downloads import envelope, forms
from generator.downloads.api import paths
from generator.downloads.desk import Desk
from generator.links import Page, PageKind
from generator.views import receipts
from generator.views.receipts import ReceiptView

Entry = Mapping[str, Any]


class Entries:
    """The rows of every table as entries, looked up by key or by any of their columns."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._indexes: dict[tuple[str, str], Mapping[Any, list[Entry]]] = {}

    @cached_property
    def rows(self) -> Mapping[str, list[Entry]]:
        """The rows of each table."""
        return {
            name: [envelope.record(row) for row in grid.records()] for name, grid in self.desk.tables.items()
        }

    def having(self, table: str, column: str, value: object) -> list[Entry]:
        """The rows of a table that have a value in a column."""
        if (table, column) not in self._indexes:
            index: defaultdict[Any, list[Entry]] = defaultdict(list)
            for row in self.rows[table]:
                index[row[column]].append(row)
            self._indexes[table, column] = index
        return self._indexes[table, column].get(value, [])

    @cached_property
    def pages(self) -> Mapping[str, Mapping[str, Page]]:
        """The page of each row that has one, by table and key."""
        dataset = self.desk.dataset
        found = {subject.table: dict[str, Page]() for subject in self.desk.subjects}
        for subject in self.desk.subjects:
            found[subject.table][subject.key] = subject.page
        found["sources"] = {s.source_id: Page(PageKind.SOURCE, s.source_id) for s in dataset.sources}
        return found

    def place(self, start: str, page: Page) -> Entry:
        """Where one thing is found: its own file, and its page in every language."""
        return {
            "href": self.desk.link(start, paths.detail(page)),
            "pages": envelope.pages(self.desk, start, page),
        }

    def reference(self, start: str, table: str, key: str) -> Entry:
        """A link to one thing, by its key and name."""
        grid = self.desk.tables[table]
        [row] = self.having(table, grid.key[0], key)
        name = next(n for n in ("name", "title", *grid.header) if n in grid.header)
        return {grid.key[0]: key, name: row[name], **self.place(start, self.pages[table][key])}

    def references(self, start: str, table: str, keys: Iterable[str]) -> list[Entry]:
        """Links to several, each once."""
        return [self.reference(start, table, key) for key in dict.fromkeys(keys)]

    def discrepancy(self, start: str, row: Entry) -> Entry:
        """A question on which sources differ, with what each of them says."""
        key = row["discrepancy_id"]
        page = Page(PageKind.DIFFERENCE)
        return {
            **row,
            "readings": self.having("readings", "discrepancy_id", key),
            "pages": envelope.pages(self.desk, start, page, f"d-{key}"),
        }

    def discrepancies(self, start: str, keys: Iterable[str]) -> list[Entry]:
        """Those questions, each once."""
        rows = (self.having("discrepancies", "discrepancy_id", key)[0] for key in dict.fromkeys(keys))
        return [self.discrepancy(start, row) for row in rows]

    def downloads(self, start: str, page: Page) -> Entry:
        """The other forms of the same data; some are in one language."""
        return {
            form.key if form.shared else f"{form.key}_{language}": self.desk.link(start, form.path)
            for language in self.desk.languages
            for form in forms.of_page(self.desk, language, page)
        }

    @cached_property
    def _receipts(self) -> Mapping[str, ReceiptView]:
        return receipts.receipts(self.desk.default)

    @cached_property
    def _flat(self) -> Mapping[str, Entry]:
        grid = self.desk.all_figures
        return {str(row["figure_id"]): envelope.record(row) for row in grid.records()}

    def figure(self, start: str, key: str) -> Entry:
        """A figure as the flat tables have it, with its receipt: where it stands, and what contradicts it."""
        receipt, dataset = self._receipts[key], self.desk.dataset
        home = receipt.figure.home
        found = dataset.discrepancies_of_figure.get(key, ())
        return {
            **self._flat[key],
            "alliance_ids": dataset.alliances_of_figure[key],
            "row": receipt.line,
            "since": receipt.since,
            "file": self.desk.link(start, f"data/{receipt.table}.csv"),
            "pages": envelope.pages(self.desk, start, home, receipt.figure.anchor),
            "source_href": self.desk.link(
                start, paths.detail(Page(PageKind.SOURCE, receipt.figure.source_id))
            ),
            "discrepancies": self.discrepancies(start, (d.discrepancy_id for d in found)),
        }

    def figures(self, start: str, keys: Iterable[str]) -> list[Entry]:
        """Several figures."""
        return [self.figure(start, key) for key in keys]
