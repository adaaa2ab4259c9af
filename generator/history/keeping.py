"""Releases on the site: each in a folder of its own beside the latest data, for good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.history import snapshot
from generator.history.releases import SUMS, Release, sums
from generator.outputs import Output

DATA = "data"
# A release's folder is this and its number: data/v1.2.3/.
VERSION = "v"


def folder(release: Release) -> str:
    """Where a release is published, from the root of the site."""
    return f"{DATA}/{VERSION}{release.version}"


def files(releases: Iterable[Release]) -> Iterator[Output]:
    """Every file of every release, and its zip also where it stood when it was the latest."""
    for release in releases:
        for name, content in contents(release).items():
            yield Output(f"{folder(release)}/{name}", content)
        yield Output(f"{DATA}/{release.file}", release.content)


def contents(release: Release) -> Mapping[str, bytes]:
    """The zip, what is in it, and the hashes of all of that."""
    found = {release.file: release.content, **release.members}
    hashes = {name: snapshot.digest(content) for name, content in found.items()}
    return {**found, SUMS: sums(hashes).encode("utf-8")}


def listed(release: Release) -> Iterator[tuple[str, str, int]]:
    """What there is to download of a release: its name, where it stands, and its size."""
    for name, content in contents(release).items():
        yield name, f"{folder(release)}/{name}", len(content)
