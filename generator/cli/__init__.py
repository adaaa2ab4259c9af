"""The command line: the only place that prints or sets an exit code. One module per command."""

from __future__ import annotations

import io
import os
import sys

import typer

from generator.cli import (
    adding,
    building,
    checking,
    comparing,
    formatting,
    importing,
    linking,
    releasing,
    reviewing,
    schemas,
    serving,
    starting,
    templating,
)
from generator.cli.shared import own_texts, today

__all__ = ["app", "main", "today"]

app = typer.Typer(
    name="atlas",
    help="Validate a data package of alliances, areas and targets, and build its site.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.callback()(own_texts)
app.command()(checking.validate)
app.command()(reviewing.check)
app.command()(building.build)
app.command()(serving.serve)
app.command()(comparing.diff)
app.command()(releasing.release)
app.command()(linking.links)
app.command()(formatting.fmt)
app.command()(adding.add)
app.command()(templating.template)
app.command()(schemas.schemas)
app.command()(starting.new)
app.command("import")(importing.import_workbook)


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("PYTHONUTF8", "1")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a sign gets its code
            stream.reconfigure(errors="backslashreplace")
    app()
