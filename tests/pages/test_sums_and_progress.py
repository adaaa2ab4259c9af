"""The pages on our sums and on where things stand, as readers get them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.links import Page, PageKind
from generator.model.vocabulary import Extent, MeasurementKind, Qualifier
from generator.pages import progress
from generator.views.edition import Edition
from generator.views.sums import views
from tests import dom
from tests.dom import Element, words
from tests.worlds import REAL, World


def page_of(world: World, language: str, page: Page) -> Element:
    path = world.addresses[language].markdown(page)
    return dom.from_markdown(dom.split(world.pages[language][path])[1])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_eight_sums_stand_in_the_page(real: World, language: str) -> None:
    edition = real.editions[language]
    view = views(edition)[0]
    tree = page_of(real, language, Page(PageKind.SUM, view.sum_id))
    for value in (68436, 68736, 70336, 70636, 71936, 72236, 73836, 74136):
        assert edition.locale.number(value) in tree.text
    for value in (122000, 70000, 50000):
        assert edition.locale.number(value) in tree.text
    assert words(edition.locale.text("sum.unexplained")) in tree.text


def test_every_outcome_has_a_row_with_its_differences(world: World) -> None:
    for language, edition in world.editions.items():
        for view in views(edition):
            tree = page_of(world, language, Page(PageKind.SUM, view.sum_id))
            caption = words(edition.locale.text("sum.outcomes"))
            table = next(t for t in tree.all("table") if caption in t.text)
            rows = table.all("tr")[1:]
            assert len(rows) == len(view.outcomes)
            for row, outcome in zip(rows, view.outcomes, strict=True):
                for part in (outcome.text, *(d.text for d in outcome.differences), outcome.end):
                    assert words(part) in row.text
            assert words(view.sentence.text) in tree.text
            for said in view.mixed:
                assert words(said.text) in tree.text


def test_sums_are_told_where_they_matter(world: World) -> None:
    for language, edition in world.editions.items():
        for view in views(edition):
            for area_id in view.parts.area_ids:
                assert (
                    words(view.sentence.text) in page_of(world, language, Page(PageKind.AREA, area_id)).text
                )
            for key in view.parts.alliance_ids:
                assert (
                    words(view.sentence.text) in page_of(world, language, Page(PageKind.ALLIANCE, key)).text
                )


def test_today_the_page_says_plainly_that_nothing_was_measured(world: World) -> None:
    for language, edition in world.editions.items():
        tree = page_of(world, language, Page(PageKind.PROGRESS))
        said = edition.locale.plural("standing.nothing", len(world.dataset.targets))
        assert words(said) in tree.text
        for area in world.dataset.areas:
            assert words(area.name) in tree.text


@pytest.mark.parametrize(("value", "status"), [(1450, "reached"), (600, "on_course"), (100, "behind")])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_was_measured_is_shown_with_its_formula(
    norland: World, language: str, value: int, status: str
) -> None:
    """Norland with one row replaced: a result of what the harbour promised."""
    measured = replace(
        norland.dataset.measurements[0],
        area_id="old-harbour",
        kind=MeasurementKind.RESULT,
        metric_id="homes_new",
        value_low=Decimal(value),
        value_high=Decimal(value),
        qualifier=Qualifier.EXACT,
        extent=Extent.AREA,
        period_start=2026,
        period_end=2027,
        base=None,
    )
    dataset = replace(norland.dataset, measurements=(measured,), readings=())
    locale = norland.editions[language].locale
    edition = Edition(dataset=dataset, locale=locale)
    press = replace(norland.presses[language], edition=edition)
    [output] = progress.pages(press)
    tree = dom.from_markdown(dom.split(output.content.decode())[1])
    [section] = tree.classed("standing")
    assert words(locale.text(f"standing.{status}")) in section.text
    assert locale.number(value) in section.text
    assert locale.number(1450) in section.text
    if status != "reached":
        assert locale.number(580) in section.text


def test_the_overview_names_parts_and_overlaps() -> None:
    tree = page_of(REAL, "nl", Page(PageKind.SUM))
    rows = REAL.tables["targets"]
    assert len(tree.classed("whole")) == len({r["part_of"] for r in rows if r["part_of"]})
    shared = {r["target_id"] for r in REAL.tables["target_alliances"]}
    [overlaps] = tree.classed("overlaps")
    assert len(overlaps.all("li")) == len(shared)
