"""What the page chrome in overrides/ needs to know: navigation, texts, and who publishes."""

from __future__ import annotations

from collections.abc import Mapping

from generator.links import PROSE, Addresses, Page, PageKind
from generator.model import Dataset
from generator.pages.press import Settings

NAVIGATION = (
    PageKind.HOME,
    PageKind.AREA,
    PageKind.ALLIANCE,
    PageKind.MUNICIPALITY,
    PageKind.METRIC,
    PageKind.SOURCE,
    PageKind.DATA,
    PageKind.ABOUT,
)
SEARCH_KINDS = ("area", "municipality", "alliance", "metric", "source", "data", "overview", "prose", "home")


def chrome(dataset: Dataset, here: Addresses, settings: Settings) -> Mapping[str, object]:
    """The parts of MkDocs' settings that depend on the package: ``nav`` and ``extra``."""
    text, info = here.locale.text, dataset.info
    shown = [k for k in NAVIGATION if here.has(Page(k), settings.docs)]
    prose = [k for k in (*PROSE, PageKind.DATA) if here.has(Page(k), settings.docs)]
    return {
        "nav": [{text(f"nav.{kind.value}"): here.markdown(Page(kind))} for kind in shown],
        "extra": {
            "atlas": {
                "site_root": "." if here.is_default else "..",
                "lang": here.locale.language,
                "title": info.title.in_language(here.locale.language),
                "version": info.version,
                "date": here.locale.date(info.date) if info.date else None,
                "publisher": info.publisher,
                "contact": info.contact,
                "issues_url": settings.issues_url,
                "repository": settings.repository,
                "texts": _texts(here),
                "links": {kind.value: here.url(Page(kind)).removeprefix(here.base) for kind in prose},
            }
        },
    }


def _texts(here: Addresses) -> Mapping[str, object]:
    """Every text under ``chrome``, as it stands: the scripts fill the placeholders."""
    prefix = "chrome."
    texts: dict[str, object] = {
        key.removeprefix(prefix): value for key, value in here.locale.texts.items() if key.startswith(prefix)
    }
    texts["search_kinds"] = {kind: here.locale.text(f"kind.{kind}") for kind in SEARCH_KINDS}
    texts["links"] = {kind.value: here.locale.text(f"nav.{kind.value}") for kind in (*PROSE, PageKind.DATA)}
    return texts
