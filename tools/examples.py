"""Write down one real example of every check, from the bad packages that the tests keep.

``python -m tools.examples`` renews ``generator/rules/examples.json``: which rule finds the problem, how
serious it is, and the facts that fill its message. The page of checks shows them; a test holds the file.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator import package
from generator.problems import Problem
from generator.rules import RULES
from generator.rules.examples import PATH
from tests.breakage import BAD, copy, found, overlay


def examples() -> str:
    """The whole file; what it says of places is as seen from the folder that holds the package."""
    before = Path.cwd()
    collected: dict[str, dict[str, Any]] = {}
    for code in sorted(path.name for path in BAD.iterdir()):
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            try:
                collected[code] = _example(code)
            finally:
                os.chdir(before)
    return json.dumps(collected, ensure_ascii=True, indent=1, sort_keys=True) + "\n"


def _example(code: str) -> dict[str, Any]:
    broken = copy(Path())
    overlay(broken, code)
    problem = found(broken)[0]
    return {
        "found_by": next(_finders(broken, problem), ""),
        "severity": problem.severity.value,
        "file": problem.file,
        "line": problem.line,
        "table": problem.table,
        "column": problem.column,
        "value": problem.value,
        "details": {name: str(text) for name, text in problem.details.items()},
    }


def _finders(broken: Path, problem: Problem) -> Iterator[str]:
    """The rules that find this problem; none where reading the package does."""
    opened, _ = package.read(broken)
    if opened is not None:
        for rule in RULES:
            if any(each.rule == problem.rule for each in rule(opened)):
                yield rule.__name__


if __name__ == "__main__":
    PATH.write_text(examples(), encoding="utf-8", newline="\n")
    print(PATH)
