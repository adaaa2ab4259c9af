"""The header of a page: its description, the same page in other languages, and the way to it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.links import Addresses, Page, PageKind, relative

DESCRIPTION_LENGTH = 155


def twins(page: Page, here: Addresses, editions: Mapping[str, Addresses], docs: Path) -> list[dict[str, str]]:
    """The page in every language that has it."""
    start = here.url(page)
    return [
        {
            "lang": language,
            "url": relative(start, addresses.url(page)),
            "label": addresses.locale.text("language.name"),
        }
        for language, addresses in editions.items()
        if addresses.has(page, docs)
    ]


def crumbs(page: Page, here: Addresses, title: str) -> list[dict[str, str]]:
    """The pages above a page, and the page itself without a link."""
    if page.kind is PageKind.HOME:
        return []
    above = [("nav.home", Page(PageKind.HOME))]
    if page.slug:
        above.append((f"nav.{page.kind.value}", Page(page.kind)))
    start = here.url(page)
    return [
        *({"title": here.locale.text(key), "url": relative(start, here.url(up))} for key, up in above),
        {"title": title, "url": ""},
    ]


def cut(text: str) -> str:
    """A description of the length that search engines show, cut between words."""
    flat = " ".join(text.split())
    if len(flat) <= DESCRIPTION_LENGTH:
        return flat
    return flat[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
