"""What search engines are told: every page with its languages and its age, and that all may be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree as ET

from generator.history.addresses import page_at, url
from generator.history.ages import Ages
from generator.links import Addresses, Page
from generator.outputs import Output

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
NAME = "sitemap.xml"
# The protocol allows no more pages in one file.
MOST = 50_000


def files(
    editions: Mapping[str, Addresses], pages: Mapping[str, Iterable[str]], ages: Ages, site_url: str | None
) -> Iterator[Output]:
    """The sitemap, where the site's own address is known: it names pages by it. And robots.txt."""
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        entries = list(_entries(editions, pages, ages, site_url))
        yield from _sitemaps(entries, site_url)
        lines += ["", f"Sitemap: {site_url}/{NAME}"]
    yield Output.text("robots.txt", "\n".join([*lines, ""]))


def _sitemaps(entries: list[ET.Element], site_url: str) -> Iterator[Output]:
    """One file, or where that would hold too many pages several, and one that names those."""
    if len(entries) <= MOST:
        yield Output(NAME, _xml("urlset", entries))
        return
    index = []
    for number, start in enumerate(range(0, len(entries), MOST), 1):
        name = f"sitemap-{number}.xml"
        yield Output(name, _xml("urlset", entries[start : start + MOST]))
        entry = ET.Element("sitemap")
        ET.SubElement(entry, "loc").text = f"{site_url}/{name}"
        index.append(entry)
    yield Output(NAME, _xml("sitemapindex", index))


def _entries(
    editions: Mapping[str, Addresses], pages: Mapping[str, Iterable[str]], ages: Ages, site_url: str
) -> Iterator[ET.Element]:
    """Every page, with its age and its address in every language."""
    languages: dict[Page | str, dict[str, str]] = {}
    for language, paths in pages.items():
        here = editions[language]
        for path in paths:
            address = url(here, path)
            languages.setdefault(page_at(here, path) or address, {})[language] = f"{site_url}/{address}"
    for page, addresses in sorted(languages.items(), key=lambda pair: min(pair[1].values())):
        date = ages.of(page) if isinstance(page, Page) else None
        default = next((a for n, a in addresses.items() if editions[n].is_default), None)
        for address in addresses.values():
            entry = ET.Element("url")
            ET.SubElement(entry, "loc").text = address
            if date:
                ET.SubElement(entry, "lastmod").text = date.isoformat()
            others = {**addresses, **({"x-default": default} if default else {})}
            for name, other in others.items() if len(addresses) > 1 else ():
                ET.SubElement(entry, "xhtml:link", {"rel": "alternate", "hreflang": name, "href": other})
            yield entry


def _xml(root: str, entries: list[ET.Element]) -> bytes:
    # Prefixes are given by hand: the registry of this library is shared by the whole process.
    element = ET.Element(root, {"xmlns": SITEMAP, "xmlns:xhtml": XHTML})
    element.extend(entries)
    ET.indent(element, "")
    return bytes(ET.tostring(element, encoding="utf-8", xml_declaration=True)) + b"\n"
