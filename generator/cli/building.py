"""``atlas build``: the site of a package."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from generator import locale, outputs
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

# LATE: charts, templates and their libraries are imported where a site is built; they would cost
# validate half a second that it does not need.
if TYPE_CHECKING:
    from generator import site


def build(
    package: PackageFolder = Path("datapackage"),
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to publish the site; default: build/site.")
    ] = None,
    site_url: Annotated[
        str | None, typer.Option("--site-url", help="The address at which the site will stand.")
    ] = None,
    lang: Language = "nl",
    report: ReportFormat = Format.TEXT,
) -> None:
    """Check a package and build its site; the last good site stays where anything fails."""
    texts, started = texts_in(lang), time.monotonic()
    plan = planned(package, out, address(site_url))
    built = _build(plan, texts)
    if not built.published:
        show(list(built.problems), texts, report)
        raise typer.Exit(DATA_PROBLEMS)
    state = texts.text(f"progress.state.{'changed' if built.changed else 'unchanged'}")
    seconds = texts.number(round(Decimal(time.monotonic() - started), 1))
    size = texts.size(built.size)
    plain(
        texts.plural("progress.done", built.files, site=plan.site, size=size, seconds=seconds, changed=state)
    )
    if built.undrawn:
        aside(texts.plural(f"progress.undrawn.{built.undrawn.trouble}", built.undrawn.charts))
    for remark in built.remarks:
        aside(remark.text(texts))


def planned(package: Path, out: Path | None, site_url: str | None) -> site.Plan:
    """What to build, from where and to where."""
    from generator import site  # noqa: PLC0415 (see LATE)

    project = site.project_folder(Path.cwd())
    target = (out or project / "build" / "site").absolute()
    return site.Plan(
        package=package,
        site=target,
        project=project,
        work=project / "build" if out is None else target.with_name(f".{target.name}-work"),
        site_url=site_url,
        repository=repository(),
        today=today(),
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
