from __future__ import annotations

from pathlib import Path

import pytest

from generator.rules import prose, texts
from generator.validate import validate
from tests.breakage import broken, copy, in_memory, overlay


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[[Name]]", ["[[Name]]"]),
        ("a [[b]] c [[d]]", ["[[b]]", "[[d]]"]),
        ("cut off [[here", ["[[here"]),
        ("[[", ["[["]),
        ("one [bracket] each", []),
        ("a footnote [[1]](#note)", []),
        ("[[Who]] and [[1]](#note)", ["[[Who]]"]),
    ],
)
def test_what_a_placeholder_looks_like(text: str, found: list[str]) -> None:
    assert texts.PLACEHOLDER.findall(text) == found


@pytest.mark.parametrize(
    ("identifier", "is_one"),
    [("placeholder", True), ("placeholder-1", True), ("placeholders", False), ("a-placeholder", False)],
)
def test_what_a_made_up_identifier_looks_like(identifier: str, is_one: bool) -> None:
    package = in_memory(areas=[{"area_id": identifier}], area_alliances=[{"area_id": identifier}])
    expected = [("placeholder-identifier", 2, "area_id")] if is_one else []
    found = list(texts.placeholder_identifier(package))
    assert broken(iter(found)) == expected
    assert {problem.table for problem in found} <= {"areas"}


def test_a_page_is_read_line_by_line_in_the_languages_of_the_package(tmp_path: Path) -> None:
    for language in ("nl", "en", "de"):
        (tmp_path / language).mkdir()
        text = f"---\ntitle: T\n---\n\nFine.\n[[{language} 1]] and [[{language} 2]]\n"
        (tmp_path / language / "about.md").write_text(text, encoding="utf-8")
    found = [(p.file, p.line, p.value) for p in prose.unfinished(tmp_path, ("nl", "en"))]
    folder = tmp_path.name
    assert found == [
        (f"{folder}/{language}/about.md", 6, f"[[{language} {n}]]")
        for language in ("nl", "en")
        for n in (1, 2)
    ]


def test_a_draft_is_warned_and_not_refused(tmp_path: Path) -> None:
    package = copy(tmp_path)
    overlay(package, "placeholder")
    severities = {p.severity.value for p in validate(package, draft=True)[1]}
    assert severities == {"warning"}
    overlay_other = copy(tmp_path / "other")
    overlay(overlay_other, "html-tag")
    assert {p.severity.value for p in validate(overlay_other, draft=True)[1]} == {"error"}
