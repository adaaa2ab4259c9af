"""Areas beside one another: every figure and bottleneck by what it is, then by whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.links import Page, PageKind
from generator.model import group
from generator.views.bottlenecks import BottleneckView, bottleneck_view
from generator.views.edition import Edition
from generator.views.figures import FigureView

MOST = 5
# Set before a municipality's slug: no identifier holds a colon, so it is never an area's.
MUNICIPALITY = "m:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What can be chosen. ``parts`` are the keys of all rows that are shown with it."""

    key: str
    name: str
    page: Page
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is known of one subject under one heading: figures or bottlenecks."""

    subject: Subject
    figures: tuple[FigureView, ...] = ()
    bottlenecks: tuple[BottleneckView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A metric or a category of bottlenecks, with a row for each subject that has one."""

    key: str
    name: str
    page: Page | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that can be compared; ``slots`` numbers the choices."""

    areas: tuple[Subject, ...]
    municipalities: tuple[Subject, ...]
    metrics: tuple[Heading, ...]
    bottlenecks: tuple[Heading, ...]
    slots: tuple[int, ...]


def view(edition: Edition) -> Comparison:
    """Every area and municipality with what is known of it, what most of them state first."""
    areas, municipalities = _areas(edition), _municipalities(edition)
    metrics = _metrics(edition, {s.key: s for s in (*areas, *municipalities)})
    categories = _categories(edition, {s.key: s for s in areas})
    return Comparison(
        areas=areas,
        municipalities=municipalities,
        metrics=_ordered(metrics),
        bottlenecks=_ordered(categories),
        slots=tuple(range(1, MOST + 1)),
    )


def _areas(edition: Edition) -> tuple[Subject, ...]:
    return _by_name(
        Subject(key=a.area_id, name=a.name, page=Page(PageKind.AREA, a.area_id), parts=(a.area_id,))
        for a in edition.dataset.areas
    )


def _municipalities(edition: Edition) -> tuple[Subject, ...]:
    """The municipalities with figures of their own or areas of which there is something to show."""
    dataset = edition.dataset
    found = []
    for m in dataset.municipalities:
        own = (MUNICIPALITY + m.slug,) if m.municipality_id in dataset.measurements_of_municipality else ()
        inside = [a.area_id for a in dataset.areas_of_municipality.get(m.municipality_id, ())]
        if own or inside:
            page = Page(PageKind.MUNICIPALITY, m.slug)
            subject = Subject(key=MUNICIPALITY + m.slug, name=m.name, page=page, parts=(*own, *inside))
            found.append(subject)
    return _by_name(found)


def _by_name(found: Iterable[Subject]) -> tuple[Subject, ...]:
    return tuple(sorted(found, key=lambda s: (s.name.casefold(), s.key)))


def _metrics(edition: Edition, subjects: Mapping[str, Subject]) -> Iterable[Heading]:
    """The figures by metric; those of an area in a municipality are the area's."""
    dataset = edition.dataset
    owners = {f.figure_id: f.area_id for f in dataset.figures if f.area_id}
    for m in dataset.municipalities:
        for own in dataset.measurements_of_municipality.get(m.municipality_id, ()):
            owners.setdefault(own.figure_id, MUNICIPALITY + m.slug)
    for metric in dataset.metrics:
        figures = [edition.figures[f.figure_id] for f in dataset.figures_of_metric.get(metric.metric_id, ())]
        by_owner = group(figures, lambda f: owners.get(f.figure_id))
        rows = [
            Row(subject=subjects[key], figures=tuple(sorted(found, key=_when)))
            for key, found in by_owner.items()
        ]
        page = Page(PageKind.METRIC, metric.slug)
        yield Heading(key=metric.slug, name=edition.say(metric.name), page=page, rows=_in_order(rows))


def _categories(edition: Edition, subjects: Mapping[str, Subject]) -> Iterable[Heading]:
    by_category = group(edition.dataset.bottlenecks, lambda b: b.category_id)
    for category in edition.dataset.bottleneck_categories:
        by_area = group(by_category.get(category.category_id, ()), lambda b: b.area_id)
        rows = [
            Row(subject=subjects[key], bottlenecks=tuple(bottleneck_view(edition, b) for b in found))
            for key, found in by_area.items()
        ]
        yield Heading(
            key=category.category_id, name=edition.say(category.name), page=None, rows=_in_order(rows)
        )


def _when(figure: FigureView) -> tuple[bool, int, int, str]:
    """Targets before what is, then by period."""
    last = figure.last_year if figure.last_year is not None else 9999
    return (not figure.is_target, last, figure.start or 0, figure.figure_id)


def _in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda r: (r.subject.name.casefold(), r.subject.key)))


def _ordered(found: Iterable[Heading]) -> tuple[Heading, ...]:
    """The headings under which there is something, the most shared first."""
    kept = [heading for heading in found if heading.rows]
    return tuple(sorted(kept, key=lambda h: (-len(h.rows), h.name)))
