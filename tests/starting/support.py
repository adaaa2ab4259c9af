"""New atlases, as somebody makes them with the command, and as they are once filled in."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from tests.site.support import atlas

OPEN, CLOSE, IDENTIFIER = "[[", "]]", "placeholder-"
ENGLISH = ("--lang", "en")


def started(folder: Path, *options: str) -> Path:
    """A new atlas of two languages, or as the options say."""
    given = options or ("--languages", "nl,en", "--title-in", "en=Harbour atlas")
    said = atlas("new", folder.name, "--title", "Havenatlas", *given, *ENGLISH, project=folder.parent)
    assert said.returncode == 0, said.stdout + said.stderr
    return folder


def fill_in(folder: Path) -> None:
    """Replace everything that has to be replaced, as plainly as can be."""
    for path in written(folder):
        text = path.read_text(encoding="utf-8")
        for mark, other in ((OPEN, ""), (CLOSE, ""), (IDENTIFIER, "harbour-")):
            text = text.replace(mark, other)
        path.write_text(text, encoding="utf-8", newline="")
    assert atlas("fmt", project=folder).returncode == 0


def written(folder: Path) -> list[Path]:
    """What people write: the data and the pages."""
    return sorted(p for name in ("datapackage", "docs") for p in (folder / name).rglob("*.*") if p.is_file())


def to_fill_in(folder: Path) -> Iterator[tuple[str, int]]:
    """Every place with a mark, found by reading the files plainly: file and line, once for each cell."""
    for path in written(folder):
        name = path.relative_to(folder).as_posix()
        if path.suffix != ".csv":
            lines = path.read_text(encoding="utf-8").splitlines()
            yield from ((name, number) for number, line in enumerate(lines, 1) if OPEN in line)
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                for column, cell in row.items():
                    own = column in (OWN.get(path.stem), "slug", "row_id")
                    if OPEN in cell or (own and cell.startswith(IDENTIFIER)):
                        yield name, number


# The column by which a row of its own is called.
OWN = {
    "sources": "source_id",
    "alliances": "alliance_id",
    "municipalities": "municipality_id",
    "areas": "area_id",
    "targets": "target_id",
}


def reported(folder: Path, *command: str) -> list[tuple[str, int, str, str]]:
    """The problems that a command tells: file, line, rule and severity."""
    said = atlas(*(command or ("validate",)), "--format", "json", project=folder)
    found = json.loads(said.stdout)["problems"]
    return [(p["file"], p["line"], p["rule"], p["severity"]) for p in found]
