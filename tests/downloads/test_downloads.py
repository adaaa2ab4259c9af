"""Downloads: the same bytes as the package, and every part of it a package that validates again."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.downloads.package import archive_path
from generator.model import TABLES
from generator.problems import Severity
from generator.validate import validate
from tests.worlds import NORLAND, REAL, World

Tables = Mapping[str, list[dict[str, str]]]


def contents(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def tables_of(files: Mapping[str, bytes]) -> Tables:
    return {name.removesuffix(".csv"): rows_of(text) for name, text in files.items() if name.endswith(".csv")}


def of_subjects(world: World, ending: str) -> dict[str, bytes]:
    """The files of single things with that ending, and none before it."""
    own = {path: content for path, content in world.downloads.items() if path.count("/") == 2}
    return {
        path: content
        for path, content in own.items()
        if Path(path).name.partition(".")[2] == ending and "/v1/" not in path and "/csv-" not in path
    }


def subsets(world: World) -> dict[str, bytes]:
    return of_subjects(world, "zip")


def key_of(path: str) -> str:
    return Path(path).stem


def figures(tables: Tables) -> set[str]:
    return {r["target_id"] for r in tables["targets"]} | {r["measurement_id"] for r in tables["measurements"]}


def wanted(world: World, path: str) -> set[str]:
    """The figures that belong in the download at that path, straight from the files."""
    tables, (_, kind, _) = world.tables, path.split("/")
    every = [(r, r["target_id"]) for r in tables["targets"]] + [
        (r, r["measurement_id"]) for r in tables["measurements"]
    ]
    key = key_of(path)
    if kind == "areas":
        return {figure for row, figure in every if row["area_id"] == key}
    if kind == "alliances":
        further = {r["target_id"] for r in tables["target_alliances"] if r["alliance_id"] == key}
        return {figure for row, figure in every if row["alliance_id"] == key} | further
    if kind == "metrics":
        return {figure for row, figure in every if row["metric_id"] == key.replace("-", "_")}
    town = next(r["municipality_id"] for r in tables["municipalities"] if r["slug"] == key)
    areas = {r["area_id"] for r in tables["area_municipalities"] if r["municipality_id"] == town}
    return {f for row, f in every if row["area_id"] in areas or row.get("municipality_id") == town}


# --- the whole package ------------------------------------------------------------------------


def test_the_tables_are_published_byte_for_byte(world: World) -> None:
    for path in sorted((world.folder / "data").glob("*.csv")):
        assert world.downloads[f"data/{path.name}"] == path.read_bytes()


def test_the_archive_holds_what_is_published(world: World) -> None:
    files = contents(world.downloads[archive_path(world.dataset)])
    published = {name: world.downloads[f"data/{name}"] for name in files}
    assert files == published
    assert len(files) == len(TABLES) + 2 + (world.dataset.outlines is not None)


def test_its_name_says_which_version(world: World) -> None:
    info = world.dataset.info
    assert archive_path(world.dataset) == f"data/{info.name}-{info.version}.zip"


@pytest.fixture(scope="module")
def profile() -> Any:
    """The official profile, read from where it is bundled."""
    text = (resources.files("dplib") / "profiles/2.0/datapackage.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    return jsonschema.validators.validator_for(schema)(schema)


def check_descriptor(files: Mapping[str, bytes], profile: Any) -> None:
    descriptor = json.loads(files["datapackage.json"])
    if profile is not None:
        assert [error.message for error in profile.iter_errors(descriptor)] == []
    assert {r["path"] for r in descriptor["resources"]} == set(files) - {"datapackage.json", "README.md"}
    for resource in descriptor["resources"]:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        if "schema" in resource:
            names = [field["name"] for field in resource["schema"]["fields"]]
            assert content.decode("utf-8").splitlines()[0].split(",") == names


def test_the_outlines_are_published_byte_for_byte() -> None:
    content = (REAL.folder / "data" / "outlines.geojson").read_bytes()
    assert REAL.downloads["data/outlines.geojson"] == content
    assert contents(REAL.downloads[archive_path(REAL.dataset)])["outlines.geojson"] == content
    assert "data/outlines.geojson" not in NORLAND.downloads


def test_the_descriptor_describes_the_files_beside_it(world: World, profile: Any) -> None:
    check_descriptor(contents(world.downloads[archive_path(world.dataset)]), profile)


def validated(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    _, problems = validate(folder)
    assert [p for p in problems if p.severity is Severity.ERROR] == []


def test_the_whole_package_validates_again(world: World, tmp_path: Path) -> None:
    validated(tmp_path / "package", contents(world.downloads[archive_path(world.dataset)]))


# --- a part of it -----------------------------------------------------------------------------


def test_there_is_one_for_every_page(world: World) -> None:
    rows = world.tables
    expected = {f"data/areas/{r['area_id']}" for r in rows["areas"]}
    expected |= {f"data/alliances/{r['alliance_id']}" for r in rows["alliances"]}
    expected |= {f"data/municipalities/{r['slug']}" for r in rows["municipalities"]}
    expected |= {f"data/metrics/{r['metric_id'].replace('_', '-')}" for r in rows["metrics"]}
    first, other = world.languages
    for ending in ("zip", "csv", "nl.csv", "json", "xlsx", f"{other}.xlsx"):
        assert {path.removesuffix(f".{ending}") for path in of_subjects(world, ending)} == expected, ending
    assert not of_subjects(world, f"{first}.xlsx")
    assert not of_subjects(world, "en.csv")


def test_every_part_of_norland_validates_again(norland: World, tmp_path: Path) -> None:
    for path, archive in subsets(norland).items():
        validated(tmp_path / path.replace("/", "-"), contents(archive))


@given(path=st.sampled_from(sorted(subsets(REAL))))
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
def test_parts_of_the_real_package_validate_again(
    tmp_path_factory: pytest.TempPathFactory, path: str
) -> None:
    validated(tmp_path_factory.mktemp("part") / "package", contents(REAL.downloads[path]))


def test_a_part_holds_all_its_figures(world: World) -> None:
    for path, archive in subsets(world).items():
        tables = tables_of(contents(archive))
        assert wanted(world, path) <= figures(tables), path


def test_a_part_holds_every_row_that_it_refers_to(world: World) -> None:
    """Every foreign key of every part, followed without the code under test."""
    references = [(t.name, f.name, f.references) for t in TABLES for f in t.fields if f.references]
    keys = {t.name: t.key[0] for t in TABLES}
    for path, archive in subsets(world).items():
        tables = tables_of(contents(archive))
        known = {name: {row[keys[name]] for row in rows} for name, rows in tables.items()}
        for table, column, target in references:
            missing = {row[column] for row in tables[table]} - known[target] - {""}
            assert missing == set(), (path, table, column)


def test_a_part_changes_no_row_and_no_order(world: World) -> None:
    for archive in subsets(world).values():
        for name, rows in tables_of(contents(archive)).items():
            kept = [row for row in world.tables[name] if row in rows]
            assert rows == kept


def test_a_part_is_smaller_than_the_whole(real: World) -> None:
    """A part that drags the whole package along is none."""
    total = len(figures(real.tables))
    sizes = [
        len(figures(tables_of(contents(archive))))
        for path, archive in subsets(real).items()
        if path.startswith("data/areas/")
    ]
    assert sum(sizes) / len(sizes) < total / 3


def test_descriptors_of_all_parts_are_right(world: World, profile: Any) -> None:
    """Bytes and hashes of all; the profile, which takes long and sees no rows, of some."""
    for number, archive in enumerate(subsets(world).values()):
        check_descriptor(contents(archive), profile if number % 10 == 0 else None)


def test_an_area_takes_what_belongs_to_it(norland: World) -> None:
    tables = tables_of(contents(norland.downloads["data/areas/old-harbour.zip"]))
    assert {r["area_id"] for r in tables["areas"]} >= {"old-harbour"}
    for name in ("neighbourhoods", "bottlenecks", "area_municipalities"):
        own = [r for r in norland.tables[name] if r["area_id"] == "old-harbour"]
        assert own
        assert [r for r in tables[name] if r["area_id"] == "old-harbour"] == own
    assert {r["discrepancy_id"] for r in tables["readings"]} == {"old-harbour-homes"}
    assert len(tables["readings"]) == 3
    assert tables["changes"] == norland.tables["changes"]


# --- the figures as one flat table ------------------------------------------------------------


def flat(world: World) -> Iterator[tuple[str, list[dict[str, str]]]]:
    for path, content in of_subjects(world, "csv").items():
        yield path, rows_of(content)


def test_a_flat_table_holds_each_figure_once(world: World) -> None:
    for path, rows in flat(world):
        found = [row["figure_id"] for row in rows]
        assert sorted(found) == sorted(wanted(world, path)), path


def test_a_flat_table_says_what_the_package_says(world: World) -> None:
    raw = {r["target_id"]: ("targets", r) for r in world.tables["targets"]}
    raw |= {r["measurement_id"]: ("measurements", r) for r in world.tables["measurements"]}
    beside = {
        "area_id": ("areas", {"area": "name"}),
        "alliance_id": ("alliances", {"alliance": "name"}),
        "municipality_id": ("municipalities", {"municipality": "name"}),
        "metric_id": ("metrics", {"unit": "unit", **{f"metric_{n}": f"name_{n}" for n in world.languages}}),
        "source_id": ("sources", {"source": "title"}),
    }
    known = {key: {r[key]: r for r in world.tables[table]} for key, (table, _) in beside.items()}
    for path, rows in flat(world):
        for row in rows:
            table, original = raw[row["figure_id"]]
            expected = {"figure_id": row["figure_id"], "table": table, **original}
            expected.pop("target_id" if table == "targets" else "measurement_id")
            for key, (_, names) in beside.items():
                found = known[key].get(expected.get(key, ""), {})
                expected |= {name: found.get(column, "") for name, column in names.items()}
            for language, edition in world.editions.items():
                expected[f"phrase_{language}"] = edition.figures[row["figure_id"]].phrase
            # What the figure's own table has no column for is empty.
            assert row == {**dict.fromkeys(row, ""), **expected}, path


# --- always the same --------------------------------------------------------------------------


def test_downloads_are_the_same_on_every_run(world: World) -> None:
    assert World(folder=world.folder).downloads == world.downloads


def test_archives_hold_no_clock_and_no_owner(world: World) -> None:
    kits = of_subjects(world, "press.zip")
    for archive in [world.downloads[archive_path(world.dataset)], *subsets(world).values(), *kits.values()]:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            for entry in opened.infolist():
                assert entry.date_time == (1980, 1, 1, 0, 0, 0)
                assert entry.external_attr >> 16 == 0o644
                assert not entry.extra
                assert "/" not in entry.filename
