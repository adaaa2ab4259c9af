"""The site's two typefaces, made small, and the style sheet that names them.

Source Sans 3 (variable, all digits equally wide at every weight) for text, figures and charts, the
display cut of Source Serif 4 for headings. "Source" is a reserved name in their licence (OFL 1.1,
clause 3), and a subset is a modified version: ours are called Atlas Text and Atlas Display.

So that nothing moves when a face arrives, its stand-in (a face that readers' machines have) is given
its measures: `size-adjust` makes a sample of text as wide, and the overrides put the line where the
face itself puts it. Stand-ins are measured on faces that have the same widths by design: Arimo for
Arial, Tinos for Times New Roman; Roboto and Noto Serif are themselves.
"""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib import instancer  # type: ignore[import-untyped]

from vendor.npm import keep, pack, read

SANS, SERIF = "source-sans@3.52.0", "source-serif@4.5.1"
ARIAL, ROBOTO = "@fontsource/arimo@5.3.0", "@fontsource/roboto@5.3.0"
TIMES, NOTO = "@fontsource/tinos@5.3.0", "@fontsource/noto-serif@5.3.0"
LICENCES = {SANS: "package/LICENSE.md", SERIF: "package/LICENSE.md"}

# Basic Latin, the letters of Latin-1, and of other signs those that texts, headings and charts use:
# every glyph costs each reader some sixty bytes. A test says when the data brings one that is not here.
LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xC0, 0x100))))
HEADING_SIGNS = "\u00a0–—‘’“”…€±×·§½¾→"
TEXT_SIGNS = HEADING_SIGNS + "\u2009\u202f‚„«»‹›•©°²³¼−≈≤≥"
# Widths are weighed by what Dutch and English prose looks like; the exact words matter little.
SAMPLE = (
    "De gemeente wil tot en met 2029 ongeveer 7.206 woningen versneld bouwen, een tiende van wat alle "
    "gebieden samen willen. The documents give no figures for what has been built so far. "
)
# Of a font's names: the copyright, the version and where the licence is; and those that hold the family's.
KEPT, POSTSCRIPT = (0, 5, 14), 6
NAMES = (1, 3, 4, POSTSCRIPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """What readers' machines have: its names there, the file to measure, the weights it stands in for."""

    names: tuple[str, ...]
    package: str
    member: str
    weights: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A face of ours: where it comes from, and which part of it is kept."""

    family: str
    file: str
    package: str
    member: str
    weights: str
    characters: str
    features: tuple[str, ...]
    stand_ins: tuple[StandIn, ...]


def regular(package: str, name: str, *names: str) -> StandIn:
    """A stand-in for text, from a package with a file a weight."""
    member = f"package/files/{name}-latin-400-normal.woff2"
    return StandIn(names=names, package=package, member=member, weights="400 549", at=400)


def bold(package: str, name: str, *names: str, weights: str, at: int) -> StandIn:
    """A stand-in for what is heavier than text: one face has to do for several weights."""
    member = f"package/files/{name}-latin-700-normal.woff2"
    return StandIn(names=names, package=package, member=member, weights=weights, at=at)


BOLD_ARIAL = ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold")
BOLD_TIMES = ("Times New Roman Bold", "TimesNewRomanPS-BoldMT", "Liberation Serif Bold")
BOLD_ROBOTO = ("Roboto Bold", "Roboto-Bold")
BOLD_NOTO = ("Noto Serif Bold", "NotoSerif-Bold")

FACES = (
    Face(
        family="Atlas Text",
        file="atlas-text.woff2",
        package=SANS,
        member="package/VF/SourceSans3VF-Upright.ttf",
        weights="400 800",
        characters=LETTERS + TEXT_SIGNS,
        features=("kern",),
        stand_ins=(
            regular(ARIAL, "arimo", "Arial", "ArialMT", "Liberation Sans"),
            bold(ARIAL, "arimo", *BOLD_ARIAL, weights="550 649", at=600),
            bold(ARIAL, "arimo", *BOLD_ARIAL, weights="650 800", at=700),
            regular(ROBOTO, "roboto", "Roboto", "Roboto-Regular"),
            bold(ROBOTO, "roboto", *BOLD_ROBOTO, weights="550 649", at=600),
            bold(ROBOTO, "roboto", *BOLD_ROBOTO, weights="650 800", at=700),
        ),
    ),
    Face(
        family="Atlas Display",
        file="atlas-display.woff2",
        package=SERIF,
        member="package/WOFF2/TTF/SourceSerif4Display-Semibold.ttf.woff2",
        weights="600",
        characters=LETTERS + HEADING_SIGNS,
        features=("kern",),
        stand_ins=(
            bold(TIMES, "tinos", *BOLD_TIMES, weights="600", at=600),
            bold(NOTO, "noto-serif", *BOLD_NOTO, weights="600", at=600),
        ),
    ),
)


def renew(home: Path) -> str:
    """Download, make small, and write the faces with their style sheet and their licence."""
    with tempfile.TemporaryDirectory() as folder:
        specs = {SANS, SERIF, *(other.package for face in FACES for other in face.stand_ins)}
        archives = {spec: pack(spec, Path(folder)) for spec in sorted(specs)}
        originals = {face: TTFont(io.BytesIO(read(archives[face.package], face.member))) for face in FACES}
        contents = {face.file: small(face, originals[face]) for face in FACES}
        rules = [rule for face in FACES for rule in described(face, contents[face.file], archives)]
        contents["OFL.txt"] = licence(archives)
    head = "/* Written by vendor/typefaces.py, which tells how. */\n\n"
    contents["fonts.css"] = (head + "\n".join(rules)).encode()
    keep(contents, [spec.rpartition("@")[0] + " " + spec.rpartition("@")[2] for spec in (SANS, SERIF)], home)
    return ", ".join(f"{face.family} ({len(contents[face.file]):,} bytes)" for face in FACES)


def small(face: Face, font: TTFont) -> bytes:
    """The characters, weights and features that the site uses, under the name that is ours."""
    options = Options(layout_features=list(face.features), hinting=False, name_IDs=[*KEPT, *NAMES])
    subsetter = Subsetter(options)
    subsetter.populate(text=face.characters)
    subsetter.subset(font)
    if "fvar" in font:
        low, high = map(int, face.weights.split())
        font = instancer.instantiateVariableFont(font, {"wght": (low, high)})
        # Its instances have names of their own, with the reserved one in them.
        font["fvar"].instances = []
        font["name"].removeUnusedNames(font)
    for record in font["name"].names:
        if record.nameID in NAMES:
            record.string = face.family if record.nameID != POSTSCRIPT else face.family.replace(" ", "")
    # The same bytes whenever it is made.
    font.recalcTimestamp = False
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def described(face: Face, content: bytes, archives: dict[str, Path]) -> list[str]:
    """The rules for a face and for what stands in for it."""
    own = f'url("{face.file}") format("woff2")'
    rules = [rule(face.family, own, face.weights, ("font-display: swap",))]
    for other in face.stand_ins:
        standing_in = TTFont(io.BytesIO(read(archives[other.package], other.member)))
        ours = at_weight(TTFont(io.BytesIO(content)), other.at)
        sources = ", ".join(f'local("{name}")' for name in other.names)
        family = f"{face.family} as {other.names[0].removesuffix(' Bold')}"
        rules.append(rule(family, sources, other.weights, measures(ours, standing_in)))
    return rules


def rule(family: str, sources: str, weights: str, more: tuple[str, ...]) -> str:
    """A rule of CSS."""
    lines = (f'font-family: "{family}"', f"src: {sources}", f"font-weight: {weights}", *more)
    return "@font-face {\n" + "".join(f"  {line};\n" for line in lines) + "}\n"


def at_weight(font: TTFont, weight: int) -> TTFont:
    """A face with one weight."""
    return instancer.instantiateVariableFont(font, {"wght": weight}) if "fvar" in font else font


def measures(ours: TTFont, other: TTFont) -> tuple[str, ...]:
    """What makes the other face take the room that ours takes."""
    adjust = width(ours) / width(other)
    per_em = ours["head"].unitsPerEm * adjust
    head = ours["hhea"]
    return (
        f"size-adjust: {adjust:.2%}",
        f"ascent-override: {head.ascent / per_em:.2%}",
        f"descent-override: {-head.descent / per_em:.2%}",
        f"line-gap-override: {head.lineGap / per_em:.2%}",
    )


def width(font: TTFont) -> float:
    """How wide the sample is, in ems."""
    names, metrics = font.getBestCmap(), font["hmtx"]
    total: int = sum(metrics[names[ord(character)]][0] for character in SAMPLE)
    return float(total / font["head"].unitsPerEm)


def licence(archives: dict[str, Path]) -> bytes:
    """Both copyright lines above the one licence, with white space as everywhere here."""
    texts = [read(archives[spec], member).decode() for spec, member in LICENCES.items()]
    heads = [text.partition("\n\n")[0].strip() for text in texts]
    bodies = ["\n".join(line.rstrip() for line in text.partition("\n\n")[2].splitlines()) for text in texts]
    same = len({" ".join(body.split()) for body in bodies}) == 1
    if not same or not all("Reserved Font Name" in head for head in heads):
        raise SystemExit("the licence has changed: read it first")
    note = "The files here are subsets of these, and therefore have names of their own."
    return "\n\n".join([*heads, note, bodies[0].strip()]).encode() + b"\n"
