"""MkDocs' settings for a language: where to build, and what the page chrome in overrides/ shows."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import locale
from generator.history import feed
from generator.links import PROSE, Addresses, Page, PageKind
from generator.model import Dataset
from generator.pages.press import Settings

NAVIGATION = (
    PageKind.HOME,
    PageKind.AREA,
    PageKind.MAP,
    PageKind.ALLIANCE,
    PageKind.MUNICIPALITY,
    PageKind.BOTTLENECK,
    PageKind.METRIC,
    PageKind.SOURCE,
    PageKind.DATA,
    PageKind.ABOUT,
)
# What every page links to at its foot, and the error page too.
FOOT = (*PROSE, PageKind.GUIDE, PageKind.DATA, PageKind.CHANGES)


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the page chrome is, where the Markdown is, and where the pages go."""

    equipment: Path
    work: Path
    site: Path


def config(
    dataset: Dataset, here: Addresses, settings: Settings, folders: Folders, site_url: str | None
) -> Mapping[str, object]:
    """A language's settings: what the package says, on top of the project's own mkdocs file."""
    language, info = here.locale.language, dataset.info
    own = folders.equipment / f"mkdocs.{language}.yml"
    base = own if own.is_file() else folders.equipment / "mkdocs.yml"
    return {
        "INHERIT": os.path.relpath(base, folders.work),
        "site_name": info.title.in_language(language).partition(":")[0],
        "site_description": info.description.in_language(language),
        "site_url": f"{site_url.rstrip('/')}/{here.base}" if site_url else "",
        "docs_dir": language,
        "site_dir": str(folders.site),
        "theme": {
            "name": "material",
            "custom_dir": os.path.relpath(folders.equipment / "overrides", folders.work),
            "language": language,
        },
        **chrome(dataset, here, settings),
    }


def chrome(dataset: Dataset, here: Addresses, settings: Settings) -> Mapping[str, object]:
    """The parts of MkDocs' settings that depend on the package: ``nav`` and ``extra``."""
    text, info = here.locale.text, dataset.info
    shown = [k for k in NAVIGATION if here.has(Page(k), settings.docs)]
    foot = [k for k in FOOT if here.has(Page(k), settings.docs)]
    return {
        "nav": [{text(f"nav.{kind.value}"): here.markdown(Page(kind))} for kind in shown],
        "extra": {
            "atlas": {
                "site_root": "." if here.is_default else "..",
                "lang": here.locale.language,
                "title": info.title.in_language(here.locale.language),
                "draft": settings.draft,
                "version": info.version,
                "date": here.locale.date(info.date) if info.date else None,
                "publisher": info.publisher,
                "contact": info.contact,
                "issues_url": settings.issues_url,
                "repository": settings.repository,
                "texts": _texts(here),
                "links": {kind.value: here.url(Page(kind)).removeprefix(here.base) for kind in foot},
                "feed": feed.path(here.locale.language) if dataset.changes else None,
                "not_found": [_not_found(dataset, code, settings) for code in info.languages],
            }
        },
    }


def _not_found(dataset: Dataset, language: str, settings: Settings) -> Mapping[str, object]:
    """What the error page says in a language: it is one page for all of them."""
    here = Addresses(locale.load(language), language == dataset.info.default_language)
    text = here.locale.text
    shown = [k for k in (*NAVIGATION, PageKind.CHANGES) if here.has(Page(k), settings.docs)]
    return {
        "lang": language,
        "title": text("not_found.title"),
        "lead": text("not_found.lead"),
        "help": text("not_found.help"),
        "links": [{"title": text(f"nav.{kind.value}"), "url": here.url(Page(kind))} for kind in shown],
    }


def _texts(here: Addresses) -> Mapping[str, object]:
    """Every text under ``chrome``, as it stands: the scripts fill the placeholders."""
    prefix = "chrome."
    texts: dict[str, object] = {
        key.removeprefix(prefix): value for key, value in here.locale.texts.items() if key.startswith(prefix)
    }
    texts["links"] = {kind.value: here.locale.text(f"nav.{kind.value}") for kind in FOOT}
    return texts
