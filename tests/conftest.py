"""Fixtures that many tests share: both packages, loaded once, and one browser."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.worlds import NORLAND, REAL, WORLDS, World
from tools.browser import present, runs

settings.register_profile("atlas", deadline=None, print_blob=True)
settings.load_profile("atlas")


FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NO_BROWSER = (
    "These tests need a Chromium, and none was found that starts. `make browser` finds or installs one;"
    " or name one: ATLAS_CHROMIUM=/path/to/chromium"
)


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests. Its absence is a failure: what only it can show would go unseen."""
    path = next(filter(runs, present()), None)
    if path is None:
        pytest.fail(NO_BROWSER)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()
