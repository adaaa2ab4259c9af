"""The packages whose downloads are read back: the real one, the imaginary one, and an awkward one."""

from __future__ import annotations

import pytest

from tests.downloads.support import awkward
from tests.worlds import NORLAND, REAL, World


@pytest.fixture(scope="session")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The imaginary country with texts that could be taken for something else."""
    return awkward(tmp_path_factory.mktemp("awkward") / "package")


@pytest.fixture(scope="session", params=["real", "norland", "nasty"])
def shown(request: pytest.FixtureRequest) -> World:
    """Each of the packages in turn."""
    return {"real": REAL, "norland": NORLAND}.get(request.param) or request.getfixturevalue("nasty")
