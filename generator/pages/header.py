"""The header of a page: what the page chrome, search engines and other sites are told about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.downloads.api import paths
from generator.links import Addresses, Page, PageKind, relative
from generator.pages.pictures import Cover

DESCRIPTION_LENGTH = 155


@dataclass(frozen=True, slots=True)
class Header:
    """Makes the headers of one language's pages. ``editions`` hold the addresses of every language."""

    here: Addresses
    editions: Mapping[str, Addresses]
    docs: Path

    def meta(self, page: Page, title: str, description: str, weight: int) -> dict[str, object]:
        """The front matter of a page; with a weight of nought it is not to be found by searching."""
        kind = page.kind.value if page.slug or page.kind is PageKind.HOME else "overview"
        return {
            "title": title,
            "description": cut(description),
            "page_kind": kind if weight else "",
            "section": page.kind.value,
            "search_weight": weight,
            "twins": self._twins(page),
            "crumbs": self._crumbs(page, title),
            "alternates": self._alternates(page),
        }

    def cover(self, page: Page, cover: Cover | None) -> dict[str, object]:
        """The picture that other sites show of a page, with what it says and how large it is."""
        if cover is None:
            return {}
        link = relative(self.here.url(page), cover.path)
        return {"og_image": link, "og_image_alt": cover.alt, "og_image_size": list(cover.size)}

    def _twins(self, page: Page) -> list[dict[str, object]]:
        """The same page in every language; the default one is for whoever reads none of them."""
        start = self.here.url(page)
        return [
            {
                "lang": language,
                "url": relative(start, addresses.url(page)),
                "label": addresses.locale.text("language.name"),
                "locale": addresses.locale.text("language.formats"),
                "default": addresses.is_default,
            }
            for language, addresses in self.editions.items()
            if addresses.has(page, self.docs)
        ]

    def _alternates(self, page: Page) -> list[dict[str, str]]:
        """The same in another form, for programs."""
        path = paths.of_page(page)
        if not path:
            return []
        link, title = relative(self.here.url(page), path), self.here.locale.text("downloads.form.api.name")
        return [{"type": "application/json", "url": link, "title": title}]

    def _crumbs(self, page: Page, title: str) -> list[dict[str, str]]:
        if page.kind is PageKind.HOME:
            return []
        text = self.here.locale.text
        crumbs = [{"title": text("nav.home"), "url": self._link(page, Page(PageKind.HOME))}]
        if page.slug:
            name = text(f"nav.{page.kind.value}")
            crumbs.append({"title": name, "url": self._link(page, Page(page.kind))})
        return [*crumbs, {"title": title, "url": ""}]

    def _link(self, page: Page, target: Page) -> str:
        return relative(self.here.url(page), self.here.url(target))


def cut(text: str) -> str:
    """A description of the length that search engines show, cut between words."""
    flat = " ".join(text.split())
    if len(flat) <= DESCRIPTION_LENGTH:
        return flat
    return flat[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
