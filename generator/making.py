"""Everything that a site consists of, as values: pages, downloads, and what stands around them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import locale, lookup, outputs
from generator.charts import data as charts_data
from generator.charts import theme
from generator.downloads import DOWNLOADS, Desk, checksums
from generator.history import addresses
from generator.history.record import Record
from generator.links import Addresses
from generator.metadata import METADATA, Register
from generator.metadata.remarks import Remark, remarks
from generator.model import Dataset
from generator.outputs import Output
from generator.pages import PAGES
from generator.pages.press import Press, Settings
from generator.problems import Problem
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The Markdown of every language, and by path the files and figures that stand once for all of them.

    ``addresses`` is all that others may link to; ``broken`` tells which addresses of earlier times
    lead nowhere now, ``remarks`` which standard could not be met.
    """

    pages: Mapping[str, Mapping[str, bytes]]
    files: Mapping[str, bytes]
    figures: Mapping[str, bytes]
    addresses: frozenset[str]
    broken: tuple[Problem, ...]
    remarks: tuple[Remark, ...]


def made(plan: Plan, dataset: Dataset, record: Record) -> Made:
    """Make everything, and write nothing."""
    settings = settings_of(plan, dataset)
    editions = {
        language: Addresses(locale.load(language), language == dataset.info.default_language)
        for language in dataset.info.languages
    }
    desk = _desk(plan, dataset, editions, settings)
    published: dict[str, bytes] = {}
    presses = _presses(desk, settings, published, record)
    # The files first: a page says how large a download is.
    published.update(outputs.plan(_files(plan, desk, presses, record)))
    sums = checksums.output(published)
    published[sums.path] = sums.content
    pages = {
        language: outputs.plan(output for make in PAGES for output in make(press))
        for language, press in presses.items()
    }
    broken = record.broken(editions, pages, published)
    around = () if broken else record.around(editions, pages, published, settings.site_url)
    return Made(
        pages=pages,
        files={**published, **outputs.plan(around)},
        figures={path: text for press in presses.values() for path, text in press.figures.items()},
        addresses=addresses.made(editions, pages, published),
        broken=tuple(broken),
        remarks=remarks(presses[dataset.info.default_language].register),
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


def _desk(plan: Plan, dataset: Dataset, addresses: Mapping[str, Addresses], settings: Settings) -> Desk:
    return Desk(
        editions={n: Edition(dataset=dataset, locale=found.locale) for n, found in addresses.items()},
        addresses=addresses,
        store=Store(plan.work / "downloads"),
        site_url=settings.site_url,
    )


def _files(plan: Plan, desk: Desk, presses: Mapping[str, Press], record: Record) -> Iterator[Output]:
    press = presses[desk.dataset.info.default_language]
    kept = outputs.plan(record.files(desk.editions, desk.addresses, desk.site_url))
    downloads = outputs.plan(output for download in DOWNLOADS for output in download(desk))
    # A released version is published with the very bytes that were released.
    made = {path: kept.get(path, content) for path, content in downloads.items()}
    yield from (Output(path, content) for path, content in {**made, **kept}.items())
    for describe in METADATA:
        yield from describe(Register(desk=desk, site_url=desk.site_url, published=made))
    if desk.store:
        desk.store.sweep()
    for each in presses.values():
        yield from lookup.files(each)
    yield from charts_data.files(press.edition, press.rankings, press.maps)
    yield theme.template()
    yield from outputs.copies(plan.project / "vendor" / "plotly", "*.js", "assets/plotly")
    yield from outputs.copies(plan.project / "vendor" / "fonts", "*.woff2", "assets/fonts")
    yield from outputs.copies(plan.project / "vendor" / "fonts", "*.txt", "assets/fonts")


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
    )
