"""One project with a preview of it, and a tab to look at it, for the tests that work on it in turn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.preview.support import Preview, previewed, project


@pytest.fixture(scope="session")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of the imaginary country, which was never built before."""
    folder = project(tmp_path_factory.mktemp("preview"))
    with previewed(folder, "--port", "8420") as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of a reader's browser."""
    context = browser.new_context()
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    yield opened
    context.close()
