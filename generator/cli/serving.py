"""``atlas serve``: the site on this machine, which shows every change while one works on it."""

from __future__ import annotations

import signal
import webbrowser
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator import locale, outputs
from generator.cli.building import planned
from generator.cli.shared import (
    DATA_PROBLEMS,
    Format,
    Language,
    PackageFolder,
    aside,
    error_line,
    plain,
    show,
    texts_in,
)
from generator.validate import UNFINISHED, validate

# LATE: watching and serving need what no other command does.
if TYPE_CHECKING:
    from generator.preview.crew import Outcome
    from generator.preview.session import Said
    from generator.workshop import Plan


def serve(
    package: PackageFolder = Path("datapackage"),
    port: Annotated[int, typer.Option("--port", help="The port; a taken one is passed by.", min=0)] = 8000,
    host: Annotated[str, typer.Option("--host", help="The address of this machine to be at.")] = "127.0.0.1",
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Show it in a browser right away.")
    ] = False,
    lang: Language = "nl",
) -> None:
    """Show the site on this machine, and every change in data, texts, templates, styles or code at once."""
    from generator.preview import server, session  # noqa: PLC0415 (see LATE)
    from generator.preview.board import Board  # noqa: PLC0415 (see LATE)
    from generator.preview.shelf import Shelf  # noqa: PLC0415 (see LATE)

    texts_in(lang)
    plan = _planned(package)
    for sign in (signal.SIGINT, signal.SIGTERM):  # also where whoever started us had it ignored
        signal.signal(sign, signal.default_int_handler)
    board = Board(Shelf(site=plan.site))
    try:
        outputs.check_destination(plan.site)
        with server.opened(board, lang, host, port) as address:
            _greet(address, port, open_browser, texts_in(lang))
            session.watched(plan, board, lang, lambda said: _tell(said, lang))
    except KeyboardInterrupt:
        plain(texts_in(lang).text("serve.stopped", site=plan.site))
    except (OSError, outputs.OutputError) as error:
        error_line(str(error))
        raise typer.Exit(DATA_PROBLEMS) from None


def _planned(package: Path) -> Plan:
    """A new atlas is looked at as a draft, for as long as something in it has to be filled in."""
    plan = planned(package, None, None)
    _, found = validate(package, docs=plan.project / "docs")
    unfinished = any(problem.rule in UNFINISHED for problem in found)
    return planned(package, None, None, draft=True) if unfinished else plan


def _greet(address: str, port: int, open_browser: bool, texts: locale.Locale) -> None:
    taken = port and not address.endswith(f":{port}/")
    if taken:
        aside(texts.text("serve.taken", port=port))
    plain(texts.text("serve.address", address=address))
    if open_browser:
        webbrowser.open_new_tab(address)


def _tell(said: Said, lang: str) -> None:
    """What was made, or what is wrong; the texts are asked for anew, as these may be worked on too."""
    texts, found = texts_in(lang), said.outcome
    seconds = texts.number(round(Decimal(found.seconds), 1))
    files = _named(said.change.files if said.change else (), texts)
    if not found.is_good:
        _refuse(found, files, texts)
    elif said.change is None:
        plain(texts.text("serve.settled", seconds=seconds))
        for remark in found.remarks:
            aside(remark)
    else:
        plain(texts.plural("serve.shown", found.pages, files=files, seconds=seconds))


def _refuse(found: Outcome, files: str, texts: locale.Locale) -> None:
    """What is wrong, as ``atlas validate`` shows it; of code, all that is known."""
    if files:
        plain(texts.text("serve.refused", files=files))
    if found.problems:
        show(list(found.problems), texts, Format.TEXT)
    for failure in found.failures:
        first, *rest = failure.text.splitlines() or [""]
        place = f"{failure.file}:{failure.line}" if failure.line else failure.file
        error_line(first, "\n".join(filter(None, [place, *rest])))
    aside(texts.text("serve.stays"))


def _named(files: tuple[str, ...], texts: locale.Locale) -> str:
    """The changed files, as far as they fit on a line."""
    most = 3
    shown = list(files[:most])
    if len(files) > most:
        shown.append(texts.plural("serve.others", len(files) - most))
    return texts.joined(shown)
