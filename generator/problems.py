"""A problem in a package as data, and its renderings: text, JSON, GitHub annotation.

A problem carries its rule and the facts; what a person reads (message and hint) comes from the
locale at rendering, so that one run can be shown in any language.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from rich.text import Text

SHOWN_CELL = 80
SHOWN_DETAIL = 400


class Severity(StrEnum):
    """Whether a problem stops a build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding. ``line`` is the line in the file (from 1), 0 where it is about the whole file.

    ``details`` fill the placeholders of the rule's message and hint.
    """

    rule: str
    file: str
    line: int = 0
    table: str = ""
    column: str = ""
    value: str = ""
    severity: Severity = Severity.ERROR
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def cell(self) -> tuple[str, int, str]:
        """Where it is, to the cell."""
        return (self.file, self.line, self.column)

    @property
    def sort_key(self) -> tuple[str, int, str, str, str]:
        """The order of files and lines."""
        return (*self.cell, self.rule, self.value)


class Texts(Protocol):
    """What the renderings need of a locale."""

    def text(self, key: str, /, **params: object) -> str:
        """The text under a key, with its placeholders filled."""

    def plural(self, key: str, number: int, /, **params: object) -> str:
        """The form of a text that goes with a number."""


def visible(text: str) -> str:
    """The text with everything that does not show, or would steer a terminal, written out."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def shortened(value: str, length: int = SHOWN_CELL) -> str:
    """A cell on one line and short enough to show."""
    shown = visible(value[:length])
    return shown if len(value) <= length else shown + "…"


def message(problem: Problem, texts: Texts) -> str:
    """What is wrong, in a sentence."""
    return texts.text(f"problems.{problem.rule}.message", **_params(problem))


def hint(problem: Problem, texts: Texts) -> str:
    """How to mend it, with the near miss where there is one."""
    mend = texts.text(f"problems.{problem.rule}.hint", **_params(problem))
    suggestion = problem.details.get("suggestion", "")
    if suggestion:
        mend += " " + texts.text("problem_list.near_miss", suggestion=visible(suggestion))
    return mend


def _params(problem: Problem) -> dict[str, str]:
    return {
        "file": visible(problem.file),
        "table": visible(problem.table),
        "column": shortened(problem.column),
        "value": shortened(problem.value),
        **{name: shortened(text, SHOWN_DETAIL) for name, text in problem.details.items()},
    }


def as_text(problems: Iterable[Problem], texts: Texts) -> Iterator[Text]:
    """The report for a terminal, in parts: three lines a problem, then how many there are."""
    errors = warnings = 0
    for problem in problems:
        errors += problem.severity is Severity.ERROR
        warnings += problem.severity is Severity.WARNING
        yield _paragraph(problem, texts)
    if errors:
        yield Text.assemble(("✗ ", "red"), texts.plural("problem_list.errors", errors))
    else:
        yield Text.assemble(("✓ ", "green"), texts.text("problem_list.none"))
    if warnings:
        yield Text.assemble(("! ", "yellow"), texts.plural("problem_list.warnings", warnings))


def _paragraph(problem: Problem, texts: Texts) -> Text:
    """A problem as text with styles, in which nothing of the data can be taken for mark-up."""
    colour = "red" if problem.severity is Severity.ERROR else "yellow"
    place = visible(problem.file) + (f":{problem.line}" if problem.line else "")
    return Text.assemble(
        (place, "bold"),
        (f" {shortened(problem.column)}" if problem.column else "", "cyan"),
        (f" {texts.text(f'problem_list.{problem.severity.value}')}", colour),
        (f" ({problem.rule})\n", "dim"),
        f"  {message(problem, texts)}\n",
        ("  → ", "green"),
        hint(problem, texts),
    )


def as_json(problems: Iterable[Problem], texts: Texts) -> str:
    """The machine-readable report: whether the package is valid, and every problem."""
    problems = list(problems)
    report = {
        "valid": not has_errors(problems),
        "problems": [
            {
                "file": p.file,
                "line": p.line,
                "table": p.table,
                "column": p.column,
                "value": p.value,
                "rule": p.rule,
                "severity": p.severity.value,
                "message": message(p, texts),
                "hint": hint(p, texts),
            }
            for p in problems
        ],
    }
    return json_text(report)


def json_text(report: object) -> str:
    """A report as JSON in which nothing steers a terminal."""
    text = json.dumps(report, ensure_ascii=False, indent=2)
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)


def as_github(problems: Iterable[Problem], texts: Texts) -> str:
    """Workflow commands that annotate the wrong lines of a pull request."""
    return "\n".join(_annotation(p, texts) for p in problems)


def notices(lines: Iterable[str], title: str, severity: Severity = Severity.WARNING) -> Iterator[str]:
    """Workflow commands for what is about no line of a file."""
    for line in lines:
        yield f"::{severity.value} title={_property(title)}::{_data(line)}"


def _annotation(problem: Problem, texts: Texts) -> str:
    properties = {"file": problem.file, "title": problem.rule}
    if problem.line:
        properties["line"] = str(problem.line)
    fields = ",".join(f"{name}={_property(text)}" for name, text in properties.items())
    body = f"{message(problem, texts)} {hint(problem, texts)}"
    if problem.column:
        body = f"{shortened(problem.column)}: {body}"
    return f"::{problem.severity.value} {fields}::{_data(body)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything stops a build; warnings do not."""
    return any(p.severity is Severity.ERROR for p in problems)
