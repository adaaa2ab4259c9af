"""The composition: a package in, a published site out.

read package -> problems? stop -> Dataset -> drawings and pictures of the charts -> build outputs ->
write -> MkDocs, one process per language -> search index -> drawings into the pages -> publish.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from generator import chrome, equipment, load, locale, making, outputs, programs, styles
from generator import workshop as workshops
from generator.drawings import album as albums
from generator.drawings import drawing
from generator.drawings.album import Album, Undrawn
from generator.history import record as records
from generator.links import Addresses
from generator.making import Made
from generator.metadata.remarks import Remark
from generator.model import Dataset
from generator.problems import Problem, has_errors
from generator.validate import validate
from generator.workshop import Plan

__all__ = ["Built", "Plan", "build"]

Progress = Callable[[str], None]
EPOCH = datetime.date(1980, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made; ``changed`` is False where the published site had the same bytes.

    ``undrawn``: charts that draw themselves in the reader's browser, as none here could.
    ``remarks`` tell which standard could not be met, and what the package lacks for it.
    """

    problems: tuple[Problem, ...]
    published: bool
    undrawn: Undrawn | None = None
    changed: bool = False
    files: int = 0
    size: int = 0
    remarks: tuple[Remark, ...] = ()


def build(plan: Plan, progress: Progress) -> Built:
    """Build the site of a package. Nothing is written where the data has problems.

    Raises OutputError where the site cannot be put in its place, BuildError where MkDocs or the
    search index fails; the last good site stays as it was.
    """
    outputs.check_destination(plan.site)
    progress("validate")
    package, problems = validate(plan.package, docs=plan.project / "docs", draft=plan.draft)
    if package is None or has_errors(problems):
        return Built(problems=tuple(problems), published=False)
    progress("draw")
    dataset = load.dataset(package, repository=plan.repository)
    record, wrong = records.read(plan.project, plan.package, dataset)
    if wrong:
        return Built(problems=(*problems, *wrong), published=False)
    workshop = workshops.opened(plan, dataset, record)
    equipment.ready(plan.project, plan.work)
    kit, kept = drawing.kit(plan.equipment), plan.work / "drawings"
    album = albums.album(workshop.figures, kit, kept, workshop.prints)
    undrawn = album.fill()
    progress("generate")
    made = making.made(workshop, album.pictures())
    if made.broken:
        return Built(problems=(*problems, *made.broken), published=False)
    built = _published(plan, dataset, made, album, progress)
    album.sweep()
    return replace(built, problems=tuple(problems), undrawn=undrawn, remarks=made.remarks)


def _published(plan: Plan, dataset: Dataset, made: Made, album: Album, progress: Progress) -> Built:
    """Turn what was made into a site, and put that in its place."""
    for language, planned in made.pages.items():
        outputs.write(planned, plan.work / language)
    with outputs.staging(plan.site) as folder:
        progress("pages")
        site = folder / "site"
        _mkdocs(plan, dataset, site)
        outputs.add(made.files, site)
        progress("search")
        programs.search(site)
        progress("publish")
        outputs.change(site, "*.html", album.placed)
        count, size = outputs.size(site)
        changed = outputs.publish(site, plan.site)
    return Built(problems=(), published=True, changed=changed, files=count, size=size)


def _mkdocs(plan: Plan, dataset: Dataset, site: Path) -> None:
    """Every language into a folder of its own, side by side; then all into ``site``."""
    settings = workshops.settings_of(plan, dataset)
    parts = {language: site.with_name(f"site-{language}") for language in dataset.info.languages}
    configs = {language: plan.work / f"mkdocs.{language}.yml" for language in parts}
    for language, part in parts.items():
        default = language == dataset.info.default_language
        address = Addresses(locale.load(language), default)
        site_url = plan.site_url or dataset.info.homepage
        config = chrome.config(
            dataset, address, settings, chrome.Folders(plan.equipment, plan.work, part), site_url
        )
        outputs.add({configs[language].name: json.dumps(config, indent=1).encode()}, plan.work)
    programs.mkdocs(configs, dataset.info.date or EPOCH)
    # Of the theme's own scripts and styles no page of ours fetches any.
    assets = parts[dataset.info.default_language] / "assets"
    outputs.keep(assets, like=plan.equipment / "overrides" / "assets")
    outputs.write(outputs.plan([styles.sheet(plan.equipment)]), assets / "stylesheets")
    outputs.assemble(site, parts, dataset.info.default_language)
