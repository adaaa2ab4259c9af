"""A project with a release in it, and the site that is built from it once the data has moved on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.history.support import change, noted, project, remove, renewed
from tests.site.support import Site, atlas
from tests.worlds import World

# Where the pages and files of an alliance that is gone went to.
GONE, STAYED = "lantern-league", "harbour-pact"


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which version 0.1.0 was released; not to be changed."""
    folder = project(tmp_path_factory.mktemp("first") / "project")
    said = atlas("release", project=folder)
    assert said.returncode == 0, said.stderr + said.stdout
    shutil.rmtree(folder / "build")
    return folder


@pytest.fixture
def released(first: Path, tmp_path: Path) -> Path:
    """The same project, to be changed."""
    return shutil.copytree(first, tmp_path / "project")


@pytest.fixture(scope="session")
def later(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of version 0.2.0, which is not released: an alliance is gone, its addresses moved."""
    folder = shutil.copytree(first, tmp_path_factory.mktemp("later") / "project")
    package = renewed(folder / "datapackage")
    dissolve(package)
    redirects = [f"{old},{new}" for old, new in moved(package)]
    text = "\n".join(["from,to", *redirects, ""])
    (package / "redirects.csv").write_text(text, encoding="utf-8")
    said = atlas("build", project=folder)
    assert said.returncode == 0, said.stderr + said.stdout
    world = World(folder=package)
    return Site(world=world, folder=folder / "build" / "site", url="https://example.org/norland/", said=said)


def dissolve(package: Path) -> None:
    """Take an alliance and its members out of the data."""
    remove(package, "alliances", GONE)
    remove(package, "members", GONE)
    change(
        package,
        "sources",
        "quay-page",
        note_en="It names a league as well.",
        note_nl="Noemt ook een verbond.",
    )
    noted(
        package,
        "league-gone",
        date="2025-06-03",
        version="0.2.0",
        kind="removed",
        table="alliances",
        row_id=GONE,
        summary_en="The league is no more.",
        summary_nl="Het verbond is er niet meer.",
    )


def published(package: Path) -> list[str]:
    """Every address in the list beside a package."""
    lines = (package / "published-urls.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def moved(package: Path) -> list[tuple[str, str]]:
    """Each address of the alliance that is gone, and the same of one that stayed."""
    return [(a, a.replace(GONE, STAYED)) for a in published(package) if GONE in a]
