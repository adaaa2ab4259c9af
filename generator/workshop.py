"""Where everything is made, before anything is: what is costly can be asked for in between."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator import equipment, locale
from generator.downloads import Desk
from generator.drawings.print import Print
from generator.history.record import Record
from generator.links import Addresses
from generator.model import Dataset
from generator.pages import pictures
from generator.pages.press import Press, Settings
from generator.store import Store
from generator.views.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to build, from where and to where."""

    package: Path
    site: Path
    project: Path
    work: Path
    site_url: str | None = None
    repository: str | None = None
    today: datetime.date | None = None
    draft: bool = False

    @property
    def equipment(self) -> Path:
        """Where the page chrome, the typefaces and the chart library are."""
        return equipment.folder(self.project, self.work)


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """The package in every language, the desk where files are made, and the presses that make pages."""

    plan: Plan
    record: Record
    editions: Mapping[str, Addresses]
    settings: Settings
    desk: Desk
    presses: Mapping[str, Press]
    # What is there so far: pages and bundles look into both, so that they are filled in order.
    published: dict[str, bytes]
    kits: dict[str, dict[str, bytes]]

    @cached_property
    def figures(self) -> Mapping[str, bytes]:
        """The figures of all charts, by path."""
        return {path: text for press in self.presses.values() for path, text in press.gallery.figures.items()}

    @cached_property
    def prints(self) -> Mapping[str, Print]:
        """The pictures that are wanted of them, by where they stand."""
        return {
            path: wanted
            for press in self.presses.values()
            for path, wanted in pictures.prints(press.here, press.gallery, self.settings.site_url).items()
        }


def opened(plan: Plan, dataset: Dataset, record: Record) -> Workshop:
    """Get everything ready, and make nothing."""
    settings = settings_of(plan, dataset)
    editions = {
        language: Addresses(locale.load(language), language == dataset.info.default_language)
        for language in dataset.info.languages
    }
    kits: dict[str, dict[str, bytes]] = {}
    published: dict[str, bytes] = {}
    desk = _desk(plan, dataset, editions, settings, kits)
    return Workshop(
        plan=plan,
        record=record,
        editions=editions,
        settings=settings,
        desk=desk,
        presses=_presses(desk, settings, published, record),
        published=published,
        kits=kits,
    )


def _presses(
    desk: Desk, settings: Settings, published: Mapping[str, bytes], record: Record
) -> Mapping[str, Press]:
    """What makes the pages of each language; ``published`` may be filled later."""
    return {
        language: Press(
            edition=edition,
            editions=desk.addresses,
            settings=settings,
            desk=desk,
            published=published,
            releases=record.timeline,
        )
        for language, edition in desk.editions.items()
    }


def _desk(
    plan: Plan,
    dataset: Dataset,
    addresses: Mapping[str, Addresses],
    settings: Settings,
    kits: Mapping[str, Mapping[str, bytes]],
) -> Desk:
    return Desk(
        editions={n: Edition(dataset=dataset, locale=found.locale) for n, found in addresses.items()},
        addresses=addresses,
        store=Store(plan.work / "downloads"),
        site_url=settings.site_url,
        pictures=kits,
    )


def settings_of(plan: Plan, dataset: Dataset) -> Settings:
    """What the pages need to know of the build."""
    repository = (dataset.info.repository or "").rstrip("/") or None
    folder = plan.package.resolve()
    inside = folder.is_relative_to(plan.project.resolve())
    return Settings(
        docs=plan.project / "docs",
        data_folder=folder.relative_to(plan.project.resolve()).as_posix() if inside else folder.name,
        issues_url=f"{repository}/issues/new/choose" if repository else None,
        repository=repository,
        site_url=(plan.site_url or dataset.info.homepage or "").rstrip("/") or None,
        today=plan.today,
        draft=plan.draft,
    )
