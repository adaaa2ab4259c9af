from __future__ import annotations

from decimal import Decimal

import pytest

from generator.rules import texts
from tests.breakage import broken, in_memory


@pytest.mark.parametrize("cell", ["=1", "+31 6", "@x", " =1", "\t=1"])
def test_formulas(cell: str) -> None:
    assert broken(texts.formula_start(in_memory(areas=[{"name": cell}]))) == [("formula-start", 2, "name")]


@pytest.mark.parametrize("cell", ["a=1", "-1", "- item", "a + b", "a@b"])
def test_no_formulas(cell: str) -> None:
    assert list(texts.formula_start(in_memory(areas=[{"name": cell}]))) == []


def test_a_signed_number_is_no_formula() -> None:
    row = {"value_low": Decimal(+5)}
    package = in_memory(targets=[row])
    [found] = package.rows("targets")
    assert isinstance(found.texts, dict)
    found.texts["value_low"] = "+5"
    assert list(texts.formula_start(package)) == []


@pytest.mark.parametrize(
    ("cell", "code"),
    [("a\tb", "U+0009"), ("a\rb", "U+000D"), ("\x1b[31m", "U+001B"), ("\x7f", "U+007F"), ("\x9b", "U+009B"),
     ("a\u200bb", "U+200B"), ("a\u202eb", "U+202E"), ("\ufeffa", "U+FEFF"), ("\ue000", "U+E000"),
     ("a\u00adb", "U+00AD"), ("\uffff", "U+FFFF")],
)  # fmt: skip
def test_control_characters(cell: str, code: str) -> None:
    [problem] = texts.control_character(in_memory(areas=[{"name": cell}]))
    assert problem.details == {"character": code}


@pytest.mark.parametrize(
    "cell", ["two\nlines", "caf\u00e9", "a\u00a0b", "½ – “x” €", "日本", "😀", "👩‍🚀", "e\u0301"]
)
def test_other_characters(cell: str) -> None:
    assert list(texts.control_character(in_memory(areas=[{"name": cell}]))) == []


@pytest.mark.parametrize("cell", ["<b>", "a</b", "<!-- x", "<?php", "x <IMG src", "<svg/onload=1>"])
def test_tags(cell: str) -> None:
    assert broken(texts.html_tag(in_memory(areas=[{"name": cell}]))) == [("html-tag", 2, "name")]


@pytest.mark.parametrize("cell", ["a < b", "<7 km", "x > y", "<-", "&lt;b&gt;", "a <"])
def test_no_tags(cell: str) -> None:
    assert list(texts.html_tag(in_memory(areas=[{"name": cell}]))) == []


def test_the_descriptor_holds_plain_text_too() -> None:
    package = in_memory({"title": "A <b>", "contributors": [{"title": "x\u202e"}], "pattern": "(?<!a)"})
    found = [*texts.html_tag(package), *texts.control_character(package)]
    assert [(p.rule, p.column, p.file) for p in found] == [
        ("html-tag", "title", "p/datapackage.json"),
        ("control-character", "contributors.0.title", "p/datapackage.json"),
    ]


@pytest.mark.parametrize("cell", [" a", "a ", "a\n", "\u00a0a", " "])
def test_spaces_around(cell: str) -> None:
    package = in_memory(areas=[{"name": cell}, {"name": "a b"}])
    assert broken(texts.surrounding_space(package)) == [("surrounding-space", 2, "name")]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "www.example.org", "ftp://x", "https://", "https://a b", 'https://a"b']
)
def test_no_web_address(url: str) -> None:
    package = in_memory(sources=[{"url": url, "archived_url": "https://example.org/?a=1&b=2#c"}])
    assert broken(texts.web_address(package)) == [("web-address", 2, "url")]
