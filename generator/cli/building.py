"""``atlas build``: the site of a package."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from generator import equipment, locale, outputs
from generator.cli.shared import (
    DATA_PROBLEMS,
    Format,
    Language,
    PackageFolder,
    ReportFormat,
    aside,
    plain,
    repository,
    show,
    texts_in,
    today,
)
from generator.validate import UNFINISHED

# LATE: charts, templates and their libraries are imported where a site is built; they would cost
# validate half a second that it does not need.
if TYPE_CHECKING:
    from generator import site

Draft = Annotated[
    bool, typer.Option("--draft", help="A site to look at while something has to be filled in still.")
]


def build(
    package: PackageFolder = Path("datapackage"),
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to publish the site; default: build/site.")
    ] = None,
    site_url: Annotated[
        str | None, typer.Option("--site-url", help="The address at which the site will stand.")
    ] = None,
    draft: Draft = False,
    lang: Language = "nl",
    report: ReportFormat = Format.TEXT,
) -> None:
    """Check a package and build its site; the last good site stays where anything fails."""
    texts, started = texts_in(lang), time.monotonic()
    plan = planned(package, out, address(site_url), draft=draft)
    built = _build(plan, texts)
    if not built.published:
        show(list(built.problems), texts, report)
        if any(p.rule in UNFINISHED for p in built.problems):
            aside(texts.text("new.look"))
        raise typer.Exit(DATA_PROBLEMS)
    state = texts.text(f"progress.state.{'changed' if built.changed else 'unchanged'}")
    seconds = texts.number(round(Decimal(time.monotonic() - started), 1))
    size = texts.size(built.size)
    plain(
        texts.plural("progress.done", built.files, site=plan.site, size=size, seconds=seconds, changed=state)
    )
    _tell(built, texts)


def _tell(built: site.Built, texts: locale.Locale) -> None:
    """Say what could not be made as well as it might be, and what it lacks."""
    if built.undrawn:
        aside(texts.plural(f"progress.undrawn.{built.undrawn.trouble}", built.undrawn.charts))
    for remark in built.remarks:
        aside(remark.text(texts))
    for language in locale.available():
        if missing := locale.missing(language):
            aside(texts.text("new.missing", language=language, keys=", ".join(missing)))


def planned(package: Path, out: Path | None, site_url: str | None, *, draft: bool = False) -> site.Plan:
    """What to build, from where and to where."""
    from generator import site  # noqa: PLC0415 (see LATE)

    project = equipment.project(Path.cwd())
    target = (out or project / "build" / ("draft" if draft else "site")).absolute()
    return site.Plan(
        package=package,
        site=target,
        project=project,
        work=project / "build" if out is None else target.with_name(f".{target.name}-work"),
        site_url=site_url,
        repository=repository(),
        today=today(),
        draft=draft,
    )


def _build(plan: site.Plan, texts: locale.Locale) -> site.Built:
    """Build with the steps shown on a terminal; what a step outside our code says is shown whole."""
    from generator import programs, site  # noqa: PLC0415 (see LATE)

    console = Console(stderr=True, highlight=False)
    try:
        with console.status("") as status:
            return site.build(plan, lambda step: status.update(texts.text(f"progress.{step}") + "…"))
    except (programs.BuildError, outputs.OutputError) as error:
        console.print(f"[red]✗[/] {escape(str(error))}", soft_wrap=True)
        raise typer.Exit(DATA_PROBLEMS) from None


def address(given: str | None) -> str | None:
    """The address of a site as the user gives it."""
    if given is not None and not given.startswith(("https://", "http://")):
        raise typer.BadParameter(given, param_hint="--site-url")
    return given
