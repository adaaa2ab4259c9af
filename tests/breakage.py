"""Packages with something wrong in them: the imaginary country's, with a few files changed.

``packages/bad/<rule>/`` holds the files that differ, in ``edits.json`` what no file can say (a small
change in the large descriptor, a missing file, a link), and in ``expected.json`` all problems.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator import locale, problems
from generator.model import TABLES
from generator.package import Package, Row
from generator.package.translation import KNOWN_CONSTRAINTS
from generator.package.values import PARSERS
from generator.problems import Problem
from generator.validate import validate
from tests.worlds import NORLAND, ROOT

BAD = ROOT / "tests" / "packages" / "bad"
NOT_COPIED = ("edits.json", "expected.json")
Rows = list[dict[str, Any]]
# What names a rule: the first argument of these.
MAKERS = frozenset({"problem", "_problem", "in_descriptor", "Finding", "Fault", "JsonError"})


def copy(folder: Path) -> Path:
    """A copy of the valid package in ``folder``."""
    package = folder / "norland"
    shutil.copytree(NORLAND.folder, package)
    return package


def replace(path: Path, old: str, new: str) -> None:
    """Change one place in a file, and only one."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


def overlay(package: Path, rule: str) -> None:
    """Make a valid package break a rule."""
    for path in (BAD / rule).rglob("*"):
        if path.is_file() and path.name not in NOT_COPIED:
            shutil.copyfile(path, package / path.relative_to(BAD / rule))
    edits = BAD / rule / "edits.json"
    for edit in json.loads(edits.read_text(encoding="utf-8")) if edits.is_file() else ():
        _edit(package, edit)


def _edit(package: Path, edit: dict[str, Any]) -> None:
    if "replace" in edit:
        replace(package / edit["replace"], edit["old"], edit["new"])
        return
    [(kind, name)] = [(k, v) for k, v in edit.items() if k not in ("to", "bytes")]
    path = package / name
    if kind == "size":
        os.truncate(path, edit["bytes"])
        return
    path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to(edit["to"])
    else:
        assert kind == "remove"


def found(package: Path) -> list[Problem]:
    """Everything that validation finds."""
    return validate(package)[1]


def rules(package: Path) -> list[str]:
    """The rules that validation finds broken."""
    return [problem.rule for problem in found(package)]


def as_reported(broken: list[Problem], language: str) -> list[dict[str, Any]]:
    """Problems as the machine-readable report has them."""
    text = problems.as_json(broken, locale.load(language))
    listed: list[dict[str, Any]] = json.loads(text)["problems"]
    return listed


def rules_in_code() -> set[str]:
    """The identifiers of all rules that the generator can find broken."""
    dynamic = {f"type-{kind}" for kind in PARSERS} | {f"constraint-{name}" for name in KNOWN_CONSTRAINTS}
    return dynamic | {
        name for path in (ROOT / "generator").rglob("*.py") for name in _rules(ast.parse(path.read_bytes()))
    }


def _rules(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        candidates: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in MAKERS:
                candidates += node.args[:1]
            candidates += [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            candidates += node.value.elts[:1]
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "rule":
            candidates += [node.value.body] if isinstance(node.value, ast.IfExp) else [node.value]
        for value in candidates:
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                yield value.value


def in_memory(descriptor: dict[str, Any] | None = None, **tables: Rows) -> Package:
    """A package of just these rows; a column that a row does not name is empty."""
    return Package(
        folder=Path("p"),
        descriptor={"languages": ["nl", "en"], **(descriptor or {})},
        raw={},
        tables={name: tuple(_rows(name, rows)) for name, rows in tables.items()},
    )


def _rows(table: str, rows: Rows) -> Iterator[Row]:
    columns = next(t for t in TABLES if t.name == table).columns(("nl", "en"))
    for line, given in enumerate(rows, 2):
        cells = dict.fromkeys(columns) | given
        texts = {column: _text(cell) for column, cell in cells.items()}
        yield Row(table=table, file=f"p/{table}.csv", line=line, cells=cells, texts=texts)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def broken(problems: Iterator[Problem]) -> list[tuple[str, int, str]]:
    """Which rules are broken, where."""
    return [(p.rule, p.line, p.column) for p in problems]
