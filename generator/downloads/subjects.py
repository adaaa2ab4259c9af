"""What has downloads of its own: every area, alliance, municipality and metric, by the slug of its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.links import Page, PageKind
from generator.model import Dataset, Figure, Localized

# The folder of each kind: named as its table.
FOLDERS = {
    PageKind.AREA: "areas",
    PageKind.ALLIANCE: "alliances",
    PageKind.MUNICIPALITY: "municipalities",
    PageKind.METRIC: "metrics",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One thing with a page, its row (by table and key), and the figures that its page shows."""

    page: Page
    key: str
    title: Localized
    figures: tuple[Figure, ...]

    @property
    def table(self) -> str:
        """The table of its row, and the folder of its files."""
        return FOLDERS[self.page.kind]

    @property
    def path(self) -> str:
        """Where its files stand, without the end that says which form it is."""
        return path(self.page)


def path(page: Page) -> str:
    """Where the files about what a page shows stand, without their ending."""
    return f"data/{FOLDERS[page.kind]}/{page.slug}"


def subjects(dataset: Dataset) -> tuple[Subject, ...]:
    """All of them, kind by kind, in the order of their tables."""
    return (*_areas(dataset), *_alliances(dataset), *_municipalities(dataset), *_metrics(dataset))


def _areas(dataset: Dataset) -> Iterator[Subject]:
    for area in dataset.areas:
        yield Subject(
            page=Page(PageKind.AREA, area.area_id),
            key=area.area_id,
            title=_everywhere(dataset, area.name),
            figures=dataset.figures_of_area.get(area.area_id, ()),
        )


def _alliances(dataset: Dataset) -> Iterator[Subject]:
    for alliance in dataset.alliances:
        yield Subject(
            page=Page(PageKind.ALLIANCE, alliance.alliance_id),
            key=alliance.alliance_id,
            title=_everywhere(dataset, alliance.name),
            figures=dataset.figures_of_alliance.get(alliance.alliance_id, ()),
        )


def _municipalities(dataset: Dataset) -> Iterator[Subject]:
    for municipality in dataset.municipalities:
        yield Subject(
            page=Page(PageKind.MUNICIPALITY, municipality.slug),
            key=municipality.municipality_id,
            title=_everywhere(dataset, municipality.name),
            figures=_of_municipality(dataset, municipality.municipality_id),
        )


def _metrics(dataset: Dataset) -> Iterator[Subject]:
    for metric in dataset.metrics:
        yield Subject(
            page=Page(PageKind.METRIC, metric.slug),
            key=metric.metric_id,
            title=metric.name,
            figures=dataset.figures_of_metric.get(metric.metric_id, ()),
        )


def _everywhere(dataset: Dataset, name: str) -> Localized:
    """A name that is the same in every language."""
    return Localized(dict.fromkeys(dataset.info.languages, name))


def _of_municipality(dataset: Dataset, municipality_id: str) -> tuple[Figure, ...]:
    """The figures of a municipality itself, and of its areas; one that lies in two areas counts once."""
    areas = dataset.areas_of_municipality.get(municipality_id, ())
    own = dataset.measurements_of_municipality.get(municipality_id, ())
    found = (*own, *(f for a in areas for f in dataset.figures_of_area.get(a.area_id, ())))
    return tuple({figure.figure_id: figure for figure in found}.values())
