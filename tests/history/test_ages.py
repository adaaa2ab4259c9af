"""How old a page is: as old as the newest change of what it shows, in the data and nowhere else."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from generator.history import releases
from generator.history.ages import Ages
from generator.history.timeline import Timeline
from generator.links import Page, PageKind
from generator.model import Dataset
from tests.site.support import Site
from tests.worlds import World

FIRST, NOTED, LAST = (datetime.date(2025, *day) for day in ((4, 1), (6, 2), (6, 3)))


@pytest.fixture(scope="module")
def ages(later: Site) -> Ages:
    dataset: Dataset = later.world.dataset
    kept, wrong = releases.read(later.world.folder.parent, dataset.info.name)
    assert wrong == []
    return Ages(timeline=Timeline(dataset=dataset, releases=kept))


@pytest.mark.parametrize(
    ("kind", "slug", "expected"),
    [
        # Their own row changed, or that of a figure of theirs.
        (PageKind.AREA, "tern-valley", LAST),
        (PageKind.AREA, "northern-quays", LAST),
        (PageKind.AREA, "quiet-moor", LAST),
        (PageKind.ALLIANCE, "harbour-pact", LAST),
        (PageKind.METRIC, "trees-planted", LAST),
        (PageKind.SOURCE, "quay-page", LAST),
        (PageKind.MUNICIPALITY, "ternby", LAST),
        (PageKind.SUM, "homes-by-area", LAST),
        (PageKind.MUNICIPALITY, "saltholm", LAST),
        # Nothing that they show did.
        (PageKind.BOTTLENECK, "paint", FIRST),
        # A reading was corrected in the first version already.
        (PageKind.METRIC, "gulls-per-chimney", FIRST),
        # Overviews show everything, prose nothing of the data.
        (PageKind.AREA, "", LAST),
        (PageKind.HOME, "", LAST),
        (PageKind.CHANGES, "", LAST),
        (PageKind.ABOUT, "", FIRST),
        # A release is as old as its version.
        (PageKind.DATA, "v0.1.0", FIRST),
    ],
)
def test_a_page_is_as_old_as_what_it_shows(
    ages: Ages, kind: PageKind, slug: str, expected: datetime.date
) -> None:
    assert ages.of(Page(kind, slug)) == expected


def test_a_noted_change_counts_without_a_release(later: Site) -> None:
    ages = Ages(timeline=Timeline(dataset=later.world.dataset))
    assert ages.of(Page(PageKind.MUNICIPALITY, "ternby")) == NOTED
    # What nobody noted, only a release can tell.
    assert ages.of(Page(PageKind.AREA, "quiet-moor")) == FIRST


def test_without_dates_no_page_has_an_age(norland: World) -> None:
    dataset = replace(norland.dataset, changes=())
    ages = Ages(timeline=Timeline(dataset=dataset))
    assert ages.of(Page(PageKind.HOME)) is None
    assert ages.of(Page(PageKind.AREA, "old-harbour")) is None
