"""How this project becomes a wheel: as flit does it, with the folders that the generator needs inside.

overrides/, vendor/ and mkdocs.yml stand at the top of the repository, where people look for them. Flit
packs one folder. So a wheel gets copies of them, and of the descriptor that explains every table, in
generator/shipped/; generator/equipment.py looks there first.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from flit_core import wheel
from flit_core.buildapi import (
    build_editable,
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]

ROOT = Path(__file__).resolve().parent.parent
INSIDE = "generator/shipped"
# What makes the things in vendor/ does not go along, only they do.
SHIPPED = ("mkdocs.yml", "datapackage/datapackage.json", "overrides", "vendor/plotly", "vendor/fonts")


class Builder(wheel.WheelBuilder):  # type: ignore[misc]  # flit_core ships no types
    """Flit's own, with a few files more."""

    def copy_module(self) -> None:
        super().copy_module()
        for path in shipped():
            self._add_file(path, f"{INSIDE}/{path.relative_to(ROOT).as_posix()}")


def shipped() -> Iterator[Path]:
    """Every file that goes along, in order."""
    for name in SHIPPED:
        path = ROOT / name
        yield from [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())


def build_wheel(
    wheel_directory: str,
    config_settings: Mapping[str, object] | None = None,  # noqa: ARG001 (what a front end passes)
    metadata_directory: str | None = None,  # noqa: ARG001 (likewise)
) -> str:
    """Build the wheel in a folder, whole or not at all; gives its name."""
    place = Path(wheel_directory)
    half = place / f".{os.getpid()}.whl"
    try:
        with half.open("w+b") as file:
            builder = Builder.from_ini_path(ROOT / "pyproject.toml", file)
            builder.build()
        half.replace(place / builder.wheel_filename)
    finally:
        half.unlink(missing_ok=True)
    return str(builder.wheel_filename)
