"""What the site has of others: the files that VERSION names, and typefaces that hold what the site writes."""

from __future__ import annotations

import hashlib
import re
from functools import cache

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib import instancer  # type: ignore[import-untyped]

from tests.worlds import NORLAND, REAL, ROOT

VENDOR = ROOT / "vendor"
FONTS = VENDOR / "fonts"
STYLES = (FONTS / "fonts.css").read_text(encoding="utf-8")
LARGEST = {"atlas-text.woff2": 20_000, "atlas-display.woff2": 14_000}
RESERVED = "Source"


@cache
def font(name: str) -> TTFont:
    return TTFont(FONTS / name)


def written() -> set[str]:
    """Every character of the texts, the prose and the data."""
    folders = (ROOT / "generator" / "locales", ROOT / "docs", REAL.folder / "data", NORLAND.folder / "data")
    paths = [path for folder in folders for path in folder.rglob("*.*") if path.is_file()]
    characters = set("".join(path.read_text(encoding="utf-8") for path in paths))
    return {c for c in characters if c.isprintable()}


@pytest.mark.parametrize("part", ["plotly", "fonts"])
def test_the_files_are_those_that_were_fetched(part: str) -> None:
    lines = (VENDOR / part / "VERSION").read_text(encoding="utf-8").splitlines()
    sums = [line.split(maxsplit=1) for line in lines if not line.startswith("#")]
    named = {name: checksum for checksum, name in sums}
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (VENDOR / part).iterdir()
        if path.name != "VERSION"
    }
    assert found == named


def test_the_typefaces_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in FONTS.glob("*.woff2")}
    assert set(sizes) == set(LARGEST)
    assert {name: size for name, size in sizes.items() if size > LARGEST[name]} == {}


@pytest.mark.parametrize("name", LARGEST)
def test_a_typeface_has_every_character_that_the_site_writes(name: str) -> None:
    lacking = {c for c in written() if ord(c) not in font(name).getBestCmap()}
    assert lacking == set()


@pytest.mark.parametrize("weight", [400, 600, 700, 800])
def test_digits_are_equally_wide(weight: int) -> None:
    face = instancer.instantiateVariableFont(TTFont(FONTS / "atlas-text.woff2"), {"wght": weight})
    names, widths = face.getBestCmap(), face["hmtx"]
    assert len({widths[names[ord(digit)]][0] for digit in "0123456789"}) == 1


@pytest.mark.parametrize("name", LARGEST)
def test_no_typeface_bears_the_reserved_name(name: str) -> None:
    """The licence lets a subset be spread under another name only; the copyright line keeps the old one."""
    names = {record.nameID: str(record) for record in font(name)["name"].names}
    assert RESERVED in names[0]
    assert [text for key, text in names.items() if key != 0 and RESERVED in text] == []
    assert RESERVED not in STYLES
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_what_stands_in_is_as_wide_and_as_high() -> None:
    """By the fonts' own figures: the line of a stand-in is where that of the face itself is."""
    rules = [dict(re.findall(r"([\w-]+): ([^;]+);", rule)) for rule in STYLES.split("@font-face")[1:]]
    stand_ins = [rule for rule in rules if "size-adjust" in rule]
    assert len(stand_ins) == len(rules) - len(LARGEST)
    for rule in stand_ins:
        own = "atlas-text.woff2" if '"Atlas Text as' in rule["font-family"] else "atlas-display.woff2"
        head, em = font(own)["hhea"], font(own)["head"].unitsPerEm
        adjust = _percent(rule["size-adjust"])
        assert _percent(rule["ascent-override"]) * adjust == pytest.approx(head.ascent / em, abs=0.001)
        assert _percent(rule["descent-override"]) * adjust == pytest.approx(-head.descent / em, abs=0.001)
        assert _percent(rule["line-gap-override"]) * adjust == pytest.approx(head.lineGap / em, abs=0.001)


def _percent(text: str) -> float:
    return float(text.removesuffix("%")) / 100


def test_each_family_that_the_pages_name_is_declared() -> None:
    tokens = (ROOT / "overrides" / "assets" / "stylesheets" / "tokens.css").read_text(encoding="utf-8")
    named = {
        name
        for line in re.findall(r"--font-(?:text|head): (.*);", tokens)
        for name in re.findall('"(.*?)"', line)
    }
    assert named == set(re.findall(r'font-family: "(.*?)"', STYLES))
    assert all((FONTS / file).is_file() for file in re.findall(r'url\("(.*?)"\)', STYLES))
