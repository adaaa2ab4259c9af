"""Which pages to look at: of every kind the overview, the fullest and the barest one."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page as Tab

from generator.links import Page, PageKind
from tests.site.support import Site

# The reader's window: a phone, a tablet upright, a desktop.
WIDTHS = (1440, 768, 360)
SCHEMES = ("light", "dark")
# An address that asks for something, beside the plain ones of its kind.
ASKING = {
    PageKind.COMPARE: "?show={areas}",
    PageKind.DIFFERENCE: "?area={area}",
}

# For scripts in the page: how far two colours are apart, and what colour an element stands on.
CONTRAST = """
const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const numbers = (colour) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const light = (colour) => numbers(colour).slice(0, 3).map((c) => c / 255)
  .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const contrast = (one, other) => {
  const [bright, dim] = [light(one), light(other)].sort((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
};
const solid = (colour) => numbers(colour)[3] === 255;
const ground = (element) => {
  for (let e = element; e; e = e.parentElement) {
    const colour = getComputedStyle(e).backgroundColor;
    if (solid(colour)) return colour;
  }
  return 'white';
};
"""


def addresses(site: Site, kind: PageKind, language: str) -> list[str]:
    """The addresses to look at for one kind of page. A new kind of page is in it by itself."""
    here = site.world.addresses[language]
    overview = here.url(Page(kind))
    found = [overview] if overview in site.pages else []
    if kind in ASKING:
        ids = [area.area_id for area in site.world.dataset.areas]
        found.append(overview + ASKING[kind].format(area=ids[0], areas=",".join(ids[:2])))
    by_size = _others(site, kind, language)
    return [*found, *dict.fromkeys([*by_size[-1:], *by_size[:1]])]


def _others(site: Site, kind: PageKind, language: str) -> list[str]:
    """The pages of a kind beside its overview, from barest to fullest."""
    overview = site.world.addresses[language].url(Page(kind))
    if kind is PageKind.HOME:
        return []
    found = [a for a in site.pages if a.startswith(overview) and a != overview]
    return sorted(found, key=lambda address: (site.file(address).stat().st_size, address))


def fullest(site: Site, kind: PageKind, language: str) -> Page:
    """The page of a kind with the most on it."""
    last = ["", *_others(site, kind, language)][-1]
    here = site.world.addresses[language]
    return Page(kind, here.slug(kind, last.rstrip("/").rpartition("/")[2]))


def everything(site: Site, language: str) -> Iterator[str]:
    """The addresses of every kind."""
    for kind in PageKind:
        yield from addresses(site, kind, language)


def ready(tab: Tab) -> None:
    """Wait until the page's scripts are there: where the search was a link, it is a button now."""
    tab.locator("button.search-open").wait_for()


def settled(tab: Tab) -> None:
    """Let what follows a change of window or theme happen: scripts that measure do so between frames."""
    tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def open_all(tab: Tab) -> None:
    """Unfold everything that is folded away."""
    tab.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    settled(tab)
