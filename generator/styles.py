"""The style sheets as one, without what is for who reads them: a browser shows nothing before it has it."""

from __future__ import annotations

import re
from pathlib import Path

from generator import outputs
from generator.outputs import Output

NAME = "atlas.css"
# In this order: what comes later may refine what came before.
ORDER = ("tokens", "base", "chrome", "components", "charts")
# Of an atlas that has it: its own colours, or whatever it would have otherwise.
OWN = "own"
PRINT = "print"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def sheet(project: Path) -> Output:
    """All sheets, those of the typefaces first; the one for paper last, and for paper only."""
    folder = project / "overrides" / "assets" / "stylesheets"
    own = {Path(one.path).stem: one.content.decode() for one in outputs.copies(folder, "*.css")}
    faces = [one.content.decode() for one in outputs.copies(project / "vendor" / "fonts", "*.css")]
    whole = [
        *map(_face, faces),
        *(own.pop(name) for name in ORDER),
        own.pop(OWN, ""),
        "@media print {",
        own.pop(PRINT),
        "}",
    ]
    if own:
        raise ValueError(f"style sheets without a place in the order: {sorted(own)}")
    return Output.text(NAME, bare("\n".join(whole)))


def _face(css: str) -> str:
    """The files of a typeface stand where they were. One that comes late waits for the next page.

    On this one it would move lines that are being read, however like it the stand-in is.
    """
    return css.replace('url("', 'url("../fonts/').replace("font-display: swap", "font-display: optional")


def bare(css: str) -> str:
    """The same rules without comments, indents and empty lines."""
    lines = (line.strip() for line in COMMENT.sub("", css).splitlines())
    return "".join(f"{line}\n" for line in lines if line)
