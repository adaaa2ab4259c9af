"""Rules on what is published: the version and the list of changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.package import Package
from generator.problems import Problem

# As semver.org defines it: three numbers without leading zeros, then perhaps a pre-release and a build.
NUMBER = r"(?:0|[1-9][0-9]*)"
PRE_RELEASE = rf"(?:{NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
SEMVER = re.compile(
    rf"{NUMBER}\.{NUMBER}\.{NUMBER}(?:-{PRE_RELEASE}(?:\.{PRE_RELEASE})*)?"
    r"(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
)
LONGEST_VERSION = 60

Precedence = tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...]]


def version(package: Package) -> Iterator[Problem]:
    """The version of the package, and those in the list of changes, are SemVer."""
    stated = str(package.descriptor.get("version", ""))
    if not is_semver(stated):
        yield package.in_descriptor("version", ("version",), stated)
    for row in package.rows("changes"):
        if row["version"] is not None and not is_semver(row["version"]):
            yield row.problem("version", "version")


def changes_version(package: Package) -> Iterator[Problem]:
    """The newest version in the list of changes is the version of the package."""
    stated = str(package.descriptor.get("version", ""))
    if "changes" not in package.tables or not is_semver(stated):
        return
    versions = [row["version"] for row in package.rows("changes") if row["version"] is not None]
    newest = max(filter(is_semver, versions), key=precedence, default="")
    if newest != stated:
        details = {"newest": newest or "–", "changes": package.file("changes")}
        yield package.in_descriptor("changes-version", ("version",), stated, **details)


def is_semver(text: str) -> bool:
    """Whether a text is a version in the form of semver.org."""
    return len(text) <= LONGEST_VERSION and bool(SEMVER.fullmatch(text))


def precedence(text: str) -> Precedence:
    """What semver.org orders versions by: a pre-release before its release, numbers before words."""
    core, _, pre_release = text.partition("+")[0].partition("-")
    words = tuple(
        (not word.isdigit(), int(word) if word.isdigit() else 0, word)
        for word in pre_release.split(".")
        if word
    )
    return tuple(int(part) for part in core.split(".")), not pre_release, words
