"""What surrounds the pages: the generator's own, with what a project lays over it.

The repository has these folders at its top, an installed generator has them inside (tools/packing.py
puts them there). So a new version of the generator brings its own looks and chart library along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator import outputs
from generator.outputs import Output

SETTINGS = "mkdocs.yml"
BASE = "mkdocs.base.yml"
FOLDERS = ("overrides", "vendor")
HERE = Path(__file__).resolve().parent
SHIPPED = HERE / "shipped"
HOME = SHIPPED if SHIPPED.is_dir() else HERE.parent
# What else stands in the top folder, and where it is in an installed generator.
DESCRIPTOR = HOME / "datapackage" / "datapackage.json"
# A project's settings may say that they stand on those of the generator; they do anyway.
INHERITS = re.compile(rf"^INHERIT:\s*{re.escape(SETTINGS)}\s*$\n?|^---\s*$\n?", re.MULTILINE)


def project(start: Path) -> Path:
    """The folder of an atlas: the one with mkdocs.yml, here or above; else where the generator is at home."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file():
            return folder
    return start if HOME == SHIPPED else HOME


def folder(of: Path, work: Path) -> Path:
    """Where the equipment of a project stands once it is ``ready``."""
    return HOME if of.resolve() == HOME else work / "equipment"


def ready(of: Path, work: Path) -> None:
    """Lay what a project has of its own over what the generator brings."""
    place = folder(of, work)
    if place != HOME:
        outputs.write(dict(_files(of)), place)


def _files(of: Path) -> Iterator[tuple[str, bytes]]:
    for name in FOLDERS:
        own = {} if name == "vendor" else outputs.read(of / name)
        for path, content in {**outputs.read(HOME / name), **own}.items():
            yield f"{name}/{path}", content
    yield from ((BASE, one.content) for one in outputs.copies(HOME, SETTINGS))
    settings = [one.content.decode("utf-8-sig") for one in outputs.copies(of, SETTINGS)]
    said = INHERITS.sub("", "".join(settings))
    yield SETTINGS, f"INHERIT: {BASE}\n{said}".encode()
    yield from ((one.path, one.content) for one in _by_language(of))


def _by_language(of: Path) -> Iterator[Output]:
    return outputs.copies(of, "mkdocs.*.yml")
