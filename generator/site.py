"""The composition: a package in, a published site out.

read package -> problems? stop -> Dataset -> build outputs -> write -> MkDocs, one process per
language, and meanwhile the drawings of the charts -> search index -> drawings into the pages -> publish.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator import chrome, load, locale, lookup, outputs, programs, styles
from generator.charts import data as charts_data
from generator.charts import theme
from generator.downloads import DOWNLOADS
from generator.drawings import album as albums
from generator.drawings import drawing
from generator.drawings.album import Undrawn
from generator.links import Addresses
from generator.model import Dataset
from generator.outputs import Output
from generator.pages import PAGES
from generator.pages.press import Press, Settings
from generator.problems import Problem, has_errors
from generator.validate import validate
from generator.views.edition import Edition

Progress = Callable[[str], None]
EPOCH = datetime.date(1980, 1, 1)


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
class Built:
    """What a build made; ``changed`` is False where the published site had the same bytes.

    ``undrawn``: charts that draw themselves in the reader's browser, as none here could.
    """

    problems: tuple[Problem, ...]
    published: bool
    undrawn: Undrawn | None = None
    changed: bool = False
    files: int = 0
    size: int = 0


def project_folder(start: Path) -> Path:
    """Where mkdocs.yml, overrides and vendor are: here or above, else beside the generator."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    return Path(__file__).resolve().parent.parent


def build(plan: Plan, progress: Progress) -> Built:
    """Build the site of a package. Nothing is written where the data has problems.

    Raises OutputError where the site cannot be put in its place, BuildError where MkDocs or the
    search index fails; the last good site stays as it was.
    """
    outputs.check_destination(plan.site)
    progress("validate")
    package, problems = validate(plan.package)
    if package is None or has_errors(problems):
        return Built(problems=tuple(problems), published=False)
    progress("generate")
    dataset = load.dataset(package, repository=plan.repository)
    made = _outputs(plan, dataset)
    for language, planned in made.pages.items():
        outputs.write(planned, plan.work / language)
    album = albums.album(made.figures, drawing.kit(plan.project), plan.work / "drawings")
    with outputs.staging(plan.site) as folder:
        progress("pages")
        site = folder / "site"
        with _mkdocs(plan, dataset, site):
            undrawn = album.fill()
        outputs.add({**made.files, **made.figures}, site)
        progress("search")
        programs.search(site)
        progress("publish")
        outputs.change(site, "*.html", album.placed)
        count, size = outputs.size(site)
        changed = outputs.publish(site, plan.site)
    album.sweep()
    shown = tuple(problems)
    return Built(problems=shown, published=True, undrawn=undrawn, changed=changed, files=count, size=size)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """The Markdown of every language, and by path the files and figures that stand once for all of them."""

    pages: Mapping[str, Mapping[str, bytes]]
    files: Mapping[str, bytes]
    figures: Mapping[str, bytes]


def _outputs(plan: Plan, dataset: Dataset) -> _Made:
    settings = _settings(plan, dataset)
    editions = {
        language: Addresses(locale.load(language), language == dataset.info.default_language)
        for language in dataset.info.languages
    }
    presses = {
        language: Press(
            edition=Edition(dataset=dataset, locale=editions[language].locale),
            editions=editions,
            settings=settings,
        )
        for language in dataset.info.languages
    }
    pages = {
        language: outputs.plan(output for make in PAGES for output in make(press))
        for language, press in presses.items()
    }
    return _Made(
        pages=pages,
        files=outputs.plan(_files(plan, dataset, presses)),
        figures={path: text for press in presses.values() for path, text in press.figures.items()},
    )


def _files(plan: Plan, dataset: Dataset, presses: Mapping[str, Press]) -> Iterator[Output]:
    press = presses[dataset.info.default_language]
    for each in presses.values():
        yield from lookup.files(each)
    for download in DOWNLOADS:
        yield from download(dataset)
    yield from charts_data.files(press.edition, press.rankings, press.maps)
    yield theme.template()
    yield from outputs.copies(plan.project / "vendor" / "plotly", "*.js", "assets/plotly")
    yield from outputs.copies(plan.project / "vendor" / "fonts", "*.woff2", "assets/fonts")
    yield from outputs.copies(plan.project / "vendor" / "fonts", "*.txt", "assets/fonts")


def _settings(plan: Plan, dataset: Dataset) -> Settings:
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


@contextmanager
def _mkdocs(plan: Plan, dataset: Dataset, site: Path) -> Iterator[None]:
    """Every language into a folder of its own, beside what is done meanwhile; then all into ``site``."""
    settings = _settings(plan, dataset)
    parts = {language: site.with_name(f"site-{language}") for language in dataset.info.languages}
    configs = {language: plan.work / f"mkdocs.{language}.yml" for language in parts}
    for language, part in parts.items():
        default = language == dataset.info.default_language
        address = Addresses(locale.load(language), default)
        site_url = plan.site_url or dataset.info.homepage
        config = chrome.config(
            dataset, address, settings, chrome.Folders(plan.project, plan.work, part), site_url
        )
        outputs.add({configs[language].name: json.dumps(config, indent=1).encode()}, plan.work)
    with programs.mkdocs(configs, dataset.info.date or EPOCH):
        yield
    # Of the theme's own scripts and styles no page of ours fetches any.
    assets = parts[dataset.info.default_language] / "assets"
    outputs.keep(assets, like=plan.project / "overrides" / "assets")
    outputs.write(outputs.plan([styles.sheet(plan.project)]), assets / "stylesheets")
    outputs.assemble(site, parts, dataset.info.default_language)
