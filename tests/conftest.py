"""Fixtures that many tests share: both packages, loaded once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.worlds import NORLAND, REAL, WORLDS, World

settings.register_profile("atlas", deadline=None, print_blob=True)
settings.load_profile("atlas")


@pytest.fixture(scope="session")
def real() -> World:
    """The package that is published."""
    return REAL


@pytest.fixture(scope="session")
def norland() -> World:
    """The package of an imaginary country, English first, with awkward texts."""
    return NORLAND


@pytest.fixture(scope="session", params=sorted(WORLDS))
def world(request: pytest.FixtureRequest) -> World:
    """Each of the two packages in turn."""
    return WORLDS[request.param]


@pytest.fixture(scope="session")
def sql(world: World) -> Iterator[sqlite3.Connection]:
    """The same package in a database, for reckoning by another way."""
    connection = world.in_sqlite()
    yield connection
    connection.close()
