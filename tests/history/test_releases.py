"""``atlas release``, and what a build does with what was released."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import load, locale, problems
from generator.history import record
from generator.rules.publication import precedence
from generator.validate import validate
from tests.breakage import replace
from tests.history.conftest import published
from tests.history.support import add, change, contents, described, noted, renewed
from tests.site.support import Site, atlas

NAME = "norland-alliances-0.1.0.zip"
NOTES = "norland-alliances-0.1.0.md"
NO_MATCH = "it does not match its checksum in releases/SHA256SUMS."
NEXT = {"date": "2025-07-01", "kind": "updated", "table": "areas", "row_id": "old-harbour"}


def found(project: Path, language: str = "en") -> str:
    """All that a build finds wrong beside the data, as it shows it."""
    package, wrong = validate(project / "datapackage")
    assert package is not None
    assert not problems.has_errors(wrong)
    _, wrong = record.read(project, project / "datapackage", load.dataset(package))
    return "\n".join(str(part) for part in problems.as_text(wrong, locale.load(language)))


def raised(package: Path, version: str) -> None:
    """Give a package another version, with a note of it."""
    described(package, version=version)
    noted(package, "again", version=version, **NEXT)


def test_a_release_is_the_zip_of_the_site_with_its_hash_and_all_addresses(first: Path) -> None:
    content = (first / "releases" / NAME).read_bytes()
    sums = (first / "releases" / "SHA256SUMS").read_text(encoding="utf-8")
    assert sums == f"{hashlib.sha256(content).hexdigest()}  {NAME}\n"
    assert sorted(path.name for path in (first / "releases").iterdir()) == ["SHA256SUMS", NOTES, NAME]
    listed = published(first / "datapackage")
    assert listed == sorted(set(listed))
    assert {"/", "/nl/", "/areas/old-harbour/", "/nl/gebieden/old-harbour/", "/data/targets.csv"} <= set(
        listed
    )
    assert {"/data/v0.1.0/", f"/data/v0.1.0/{NAME}", f"/data/{NAME}", "/feed.nl.atom"} <= set(listed)
    assert not [address for address in listed if "assets" in address or "index.html" in address]


def test_what_was_released_validates(first: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(first / "releases" / NAME) as archive:
        archive.extractall(tmp_path / "package")
    said = atlas("validate", tmp_path / "package", "--lang", "en")
    assert said.returncode == 0, said.stdout
    said = atlas("diff", first / "releases" / NAME, first / "datapackage")
    assert said.returncode == 0, said.stdout


def test_a_release_that_is_there_stays_as_it_is(released: Path) -> None:
    before = contents(released)
    said = atlas("release", "--lang", "en", project=released)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout == (
        f"Version 0.1.0 was kept in releases/{NAME} already. The list of addresses is up to date.\n"
    )
    after = contents(released)
    assert {path for path in after if path not in before and not path.startswith("build/")} == set()
    assert {path for path in before if after[path] != before[path]} == set()


def test_another_version_comes_beside_the_first(released: Path) -> None:
    before = contents(released / "releases")
    addresses = published(released / "datapackage")
    renewed(released / "datapackage")
    said = atlas("release", "--lang", "en", project=released)
    assert said.returncode == 0, said.stderr + said.stdout
    assert said.stdout.startswith("Version 0.2.0 is kept in releases/norland-alliances-0.2.0.zip (")
    after = contents(released / "releases")
    assert after[NAME] == before[NAME]
    assert len(after["SHA256SUMS"].splitlines()) == 2
    assert set(addresses) < set(published(released / "datapackage"))


def test_a_change_of_a_released_version_is_refused(released: Path) -> None:
    change(released / "datapackage", "targets", "tern-valley-trees-planted", value_low="1", value_high="1")
    described(released / "datapackage", keywords=["gulls"])
    before = contents(released)
    expected = (
        f"releases/{NAME} error (release-changed)\n"
        "  Version 0.1.0 has been released, and the data is different now: datapackage.json, targets.csv.\n"
        "  → Give the package a higher version, in datapackage.json and with a row in changes."
        " atlas diff shows what is different.\n"
        "✗ 1 error found.\n"
    )
    for command in ("build", "release"):
        said = atlas(command, "--lang", "en", project=released)
        assert (said.returncode, said.stdout, said.stderr) == (1, expected, "")
        assert contents(released) == before
    raised(released / "datapackage", "0.1.1")
    assert found(released) == "✓ The data is in order."


def test_a_refusal_leaves_the_last_good_site(later: Site, tmp_path: Path) -> None:
    folder = shutil.copytree(later.folder.parent.parent, tmp_path / "project")
    before = contents(folder / "build" / "site")
    (folder / "releases" / NAME).write_bytes(b"PK")
    said = atlas("build", project=folder)
    assert said.returncode == 1
    assert "release-bytes" in said.stdout
    assert contents(folder / "build" / "site") == before


def test_rows_in_another_order_are_another_release(released: Path) -> None:
    """A release is its bytes; a difference that says nothing would still be one for who checks them."""
    path = released / "datapackage" / "data" / "metrics.csv"
    header, first, second, *rest = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, second, first, *rest, ""]), encoding="utf-8")
    assert "the data is different now: metrics.csv." in found(released)


@pytest.mark.parametrize("version", ["0.0.9", "0.1.0-rc.1", "0.1.0+again"])
def test_a_new_release_is_newer_than_the_last(released: Path, version: str) -> None:
    package = released / "datapackage"
    replace(
        package / "data" / "changes.csv",
        "first-edition,2025-04-01,0.1.0",
        f"first-edition,2025-04-01,{version}",
    )
    replace(
        package / "data" / "changes.csv",
        "gulls-counted,2025-04-01,0.1.0",
        f"gulls-counted,2025-04-01,{version}",
    )
    described(package, version=version)
    before = contents(released)
    said = atlas("release", "--lang", "en", project=released)
    assert said.returncode == 1
    assert said.stdout == (
        "releases error (release-order)\n"
        f"  Version {version} is not newer than the last release, 0.1.0.\n"
        "  → Give the package a higher version, in datapackage.json and with a row in changes.\n"
        "✗ 1 error found.\n"
    )
    assert contents(released) == before


def test_data_with_problems_is_not_released(released: Path) -> None:
    raised(released / "datapackage", "0.2.0")
    add(released / "datapackage", "targets", "tern-valley-budget", target_id="x", metric_id="no-such")
    before = contents(released)
    said = atlas("release", project=released)
    assert said.returncode == 1
    assert "(foreign-key)" in said.stdout
    assert contents(released) == before


def other_version(path: Path) -> None:
    """A zip in which the descriptor says another version."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["datapackage.json"] = files["datapackage.json"].replace(
        b'"version": "0.1.0"', b'"version": "0.3.0"'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    path.with_name("SHA256SUMS").write_text(f"{digest}  {path.name}\n", encoding="utf-8")


def longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


def gone(path: Path) -> None:
    path.unlink()


def unrecorded(path: Path) -> None:
    path.with_name("SHA256SUMS").unlink()


def scribbled(path: Path) -> None:
    """The hash is there, and so is something else."""
    sums = path.with_name("SHA256SUMS")
    sums.write_text(sums.read_text(encoding="utf-8") + "hello  world\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (
            longer,
            [
                f"releases/{NAME} error (release-bytes)",
                f"  The zip of version 0.1.0 has changed: {NO_MATCH}",
                "  → Put the zip back from git. Release a change as a new version.",
            ],
        ),
        (
            gone,
            [
                f"releases/{NAME} error (release-missing)",
                "  Version 0.1.0 was released once, but its zip is gone.",
                "  → Put the zip back from git. A release can be downloaded for ever.",
            ],
        ),
        (
            unrecorded,
            [
                f"releases/{NAME} error (release-unrecorded)",
                "  There is no checksum of this zip in releases/SHA256SUMS.",
                "  → Make a release with atlas release, or remove the zip.",
            ],
        ),
        (
            scribbled,
            [
                "releases/SHA256SUMS:2 error (release-sums)",
                "  This line is no checksum with the name of a zip: hello  world",
                "  → Put the line back as it was. Each release has one line, made by atlas release.",
            ],
        ),
        (
            other_version,
            [
                f"releases/{NAME} error (release-contents)",
                "  This zip does not hold a package of version 0.1.0 (norland-alliances 0.3.0).",
                "  → Put the zip back from git.",
            ],
        ),
    ],
)
def test_a_release_that_is_not_as_it_was_is_a_problem(
    released: Path, spoil: Callable[[Path], None], expected: list[str]
) -> None:
    spoil(released / "releases" / NAME)
    assert found(released).splitlines() == [*expected, "✗ 1 error found."]


def test_what_belongs_to_another_package_is_left_alone(released: Path) -> None:
    for name in ("other-0.1.0.zip", "norland-alliances-older-0.1.0.zip", "norland-alliances-0.1.zip"):
        (released / "releases" / name).write_bytes(b"not ours")
    assert found(released) == "✓ The data is in order."


def test_without_releases_all_is_well(released: Path) -> None:
    shutil.rmtree(released / "releases")
    assert found(released) == "✓ The data is in order."


def test_the_oldest_comes_first() -> None:
    versions = ["1.0.0", "0.10.0", "0.9.0", "0.10.0-rc.1"]
    assert sorted(versions, key=precedence) == ["0.9.0", "0.10.0-rc.1", "0.10.0", "1.0.0"]


def test_every_release_stays_beside_the_latest_data(later: Site) -> None:
    kept = later.folder / "data" / "v0.1.0"
    content = (later.folder.parent.parent / "releases" / NAME).read_bytes()
    assert (kept / NAME).read_bytes() == content
    # Also where it stood when it was the latest.
    assert (later.folder / "data" / NAME).read_bytes() == content
    with zipfile.ZipFile(kept / NAME) as archive:
        for name in archive.namelist():
            assert (kept / name).read_bytes() == archive.read(name), name
    there = {path.name for path in kept.iterdir()}
    lines = (kept / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    hashes = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert hashes.keys() == there - {"index.html", "SHA256SUMS"}
    for name, digest in hashes.items():
        assert hashlib.sha256((kept / name).read_bytes()).hexdigest() == digest, name


def test_the_latest_version_is_published_with_the_bytes_that_were_released(released: Path) -> None:
    """Zips of the same files may differ from machine to machine: what was released counts."""
    path = released / "releases" / NAME
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    path.with_name("SHA256SUMS").write_text(f"{digest}  {NAME}\n", encoding="utf-8")
    said = atlas("build", project=released)
    assert said.returncode == 0, said.stdout + said.stderr
    site = released / "build" / "site"
    assert (site / "data" / NAME).read_bytes() == path.read_bytes()
    # What describes the download describes those bytes.
    assert f"{digest}  {NAME}\n" in (site / "data" / "SHA256SUMS").read_text(encoding="utf-8")
    assert digest in (site / "data" / "catalog.ttl").read_text(encoding="utf-8")
