"""What holds all downloads together: JSON tables, press kits, checksums, and the same bytes every time."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator import store
from generator.downloads import Desk, kit, readme, workbook
from generator.links import PageKind
from tests.downloads.support import Value, flat, table
from tests.worlds import World


def loaded(content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(content, parse_float=Decimal)
    return found


def told(row: Mapping[str, Value]) -> dict[str, object]:
    """A row of the package as JSON says it."""
    return {c: v if isinstance(v, str | Decimal | int | None) else v.isoformat() for c, v in row.items()}


def unpacked(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def carries_its_terms(world: World, content: Mapping[str, Any]) -> None:
    info = world.dataset.info
    assert (content["version"], content["date"]) == (info.version, str(info.date))
    assert set(content["citation"]) == set(content["licence"]["title"]) == set(world.languages)
    assert all(info.version in cited for cited in content["citation"].values())
    assert content["licence"]["path"] == info.licence_url


def explained(columns: list[dict[str, Any]], names: list[str], languages: tuple[str, ...]) -> None:
    assert [column["name"] for column in columns] == names
    for column in columns:
        assert all(column["title"][language] for language in languages)
        assert all(column["description"][language] for language in languages)


# --- JSON ---------------------------------------------------------------------------------------


def test_the_whole_as_json_equals_the_package(shown: World) -> None:
    content = loaded(shown.downloads[f"data/{shown.dataset.info.name}.json"])
    carries_its_terms(shown, content)
    assert [t["table"] for t in content["tables"]] == list(shown.desk.tables)
    for found in content["tables"]:
        assert found["rows"] == [told(row) for row in table(shown, found["table"])], found["table"]
        explained(
            found["columns"], list(found["rows"][0]) if found["rows"] else found["columns"], shown.languages
        )


def test_the_figures_of_every_page_as_json_equal_the_package(shown: World) -> None:
    for subject in shown.desk.subjects:
        content = loaded(shown.downloads[f"{subject.path}.json"])
        expected = flat(shown, shown.downloads[f"{subject.path}.csv"])
        assert content["rows"] == [told(row) for row in expected], subject.path
        assert {s["source_id"] for s in content["sources"]} == {r["source_id"] for r in expected}
        assert content["about"] == {n: subject.title.in_language(n) for n in shown.languages}
        carries_its_terms(shown, content)
        explained(
            content["columns"],
            list(expected[0]) if expected else [c["name"] for c in content["columns"]],
            shown.languages,
        )


# --- README and press kit -------------------------------------------------------------------------


def test_every_package_says_what_it_is(world: World) -> None:
    info = world.dataset.info
    archives = {p: c for p, c in world.downloads.items() if p.endswith(".zip") and not p.endswith(kit.ENDING)}
    assert len(archives) == len(world.desk.subjects) + 1
    for path, archive in archives.items():
        files = unpacked(archive)
        text = files[readme.NAME].decode("utf-8")
        assert text.count(info.version) >= len(world.languages), path
        assert text.count(str(info.date)) >= len(world.languages)
        assert str(info.licence_url) in text
        for language, edition in world.editions.items():
            assert edition.say(info.title) in text
            assert edition.locale.text("downloads.fact.cite") in text, language
        assert set(re.findall(r"^- (\S+\.csv): ", text, re.MULTILINE)) == {
            name for name in files if name.endswith(".csv")
        }


def test_a_press_kit_holds_what_is_published(world: World) -> None:
    areas = [s for s in world.desk.subjects if s.page.kind is PageKind.AREA]
    assert {f"{s.path}{kit.ENDING}" for s in areas} == {p for p in world.downloads if p.endswith(kit.ENDING)}
    for subject in areas:
        files = unpacked(world.downloads[f"{subject.path}{kit.ENDING}"])
        readmes = [f"README.{language}.txt" for language in world.languages]
        cited = [f"CITATION.{language}.txt" for language in world.languages]
        assert list(files)[: len(readmes)] == readmes
        rest = set(files) - {*readmes, *cited, "CITATION.bib"}
        assert {name: files[name] for name in rest} == {
            name: world.downloads[f"data/areas/{name}"] for name in rest
        }
        ends = {name.removeprefix(subject.page.slug) for name in rest}
        assert ends == {".csv", ".nl.csv", *(workbook.ending(world.desk, n) for n in world.languages)}
        for language, name in zip(world.languages, readmes, strict=True):
            text = files[name].decode("utf-8")
            assert subject.title.in_language(language) in text
            assert all(f"- {other}: " in text for other in files if other not in readmes)
            assert files[f"CITATION.{language}.txt"].decode("utf-8").strip() in text


def test_a_press_kit_takes_pictures_along(norland: World) -> None:
    """They come from outside: what a page draws is made elsewhere."""
    subject = next(s for s in norland.desk.subjects if s.page.kind is PageKind.AREA)
    pictures = {subject.path: {"charts/plan.svg": b"<svg/>", "charts/plan.png": b"\x89PNG"}}
    desk = Desk(editions=norland.editions, addresses=norland.addresses, pictures=pictures)
    files = kit.contents(desk, subject)
    assert list(files)[-2:] == ["charts/plan.svg", "charts/plan.png"]
    assert files["charts/plan.svg"] == b"<svg/>"
    assert "charts/plan.png: Picture (PNG)" in files["README.en.txt"].decode("utf-8")
    other = next(s for s in norland.desk.subjects if s.page.kind is PageKind.AREA and s != subject)
    assert "charts/plan.svg" not in kit.contents(desk, other)


# --- checksums, and the same again ------------------------------------------------------------------


def test_checksums_are_as_sha256sum_reads_them(world: World, tmp_path: Path) -> None:
    """Once as a reader checks them, once with a byte changed."""
    for path, content in world.downloads.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    said = subprocess.run(command, cwd=tmp_path / "data", capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")
    lines = (tmp_path / "data" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(world.downloads) - 1
    (tmp_path / "data" / "targets.csv").write_bytes(b"changed")
    said = subprocess.run(command, cwd=tmp_path / "data", capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert "targets.csv" in said.stdout


HASHES = """
import hashlib, json, sys
from pathlib import Path
from tests.worlds import World
found = World(folder=Path(sys.argv[1])).downloads
print(json.dumps({path: hashlib.sha256(content).hexdigest() for path, content in found.items()}))
"""


def test_another_run_makes_the_same_bytes(norland: World) -> None:
    """In a process of its own, as the order of sets differs between processes."""
    here = {path: hashlib.sha256(content).hexdigest() for path, content in norland.downloads.items()}
    said = subprocess.run(
        [sys.executable, "-c", HASHES, str(norland.folder)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(said.stdout) == here


def test_what_was_kept_is_what_would_be_made(norland: World, tmp_path: Path) -> None:
    """From cold, from what was kept, and without a store: the same; and only what was asked for stays."""
    plain = {o.path: o.content for o in workbook.files(norland.desk)}
    for _ in ("cold", "warm"):
        kept = store.Store(tmp_path / "kept")
        desk = Desk(editions=norland.editions, addresses=norland.addresses, store=kept)
        assert {o.path: o.content for o in workbook.files(desk)} == plain
        kept.sweep()
        assert len(list((tmp_path / "kept").iterdir())) == len(set(plain.values()))


def test_other_data_asks_for_other_workbooks(norland: World, nasty: World, tmp_path: Path) -> None:
    """What was kept of one package is not taken for another, though its pages are called the same."""
    shared = store.Store(tmp_path / "kept")
    for world in (norland, nasty):
        desk = Desk(editions=world.editions, addresses=world.addresses, store=shared)
        assert {o.path: o.content for o in workbook.files(desk)} == {
            path: content for path, content in world.downloads.items() if path.endswith(".xlsx")
        }
