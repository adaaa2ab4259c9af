"""The generator as others get it: a wheel, installed where nothing else of this project is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from generator import equipment
from tests.site.support import WORKFLOW, Site, links
from tests.starting.support import fill_in, to_fill_in
from tests.worlds import ROOT, World

pytestmark = pytest.mark.slow

SOURCES = ("pyproject.toml", "README.md", "LICENSE", "mkdocs.yml", "generator", "overrides", "vendor")
SHIPPED = ("overrides", "vendor/plotly", "vendor/fonts")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the wheel is made of, in a place where a build may leave things."""
    folder = tmp_path_factory.mktemp("sources")
    leave = shutil.ignore_patterns("__pycache__")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=leave)
        else:
            shutil.copy(ROOT / name, folder / name)
    for name in ("tools/packing.py", "datapackage/datapackage.json"):
        (folder / name).parent.mkdir()
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def wheel(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(sources, tmp_path_factory.mktemp("wheel"))


def made(sources: Path, folder: Path) -> Path:
    """A wheel, built by pip without the network."""
    pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(folder), str(sources))
    [found] = folder.glob("*.whl")
    return found


def pip(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments],
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command ``atlas`` of an environment with that wheel, which sees what it needs in ours."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    python = folder / "bin" / "python"
    pip("--python", str(python), "install", "--no-deps", "--no-index", str(wheel))
    [own] = folder.glob("lib/python*/site-packages")
    ours = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (own / "needed.pth").write_text("".join(f"{path}\n" for path in sorted(ours)), encoding="utf-8")
    return folder / "bin" / "atlas"


def test_what_is_installed_is_the_wheel(installed: Path, tmp_path: Path) -> None:
    command = [str(installed.with_name("python")), "-c", "import generator.equipment as e; print(e.HOME)"]
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    said = subprocess.run(command, cwd=tmp_path, env=kept, capture_output=True, text=True, check=True)
    home = Path(said.stdout.strip())
    assert home.is_relative_to(installed.parent.parent)
    assert (home / "overrides" / "main.html").is_file()


def run(command: Path, *arguments: str, at: Path) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key not in (*WORKFLOW, "PYTHONPATH")}
    return subprocess.run(
        [command, *arguments],
        cwd=at,
        env={**kept, "ATLAS_LANG": "en"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def test_it_holds_what_stands_beside_the_generator(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        assert opened.testzip() is None
        inside = {name: opened.read(name) for name in opened.namelist()}
    wanted = [p for name in SHIPPED for p in (ROOT / name).rglob("*") if p.is_file()]
    wanted += [ROOT / "mkdocs.yml", ROOT / "datapackage" / "datapackage.json"]
    assert len(wanted) > 40
    for path in wanted:
        place = f"generator/shipped/{path.relative_to(ROOT).as_posix()}"
        assert inside.pop(place) == path.read_bytes()
    assert not any(name.startswith("generator/shipped/") for name in inside)
    assert not any(name.split("/")[0] in ("tests", "docs", "datapackage", "tools") for name in inside)
    modules = {p.relative_to(ROOT).as_posix() for p in (ROOT / "generator").rglob("*.py")}
    assert modules <= set(inside)


def test_the_same_sources_make_the_same_wheel(wheel: Path, sources: Path, tmp_path: Path) -> None:
    assert made(sources, tmp_path).read_bytes() == wheel.read_bytes()


def test_a_wheel_can_be_made_of_what_is_handed_out(sources: Path, wheel: Path, tmp_path: Path) -> None:
    """The archive of the sources has all that a wheel is made of."""
    command = "import packing, sys; packing.build_sdist(sys.argv[1])"
    environment = {**os.environ, "PYTHONPATH": str(sources / "tools")}
    subprocess.run([sys.executable, "-c", command, str(tmp_path)], cwd=sources, env=environment, check=True)
    [archive] = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path, filter="data")
    (tmp_path / "wheel").mkdir()
    again = made(tmp_path / archive.name.removesuffix(".tar.gz"), tmp_path / "wheel")
    with zipfile.ZipFile(again) as second, zipfile.ZipFile(wheel) as first:
        assert sorted(second.namelist()) == sorted(first.namelist())


def test_in_an_empty_folder_an_atlas_is_started_looked_at_filled_in_and_published(
    installed: Path, tmp_path: Path
) -> None:
    said = run(installed, "new", "haven", "--title", "Havenatlas", "--languages", "nl,en", at=tmp_path)
    assert said.returncode == 0, said.stderr
    folder = tmp_path / "haven"
    said = run(installed, "validate", at=folder)
    assert said.returncode == 1
    assert said.stdout.count("(placeholder") == len(list(to_fill_in(folder))) > 40
    said = run(installed, "build", "--draft", at=folder)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "example" in (folder / "build" / "draft" / "en" / "index.html").read_text(encoding="utf-8")
    said = run(installed, "build", at=folder)
    assert said.returncode == 1
    fill_in(folder)
    said = run(installed, "build", at=folder)
    assert said.returncode == 0, said.stdout + said.stderr
    site = Site(
        world=World(folder=folder / "datapackage"), folder=folder / "build" / "site", url="", said=said
    )
    assert len(site.pages) > 40
    broken = [
        f"{address}: {link.target}"
        for address, page in site.pages.items()
        for link in links(page)
        if not link.leaves and site.broken(address, link.target)
    ]
    assert broken == []
    fonts = site.folder / "assets" / "fonts"
    assert {path.name for path in fonts.glob("*.woff2")} == {"atlas-display.woff2", "atlas-text.woff2"}
    assert (site.folder / "assets" / "plotly" / "plotly-basic.min.js").is_file()


def test_a_package_alone_is_built_where_one_is(installed: Path, tmp_path: Path) -> None:
    """Without mkdocs.yml or anything else beside it; nothing is written into the environment."""
    shutil.copytree(ROOT / "tests" / "packages" / "norland", tmp_path / "datapackage")
    before = sorted(installed.parent.parent.rglob("*.html"))
    said = run(installed, "build", at=tmp_path)
    assert said.returncode == 0, said.stdout + said.stderr
    assert (tmp_path / "build" / "site" / "nl" / "index.html").is_file()
    assert sorted(installed.parent.parent.rglob("*.html")) == before


def test_here_the_equipment_is_that_of_the_repository() -> None:
    assert equipment.HOME == ROOT
