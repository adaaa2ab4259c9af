"""What is kept of earlier builds, read once: releases, published addresses and redirects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.history import feed, keeping, moved, promises, releases, sitemap
from generator.history.addresses import made
from generator.history.ages import Ages
from generator.history.promises import Promises
from generator.history.timeline import Timeline
from generator.links import Addresses
from generator.model import Dataset
from generator.outputs import Output
from generator.problems import Problem
from generator.views.edition import Edition

Pages = Mapping[str, Mapping[str, bytes]]


@dataclass(frozen=True, kw_only=True)
class Record:
    """The versions of the data, and what was promised about addresses."""

    timeline: Timeline
    promises: Promises

    def files(
        self, editions: Mapping[str, Edition], addresses: Mapping[str, Addresses], site_url: str | None
    ) -> Iterator[Output]:
        """The releases and the feeds: files that pages lead to."""
        yield from keeping.files(self.timeline.releases)
        yield from feed.files(editions, addresses, self.timeline, site_url)

    def broken(
        self, addresses: Mapping[str, Addresses], pages: Pages, files: Mapping[str, bytes]
    ) -> list[Problem]:
        """The published addresses that these pages and files no longer serve."""
        return list(self.promises.broken(made(addresses, pages, files)))

    def around(
        self,
        addresses: Mapping[str, Addresses],
        pages: Pages,
        files: Mapping[str, bytes],
        site_url: str | None,
    ) -> Iterator[Output]:
        """What stands around the pages: redirects, the sitemap, and what robots are told."""
        yield from moved.files(self.promises.redirects, addresses, files, site_url)
        yield from sitemap.files(addresses, pages, Ages(timeline=self.timeline), site_url)


def read(project: Path, package: Path, dataset: Dataset) -> tuple[Record, list[Problem]]:
    """The releases in the project and the addresses beside the package; and all that is wrong with them."""
    kept, wrong = releases.read(project, dataset.info.name)
    promised, broken = promises.read(package)
    problems = [*wrong, *releases.changed(kept, dataset), *broken]
    return Record(timeline=Timeline(dataset=dataset, releases=kept), promises=promised), problems
