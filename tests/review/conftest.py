"""A pull request from a fork, ready to be changed and run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.review.support import BRANCH, Run, checked_out, committed, forked, run_job, upstream

PullRequest = Callable[[Callable[[Path], None]], Run]


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository on GitHub; not to be changed."""
    return upstream(tmp_path_factory.mktemp("upstream") / "atlas")


@pytest.fixture
def pull_request(repository: Path, tmp_path: Path) -> PullRequest:
    """Change the package in a fork, and run the check of that pull request."""

    def run(change: Callable[[Path], None]) -> Run:
        fork = forked(repository, tmp_path / "fork")
        change(fork / "datapackage")
        committed(fork, "A change")
        runner = checked_out(repository, fork, tmp_path / "runner")
        event = {"GITHUB_BASE_REF": "main", "GITHUB_HEAD_REF": BRANCH, "GITHUB_EVENT_NAME": "pull_request"}
        return run_job("ci.yml", "data", runner, **event)

    return run
