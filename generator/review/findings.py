"""What is wrong with a package, and what is not as it is agreed to be written; errors first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.editing import formatting
from generator.locale import Locale
from generator.problems import Problem, Severity

# What the form of a table wants, and the problem that tells of it already.
TOLD_AS: Mapping[str, str] = {
    "mark": "byte-order-mark",
    "columns": "column-order",
    "blank": "blank-row",
    "spaces": "surrounding-space",
    "order": "unsorted",
}


def form(folder: Path, found: Sequence[Problem], texts: Locale) -> Iterator[Problem]:
    """A warning for each table that ``atlas fmt`` would write otherwise, unless that is told already."""
    tables, _ = formatting.formed(folder)
    told = {(problem.file, problem.rule) for problem in found}
    for table in tables:
        wanting = [name for name in table.mended if (table.file, TOLD_AS.get(name, "")) not in told]
        if wanting:
            said = texts.joined([texts.text(f"fmt.mended.{name}") for name in wanting])
            details = {"found": said}
            yield Problem(rule="form-table", file=table.file, severity=Severity.WARNING, details=details)


def errors_first(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """GitHub shows ten of each kind, and readers the first."""
    return tuple(sorted(found, key=lambda p: (p.severity is not Severity.ERROR, p.sort_key)))
