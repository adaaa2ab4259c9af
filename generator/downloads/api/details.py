"""The files of single things: an area, an alliance, a municipality, a metric, a source, with all about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.downloads.api import paths
from generator.downloads.api.entries import Entries, Entry
from generator.links import PageKind

# What each kind's entry is called, and the schema that describes it.
SINGULAR = {
    PageKind.AREA: "area",
    PageKind.ALLIANCE: "alliance",
    PageKind.MUNICIPALITY: "municipality",
    PageKind.METRIC: "metric",
    PageKind.SOURCE: "source",
}


def files(entries: Entries) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Every file, as (path, schema, content)."""
    for kind, table in paths.FOLDERS.items():
        key = entries.desk.tables[table].key[0]
        for row in entries.rows[table]:
            page = entries.pages[table][row[key]]
            start = paths.detail(page)
            content = {
                SINGULAR[kind]: row,
                "pages": entries.place(start, page)["pages"],
                "downloads": entries.downloads(start, page),
                **ABOUT[kind](entries, start, row[key]),
            }
            yield start, SINGULAR[kind], content


def _area(entries: Entries, start: str, key: str) -> Entry:
    dataset = entries.desk.dataset
    links = entries.having("area_alliances", "area_id", key)
    places = entries.having("area_municipalities", "area_id", key)
    return {
        "alliances": entries.references(start, "alliances", (x["alliance_id"] for x in links)),
        "municipalities": entries.references(start, "municipalities", (x["municipality_id"] for x in places)),
        "neighbourhoods": entries.having("neighbourhoods", "area_id", key),
        "figures": entries.figures(start, (f.figure_id for f in dataset.figures_of_area.get(key, ()))),
        "bottlenecks": entries.having("bottlenecks", "area_id", key),
        "discrepancies": entries.discrepancies(
            start, (d.discrepancy_id for d in dataset.discrepancies_of_area.get(key, ()))
        ),
    }


def _alliance(entries: Entries, start: str, key: str) -> Entry:
    dataset = entries.desk.dataset
    areas = entries.having("area_alliances", "alliance_id", key)
    parts = entries.having("alliances", "parent_id", key)
    return {
        "parts": entries.references(start, "alliances", (x["alliance_id"] for x in parts)),
        "areas": entries.references(start, "areas", (x["area_id"] for x in areas)),
        "members": entries.having("members", "alliance_id", key),
        "agreements": entries.having("agreements", "alliance_id", key),
        "figures": entries.figures(start, (f.figure_id for f in dataset.figures_of_alliance.get(key, ()))),
        "bottlenecks": entries.having("bottlenecks", "alliance_id", key),
        "discrepancies": entries.discrepancies(
            start, (d.discrepancy_id for d in dataset.discrepancies_of_alliance.get(key, ()))
        ),
    }


def _municipality(entries: Entries, start: str, key: str) -> Entry:
    areas = entries.having("area_municipalities", "municipality_id", key)
    return {
        "areas": entries.references(start, "areas", (x["area_id"] for x in areas)),
        "memberships": entries.having("members", "municipality_id", key),
        **_figures(entries, start, entries.pages["municipalities"][key]),
    }


def _metric(entries: Entries, start: str, key: str) -> Entry:
    return _figures(entries, start, entries.pages["metrics"][key])


def _source(entries: Entries, start: str, key: str) -> Entry:
    found = [f.figure_id for f in entries.desk.dataset.figures if f.source_id == key]
    readings = entries.having("readings", "source_id", key)
    return {
        "figures": entries.figures(start, found),
        "bottlenecks": entries.having("bottlenecks", "source_id", key),
        "agreements": entries.having("agreements", "source_id", key),
        "discrepancies": entries.discrepancies(start, (x["discrepancy_id"] for x in readings)),
    }


def _figures(entries: Entries, start: str, page: Any) -> Entry:
    """The figures of a subject, and the questions on which their sources differ."""
    [subject] = (s for s in entries.desk.subjects if s.page == page)
    dataset = entries.desk.dataset
    found = (
        d.discrepancy_id
        for f in subject.figures
        for d in dataset.discrepancies_of_figure.get(f.figure_id, ())
    )
    return {
        "figures": entries.figures(start, (f.figure_id for f in subject.figures)),
        "discrepancies": entries.discrepancies(start, found),
    }


ABOUT: Mapping[PageKind, Callable[[Entries, str, str], Entry]] = {
    PageKind.AREA: _area,
    PageKind.ALLIANCE: _alliance,
    PageKind.MUNICIPALITY: _municipality,
    PageKind.METRIC: _metric,
    PageKind.SOURCE: _source,
}
