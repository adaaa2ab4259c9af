"""The JSON interface: every file as its schema says, every row as the package says, every link alive."""

from __future__ import annotations

import copy
import csv
import io
import json
import posixpath
import sqlite3
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import jsonschema
import pytest

from generator.downloads.api import lists, paths
from generator.links import Page, PageKind
from tests.downloads.support import Value, flat, table
from tests.worlds import World

SINGULAR = {
    "areas": "area",
    "alliances": "alliance",
    "municipalities": "municipality",
    "metrics": "metric",
    "sources": "source",
}
# Where links stand: as the value of one of these, or in an object with one of those names.
LINKS = frozenset({"href", "file", "source_href", "schema", "list", "$schema"})
LINK_OBJECTS = frozenset({"pages", "documentation", "downloads"})


def loaded(content: bytes) -> Any:
    return json.loads(content, parse_float=Decimal)


def files(world: World) -> dict[str, Any]:
    """Every file of the interface but the schemas."""
    return {
        path: json.loads(content)
        for path, content in world.downloads.items()
        if path.startswith(f"{paths.API}/") and not path.startswith(f"{paths.API}/schema/")
    }


def schemas(world: World) -> dict[str, Any]:
    return {
        path: json.loads(content)
        for path, content in world.downloads.items()
        if path.startswith(f"{paths.API}/schema/")
    }


def resolved(start: str, link: str) -> str:
    found = posixpath.normpath(posixpath.join(posixpath.dirname(start), link.partition("#")[0]))
    return f"{found}/" if link.partition("#")[0].endswith("/") else found


def links(value: Any, inside: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str) and (key in LINKS or inside in LINK_OBJECTS):
                yield inner
            else:
                yield from links(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from links(inner, inside)


def told(row: Mapping[str, Value]) -> dict[str, object]:
    return {c: v if isinstance(v, str | Decimal | int | None) else v.isoformat() for c, v in row.items()}


def columns(rows: list[dict[str, Any]], names: Any) -> list[dict[str, Any]]:
    return [{name: row[name] for name in names} for row in rows]


# --- the schemas ----------------------------------------------------------------------------------


def test_every_file_is_as_its_schema_says(shown: World) -> None:
    known, checked = schemas(shown), set()
    for path, content in files(shown).items():
        schema = resolved(path, content["$schema"])
        checker = jsonschema.Draft202012Validator(known[schema], format_checker=jsonschema.FormatChecker())
        assert [error.message for error in checker.iter_errors(content)] == [], path
        checked.add(schema)
    assert checked == set(known)


def test_the_schemas_are_schemas(world: World) -> None:
    for path, schema in schemas(world).items():
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["description"], path
        assert "$id" not in schema  # without an address of the site there is none


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def test_the_schemas_leave_no_room(norland: World) -> None:
    """A property too many, one too few, or a number as text: each is refused, wherever it stands."""
    known = schemas(norland)
    for path in (paths.INDEX, *(paths.listing(name) for name in lists.NAMES)):
        content = files(norland)[path]
        checker = jsonschema.Draft202012Validator(known[resolved(path, content["$schema"])])
        for number, found in enumerate(objects(content)):
            if not found or set(found) & {"csv", "archive", "database"}:  # of downloads there may be more
                continue
            spoiled = copy.deepcopy(content)
            target = list(objects(spoiled))[number]
            target["unheard_of"] = 1
            assert not checker.is_valid(spoiled), (path, found)
            del target["unheard_of"]
            target.pop(next(iter(target)))
            assert not checker.is_valid(spoiled), (path, found)


@pytest.mark.parametrize(
    ("column", "value"), [("value_low", "3000"), ("commitment", "dream"), ("row", 1), ("area_id", 5)]
)
def test_the_schema_knows_the_types(norland: World, column: str, value: object) -> None:
    content = files(norland)[paths.listing("receipts")]
    checker = jsonschema.Draft202012Validator(schemas(norland)[paths.schema("receipts")])
    assert checker.is_valid(content)
    content["receipts"][0][column] = value
    assert not checker.is_valid(content)


# --- the rows -------------------------------------------------------------------------------------


def test_lists_equal_the_package(shown: World) -> None:
    for name in (*SINGULAR, "targets", "measurements", "bottlenecks", "discrepancies", "sums"):
        found = loaded(shown.downloads[paths.listing(name)])[name]
        expected = [told(row) for row in table(shown, name)]
        assert len(found) == len(expected)
        assert columns(found, expected[0] if expected else ()) == expected, name


def test_each_thing_equals_its_row(shown: World) -> None:
    for name, singular in SINGULAR.items():
        found = [
            loaded(content)
            for path, content in shown.downloads.items()
            if path.startswith(f"{paths.API}/{name}/")
        ]
        assert [content[singular] for content in found] == [told(row) for row in table(shown, name)], name


def test_receipts_equal_the_package(shown: World) -> None:
    """Every figure once, with all that its flat table says, and the line on which it stands."""
    found = {row["figure_id"]: row for row in loaded(shown.downloads[paths.listing("receipts")])["receipts"]}
    expected = {}
    for subject in shown.desk.subjects:
        for row in flat(shown, shown.downloads[f"{subject.path}.csv"]):
            expected[row["figure_id"]] = told(row)
    assert {key: {c: found[key][c] for c in row} for key, row in expected.items()} == expected
    figures = len(shown.tables["targets"]) + len(shown.tables["measurements"])
    assert len(found) == len(expected) == figures
    for row in found.values():
        text = (shown.folder / "data" / f"{row['table']}.csv").read_text(encoding="utf-8")
        rest = io.StringIO("".join(text.splitlines(keepends=True)[row["row"] - 1 :]), newline="")
        assert next(csv.reader(rest))[0] == row["figure_id"]


def test_receipts_know_what_contradicts_them(world: World, sql: sqlite3.Connection) -> None:
    query = """
        SELECT coalesce(target_id, measurement_id) AS figure, discrepancy_id, count(*) OVER () FROM readings
        WHERE figure IS NOT NULL
    """
    expected = {(figure, question) for figure, question, _ in sql.execute(query)}
    rows = loaded(world.downloads[paths.listing("receipts")])["receipts"]
    found = {(row["figure_id"], d["discrepancy_id"]) for row in rows for d in row["discrepancies"]}
    assert found == expected
    assert found
    sizes = dict(sql.execute("SELECT discrepancy_id, count(*) FROM readings GROUP BY 1"))
    for row in rows:
        for found_question in row["discrepancies"]:
            assert len(found_question["readings"]) == sizes[found_question["discrepancy_id"]]


QUERIES = {
    ("areas", "figures"): "SELECT id FROM figures WHERE area_id = ?",
    ("areas", "bottlenecks"): "SELECT bottleneck_id FROM bottlenecks WHERE area_id = ?",
    ("areas", "alliances"): "SELECT alliance_id FROM area_alliances WHERE area_id = ?",
    ("areas", "municipalities"): "SELECT municipality_id FROM area_municipalities WHERE area_id = ?",
    ("areas", "neighbourhoods"): "SELECT name FROM neighbourhoods WHERE area_id = ?",
    ("alliances", "figures"): "SELECT id FROM alliance_figures WHERE alliance_id = ?",
    ("alliances", "members"): "SELECT organisation FROM members WHERE alliance_id = ?",
    ("alliances", "agreements"): "SELECT agreement_id FROM agreements WHERE alliance_id = ?",
    ("alliances", "areas"): "SELECT area_id FROM area_alliances WHERE alliance_id = ?",
    ("alliances", "parts"): "SELECT alliance_id FROM alliances WHERE parent_id = ?",
    ("municipalities", "areas"): "SELECT area_id FROM area_municipalities WHERE municipality_id = ?",
    ("municipalities", "memberships"): "SELECT alliance_id FROM members WHERE municipality_id = ?",
    ("metrics", "figures"): "SELECT id FROM figures WHERE metric_id = ?",
    ("sources", "figures"): "SELECT id FROM figures WHERE source_id = ?",
    ("sources", "bottlenecks"): "SELECT bottleneck_id FROM bottlenecks WHERE source_id = ?",
}
IDENTIFIERS = {
    "figures": "figure_id",
    "bottlenecks": "bottleneck_id",
    "alliances": "alliance_id",
    "municipalities": "municipality_id",
    "neighbourhoods": "name",
    "members": "organisation",
    "agreements": "agreement_id",
    "areas": "area_id",
    "parts": "alliance_id",
    "memberships": "alliance_id",
}


@pytest.mark.parametrize(("table_name", "part"), QUERIES)
def test_each_thing_holds_all_that_belongs_to_it(
    world: World, sql: sqlite3.Connection, table_name: str, part: str
) -> None:
    """Asked in SQL of the CSV files."""
    singular = SINGULAR[table_name]
    some = 0
    for path, content in files(world).items():
        if path.startswith(f"{paths.API}/{table_name}/"):
            key = next(iter(content[singular].values()))
            expected = [row[0] for row in sql.execute(QUERIES[table_name, part], (key,))]
            assert sorted(x[IDENTIFIERS[part]] for x in content[part]) == sorted(expected), path
            some += len(expected)
    assert some


# --- the links ------------------------------------------------------------------------------------


def test_every_link_leads_to_a_file_or_a_page(world: World) -> None:
    pages = {
        address.url(page)
        for address in world.addresses.values()
        for page in (*(s.page for s in world.desk.subjects), *_other_pages(world))
    }
    for path, content in files(world).items():
        wrong = [x for x in links(content) if resolved(path, x) not in {*world.downloads, *pages}]
        assert wrong == [], path


def _other_pages(world: World) -> Iterator[Page]:
    yield from (Page(kind) for kind in (PageKind.DATA, PageKind.DIFFERENCE))
    yield from (Page(PageKind.SOURCE, s.source_id) for s in world.dataset.sources)
    yield from (Page(PageKind.SUM, s.sum_id) for s in world.dataset.sums)
    yield from (Page(PageKind.BOTTLENECK, c.category_id) for c in world.dataset.bottleneck_categories)


def test_everything_is_found_from_the_index(world: World) -> None:
    """Followed link by link, as a program would that knows no more than that address."""
    known = {**files(world), **schemas(world)}
    found, left = set(), [paths.INDEX]
    while left:
        path = left.pop()
        if path in known and path not in found:
            found.add(path)
            left += [resolved(path, link) for link in links(known[path])]
    assert found == set(known)


def test_each_page_of_the_data_has_its_file(world: World) -> None:
    known = files(world)
    for subject in world.desk.subjects:
        path = paths.of_page(subject.page)
        content = known[path]
        for language, addresses in world.addresses.items():
            assert resolved(path, content["pages"][language]) == addresses.url(subject.page)
