"""Where on the site a row of the data is shown."""

from __future__ import annotations

from collections.abc import Mapping

from generator.history.names import FIGURES
from generator.history.renames import REFERENCES
from generator.history.snapshot import Key, Snapshot
from generator.links import Page, PageKind
from generator.model import Dataset
from generator.views.edition import Edition

# Tables of which each row has a page.
PAGES: Mapping[str, PageKind] = {
    "areas": PageKind.AREA,
    "alliances": PageKind.ALLIANCE,
    "municipalities": PageKind.MUNICIPALITY,
    "sources": PageKind.SOURCE,
    "metrics": PageKind.METRIC,
    "sums": PageKind.SUM,
    "bottleneck_categories": PageKind.BOTTLENECK,
}
# Rows that are shown with what they refer to: by table, the columns to look at, the first that is filled.
SHOWN_WITH: Mapping[str, tuple[str, ...]] = {
    "members": ("alliance_id",),
    "area_alliances": ("area_id",),
    "area_municipalities": ("area_id",),
    "neighbourhoods": ("area_id",),
    "target_alliances": ("target_id",),
    "sum_terms": ("sum_id",),
    "sum_totals": ("sum_id",),
    "bottlenecks": ("area_id", "alliance_id"),
    "agreements": ("alliance_id",),
}
# The section of a page in which such a row stands.
SECTIONS: Mapping[str, str] = {"bottlenecks": "anchor.bottlenecks", "agreements": "anchor.agreements"}
DIFFERENCES = frozenset({"discrepancies", "readings"})
Place = tuple[Page, str]


def place(edition: Edition, present: Snapshot, table: str, key: Key) -> Place | None:
    """The page and the anchor at which a row stands; None for one that is gone or is never shown."""
    content = present.tables.get(table)
    row = content.rows.get(key) if content else None
    if row is None:
        return None
    column = next((c for c in SHOWN_WITH.get(table, ()) if row.get(c)), None)
    if column is None:
        return _own(edition, table, key[0])
    found = place(edition, present, REFERENCES[table][column], (row[column],))
    if found and table in SECTIONS:
        return found[0], edition.locale.text(SECTIONS[table])
    return found


def _own(edition: Edition, table: str, key: str) -> Place | None:
    """The place of a row that is shown by itself."""
    if table in PAGES:
        return page(edition.dataset, table, key), ""
    if table in FIGURES:
        figure = edition.figures[key]
        return figure.home, figure.anchor
    return (Page(PageKind.DIFFERENCE), f"d-{key}") if table in DIFFERENCES else None


def page(dataset: Dataset, table: str, key: str) -> Page:
    """The page of a row that has one of its own."""
    if table == "municipalities":
        return Page(PAGES[table], dataset.municipality[key].slug)
    return Page(PAGES[table], dataset.metric[key].slug if table == "metrics" else key)
