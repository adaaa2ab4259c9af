"""The pages as Markdown and as what Markdown makes of them: complete, in both languages, and harmless."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from generator import render
from generator.charts import data as charts_data
from generator.history import feed
from generator.links import OWN_SLUGS, PROSE, Page, PageKind
from generator.pages import area as area_pages
from generator.pages import embed
from generator.pages import prose as prose_pages
from generator.pages.header import DESCRIPTION_LENGTH
from generator.pages.press import Press, Settings
from tests import dom
from tests.dom import Element, words
from tests.worlds import NORLAND, ROOT, WORLDS, World

ROOT_ADDRESS = "https://atlas.test/below/"
DATA_ELEMENTS = frozenset(
    {"a", "br", "caption", "cite", "code", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "pre"}
    | {"h1", "h2", "h3", "h4", "li", "ol", "p", "script", "section", "small", "span", "strong"}
    | {"summary", "table", "tbody", "td", "th", "thead", "tr", "ul"}
    # To compare, choose and filter.
    | {"button", "fieldset", "form", "input", "label", "legend", "optgroup", "option", "select"}
)


@cache
def trees(name: str, language: str) -> Mapping[str, tuple[dict[str, Any], Element]]:
    """Every page of a language: its header, and the tree of its body."""
    found = {}
    for path, page in WORLDS[name].pages[language].items():
        header, body = dom.split(page)
        found[path] = header, dom.from_markdown(body)
    return found


def name_of(world: World) -> str:
    return next(name for name, known in WORLDS.items() if known is world)


def pages_of(world: World) -> Iterator[tuple[str, str, dict[str, Any], Element]]:
    """Language, path, header and tree of every page."""
    for language in world.languages:
        for path, (header, tree) in trees(name_of(world), language).items():
            yield language, path, header, tree


def url_of(world: World, language: str, path: str) -> str:
    """The address at which MkDocs puts a Markdown file."""
    stem = path.removesuffix(".md")
    folder = "" if stem == "index" else stem.removesuffix("/index") + "/"
    return world.addresses[language].base + folder


@cache
def published(name: str) -> Mapping[str, set[str]]:
    """Every address of a world with the anchors on its page."""
    world = WORLDS[name]
    pages = {url_of(world, language, path): {*tree.ids(), ""} for language, path, _, tree in pages_of(world)}
    # Charts by themselves are no Markdown.
    alone = (output.path for press in world.presses.values() for output in embed.pages(press))
    return {**pages, **{path.removesuffix("index.html"): {""} for path in alone}}


def tree_of(world: World, language: str, page: Page) -> Element:
    return trees(name_of(world), language)[world.addresses[language].markdown(page)][1]


# --- complete ---------------------------------------------------------------------------------


def test_there_is_a_page_for_everything(world: World) -> None:
    rows = world.tables
    # A chart by itself is no Markdown, and there is no overview of them.
    expected = {Page(kind) for kind in PageKind if kind is not PageKind.EMBED}
    expected |= {Page(PageKind.AREA, row["area_id"]) for row in rows["areas"]}
    expected |= {Page(PageKind.ALLIANCE, row["alliance_id"]) for row in rows["alliances"]}
    expected |= {Page(PageKind.MUNICIPALITY, row["slug"]) for row in rows["municipalities"]}
    expected |= {Page(PageKind.SUM, row["sum_id"]) for row in rows["sums"]}
    expected |= {Page(PageKind.SOURCE, row["source_id"]) for row in rows["sources"]}
    expected |= {Page(PageKind.BOTTLENECK, row["category_id"]) for row in rows["bottleneck_categories"]}
    expected |= {Page(PageKind.METRIC, row["metric_id"].replace("_", "-")) for row in rows["metrics"]}
    expected |= {Page(kind, slug) for kind, slugs in OWN_SLUGS.items() for slug in slugs}
    for language in world.languages:
        assert set(world.pages[language]) == {world.addresses[language].markdown(page) for page in expected}


def test_every_figure_has_one_anchor_of_its_own(world: World) -> None:
    ids = [row["target_id"] for row in world.tables["targets"]]
    ids += [row["measurement_id"] for row in world.tables["measurements"]]
    for language in world.languages:
        anchors = Counter(
            i.removeprefix("f-")
            for _, tree in trees(name_of(world), language).values()
            for i in tree.ids()
            if i.startswith("f-")
        )
        assert anchors == Counter(ids)


def test_a_row_says_what_the_figure_says(world: World) -> None:
    """Value, period, status, who and where, in the row that links lead to."""
    for language, edition in world.editions.items():
        for figure in edition.figures.values():
            tree = tree_of(world, language, figure.home)
            row = next(e for e in tree.walk() if e.attributes.get("id") == figure.anchor)
            said = row.text
            for part in (figure.number, figure.metric, figure.period, figure.status_label, figure.stated_by):
                assert words(part) in said
            for part in (figure.reservation, figure.scope, figure.base, figure.as_printed, figure.locator):
                assert words(part) in said


def test_no_anchor_occurs_twice_on_a_page(world: World) -> None:
    for _, path, _, tree in pages_of(world):
        repeated = [i for i, count in Counter(tree.ids()).items() if count > 1]
        assert repeated == [], path


def test_the_table_of_all_figures_has_a_row_for_each(world: World) -> None:
    for language in world.languages:
        tree = tree_of(world, language, Page(PageKind.METRIC))
        (table,) = tree.all("table")
        (body,) = table.all("tbody")
        assert len(body.all("tr")) == len(world.dataset.figures)


def test_an_area_without_figures_says_so(world: World) -> None:
    known = {row["area_id"] for table in ("targets", "measurements") for row in world.tables[table]}
    for language, edition in world.editions.items():
        sentence = words(edition.locale.text("area.no_figures"))
        for area in world.dataset.areas:
            shown = tree_of(world, language, Page(PageKind.AREA, area.area_id)).shown
            assert (sentence in shown) == (area.area_id not in known)
    assert {a.area_id for a in world.dataset.areas} - known


def test_everything_in_words_is_shown_somewhere(world: World) -> None:
    """No summary, question or remark of the data is missing from the site."""
    columns = {
        "agreements": ("title", "summary"),
        "alliances": ("summary",),
        "areas": ("summary",),
        "bottleneck_categories": ("name", "description"),
        "bottlenecks": ("summary",),
        "discrepancies": ("question", "handling"),
        "metrics": ("description",),
        "municipalities": ("note",),
        "readings": ("text",),
        "sources": ("note",),
        "neighbourhoods": ("note",),
    }
    for language in world.languages:
        shown = "\n".join(tree.text for _, tree in trees(name_of(world), language).values())
        for table, names in columns.items():
            for row in world.tables[table]:
                for name in names:
                    assert words(row[f"{name}_{language}"]) in shown, (table, name)


# --- in both languages ------------------------------------------------------------------------


def test_every_page_has_its_twin(world: World) -> None:
    for language, path, header, _ in pages_of(world):
        here = url_of(world, language, path)
        twins = {
            twin["lang"]: urlsplit(urljoin(ROOT_ADDRESS + here, twin["url"])).path for twin in header["twins"]
        }
        assert sorted(twins) == sorted(world.languages)
        below = {
            n: unquote(address).removeprefix(urlsplit(ROOT_ADDRESS).path) for n, address in twins.items()
        }
        assert below[language] == here
        assert set(below.values()) <= set(published(name_of(world)))
        for other, address in below.items():
            assert address.startswith(world.addresses[other].base)


def test_twins_show_the_same_figures(world: World) -> None:
    first, second = world.languages
    for page in [Page(PageKind.AREA, a.area_id) for a in world.dataset.areas]:
        ids = [
            [i for i in tree_of(world, language, page).ids() if i.startswith(("f-", "d-", "chart-"))]
            for language in (first, second)
        ]
        assert sorted(ids[0]) == sorted(ids[1])


# --- headers ----------------------------------------------------------------------------------


def test_headers_are_complete(world: World) -> None:
    for _, path, header, tree in pages_of(world):
        assert header["title"]
        assert 0 < len(header["description"]) <= DESCRIPTION_LENGTH + 1, path
        assert header["section"] in list(PageKind)
        assert isinstance(header.get("search_weight", 1), int)
        assert len(tree.all("h1")) == (0 if header["page_kind"] == "prose" else 1), path


def test_titles_tell_pages_apart(world: World) -> None:
    for language in world.languages:
        titles = Counter(
            (header["title"], header["section"]) for header, _ in trees(name_of(world), language).values()
        )
        assert [title for title, count in titles.items() if count > 1] == []


def test_crumbs_lead_home(world: World) -> None:
    addresses = published(name_of(world))
    for language, path, header, _ in pages_of(world):
        crumbs = header["crumbs"]
        home = header["page_kind"] == "home"
        assert (crumbs == []) == home
        for crumb in crumbs[:-1]:
            target = urljoin(ROOT_ADDRESS + url_of(world, language, path), crumb["url"])
            assert unquote(target).removeprefix(ROOT_ADDRESS) in addresses
        if crumbs:
            assert (crumbs[-1]["title"], crumbs[-1]["url"]) == (header["title"], "")


def test_a_long_description_is_cut_between_words() -> None:
    press = NORLAND.presses["en"]
    text = "word " * 100
    cut = press.meta(Page(PageKind.DATA), title="x", description=text)["description"]
    assert isinstance(cut, str)
    assert len(cut) <= DESCRIPTION_LENGTH + 1
    assert set(cut.removesuffix("…").split()) == {"word"}
    assert press.meta(Page(PageKind.DATA), title="x", description="short")["description"] == "short"


# --- links ------------------------------------------------------------------------------------


def test_every_link_within_the_pages_leads_somewhere(world: World) -> None:
    """Also the anchors. Hand-written pages are followed too; files are looked for among the downloads."""
    first = world.presses[world.languages[0]]
    charts = {output.path for output in charts_data.files(first.edition, first.rankings, first.maps)}
    feeds = {feed.path(language) for language in world.languages}
    addresses, files = published(name_of(world)), charts | feeds | set(world.downloads)
    dead = []
    for language, path, _, tree in pages_of(world):
        here = ROOT_ADDRESS + url_of(world, language, path)
        for link in tree.all("a"):
            target = link.attributes.get("href") or ""
            if urlsplit(target).scheme:
                continue
            address = urlsplit(urljoin(here, target))
            below = unquote(address.path).removeprefix(urlsplit(ROOT_ADDRESS).path)
            known = unquote(address.fragment) in addresses.get(below, ()) or below in files
            if not known:
                dead.append(f"{language}/{path}: {target}")
    assert dead == []


def test_links_out_are_those_of_the_data(world: World) -> None:
    known = {row[column] for row in world.tables["sources"] for column in ("url", "archived_url")}
    known |= {world.dataset.info.licence_url or "", world.dataset.info.homepage or ""}
    known |= {address for _, address in world.dataset.outlines.credits} if world.dataset.outlines else set()
    for _, path, header, tree in pages_of(world):
        if header["page_kind"] != "prose":
            out = {link.attributes.get("href") or "" for link in tree.all("a")}
            assert {target for target in out if urlsplit(target).scheme} <= known, path


# --- nothing left open, nothing let in --------------------------------------------------------

PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def cells(world: World) -> list[str]:
    return [words(cell) for rows in world.tables.values() for row in rows for cell in row.values() if cell]


def test_no_placeholder_and_no_none_is_left(world: World) -> None:
    own = sorted(
        {cell for cell in cells(world) if "None" in cell or PLACEHOLDER.search(cell)}, key=len, reverse=True
    )
    for _, path, header, tree in pages_of(world):
        shown = " ".join([tree.shown, *(value or "" for e in tree.walk() for value in e.attributes.values())])
        said = words(f"{shown} {header['title']} {header['description']}")
        for cell in own:
            said = said.replace(cell, "")
        assert not PLACEHOLDER.search(said), path
        assert not re.search(r"\b(None|NaN|nan|Undefined|Localized|Decimal|object at)\b", said), path
        assert "{#" not in said, path


def test_only_our_own_elements_are_made(world: World) -> None:
    """Hostile texts among the data make no heading, emphasis, code, link or table of their own."""
    for language, path, header, tree in pages_of(world):
        if header["page_kind"] == "prose":
            continue
        assert {e.tag for e in tree.walk()} <= DATA_ELEMENTS | {"document"}, (language, path)
        assert not any(name.startswith("on") for e in tree.walk() for name in e.attributes)
        for script in tree.all("script"):
            assert script.attributes["type"] in ("application/json", "application/ld+json")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_hostile_texts_arrive_as_they_are(norland: World, language: str) -> None:
    pact = tree_of(norland, language, Page(PageKind.ALLIANCE, "harbour-pact"))
    row = next(r for r in norland.tables["alliances"] if r["alliance_id"] == "harbour-pact")
    assert pact.all("h1")[0].text == row["name"]
    assert words(row[f"summary_{language}"]) in [p.text for p in pact.all("p")]
    harbour = tree_of(norland, language, Page(PageKind.AREA, "old-harbour"))
    row = next(r for r in norland.tables["areas"] if r["area_id"] == "old-harbour")
    assert harbour.all("h1")[0].text == row["name"]
    assert words(row[f"summary_{language}"]) in harbour.text
    agreement = next(r for r in norland.tables["agreements"] if r["agreement_id"] == "pact-rules")
    assert words(agreement[f"summary_{language}"]) in pact.text
    assert not pact.all("em")


def test_names_that_look_like_templates_stay_text(norland: World) -> None:
    row = next(r for r in norland.tables["areas"] if r["area_id"] == "tern-valley")
    assert "{% raw %}" in row["summary_en"]
    assert row["summary_en"] in tree_of(norland, "en", Page(PageKind.AREA, "tern-valley")).text


# --- charts in the page -----------------------------------------------------------------------


def figure_of(world: World, language: str, chart: Element) -> Any:
    """The figure that a chart's plot says it is of."""
    (plot,) = chart.classed("chart__plot")
    return world.figure(language, plot.attributes["data-figure"] or "")


def test_charts_name_a_figure_that_a_browser_reads(world: World) -> None:
    count = 0
    for language, path, _, tree in pages_of(world):
        for chart in tree.classed("chart"):
            assert set(figure_of(world, language, chart)) == {"data", "layout"}, path
            assert (chart.attributes["id"] or "").startswith("chart-")
            count += 1
    assert count > 5


def test_a_chart_is_named_and_described_by_its_own_words(world: World) -> None:
    for _, path, _, tree in pages_of(world):
        for chart in tree.classed("chart"):
            for relation, part in (("labelledby", "title"), ("describedby", "conclusion")):
                (words_of_it,) = chart.classed(f"chart__{part}")
                assert chart.attributes[f"aria-{relation}"] == words_of_it.attributes["id"], path


def test_every_chart_has_its_table_source_and_download(world: World) -> None:
    for language, path, _, tree in pages_of(world):
        for figure in tree.classed("chart"):
            assert figure.all("figcaption"), path
            (table,) = figure.all("table")
            rows = table.all("tr")[1:]
            traces = figure_of(world, language, figure)["data"]
            assert len(rows) == max(len(trace["customdata"]) for trace in traces if "customdata" in trace)
            assert [link for link in figure.all("a") if "download" in link.attributes]
            labels = [e.attributes["aria-label"] for e in figure.walk() if "aria-label" in e.attributes]
            assert all(labels)


def test_points_of_a_chart_lead_to_figures(world: World) -> None:
    """Or, where they count bottlenecks, to the page of a category."""
    addresses = published(name_of(world))
    categories = {
        here.url(Page(PageKind.BOTTLENECK, row["category_id"]))
        for here in world.addresses.values()
        for row in world.tables["bottleneck_categories"]
    }
    for language, _, _, tree in pages_of(world):
        for figure in tree.classed("chart"):
            for trace in figure_of(world, language, figure)["data"]:
                for link in trace.get("customdata", ()):
                    address = urlsplit(urljoin(ROOT_ADDRESS, link))
                    below = address.path.removeprefix(urlsplit(ROOT_ADDRESS).path)
                    assert address.fragment in addresses[below]
                    assert address.fragment.startswith("f-") or below in categories


# --- settings ---------------------------------------------------------------------------------


def press_with(**changes: Any) -> Press:
    given: dict[str, Any] = {
        "docs": ROOT / "docs",
        "data_folder": "data",
        "issues_url": None,
        "repository": None,
    }
    return replace(NORLAND.presses["en"], settings=Settings(**{**given, **changes}))


def area_page(press: Press) -> Element:
    page = next(o for o in area_pages.pages(press) if o.path.endswith("old-harbour.md"))
    return dom.from_markdown(dom.split(page.content.decode())[1])


def test_a_page_leads_to_its_data_in_the_repository() -> None:
    links = [
        a.attributes.get("href") or ""
        for a in area_page(press_with(repository="https://code.test/n")).all("a")
    ]
    edits = [link for link in links if link.startswith("https://code.test/n/")]
    assert edits
    for link in edits:
        inside = PurePosixPath(link).relative_to("https://code.test/n/edit/main/data")
        assert (NORLAND.folder / inside).is_file()


def test_without_a_repository_it_says_how_to_help() -> None:
    press = press_with()
    contributing = press.link(Page(PageKind.AREA, "old-harbour"), Page(PageKind.CONTRIBUTING))
    links = [a.attributes.get("href") or "" for a in area_page(press).all("a")]
    assert contributing in links
    assert not any("/edit/" in link for link in links)


def test_a_missing_hand_written_page_is_left_out_with_its_twin(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "about.md").write_text("---\ntitle: About\ndescription: What this is.\n---\n\nText.\n", "utf-8")
    (output,) = prose_pages.pages(press_with(docs=tmp_path))
    header, _ = dom.split(output.content.decode())
    assert output.path == "about/index.md"
    assert [twin["lang"] for twin in header["twins"]] == ["en"]


def test_hand_written_pages_stay_as_they_are(world: World) -> None:
    for language, here in world.addresses.items():
        for kind in PROSE:
            source = render.prose(here.prose_file(Page(kind), ROOT / "docs"))
            page = world.pages[language][here.markdown(Page(kind))]
            assert source.body in page


def test_pages_are_the_same_on_every_run(norland: World) -> None:
    again = World(folder=norland.folder)
    assert again.pages == norland.pages
