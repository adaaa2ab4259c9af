"""How the sites are found, and what someone finds who comes to an address that does not exist."""

from __future__ import annotations

from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Route

from generator import locale
from tests.dom import Element, parse
from tests.site.conftest import PLACES
from tests.site.support import Site, links, resolved, twins

SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def entries(site: Site) -> list[ET.Element]:
    tree = ET.fromstring((site.folder / "sitemap.xml").read_bytes())  # noqa: S314 - our own file
    assert tree.tag == f"{{{SPACES['s']}}}urlset"
    return tree.findall("s:url", SPACES)


def test_only_a_site_that_knows_its_address_has_a_sitemap(site: Site) -> None:
    found = [path.relative_to(site.folder).as_posix() for path in site.folder.rglob("sitemap*")]
    assert found == (["sitemap.xml"] if site.url else [])


def test_the_sitemap_says_which_languages_a_page_has(site: Site) -> None:
    for entry in entries(site) if site.url else ():
        address = (entry.findtext("s:loc", namespaces=SPACES) or "").removeprefix(site.url)
        others = {e.get("hreflang"): e.get("href") for e in entry.findall("x:link", SPACES)}
        page = site.pages[address]
        expected = {n: site.url + (resolved(address, link) or "") for n, link in twins(page)}
        expected[site.language(address)] = site.url + address
        assert others == {**expected, "x-default": expected[site.world.languages[0]]}, address
        assert entry.findtext("s:lastmod", namespaces=SPACES), address


def test_robots_may_read_everything(site: Site) -> None:
    text = (site.folder / "robots.txt").read_text(encoding="utf-8")
    where = f"\nSitemap: {site.url}sitemap.xml\n" if site.url else ""
    assert text == f"User-agent: *\nAllow: /\n{where}"


def test_every_page_names_the_feed_of_its_language(site: Site) -> None:
    for address, page in site.pages.items():
        found = [e for e in page.all("link") if e.attributes.get("type") == "application/atom+xml"]
        assert [resolved(address, e.attributes["href"] or "") for e in found] == [
            f"feed.{site.language(address)}.atom"
        ]
        assert [(e.attributes["rel"], bool(e.attributes["title"])) for e in found] == [("alternate", True)]
        assert all(site.broken(address, e.attributes["href"] or "") == "" for e in found)


def test_every_page_leads_to_the_changes(site: Site) -> None:
    for address, page in site.pages.items():
        here = site.world.addresses[site.language(address)]
        targets = {resolved(address, link.target) for link in links(page) if link.kind == "a href"}
        assert f"{here.base}{here.locale.text('paths.changes')}/" in targets


def error_page(site: Site) -> Element:
    return parse((site.folder / "404.html").read_text(encoding="utf-8"))


def test_the_error_page_helps_in_every_language(site: Site) -> None:
    """Without any script: the overviews of each language, the default one first."""
    parts = error_page(site).classed("not-found")
    assert [part.attributes["lang"] for part in parts] == list(site.world.languages)
    root = "/" + site.url.split("/", 3)[3] if site.url else "/"
    for part, language in zip(parts, site.world.languages, strict=True):
        here = site.world.addresses[language]
        headings = [e for e in part.walk() if e.tag in ("h1", "h2")]
        assert [e.text for e in headings] == [locale.load(language).text("not_found.title")]
        targets = [link.target.removeprefix(root) for link in links(part)]
        assert len(targets) > 8
        assert {target for target in targets if not target.startswith(here.base)} == set()
        assert {f"{here.base}{here.locale.text('paths.area')}/", here.base} <= set(targets)
        assert [target for target in targets if not site.file(target).is_file()] == []
    assert [e.tag for e in error_page(site).all("h1")] == ["h1"]


@pytest.mark.browser
@pytest.mark.parametrize("address", ["nothing", "nl/gebieden/nothing/", "a/b/c/d/"])
def test_the_error_page_works_at_any_depth_below_a_folder(
    norland_site: Site, below: str, browser: Browser, address: str
) -> None:
    """A web server that shows it for what it has not: with its styles, its links, and the search."""
    start = f"{below}{PLACES['norland']}/"
    page = browser.new_page()
    wrong: list[str] = []

    def answer(route: Route) -> None:
        if route.request.url == start + address:
            route.fulfill(status=404, content_type="text/html", path=norland_site.folder / "404.html")
        else:
            route.continue_()

    page.route("**/*", answer)
    page.on(
        "response", lambda r: wrong.append(r.url) if r.status >= 400 and r.url != start + address else None
    )
    page.goto(start + address)
    overviews = page.locator(".not-found a").evaluate_all("(found) => found.map((e) => e.href)")
    paths = [link.target for part in error_page(norland_site).classed("not-found") for link in links(part)]
    assert overviews == [urljoin(start, path) for path in paths]
    page.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox").fill("tern")
    page.locator(".search__results a").first.click()
    page.wait_for_url(f"{start}**")
    assert page.locator("h1").inner_text()
    assert wrong == []
    page.close()
