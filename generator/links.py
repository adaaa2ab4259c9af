"""Addresses of pages and files, and the one function that turns two of them into a link."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from generator.locale import Locale


class PageKind(StrEnum):
    """The page types; the locale gives each its folder under ``paths``."""

    HOME = "home"
    AREA = "area"
    ALLIANCE = "alliance"
    MUNICIPALITY = "municipality"
    SOURCE = "source"
    METRIC = "metric"
    MAP = "map"
    COMPARE = "compare"
    TIMELINE = "timeline"
    BOTTLENECK = "bottleneck"
    DIFFERENCE = "difference"
    SUM = "sum"
    PROGRESS = "progress"
    DATA = "data"
    CHANGES = "changes"
    ABOUT = "about"
    GLOSSARY = "glossary"
    ACCESSIBILITY = "accessibility"
    PRIVACY = "privacy"
    CONTRIBUTING = "contributing"
    GUIDE = "guide"
    COMPONENTS = "components"
    EMBED = "embed"


# Written by hand, in docs/<language>/<address>.md.
PROSE = (
    PageKind.ABOUT,
    PageKind.GLOSSARY,
    PageKind.ACCESSIBILITY,
    PageKind.PRIVACY,
    PageKind.CONTRIBUTING,
)
# The tasks of the guide for who keeps the data, likewise; the locale names them under ``slugs.guide``.
TASKS = ("area", "figure", "source", "discrepancy", "start", "leave")
# Pages that no data names, below the overview of their kind.
OWN_SLUGS = {PageKind.GUIDE: (*TASKS, "checks")}


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its type, and which one of them; an empty slug is the type's overview."""

    kind: PageKind
    slug: str = ""

    @property
    def is_prose(self) -> bool:
        """Whether it is written by hand."""
        return self.kind in PROSE or (self.kind is PageKind.GUIDE and self.slug in TASKS)


@dataclass(frozen=True, slots=True)
class Addresses:
    """The published addresses in one language, from the root of the whole site."""

    locale: Locale
    is_default: bool

    @property
    def base(self) -> str:
        """Where this language's site starts: the root for the default language."""
        return "" if self.is_default else f"{self.locale.language}/"

    def url(self, page: Page) -> str:
        """The address of a page: ``gebieden/breda-noord/``, ``en/areas/breda-noord/``."""
        folder = self.locale.text(f"paths.{page.kind}")
        # What the data names is called so in every language, a page of our own in that language.
        slug = self.locale.texts.get(f"slugs.{page.kind}.{page.slug}", page.slug)
        return self.base + (f"{folder}/" if folder else "") + (f"{slug}/" if slug else "")

    def slug(self, kind: PageKind, word: str) -> str:
        """The slug of a page by the word for it in an address of this language."""
        own = OWN_SLUGS.get(kind, ())
        return next((s for s in own if self.locale.texts.get(f"slugs.{kind}.{s}") == word), word)

    def prose_file(self, page: Page, docs: Path) -> Path:
        """Where the text of a hand-written page is kept."""
        inside = self.url(page).removeprefix(self.base)
        return docs / self.locale.language / f"{inside.rstrip('/')}.md"

    def has(self, page: Page, docs: Path) -> bool:
        """Whether the page exists in this language: a hand-written one may not."""
        return not page.is_prose or self.prose_file(page, docs).is_file()

    def markdown(self, page: Page) -> str:
        """The Markdown file of a page, relative to the language's docs folder."""
        inside = self.url(page).removeprefix(self.base)
        if page.slug:
            return f"{inside.rstrip('/')}.md"
        return f"{inside}index.md"


# Every page that is written by hand.
PROSE_PAGES = (*(Page(kind) for kind in PROSE), *(Page(PageKind.GUIDE, task) for task in TASKS))


# Pages link to the same places over and over.
@lru_cache(maxsize=65_536)
def relative(start: str, target: str, anchor: str = "") -> str:
    """A link from the page at ``start`` to ``target``; both are addresses from the root."""
    here, there = start.split("/")[:-1], target.split("/")
    shared = 0
    for mine, theirs in zip(here, there[:-1], strict=False):
        if mine != theirs:
            break
        shared += 1
    link = "../" * (len(here) - shared) + quote("/".join(there[shared:]))
    fragment = f"#{quote(anchor)}" if anchor else ""
    return link + fragment or "./"
