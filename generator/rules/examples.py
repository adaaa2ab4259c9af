"""A real example of every problem: written by ``python -m tools.examples`` from the tests' bad packages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.problems import Problem, Severity

PATH = Path(__file__).with_name("examples.json")


@dataclass(frozen=True, slots=True)
class Example:
    """A problem as it was found once; ``found_by`` names the rule, and is empty where reading finds it."""

    problem: Problem
    found_by: str


@cache
def examples() -> Mapping[str, Example]:
    """An example of each problem, by its code."""
    stored = json.loads(PATH.read_text(encoding="utf-8"))
    return {code: _example(code, facts) for code, facts in stored.items()}


def _example(code: str, facts: dict[str, object]) -> Example:
    found_by, severity = str(facts.pop("found_by")), Severity(str(facts.pop("severity")))
    return Example(Problem(rule=code, severity=severity, **facts), found_by)  # type: ignore[arg-type]
