"""The palette: enough contrast in both schemes, and marks in charts that everybody's eyes tell apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping

import pytest

from tests.worlds import ROOT

TOKENS = (ROOT / "overrides" / "assets" / "stylesheets" / "tokens.css").read_text(encoding="utf-8")
SCHEMES = ("day", "night")
MODES = ("", "prefers-contrast: more")

# What is read for longer, and what is read in passing; on which grounds it may stand.
BODY = {"--text": ("--ground", "--ground-raised", "--ground-tint"), "--chart-text": ("--chart-surface",)}
BODY |= {
    "--link": ("--ground", "--ground-raised"),
    "--text-muted": ("--ground",),
    "--band-text": ("--ground-band",),
}
SMALL = {
    "--text": ("--subject-tint", "--accent-tint", "--target"),
    "--text-muted": ("--ground-raised", "--ground-tint", "--target", "--subject-tint"),
    "--link": ("--ground-tint", "--target", "--subject-tint"),
    "--link-hover": ("--ground", "--ground-raised", "--ground-tint"),
    "--subject": ("--ground", "--ground-tint"),
    "--accent": ("--ground",),
    "--on-subject": ("--subject",),
    "--chart-muted": ("--chart-surface",),
}
MARKS = {
    "--line-strong": ("--ground", "--ground-raised", "--ground-tint"),
    "--focus": ("--ground", "--ground-raised", "--ground-tint"),
    "--subject": ("--ground", "--ground-tint"),
    "--chart-subject": ("--chart-surface", "--ground-tint"),
    "--chart-peer": ("--chart-surface", "--ground-tint"),
    "--chart-accent": ("--chart-surface", "--ground-tint"),
}
LEAST = ((7.0, BODY), (4.5, SMALL), (3.0, MARKS))
# The marks that stand beside one another in a chart.
SERIES = ("--chart-subject", "--chart-peer", "--chart-accent")
# In hundredths of OKLab's lightness: two hundredths are just seen side by side.
APART = 12
# How a missing kind of cone mixes linear red, green and blue (Machado, Oliveira and Fernandes, 2009).
Vector = tuple[float, ...]
Matrix = tuple[Vector, ...]
EYES: Mapping[str, Matrix] = {
    "most people": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}
# From linear red, green and blue to cones, and from the cube roots of those to OKLab.
CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
OKLAB: Matrix = (
    (0.2104542553, 0.793617785, -0.0040720468),
    (1.9779984951, -2.428592205, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.808675766),
)


def declared(css: str) -> Iterator[tuple[str, str]]:
    for name, value in re.findall(r"(--[\w-]+):\s*([^;]*);", css):
        yield name, " ".join(value.split())


def block(mode: str) -> str:
    """The rules of a media query, or all that is outside any."""
    parts = re.split(r"@media \((.*?)\) \{\n(.*?)\n\}\n", TOKENS, flags=re.DOTALL)
    if not mode:
        return "".join(parts[0::3])
    return "".join(rules for query, rules in zip(parts[1::3], parts[2::3], strict=True) if query == mode)


def palette(scheme: str, mode: str) -> Mapping[str, str]:
    """Every colour as it comes out in a scheme."""
    raw = dict(declared(block("")))
    raw |= dict(declared(block(mode))) if mode else {}

    def value(name: str) -> str:
        found = raw[name]
        if pair := re.fullmatch(r"var\(--day, (.+?)\) var\(--night, (.+)\)", found):
            return pair[1] if scheme == "day" else pair[2]
        if link := re.fullmatch(r"var\((--[\w-]+)\)", found):
            return value(link[1])
        return found

    return {name: value(name) for name in raw if name not in ("--day", "--night")}


def linear(colour: str) -> Vector:
    assert re.fullmatch("#[0-9a-f]{6}", colour), colour
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)


def luminance(colour: str) -> float:
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(matrix: Matrix, vector: Vector) -> Vector:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def seen(colour: str, eyes: str) -> Vector:
    """A colour in OKLab, as somebody with these eyes sees it."""
    light = tuple(min(1.0, max(0.0, c)) for c in mixed(EYES[eyes], linear(colour)))
    return mixed(OKLAB, tuple(c ** (1 / 3) for c in mixed(CONES, light)))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_colours_stand_out_from_their_grounds(scheme: str, mode: str) -> None:
    colours = palette(scheme, mode)
    found = [
        (least, name, ground, contrast(colours[name], colours[ground]))
        for least, pairs in LEAST
        for name, grounds in pairs.items()
        for ground in grounds
    ]
    assert [f"{n} on {g}: {ratio:.2f} < {least}" for least, n, g, ratio in found if ratio < least] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_more_contrast_is_more(scheme: str) -> None:
    usual, more = palette(scheme, ""), palette(scheme, "prefers-contrast: more")
    names = ("--text", "--text-muted", "--link", "--subject", "--line", "--chart-peer", "--chart-accent")
    less = [n for n in names if contrast(more[n], more["--ground"]) <= contrast(usual[n], usual["--ground"])]
    assert less == []


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_differ_for_all_eyes(scheme: str, eyes: str) -> None:
    colours = palette(scheme, "")
    close = []
    for one, other in itertools.combinations(SERIES, 2):
        pairs = zip(seen(colours[one], eyes), seen(colours[other], eyes), strict=True)
        apart = 100 * sum((a - b) ** 2 for a, b in pairs) ** 0.5
        close += [f"{one}, {other}: {apart:.1f}"] if apart < APART else []
    assert close == []


def test_the_readers_own_colours_replace_all_of_ours() -> None:
    """In forced colours no token is left with a colour that the reader did not choose."""
    ours = {n for n, v in declared(block("")) if "#" in v or "rgb" in v}
    theirs = dict(declared(block("forced-colors: active")))
    assert ours - set(theirs) == set()
    of_the_system = r"[A-Z][A-Za-z]+|color-mix\(in srgb, [A-Z][A-Za-z]+ \d+%, [A-Z][A-Za-z]+\)"
    assert {n for n, v in theirs.items() if not re.fullmatch(of_the_system, v)} == set()
