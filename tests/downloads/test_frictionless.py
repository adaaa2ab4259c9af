"""Every published package of tables, held against the standard by the standard's own tool."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import frictionless
import pytest

from generator.downloads.package import archive_path
from tests.worlds import World


def unpacked(archive: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        opened.extractall(folder)
    return folder / "datapackage.json"


def archives(world: World) -> dict[str, bytes]:
    """The zips with a package in them: the whole, and one for each thing that has a page."""
    found = {p: c for p, c in world.downloads.items() if p.endswith(".zip") and not p.endswith(".press.zip")}
    assert len(found) == len(world.desk.subjects) + 1
    return found


def wrong(descriptor: Path) -> list[object]:
    """What is wrong with a package; read as one would who unpacked it."""
    report = frictionless.validate(str(descriptor))
    return [*report.errors, *(error.message for task in report.tasks for error in task.errors)]


def test_the_command_finds_nothing_wrong(shown: World, tmp_path: Path) -> None:
    """As a reader runs it: on what was unpacked, and on the tables as they are published."""
    unpacked(shown.downloads[archive_path(shown.dataset)], tmp_path / "unpacked")
    for path, content in shown.downloads.items():
        if path.startswith("data/") and path.count("/") == 1:
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_bytes(content)
    for folder in ("unpacked", "data"):
        said = subprocess.run(
            [sys.executable, "-m", "frictionless", "validate", "datapackage.json"],
            cwd=tmp_path / folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert said.returncode == 0, said.stdout
        assert "INVALID" not in said.stdout


@pytest.mark.slow
def test_every_package_is_valid(world: World, tmp_path: Path) -> None:
    for path, archive in archives(world).items():
        folder = tmp_path / path.replace("/", "-")
        assert wrong(unpacked(archive, folder)) == [], path


def test_what_is_wrong_would_be_found(norland: World, tmp_path: Path) -> None:
    descriptor = unpacked(norland.downloads[archive_path(norland.dataset)], tmp_path)
    assert wrong(descriptor) == []
    table = tmp_path / "targets.csv"
    table.write_bytes(table.read_bytes().replace(b",homes_new,", b",castles,", 1))
    assert wrong(descriptor) != []
