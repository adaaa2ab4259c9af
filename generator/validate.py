"""Everything that is wrong with a package: its form, its cells, and how its rows agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from generator import package, rules
from generator.package import Package
from generator.problems import Problem, Severity
from generator.rules import prose

CELL_RULES = frozenset({"constraint-enum", "constraint-pattern", "foreign-key", "type-other"})
# What a new atlas starts with, and what may be looked at but not published.
UNFINISHED = frozenset({"placeholder", "placeholder-identifier"})
# A mistake is told once: the first is left out where the same cell breaks one of the others.
TOLD_BETTER_BY: Mapping[str, frozenset[str]] = {
    "constraint-enum": frozenset({"control-character"}),
    "constraint-pattern": frozenset({"control-character", "foreign-key", "version", "web-address"}),
    "foreign-key": frozenset({"control-character"}),
    "type-other": frozenset({"control-character", "web-address"}),
    "constraint-unique": frozenset({"primary-key"}),
    "slug-unique": frozenset({"constraint-unique"}),
    "slug-form": frozenset({"constraint-pattern", "control-character"}),
    "surrounding-space": frozenset({"constraint-required", "control-character"}),
    "control-character": frozenset({"type-boolean", "type-date", "type-integer", "type-number"}),
    "formula-start": CELL_RULES | {"type-boolean", "type-date", "type-integer", "type-number", "web-address"},
    "html-tag": CELL_RULES | {"type-boolean", "type-date", "type-integer", "type-number", "web-address"},
    "placeholder": CELL_RULES | {"control-character", "web-address"},
    "placeholder-identifier": frozenset({"primary-key"}),
    "coordinates": frozenset({"constraint-maximum", "constraint-minimum"}),
    "percent-range": frozenset({"constraint-maximum", "constraint-minimum"}),
}


def validate(
    folder: Path,
    changed: Mapping[str, bytes] | None = None,
    *,
    docs: Path | None = None,
    draft: bool = False,
) -> tuple[Package | None, list[Problem]]:
    """Read a package and check it whole; with ``changed``, as if these tables held that.

    With ``docs``, the hand-written pages there too. In a draft, what still has to be filled in is
    told as a warning. Returns the package (None where even its descriptor does not serve) and all
    problems, in the order of files and lines, each once.
    """
    found, problems = package.read(folder, changed)
    if found is not None:
        problems += rules.check(found)
        problems += prose.unfinished(docs, found.languages) if docs else ()
    if draft:
        problems = [replace(p, severity=Severity.WARNING) if p.rule in UNFINISHED else p for p in problems]
    return found, sorted(_told_once(problems), key=lambda p: p.sort_key)


def _told_once(problems: Iterable[Problem]) -> list[Problem]:
    kept: dict[tuple[object, ...], Problem] = {}
    broken: dict[tuple[str, int, str], set[str]] = defaultdict(set)
    for problem in problems:
        kept.setdefault((*problem.sort_key, *sorted(problem.details.items())), problem)
        broken[problem.cell].add(problem.rule)
    return [p for p in kept.values() if not TOLD_BETTER_BY.get(p.rule, frozenset()) & broken[p.cell]]
