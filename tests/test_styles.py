"""The style sheets: every class and token in them is used, and every token that is used exists."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import styles
from tests.worlds import ROOT

SHEETS = sorted((ROOT / "overrides" / "assets" / "stylesheets").glob("*.css"))
MARKUP = ("generator/**/*.jinja", "generator/**/*.py", "overrides/**/*.html", "overrides/**/*.js")
# Set on elements one by one.
LOCAL = frozenset({"--from", "--to", "--narrow", "--wide", "--scale"})


def text(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def selectors(css: str) -> Iterator[str]:
    """What stands before each brace, at-rules aside."""
    for head in re.findall(r"([^{};]+)\{", css):
        if not head.strip().startswith("@"):
            yield head


def markup() -> str:
    paths = sorted(path for pattern in MARKUP for path in ROOT.glob(pattern))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_every_class_is_that_of_some_element() -> None:
    written = markup()
    words = set(re.findall(r"[\w-]+", written))
    # A class whose end comes from the data or from a view: chip--{{ f.status }}, `page--${kind}`.
    begun = set(re.findall(r"([\w-]+-)(?:\$?\{|[\"'] \+)", written))
    dead = [
        f"{sheet.name}: .{name}"
        for sheet in SHEETS
        for head in selectors(text(sheet))
        for name in re.findall(r"\.([a-z][\w-]*)", head)
        if name not in words and not any(name.startswith(start) for start in begun)
    ]
    assert dead == []


def test_every_token_is_used_and_every_used_token_exists() -> None:
    sheets = {sheet.name: text(sheet) for sheet in SHEETS}
    scripts = markup()
    named = set(re.findall(r"(?<![\w-])(--[\w-]+)\s*:", "\n".join(sheets.values()))) | LOCAL
    used = set(re.findall(r"var\(\s*(--[\w-]*\w)[,)]", "\n".join(sheets.values()) + scripts))
    read = set(re.findall(r"[\"'](--[\w-]+)[\"']", scripts))
    assert named - used - read - LOCAL == set()
    assert used - named == set()


def test_a_sheet_without_a_place_is_not_forgotten(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    (tmp_path / "overrides" / "assets" / "stylesheets" / "new.css").write_text("a{}", encoding="utf-8")
    with pytest.raises(ValueError, match="new"):
        styles.sheet(tmp_path)
