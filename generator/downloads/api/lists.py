"""The lists of the interface: all of one kind in one file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.downloads import envelope
from generator.downloads.api import paths
from generator.downloads.api.entries import Entries, Entry
from generator.links import Page, PageKind

# Of these, each entry leads to a file of its own.
DETAILED = tuple(paths.FOLDERS.values())
FIGURES = ("targets", "measurements")
NAMES = (*DETAILED, *FIGURES, "receipts", "bottlenecks", "discrepancies", "sums")


def files(entries: Entries) -> Iterator[tuple[str, str, Mapping[str, list[Entry]]]]:
    """Every list, as (path, schema, content)."""
    for name in NAMES:
        start = paths.listing(name)
        yield start, name, {name: list(_entries(entries, start, name))}


def _entries(entries: Entries, start: str, name: str) -> Iterator[Entry]:
    desk = entries.desk
    if name == "receipts":
        yield from entries.figures(start, desk.dataset.figure)
        return
    key = desk.tables[name].key[0]
    for row in entries.rows[name]:
        if name in DETAILED:
            yield {**row, **entries.place(start, entries.pages[name][row[key]])}
        elif name in FIGURES:
            yield {**row, **_figure(entries, start, row[key])}
        elif name == "discrepancies":
            yield entries.discrepancy(start, row)
        elif name == "sums":
            yield {**row, **_sum(entries, start, row[key])}
        else:
            yield {**row, **_bottleneck(entries, start, row)}


def _figure(entries: Entries, start: str, key: str) -> Entry:
    """What goes with a row of targets or measurements: who shares it, and where its receipt is shown."""
    view = entries.desk.default.figures[key]
    return {
        "alliance_ids": view.alliance_ids,
        "pages": envelope.pages(entries.desk, start, view.home, view.anchor),
    }


def _sum(entries: Entries, start: str, key: str) -> Entry:
    """What is added up, and what it is held against."""
    return {
        "terms": entries.having("sum_terms", "sum_id", key),
        "totals": entries.having("sum_totals", "sum_id", key),
        "pages": envelope.pages(entries.desk, start, Page(PageKind.SUM, key)),
    }


def _bottleneck(entries: Entries, start: str, row: Entry) -> Entry:
    page = Page(PageKind.BOTTLENECK, row["category_id"])
    [category] = entries.having("bottleneck_categories", "category_id", row["category_id"])
    return {"category": category, "pages": envelope.pages(entries.desk, start, page)}
