from __future__ import annotations

import pytest

from generator.rules import publication
from tests.breakage import in_memory


@pytest.mark.parametrize("version", ["0.1.0", "1.0.0-rc.1", "1.2.3-alpha-x.7+build.01", "10.20.30"])
def test_versions(version: str) -> None:
    assert list(publication.version(in_memory({"version": version}))) == []


@pytest.mark.parametrize(
    "version",
    [
        "",
        "1.0",
        "v1.0.0",
        "01.0.0",
        "1.0.0-",
        "1.0.0-01",
        "1.0.0 ",
        "1.0.0\n",
        "1.0.0+",
        "٣.0.0",
        "9" * 99 + ".0.0",
    ],
)
def test_no_versions(version: str) -> None:
    [problem] = publication.version(in_memory({"version": version}))
    assert (problem.column, problem.value) == ("version", version)


def test_a_missing_version_and_one_that_is_no_text() -> None:
    assert [p.value for p in publication.version(in_memory())] == [""]
    assert [p.value for p in publication.version(in_memory({"version": 1.0}))] == ["1.0"]


@pytest.mark.parametrize(
    ("versions", "newest"),
    [
        (["0.9.0", "0.10.0"], "0.10.0"),
        (["1.0.0", "1.0.0-rc.1"], "1.0.0"),
        (["1.0.0-rc.9", "1.0.0-rc.10"], "1.0.0-rc.10"),
        (["1.0.0-alpha.1", "1.0.0-alpha.beta"], "1.0.0-alpha.beta"),
        (["1.0.0-alpha", "1.0.0-alpha.1"], "1.0.0-alpha.1"),
        (["2.0.0", "nonsense"], "2.0.0"),
    ],
)
def test_the_newest_version(versions: list[str], newest: str) -> None:
    changes = [{"version": version} for version in [*versions, None]]
    assert list(publication.changes_version(in_memory({"version": newest}, changes=changes))) == []
    [problem] = publication.changes_version(in_memory({"version": "9.9.9"}, changes=changes))
    assert problem.details == {"newest": newest, "changes": "p/changes.csv"}


def test_without_changes() -> None:
    assert list(publication.changes_version(in_memory({"version": "1.0.0"}))) == []
    [problem] = publication.changes_version(in_memory({"version": "1.0.0"}, changes=[]))
    assert problem.details["newest"] == "–"
    assert list(publication.changes_version(in_memory({"version": "1"}, changes=[]))) == []
