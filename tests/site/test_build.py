"""The command that builds a site: what it says, what it leaves alone, and what it refuses."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import locale
from tests.site.support import Site, atlas
from tests.worlds import NORLAND, ROOT

PROJECT = ("docs", "overrides", "vendor", "mkdocs.yml", "mkdocs.en.yml")


def hashes(folder: Path) -> Mapping[str, str]:
    """The bytes of a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def state(folder: Path) -> Mapping[str, tuple[str, int, int]]:
    """The bytes of a folder and when each file and folder was last written."""
    content = hashes(folder)
    return {
        path.relative_to(folder).as_posix(): (
            content.get(path.relative_to(folder).as_posix(), "folder"),
            path.stat().st_mtime_ns,
            path.stat().st_ino,
        )
        for path in sorted([folder, *folder.rglob("*")])
    }


@pytest.fixture
def published(norland_site: Site, tmp_path: Path) -> Path:
    """A published site that a test may try to spoil."""
    return shutil.copytree(norland_site.folder, tmp_path / "here" / "site")


@pytest.fixture
def broken_data(tmp_path: Path) -> Path:
    """A package with one figure that nobody knows how to read."""
    folder = shutil.copytree(NORLAND.folder, tmp_path / "package")
    path = folder / "data" / "targets.csv"
    path.write_bytes(path.read_bytes().replace(b",3000,3000,", b",3000,three,", 1))
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one's own: the page chrome and the prose, without a generator or data."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def test_a_build_says_one_plain_line(site: Site) -> None:
    line, end = site.said.stdout.split("\n", 1)
    assert end == ""
    assert str(site.folder) in line
    assert locale.load("nl").text("progress.state.changed") in line
    assert "\x1b" not in line + site.said.stderr


def test_a_build_counts_what_it_published(site: Site) -> None:
    files = [path for path in site.folder.rglob("*") if path.is_file()]
    assert site.said.stdout.split(": ", 1)[1].startswith(locale.load("nl").number(len(files) - 1))


def test_a_second_build_changes_nothing(norland_site: Site) -> None:
    before = state(norland_site.folder)
    said = atlas("build", norland_site.world.folder, "--out", norland_site.folder)
    assert said.returncode == 0
    assert locale.load("nl").text("progress.state.unchanged") in said.stdout
    assert state(norland_site.folder) == before


def test_two_builds_have_the_same_bytes(real_site: Site, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "by-another-name"
    said = atlas("build", real_site.world.folder, "--out", other, "--site-url", real_site.url)
    assert said.returncode == 0, said.stderr
    assert hashes(other) == hashes(real_site.folder)


def test_broken_data_publishes_nothing(broken_data: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    said = atlas("build", broken_data, "--out", tmp_path / "new" / "site")
    assert said.returncode == 1
    assert "targets.csv" in said.stdout
    assert "three" in said.stdout
    assert sorted(tmp_path.rglob("*")) == before


def test_broken_data_leaves_the_last_good_site(broken_data: Path, published: Path) -> None:
    before = state(published.parent)
    assert atlas("build", broken_data, "--out", published).returncode == 1
    assert state(published.parent) == before


@pytest.mark.parametrize("is_file", [True, False])
def test_it_refuses_to_replace_what_it_did_not_make(tmp_path: Path, is_file: bool) -> None:
    target = tmp_path / "letters"
    inside = target if is_file else target / "to-my-love.txt"
    inside.parent.mkdir(exist_ok=True)
    inside.write_text("dear", encoding="utf-8")
    before = state(tmp_path)
    said = atlas("build", NORLAND.folder, "--out", target)
    assert said.returncode == 1
    assert said.stdout == ""
    assert "letters" in said.stderr
    assert "Traceback" not in said.stderr
    assert state(tmp_path) == before


def test_a_failure_of_mkdocs_leaves_the_last_good_site(project: Path) -> None:
    """Also: without ``--out`` the site stands in the project that one is in."""
    first = atlas("build", NORLAND.folder, project=project)
    assert first.returncode == 0, first.stderr
    site = project / "build" / "site"
    assert (site / "index.html").is_file()
    before = state(site)
    (project / "overrides" / "main.html").write_text("{% if %}", encoding="utf-8")
    said = atlas("build", NORLAND.folder, project=project)
    assert said.returncode == 1
    assert "mkdocs" in said.stderr
    assert state(site) == before
    assert not list(site.parent.glob(".site-*"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "no-such-folder"),
        ("build", str(NORLAND.folder), "--site-url", "ftp://example.org/"),
        ("build", str(NORLAND.folder), "--lang", "xx"),
        ("build", str(NORLAND.folder), "--no-such-option"),
        ("no-such-command",),
    ],
)
def test_wrong_use_is_told_apart(arguments: tuple[str, ...], tmp_path: Path) -> None:
    said = atlas(*arguments, *(("--out", tmp_path / "site") if arguments[0] == "build" else ()))
    assert said.returncode == 2
    assert "Traceback" not in said.stderr
    assert not list(tmp_path.iterdir())
