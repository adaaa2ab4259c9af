"""What is written where: nothing outside, nothing twice, nothing needlessly, nothing by halves."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import outputs
from generator.outputs import MANIFEST, Output, OutputError

PARTS = st.sampled_from(["a", "b", "c.md", "d.md"])
PATHS = st.lists(PARTS, min_size=1, max_size=3).map("/".join)


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """When every file and folder was last changed, and which one it is on the disk."""
    return {
        p.relative_to(folder).as_posix(): (p.stat().st_mtime_ns, p.stat().st_ino)
        for p in (folder, *folder.rglob("*"))
    }


def fill(folder: Path, files: Mapping[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def age(folder: Path) -> None:
    """Let everything have been written long ago."""
    for path in (*folder.rglob("*"), folder):
        os.utime(path, ns=(10**18, 10**18))


# --- plan -------------------------------------------------------------------------------------


def test_a_plan_holds_every_output() -> None:
    assert outputs.plan([Output.text("a/b.md", "é"), Output("c", b"\0")]) == {
        "a/b.md": "é".encode(),
        "c": b"\0",
    }


@pytest.mark.parametrize(
    "second", ["gebieden/breda.md", "Gebieden/Breda.md", "gebieden/BREDA.md", "GEBIEDEN/breda.MD"]
)
def test_two_outputs_with_one_path_are_refused(second: str) -> None:
    with pytest.raises(OutputError, match="two outputs"):
        outputs.plan([Output.text("gebieden/breda.md", "1"), Output.text(second, "1")])


@pytest.mark.parametrize("path", ["/etc/x", "../x", "a/../../x", "a/..", "..", "", ".", "./x", "a//x", "a/"])
def test_an_output_outside_its_folder_is_refused(path: str) -> None:
    with pytest.raises(OutputError, match="outside"):
        outputs.plan([Output.text(path, "1")])


# --- write ------------------------------------------------------------------------------------


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    assert outputs.write({"a/x": b"1", "a/y": b"2", "z": b"3"}, tmp_path) == 3
    age(tmp_path)
    before = stamps(tmp_path)
    assert outputs.write({"a/x": b"1", "a/y": b"2", "z": b"3"}, tmp_path) == 0
    assert stamps(tmp_path) == before
    assert outputs.write({"a/x": b"1", "a/y": b"new", "z": b"3"}, tmp_path) == 1
    changed = {path for path, stamp in stamps(tmp_path).items() if stamp != before[path]}
    assert changed == {"a/y"}


def test_what_is_stale_goes_with_its_empty_folders(tmp_path: Path) -> None:
    outputs.write({"a/b/x": b"1", "c": b"2"}, tmp_path)
    assert outputs.write({"c": b"2"}, tmp_path) == 1
    assert [p.name for p in tmp_path.rglob("*")] == ["c"]


def is_possible(files: Mapping[str, bytes]) -> bool:
    """No path is a file and a folder at once."""
    return not any(other.startswith(f"{path}/") for path in files for other in files)


PLANS = st.dictionaries(PATHS, st.binary(max_size=3), max_size=6).filter(is_possible)


@given(st.lists(PLANS, min_size=1, max_size=4))
@settings(max_examples=60)
def test_a_folder_ends_up_as_planned_whatever_it_held(
    tmp_path_factory: pytest.TempPathFactory, plans: list[dict[str, bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("write")
    for plan in plans:
        before = tree(folder)
        changed = outputs.write(plan, folder)
        assert tree(folder) == plan
        differing = {p for p in {*before, *plan} if before.get(p) != plan.get(p)}
        assert changed == len(differing)
        assert all(any(p.iterdir()) for p in folder.rglob("*") if p.is_dir())


def test_adding_leaves_the_other_files_alone(tmp_path: Path) -> None:
    fill(tmp_path, {"mine": b"1"})
    outputs.add({"data/x.csv": b"2"}, tmp_path)
    assert tree(tmp_path) == {"mine": b"1", "data/x.csv": b"2"}


# --- staging ----------------------------------------------------------------------------------


def test_a_staging_folder_lies_beside_and_can_be_read_by_a_server(tmp_path: Path) -> None:
    site = tmp_path / "deep" / "site"
    with outputs.staging(site) as folder:
        assert folder.parent == site.parent
        assert stat.S_IMODE(folder.stat().st_mode) == 0o755
        assert not any(folder.iterdir())
    assert not folder.exists()


def test_a_staging_folder_goes_also_after_a_failure(tmp_path: Path) -> None:
    kept = []

    def fail() -> None:
        with outputs.staging(tmp_path / "site") as folder:
            kept.append(fill(folder, {"half": b"1"}))
            raise OutputError

    with pytest.raises(OutputError):
        fail()
    assert not kept[0].exists()
    assert not any(tmp_path.iterdir())


# --- publish ----------------------------------------------------------------------------------


def publish(tmp_path: Path, site: Path, files: Mapping[str, bytes]) -> bool:
    with outputs.staging(site) as folder:
        return outputs.publish(fill(folder / "site", files), site)


def published(site: Path) -> dict[str, bytes]:
    return {path: content for path, content in tree(site).items() if path != MANIFEST}


@pytest.mark.parametrize("exists", [False, True], ids=["absent", "empty"])
def test_a_site_takes_a_free_place(tmp_path: Path, exists: bool) -> None:
    site = tmp_path / "site"
    if exists:
        site.mkdir()
    assert publish(tmp_path, site, {"index.html": b"1"})
    assert published(site) == {"index.html": b"1"}
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_new_site_replaces_the_old_one_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(tmp_path, site, {"index.html": b"1", "gone.html": b"1"})
    assert publish(tmp_path, site, {"index.html": b"2", "new/x.html": b"2"})
    assert published(site) == {"index.html": b"2", "new/x.html": b"2"}
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_the_same_site_touches_no_byte(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(tmp_path, site, {"index.html": b"1", "a/b.html": b"2"})
    age(site)
    before = stamps(site)
    assert not publish(tmp_path, site, {"index.html": b"1", "a/b.html": b"2"})
    assert stamps(site) == before
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda site: (site / "index.html").write_bytes(b"edited by hand"),
        lambda site: (site / "a/b.html").unlink(),
        lambda site: (site / "left.html").write_bytes(b""),
    ],
    ids=["changed", "removed", "added"],
)
def test_a_site_that_was_spoilt_is_published_again(tmp_path: Path, spoil: object) -> None:
    site, files = tmp_path / "site", {"index.html": b"1", "a/b.html": b"2"}
    publish(tmp_path, site, files)
    assert callable(spoil)
    spoil(site)
    assert publish(tmp_path, site, files)
    assert published(site) == files


def test_a_failure_in_the_middle_leaves_the_old_site_whole(tmp_path: Path) -> None:
    """A folder cannot move into itself: the second of the two renames fails, after the first."""
    staged = tmp_path / "staged"
    site = staged / "inside" / "site"
    publish(tmp_path, site, {"index.html": b"1", "a/b.html": b"2"})
    age(site)
    before = stamps(site)
    fill(staged, {"index.html": b"new"})
    with pytest.raises(OSError, match=r".+"):
        outputs.publish(staged, site)
    assert stamps(site) == before
    assert [p.name for p in site.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("kind", ["file", "link", "dangling", "foreign"])
def test_what_is_not_ours_is_refused_and_left_alone(tmp_path: Path, kind: str) -> None:
    site = tmp_path / "site"
    elsewhere = fill(tmp_path / "elsewhere", {"letters.txt": b"dear", MANIFEST: b"{}"})
    if kind == "file":
        site.write_bytes(b"mine")
    elif kind == "foreign":
        fill(site, {"letters.txt": b"dear"})
    else:
        site.symlink_to(elsewhere if kind == "link" else tmp_path / "nowhere")
    before = tree(tmp_path)
    with pytest.raises(OutputError):
        outputs.check_destination(site)
    with pytest.raises(OutputError):
        publish(tmp_path, site, {"index.html": b"1"})
    assert tree(tmp_path) == before
    assert site.is_symlink() == (kind in ("link", "dangling"))


def test_size_counts_files_and_bytes(tmp_path: Path) -> None:
    assert outputs.size(fill(tmp_path, {"a": b"12", "b/c": b"345"})) == (2, 5)


def test_files_are_replaced_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")
    (tmp_path / "a.csv").chmod(0o640)
    (tmp_path / "link.csv").symlink_to("a.csv")
    with pytest.raises(OSError, match="too long"):
        outputs.replace({"a.csv": b"new", "x" * 300: b"new"}, tmp_path)
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    outputs.replace({"link.csv": b"new", "b.csv": b"new"}, tmp_path)
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes() == b"new"
    assert (tmp_path / "a.csv").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv", "link.csv"]
