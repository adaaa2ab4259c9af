"""A review as Markdown, for the summary of a workflow run: the whole of it, cut only where GitHub does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import outputs, problems, render
from generator.history.report import Report
from generator.locale import Locale
from generator.package import textfile
from generator.problems import Problem, Severity, shortened, visible

# GitHub refuses a summary of more than a mebibyte.
LARGEST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A problem as a line: where, which rule, what is wrong and how to mend it."""

    place: str
    column: str
    rule: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a summary shows. ``base`` is a sentence, ``site`` too: empty where none was built."""

    title: str
    problems: Sequence[Problem]
    base: str = ""
    report: Report | None = None
    site: str = ""


def markdown(summary: Summary, locale: Locale) -> str:
    """Everything, however long."""
    found = [
        (
            locale.text(f"review.{severity.value}"),
            [_line(p, locale) for p in summary.problems if p.severity is severity],
        )
        for severity in Severity
    ]
    view = {"summary": summary, "found": found, "t": locale.text}
    return render.render("review.md.jinja", view).strip() + "\n"


def write(path: Path, text: str) -> None:
    """Put a summary in a file of its own."""
    outputs.add({path.name: text.encode("utf-8")}, path.parent)


def append(path: Path, text: str, texts: Locale, whole: Path | None) -> None:
    """Add a summary to what GitHub shows of a step, as far as it takes it."""
    there = textfile.read(path, path.parent)
    before = there if isinstance(there, str) else ""
    room = LARGEST - len(before.encode("utf-8"))
    where = texts.text("review.whole", file=visible(whole.as_posix())) if whole else ""
    remark = f"{texts.text('review.cut')} {where}".strip()
    write(path, before + cut(text, room, remark))


def cut(text: str, room: int, remark: str) -> str:
    """The first lines of a text that fit in so many bytes, with a remark where that is not all."""
    if len(text.encode("utf-8")) <= room:
        return text
    left = room - len(remark.encode("utf-8")) - 2
    shown = text.encode("utf-8")[: max(left, 0)].decode("utf-8", "ignore")
    return shown[: shown.rfind("\n") + 1] + f"\n{remark}\n"


def _line(problem: Problem, locale: Locale) -> Line:
    place = visible(problem.file) + (f":{problem.line}" if problem.line else "")
    return Line(
        place=place,
        column=shortened(problem.column),
        rule=problem.rule,
        message=problems.message(problem, locale),
        hint=problems.hint(problem, locale),
    )
