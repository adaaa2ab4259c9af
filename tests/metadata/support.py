"""Registers for the tests: of a world as it is, at an address or without one, and of a changed package."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator import load
from generator.downloads import Desk
from generator.links import Addresses
from generator.metadata import Register
from generator.validate import validate
from generator.views.edition import Edition
from tests.worlds import World

ADDRESS = "https://atlas.test/below"


def register(world: World, site_url: str | None = ADDRESS) -> Register:
    """A world as its metadata is made from it."""
    return Register(desk=world.desk, site_url=site_url, published=world.downloads)


def changed(world: World, folder: Path, change: Callable[[dict[str, Any]], object]) -> Register:
    """A world whose descriptor says something else; its address is the one that it says."""
    copy = folder / "package"
    (copy / "data").mkdir(parents=True)
    for path in (world.folder / "data").iterdir():
        (copy / "data" / path.name).write_bytes(path.read_bytes())
    descriptor = json.loads((world.folder / "datapackage.json").read_text(encoding="utf-8"))
    change(descriptor)
    (copy / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    package, problems = validate(copy)
    assert package is not None, problems
    dataset = load.dataset(package)
    editions = {n: Edition(dataset=dataset, locale=world.editions[n].locale) for n in dataset.info.languages}
    default = dataset.info.default_language
    addresses = {n: Addresses(e.locale, n == default) for n, e in editions.items()}
    return Register(
        desk=Desk(editions=editions, addresses=addresses),
        site_url=(dataset.info.homepage or "").rstrip("/") or None,
        published=world.downloads,
    )


def nodes(value: object) -> Iterator[Mapping[str, Any]]:
    """Every object inside a JSON value, itself included."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)
