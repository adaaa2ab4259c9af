"""Released versions: zips that are kept in the repository, each with the hash of its bytes.

A release stays as it is. Whatever would change one is a problem that stops the build.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.history import compare, opening, snapshot
from generator.history.snapshot import Snapshot, digest
from generator.model import Dataset
from generator.package import textfile
from generator.package.descriptor import NAME
from generator.problems import Problem
from generator.rules.publication import is_semver, precedence

FOLDER = "releases"
SUMS = "SHA256SUMS"
LINE = re.compile(r"(?P<hash>[0-9a-f]{64}) [ *](?P<name>[^/\\]+\.zip)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A released version: its zip as it was published, the files in it, and the package they make."""

    version: str
    file: str
    content: bytes
    members: Mapping[str, bytes]
    snapshot: Snapshot


def file_name(name: str, version: str) -> str:
    """What the zip of a version is called."""
    return f"{name or 'data'}-{version}.zip"


def read(project: Path, name: str) -> tuple[tuple[Release, ...], list[Problem]]:
    """The releases of the package of that name, oldest first, and what is wrong with them."""
    folder = project / FOLDER
    if not folder.is_dir():
        return (), []
    hashes, problems = recorded(folder)
    there = {path.name for path in folder.iterdir() if path.is_file()}
    ours = {file: v for file in there | hashes.keys() if (v := _version(file, name))}
    found: list[Release] = []
    for file, version in sorted(ours.items(), key=lambda pair: precedence(pair[1])):
        if file not in there:
            problems.append(_problem("release-missing", file, version))
        elif file not in hashes:
            problems.append(_problem("release-unrecorded", file, version, sums=f"{FOLDER}/{SUMS}"))
        else:
            content = (folder / file).read_bytes()
            if digest(content) != hashes[file]:
                problems.append(_problem("release-bytes", file, version, sums=f"{FOLDER}/{SUMS}"))
                continue
            release = opened(content, name, version)
            if isinstance(release, Problem):
                problems.append(release)
            else:
                found.append(release)
    return tuple(found), problems


def recorded(folder: Path) -> tuple[Mapping[str, str], list[Problem]]:
    """The hash of every zip that was ever released, by its name."""
    text = textfile.read(folder / SUMS, folder)
    hashes: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines() if isinstance(text, str) else (), 1):
        match = LINE.fullmatch(line)
        if match and match["name"] not in hashes:
            hashes[match["name"]] = match["hash"]
        elif line.strip():
            problems.append(Problem(rule="release-sums", file=f"{FOLDER}/{SUMS}", line=number, value=line))
    return hashes, problems


def sums(hashes: Mapping[str, str]) -> str:
    """The file that records the hashes, as ``sha256sum --check`` reads it."""
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes))


def changed(releases: Iterable[Release], dataset: Dataset) -> Iterator[Problem]:
    """A package that says to be a released version holds what was released, byte for byte."""
    for release in releases:
        if release.version == dataset.info.version:
            found = list(_changes(release, dataset))
            if found:
                yield _problem("release-changed", release.file, release.version, found=", ".join(found))


def _changes(release: Release, dataset: Dataset) -> Iterator[str]:
    """The tables and files that are not as released."""
    old, new = release.snapshot, snapshot.of_dataset(dataset)
    difference = compare.compare(old, new)
    if difference.descriptor:
        yield NAME
    for name in sorted(old.tables.keys() | new.tables.keys()):
        table = dataset.raw.get(name)
        if table is None or release.members.get(str(old.resource(name).get("path"))) != table.content:
            yield f"{name}.csv"
    yield from difference.files


def _version(file: str, name: str) -> str:
    """The version in the name of a zip of this package, empty where it is something else's."""
    start = file_name(name, "").removesuffix(".zip")
    version = file.removeprefix(start).removesuffix(".zip")
    return version if file == file_name(name, version) and is_semver(version) else ""


def out_of_order(releases: Iterable[Release], version: str) -> Iterator[Problem]:
    """A new release is newer than all others."""
    newest = max((release.version for release in releases), key=precedence, default="")
    if newest and version != newest and precedence(version) <= precedence(newest):
        yield Problem(rule="release-order", file=FOLDER, value=version, details={"newest": newest})


def opened(content: bytes, name: str, version: str) -> Release | Problem:
    """The release in a zip, or why there is none of that name and version."""
    file = file_name(name, version)
    place = f"{FOLDER}/{file}"
    members = opening.members(content, place)
    package = members if isinstance(members, Problem) else opening.archive(content, place)
    if isinstance(members, Problem) or isinstance(package, Problem):
        return _problem("release-contents", file, version, found=NAME)
    stated = (str(package.descriptor.get("name", "")) or "data", package.version)
    if stated != (name or "data", version) or package.unread:
        found = package.unread[0].file if package.unread else " ".join(stated)
        return _problem("release-contents", file, version, found=found)
    return Release(version=version, file=file, content=content, members=members, snapshot=package)


def _problem(rule: str, file: str, version: str, **details: Any) -> Problem:
    return Problem(rule=rule, file=f"{FOLDER}/{file}", value=version, details=details)
