"""What a reader can look up by name, and the page that it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.links import Page, PageKind
from generator.model import Dataset
from generator.views.edition import Edition

NEIGHBOURHOOD = "neighbourhood"
OVERVIEW = "overview"
# In the order in which they are shown: the kinds of pages, and what has no page of its own.
KINDS = (
    PageKind.AREA.value,
    PageKind.MUNICIPALITY.value,
    NEIGHBOURHOOD,
    PageKind.ALLIANCE.value,
    PageKind.METRIC.value,
    PageKind.BOTTLENECK.value,
    PageKind.SUM.value,
    PageKind.SOURCE.value,
    OVERVIEW,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name of a kind (one of ``KINDS``), with other names for it and what tells it from its like."""

    kind: str
    name: str
    page: Page
    others: tuple[str, ...] = ()
    remark: str = ""


def names(edition: Edition) -> Iterator[Named]:
    """Everything in the data that has a page, and the neighbourhoods with the page they are on."""
    yield from _places(edition)
    yield from _subjects(edition)


def _places(edition: Edition) -> Iterator[Named]:
    dataset = edition.dataset
    for area in dataset.areas:
        municipalities = [m.name for m in dataset.municipalities_of_area.get(area.area_id, ())]
        yield Named(
            kind=PageKind.AREA.value,
            name=area.name,
            page=Page(PageKind.AREA, area.area_id),
            others=_different(area.name, area.name_in_source),
            remark=edition.locale.joined(municipalities),
        )
    for m in dataset.municipalities:
        page = Page(PageKind.MUNICIPALITY, m.slug)
        yield Named(kind=PageKind.MUNICIPALITY.value, name=m.name, page=page, remark=m.province)
    for n in dataset.neighbourhoods:
        page, where = Page(PageKind.AREA, n.area_id), dataset.area[n.area_id].name
        yield Named(kind=NEIGHBOURHOOD, name=n.name, page=page, remark=where)


def _subjects(edition: Edition) -> Iterator[Named]:
    dataset, say = edition.dataset, edition.say
    for a in dataset.alliances:
        yield Named(
            kind=PageKind.ALLIANCE.value,
            name=a.name,
            page=Page(PageKind.ALLIANCE, a.alliance_id),
            others=_different(a.name, a.short_name),
            remark=_parent(dataset, a.parent_id),
        )
    for metric in dataset.metrics:
        name = say(metric.name)
        page = Page(PageKind.METRIC, metric.slug)
        yield Named(kind=PageKind.METRIC.value, name=name[:1].upper() + name[1:], page=page)
    for c in dataset.bottleneck_categories:
        page = Page(PageKind.BOTTLENECK, c.category_id)
        yield Named(kind=PageKind.BOTTLENECK.value, name=say(c.name), page=page)
    for s in dataset.sums:
        yield Named(kind=PageKind.SUM.value, name=say(s.title), page=Page(PageKind.SUM, s.sum_id))
    for source in dataset.sources:
        page = Page(PageKind.SOURCE, source.source_id)
        yield Named(kind=PageKind.SOURCE.value, name=source.title, page=page, remark=source.publisher)


def _different(name: str, other: str) -> tuple[str, ...]:
    return (other,) if other.casefold() != name.casefold() else ()


def _parent(dataset: Dataset, alliance_id: str | None) -> str:
    return dataset.alliance[alliance_id].short_name if alliance_id else ""
