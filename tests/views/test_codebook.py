"""The codebook: every table and column of the descriptor, in words."""

from __future__ import annotations

from generator.views import codebook
from tests.worlds import World


def test_every_table_and_column_is_described(world: World) -> None:
    # The outlines under the map are no table.
    resources = {r["name"]: r for r in world.dataset.descriptor["resources"] if "schema" in r}
    for language, edition in world.editions.items():
        tables = codebook.view(edition)
        assert [t.name for t in tables] == list(resources)
        for table in tables:
            assert table.rows == len(world.tables[table.name])
            assert table.bytes == (world.folder / "data" / f"{table.name}.csv").stat().st_size
            fields = resources[table.name]["schema"]["fields"]
            assert [c.name for c in table.columns] == [f["name"] for f in fields]
            for column, field in zip(table.columns, fields, strict=True):
                said = field.get(f"title@{language}") or field["title"]
                assert (column.title, column.values) == (
                    said,
                    tuple(field.get("constraints", {}).get("enum", ())),
                )
                assert column.description
                assert column.required == bool(field.get("constraints", {}).get("required"))


def test_references_are_named(norland: World) -> None:
    tables = {t.name: t for t in codebook.view(norland.editions["nl"])}
    columns = {c.name: c for c in tables["targets"].columns}
    assert columns["area_id"].refers_to == "areas"
    assert columns["metric_id"].refers_to == "metrics"
    assert columns["stated_by"].refers_to == ""
    assert tables["members"].key == ("alliance_id", "organisation")
