"""The page of components: every state that the package has, in both themes, and not to be found by search."""

from __future__ import annotations

from collections import Counter

from generator.links import Page, PageKind
from tests import dom
from tests.dom import Element
from tests.worlds import World

SCHEMES = ("default", "slate")


def page_of(world: World, language: str) -> tuple[dict[str, object], Element]:
    path = world.addresses[language].markdown(Page(PageKind.COMPONENTS))
    header, body = dom.split(world.pages[language][path])
    return header, dom.from_markdown(body)


def themes(tree: Element) -> dict[str, Element]:
    found = [e for e in tree.walk() if "data-md-color-scheme" in e.attributes]
    return {e.attributes["data-md-color-scheme"] or "": e for e in found}


def test_both_themes_show_the_same(world: World) -> None:
    for language in world.languages:
        _, tree = page_of(world, language)
        shown = themes(tree)
        assert tuple(shown) == SCHEMES
        light, dark = (Counter(e.attributes.get("class") for e in shown[s].walk()) for s in SCHEMES)
        assert light == dark
        assert len(light) > 30


def test_every_state_of_the_package_is_shown(world: World) -> None:
    for language, edition in world.editions.items():
        tree = themes(page_of(world, language)[1])["default"]
        figures = edition.figures.values()
        chips = {name for e in tree.classed("chip") for name in (e.attributes["class"] or "").split()}
        assert {f"chip--{f.status}" for f in figures} <= chips
        qualifiers = {e.text for e in tree.classed("chip--qualifier")}
        assert {f.extent_label for f in figures if f.area_id and not f.is_whole_area} <= qualifiers
        [specimens] = [e for e in tree.classed("key-figures") if e.classed("key-figure__qualifier")]
        said = {e.text for e in specimens.classed("key-figure__qualifier")}
        assert {f.reservation for f in figures} <= said | {""}
        assert any(f.number in specimens.text for f in figures if f.is_range) or not any(
            f.is_range for f in figures
        )
        numbers = {e.text for e in specimens.classed("key-figure__value")}
        assert {f.number for f in figures if not f.is_stated} <= numbers


def test_it_is_not_to_be_found_by_searching(world: World) -> None:
    for language in world.languages:
        header, _ = page_of(world, language)
        assert header["search_weight"] == 0
        assert header["page_kind"] == ""
