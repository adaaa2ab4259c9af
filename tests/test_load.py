"""From a package to the dataset: every cell arrives, in its type, and nothing is made up."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from generator import load
from generator.model import TABLES, Field, Localized
from generator.package import Package
from generator.validate import validate
from tests.worlds import NORLAND, World


def shown(value: object) -> str:
    """A value as it stands in a file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def cells(field: Field, value: object, languages: tuple[str, ...]) -> dict[str, str]:
    if field.type is Localized:
        texts: Mapping[str, str] = value.texts if isinstance(value, Localized) else {}
        return {f"{field.name}_{language}": texts.get(language, "") for language in languages}
    return {field.name: shown(value)}


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_every_cell_arrives(table: Any, world: World) -> None:
    records = getattr(world.dataset, table.name)
    assert len(records) == len(world.tables[table.name])
    for record, row in zip(records, world.tables[table.name], strict=True):
        found: dict[str, str] = {}
        for field in table.fields:
            found |= cells(field, getattr(record, field.name), world.languages)
        assert found == row


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_every_value_has_the_declared_type(table: Any, world: World) -> None:
    for record in getattr(world.dataset, table.name):
        for field in table.fields:
            value = getattr(record, field.name)
            if value is None:
                assert field.optional, field.name
            else:
                assert type(value) is field.type, field.name


def test_an_empty_cell_is_absence_and_a_nought_is_zero(norland: World) -> None:
    figure = norland.dataset.figure
    assert figure["tern-valley-ferries"].value_low == Decimal(0)
    assert figure["tern-valley-homes-new"].value_low is None
    assert figure["old-harbour-ferries"].value_low is None
    assert figure["old-harbour-ferries"].value_high == Decimal(3)


def test_the_files_stay_as_they_were(world: World) -> None:
    for name, table in world.dataset.raw.items():
        assert table.content == (world.folder / "data" / f"{name}.csv").read_bytes()


def test_what_the_descriptor_says_of_the_whole(norland: World) -> None:
    info = norland.dataset.info
    descriptor = norland.dataset.descriptor
    assert info.languages == ("en", "nl")
    assert info.default_language == "en"
    assert info.title.texts == {"en": descriptor["title"], "nl": descriptor["title@nl"]}
    assert info.description.in_language("nl") == descriptor["description@nl"]
    assert (info.name, info.version) == ("norland-alliances", "0.1.0")
    assert info.publisher == "Norland Data Office"
    assert info.licence_name == descriptor["licenses"][0]["title"]
    assert info.licence_url == descriptor["licenses"][0]["path"]
    assert info.homepage == descriptor["homepage"]


def test_the_date_is_that_of_the_newest_change(world: World) -> None:
    newest = max(row["date"] for row in world.tables["changes"])
    assert world.dataset.info.date == datetime.date.fromisoformat(newest)


@pytest.fixture(scope="module")
def package() -> Package:
    found, _ = validate(NORLAND.folder)
    assert found is not None
    return found


def described(package: Package, **changes: object) -> Package:
    """The package with other words in its descriptor; None takes one out."""
    words = {**package.descriptor, **changes}
    return replace(package, descriptor={name: word for name, word in words.items() if word is not None})


def test_the_repository_is_that_of_the_package_else_that_of_the_run(package: Package) -> None:
    stated = package.descriptor["repository"]
    assert load.dataset(package, repository="https://example.org/run").info.repository == stated
    without = described(package, repository=None)
    assert (
        load.dataset(without, repository="https://example.org/run").info.repository
        == "https://example.org/run"
    )
    assert load.dataset(without).info.repository is None


def test_what_is_absent_stays_absent(package: Package) -> None:
    bare = described(
        package,
        contributors=None,
        licenses=None,
        homepage=None,
        repository=None,
        contact=None,
        publisher=None,
    )
    info = load.dataset(bare).info
    assert info.publisher is None
    assert info.contact is None
    assert info.homepage is None
    assert info.licence_name is None
    assert info.licence_url is None


@pytest.mark.parametrize(
    ("contributors", "publisher"),
    [
        ([{"title": "Quay Office", "roles": ["publisher"]}], "Quay Office"),
        ([{"title": "Quay Office", "role": "publisher"}], "Quay Office"),
        (
            [{"title": "Ada", "roles": ["author"]}, {"title": "Quay Office", "roles": ["publisher"]}],
            "Quay Office",
        ),
        ([{"title": "Ada", "roles": ["author"]}], None),
        ([], None),
    ],
)
def test_the_publisher_is_the_contributor_with_that_role(
    package: Package, contributors: list[dict[str, object]], publisher: str | None
) -> None:
    changed = described(package, publisher=None, contributors=contributors)
    assert load.dataset(changed).info.publisher == publisher


def test_an_untranslated_title_is_shown_in_the_first_language(package: Package) -> None:
    title = load.dataset(described(package, **{"title@nl": None})).info.title
    assert title.in_language("nl") == title.in_language("en") == package.descriptor["title"]
