"""Charts on other people's pages: in a frame that fits, as a picture, and as what others show of a page."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.downloads.subjects import path as subject_path
from generator.drawings.print import FORMS
from generator.links import Page as Place
from generator.links import PageKind
from tests.dom import Element
from tests.site.conftest import PLACES, serving
from tests.site.support import Site, links, meta, resolved
from tests.worlds import REAL

AREA = Place(PageKind.AREA, "breda-noord")
TIMELINE = Place(PageKind.EMBED, "timeline-breda-noord")
SVG = "{http://www.w3.org/2000/svg}"
WIDTH, LEAST = 1200, 630
WIDTHS = (320, 700)
SCROLLED = "document.documentElement.scrollHeight - document.documentElement.clientHeight"


def canonical(page: Element) -> list[str]:
    return [e.attributes["href"] or "" for e in page.all("link") if e.attributes.get("rel") == "canonical"]


def policy(page: Element) -> list[str | None]:
    found = (e.attributes for e in page.all("meta"))
    return [a["content"] for a in found if a.get("http-equiv") == "Content-Security-Policy"]


def code(chart: Element) -> str:
    """The lines that a chart offers to who wants it."""
    [details] = chart.classed("chart__embed")
    [lines] = details.all("code")
    return lines.raw_text


def charts(site: Site) -> Iterator[tuple[str, Element]]:
    for address, page in site.pages.items():
        yield from ((address, chart) for chart in page.classed("chart"))


def properties(page: Element) -> dict[str, str]:
    found = (e.attributes for e in page.all("meta"))
    return {a["property"] or "": a["content"] or "" for a in found if "property" in a}


def test_every_chart_of_a_page_can_be_embedded(site: Site) -> None:
    reached = set()
    for address, chart in charts(site):
        [link] = chart.classed("chart__alone")
        target = resolved(address, link.attributes["href"] or "") or ""
        assert target in site.embeds, address
        [embedded] = site.embeds[target].classed("chart")
        for part in ("chart__title", "chart__subtitle", "chart__conclusion"):
            [here], [there] = chart.classed(part), embedded.classed(part)
            assert here.text == there.text
        reached.add(target)
    assert reached == set(site.embeds)
    assert len({address.rsplit("/", 2)[1] for address in reached}) * len(site.world.languages) == len(reached)


def test_an_embed_is_whole_and_leads_back(site: Site) -> None:
    info = site.world.dataset.info
    whole = policy(next(iter(site.pages.values())))
    for address, page in site.embeds.items():
        language = site.language(address)
        wrong = [link.target for link in links(page) if not link.leaves and site.broken(address, link.target)]
        assert wrong == [], address
        assert [e.attributes.get("lang") for e in page.all("html")] == [language]
        assert policy(page) == whole
        assert meta(page, "referrer") == ["no-referrer"]
        assert meta(page, "robots") == ["noindex"]
        assert [e.attributes for e in page.all("base")] == [{"target": "_top"}]
        assert len(page.all("h1")) == 1
        assert len(set(page.ids())) == len(page.ids())
        assert len(page.all("svg")) == 3, address  # two drawings, and the mark
        [foot] = page.all("footer")
        home = resolved(address, urlsplit(foot.all("a")[0].attributes["href"] or "").path)
        assert canonical(page) == ([f"{site.url}{home}"] if site.url else [])
        assert info.version in foot.text
        if info.licence_url:
            assert info.licence_url in [a.attributes.get("href") for a in foot.all("a")]


def test_search_engines_are_not_sent_to_embeds(site: Site) -> None:
    for path in site.folder.glob("sitemap*.xml"):
        assert "/embed/" not in path.read_text(encoding="utf-8")


def test_the_lines_to_copy_are_a_frame_and_a_script(site: Site) -> None:
    for address, chart in charts(site):
        found = ET.fromstring(f"<p>{code(chart).replace(' async', '')}</p>")  # noqa: S314 - our own
        frame, script = found
        root = site.url or "https://SITE/"
        assert unquote(frame.attrib["src"].removeprefix(root)) in site.embeds, address
        assert site.file(script.attrib["src"].removeprefix(root)).is_file()
        [title] = chart.classed("chart__title")
        assert " ".join(frame.attrib["title"].split()) == title.text
        assert int(frame.attrib["height"]) > 100


def test_each_chart_is_a_picture_with_its_words(site: Site) -> None:
    for address, page in site.embeds.items():
        [chart] = page.classed("chart")
        downloads = [link.target for link in links(chart) if link.is_download]
        drawn = {d[-3:]: site.file(resolved(address, d) or "").read_bytes() for d in downloads[1:]}
        assert tuple(drawn) == FORMS
        width, height = struct.unpack(">II", drawn["png"][16:24])
        assert (width, height) >= (WIDTH, LEAST)
        svg = ET.fromstring(drawn["svg"])  # noqa: S314 - our own
        assert (svg.attrib["width"], svg.attrib["height"]) == (str(width), str(height))
        said = " ".join("".join(e.itertext()) for e in svg.iter(f"{SVG}text"))
        for part in ("chart__title", "chart__subtitle"):
            assert letters(chart.classed(part)[0].text) in letters(said), address
        for title in sources(chart):
            assert letters(title) in letters(said), address
        assert site.world.dataset.info.version in said
        text = drawn["svg"].decode()
        assert "var(" not in text
        assert not re.search(r"(?:href|src|url)\s*[=(]\s*[\"']?(?!#)", text.replace("url(#", ""))


def sources(chart: Element) -> list[str]:
    [line] = chart.classed("chart__source")
    return [a.text for a in line.all("a") if "download" not in a.attributes]


def letters(text: str) -> str:
    """Without the spaces: a line may break anywhere."""
    return re.sub(r"\s", "", text)


def test_pages_are_shared_with_a_picture(site: Site) -> None:
    """One of the page's own charts where it has any, else that of the site."""
    for address, page in site.pages.items():
        found = properties(page)
        if not site.url or "og:url" not in found:
            assert "og:image" not in found, address
            continue
        path = unquote(found["og:image"].removeprefix(site.url))
        content = site.file(path).read_bytes()
        size = (int(found["og:image:width"]), int(found["og:image:height"]))
        assert struct.unpack(">II", content[16:24]) == size
        own = [chart.classed("chart__title")[0].text for chart in page.classed("chart")]
        assert path.startswith("data/charts/") == bool(own), address
        assert not own or any(found["og:image:alt"].startswith(title) for title in own), address


def test_a_press_kit_holds_the_pictures_of_its_page(site: Site) -> None:
    seen = 0
    for area in site.world.dataset.areas:
        place = Place(PageKind.AREA, area.area_id)
        kit = site.file(f"{subject_path(place)}.press.zip")
        with zipfile.ZipFile(io.BytesIO(kit.read_bytes())) as archive:
            pictures = {name for name in archive.namelist() if name.startswith("charts/")}
            for here in site.world.addresses.values():
                page = site.pages[here.url(place)]
                own = {
                    resolved(here.url(place), link.target)
                    for link in links(page)
                    if link.is_download and link.target.endswith(FORMS) and "/charts/" in link.target
                }
                names = {path.removeprefix("data/") for path in own if path}
                # What is drawn of an area alone; that of others is in theirs.
                assert names <= pictures
                seen += len(names)
            for name in pictures:
                assert archive.read(name) == site.file(f"data/{name}").read_bytes()
    assert seen


# --- in a browser -----------------------------------------------------------------------------


@pytest.fixture
def elsewhere(real_site: Site, below: str, tmp_path: Path) -> Iterator[str]:
    """Someone's page at another address, with the lines that the page of an area offers."""
    page = real_site.pages[REAL.addresses["nl"].url(AREA)]
    lines = code(page.classed("chart")[0]).replace(real_site.url, f"{below}{PLACES['real']}/")
    text = f"<!doctype html><meta charset=utf-8><title>x</title><h1>Nieuws</h1>{lines}"
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    (tmp_path / "plain.html").write_text(text.partition("<script")[0], encoding="utf-8")
    with serving(tmp_path) as address:
        yield address


def inner(page: Page) -> int:
    """How much of the frame's content is out of its sight."""
    frame = page.frames[1]
    frame.wait_for_load_state("networkidle")
    found: int = frame.evaluate(SCROLLED)
    return found


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_a_frame_gets_the_height_of_its_chart(browser: Browser, elsewhere: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(elsewhere, wait_until="networkidle")
    frame = page.locator("iframe")
    before = frame.evaluate("(e) => e.getBoundingClientRect().height")
    expect(frame).to_have_attribute("style", re.compile(r"height: \d+px"))
    assert inner(page) == 0
    page.frame_locator("iframe").locator(".chart__table summary").click()
    page.wait_for_function(
        "(h) => document.querySelector('iframe').getBoundingClientRect().height !== h", arg=before
    )
    page.wait_for_timeout(200)
    assert inner(page) == 0
    page.close()


@pytest.mark.browser
def test_only_the_frame_itself_tells_its_height(browser: Browser, elsewhere: str) -> None:
    page = browser.new_page()
    page.goto(elsewhere, wait_until="networkidle")
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("style", re.compile(r"height: \d+px"))
    before = frame.get_attribute("style")
    page.evaluate("postMessage({ type: 'atlas:height', height: 5 }, '*')")
    page.frames[1].evaluate("parent.postMessage({ type: 'atlas:height', height: 'huge' }, '*')")
    page.wait_for_timeout(200)
    assert frame.get_attribute("style") == before
    page.close()


@pytest.mark.browser
def test_without_scripts_the_chart_and_the_way_back_are_there(browser: Browser, elsewhere: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{elsewhere}plain.html")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".chart__drawing:visible")).to_have_count(1)
    frame.locator(".embed__foot a").first.click()
    page.wait_for_url(re.compile(r"/gebieden/breda-noord/#chart-"))
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_embed_follows_the_system_and_comes_to_life(
    browser: Browser, below: str, real_site: Site, scheme: str
) -> None:
    """It asks nothing of anyone but the site, and stores nothing."""
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    asked, wrong = list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(f"{below}{PLACES['real']}/{REAL.addresses['nl'].url(TIMELINE)}", wait_until="networkidle")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert dark == (scheme == "dark")
    page.locator(".chart__reach").click()
    expect(page.locator(".chart__plot--lively")).to_be_attached(timeout=20_000)
    assert wrong == []
    assert [url for url in asked if not url.startswith(below)] == []
    assert page.evaluate("localStorage.length") == 0
    context.close()


@pytest.mark.browser
def test_a_button_copies_the_lines(browser: Browser, below: str, bare_site: Site) -> None:
    """Where the site does not know its address, the lines have the one that the reader is at."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    address = next(a for a, _ in charts(bare_site))
    page.goto(f"{below}{PLACES['bare']}/{address}")
    details = page.locator(".chart__embed").first
    details.locator("summary").click()
    details.locator("button").click()
    expect(details.locator("[role=status]")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == details.locator("code").text_content()
    assert f'src="{below}{PLACES["bare"]}/' in copied
    assert "//SITE" not in copied
    context.close()
