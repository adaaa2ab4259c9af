"""The pages of bottlenecks and differences as a browser gets them, before any script."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from generator.links import Page, PageKind
from generator.pages import bottleneck as bottleneck_pages
from generator.pages import difference as difference_pages
from generator.views.edition import Edition
from tests import dom
from tests.dom import Element, words
from tests.worlds import NORLAND, World


@cache
def _tree(text: str) -> Element:
    return dom.from_markdown(dom.split(text)[1])


def tree_of(world: World, language: str, page: Page) -> Element:
    return _tree(world.pages[language][world.addresses[language].markdown(page)])


def test_every_difference_is_there_without_javascript(world: World) -> None:
    for language, edition in world.editions.items():
        tree = tree_of(world, language, Page(PageKind.DIFFERENCE))
        shown = [i for i in tree.ids() if i.startswith("d-")]
        assert sorted(shown) == [f"d-{row['discrepancy_id']}" for row in world.tables["discrepancies"]]
        for item in tree.classed("difference"):
            assert len(item.classed("readings")) == 1
            for name in ("kind", "area", "alliance"):
                assert f"data-{name}" in item.attributes
            assert (edition.locale.text("reading.used") in item.shown) == bool(item.classed("reading--used"))


def test_a_reading_names_its_source_and_place(world: World) -> None:
    titles = {row["source_id"]: row["title"] for row in world.tables["sources"]}
    for language in world.languages:
        tree = tree_of(world, language, Page(PageKind.DIFFERENCE))
        shown = [p.text for p in tree.classed("reading__source")]
        assert len(shown) == len(world.tables["readings"])
        for row in world.tables["readings"]:
            said = f"{words(titles[row['source_id']])}, {words(row['locator'])}"
            assert any(text.startswith(said) for text in shown), said


def test_the_script_gets_choices_that_items_have(world: World) -> None:
    for language in world.languages:
        tree = tree_of(world, language, Page(PageKind.DIFFERENCE))
        [box] = tree.classed("facets")
        for select in box.all("select"):
            known = {
                value
                for item in tree.classed("difference")
                for value in (item.attributes[f"data-{select.attributes['data-key']}"] or "").split()
            }
            assert {option.attributes["value"] for option in select.all("option")} == known | {""}


def test_each_group_follows_its_heading(world: World) -> None:
    """The script hides a group together with what stands right before it."""
    for language in world.languages:
        tree = tree_of(world, language, Page(PageKind.DIFFERENCE))
        children = [c for c in tree.children if isinstance(c, Element)]
        groups = [i for i, c in enumerate(children) if c.attributes.get("class") == "differences"]
        assert groups
        assert all(children[i - 1].tag == "h2" and children[i - 1].ids() for i in groups)


def test_the_matrix_has_a_cell_for_everything(world: World) -> None:
    for language, edition in world.editions.items():
        tree = tree_of(world, language, Page(PageKind.BOTTLENECK))
        [region] = tree.classed("matrix")
        [table] = region.all("table")
        heads = table.all("thead")[0].all("th")
        rows = table.all("tbody")[0].all("tr")
        counts = {(r["area_id"], r["category_id"]) for r in world.tables["bottlenecks"] if r["area_id"]}
        assert len(rows) - 1 == len({area for area, _ in counts})
        assert len(heads) - 2 == len({category for _, category in counts})
        assert all(len(row.all("td")) == len(heads) - 1 for row in rows)
        cells = [cell for row in rows[1:] for cell in row.all("td")[1:]]
        assert len([cell for cell in cells if cell.all("a")]) == len(counts)
        empty = [cell for cell in cells if not cell.all("a")]
        assert {cell.text for cell in empty} <= {edition.locale.text("bottlenecks.not_named")}
        assert all(cell.classed("visually-hidden") for cell in empty)


def test_categories_are_linked_where_they_are_named(world: World) -> None:
    for language in world.languages:
        press = world.presses[language]
        for row in world.tables["bottlenecks"]:
            for kind, key in ((PageKind.AREA, row["area_id"]), (PageKind.ALLIANCE, row["alliance_id"])):
                if key:
                    page = Page(kind, key)
                    target = press.link(page, Page(PageKind.BOTTLENECK, row["category_id"]))
                    links = [a.attributes.get("href") for a in tree_of(world, language, page).all("a")]
                    assert target in links


def test_readers_are_led_there(world: World) -> None:
    for language, press in world.presses.items():
        for start in (Page(PageKind.HOME), Page(PageKind.METRIC), Page(PageKind.SOURCE)):
            links = [a.attributes.get("href") for a in tree_of(world, language, start).all("a")]
            assert press.link(start, Page(PageKind.DIFFERENCE)) in links


def test_a_package_with_neither_says_so() -> None:
    one = NORLAND.presses["en"]
    dataset = replace(NORLAND.dataset, bottlenecks=(), discrepancies=(), readings=())
    press = replace(one, edition=Edition(dataset=dataset, locale=one.edition.locale))
    overview, *each = bottleneck_pages.pages(press)
    assert len(each) == len(dataset.bottleneck_categories)
    assert press.text("bottlenecks.none") in _tree(overview.content.decode()).text
    [page] = difference_pages.pages(press)
    assert press.text("differences.none") in _tree(page.content.decode()).text
