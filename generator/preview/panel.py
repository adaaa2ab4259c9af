"""What is wrong, as the page shows it: in the language of the page, each part as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator import locale, problems, render
from generator.locale import Locale
from generator.preview.board import Failure, Notice, Wrong
from generator.problems import Problem

MOST = 50


def panel(wrong: Wrong, texts: Locale) -> Mapping[str, object] | None:
    """The title, what it means for what is shown, and each problem; None where nothing is wrong."""
    if not wrong:
        return None
    found = [*(_problem(p, texts) for p in wrong.problems), *(_failure(f, texts) for f in wrong.failures)]
    return {
        "title": texts.plural("serve.wrong", len(found)),
        "lead": texts.text("serve.stays"),
        "problems": found[:MOST],
        "more": texts.text("serve.terminal") if len(found) > MOST else "",
    }


def texts_in(language: str) -> Locale:
    """The texts of a page's language; English where there are none."""
    try:
        return locale.load(language)
    except locale.UnknownLanguageError:
        return locale.load("en")


def standby(notice: Notice, language: str) -> bytes:
    """The page for every address as long as there is no site: that one is being made, or why not."""
    known = [language, *(code for code in locale.available() if code != language)]
    parts = [
        {"language": code, "waiting": texts.text("serve.waiting"), "panel": panel(notice.wrong, texts)}
        for code, texts in ((code, texts_in(code)) for code in known)
    ]
    return render.render("preview_standby.html.jinja", {"parts": parts, "language": language}).encode()


def head(version: int, mark: str) -> bytes:
    """What a page is given to stand in its head while it is served."""
    return render.render("preview_head.html.jinja", {"version": version, "mark": mark}).encode()


def _problem(problem: Problem, texts: Locale) -> Mapping[str, str]:
    return {
        "place": " ".join(_place(problem)),
        "severity": texts.text(f"problem_list.{problem.severity.value}"),
        "message": problems.message(problem, texts),
        "hint": problems.hint(problem, texts),
    }


def _place(problem: Problem) -> Iterator[str]:
    file = problems.visible(problem.file)
    yield f"{file}:{problem.line}" if problem.line else file
    if problem.column:
        yield problems.shortened(problem.column)


def _failure(failure: Failure, texts: Locale) -> Mapping[str, str]:
    """What it comes down to, the way there left out: the whole is in the terminal."""
    file = Path(failure.file).name
    return {
        "place": problems.visible(f"{file}:{failure.line}" if failure.line else file),
        "severity": texts.text("problem_list.error"),
        "message": problems.shortened(failure.gist, problems.SHOWN_DETAIL),
        "hint": texts.text("serve.mend"),
    }
