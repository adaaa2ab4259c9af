"""Rules on what is published: the version and the list of changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.package import Package
from generator.problems import Problem

# The core of the expression that semver.org defines: three numbers without leading zeros.
SEMVER = re.compile(
    r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z.-]+)?"
)


def version(package: Package) -> Iterator[Problem]:
    """The version of the package is SemVer."""
    stated = str(package.descriptor.get("version", ""))
    if not SEMVER.fullmatch(stated):
        yield Problem(rule="version", file=package.descriptor_file, column="version", value=stated)


def changes_version(package: Package) -> Iterator[Problem]:
    """The newest version in the list of changes is the version of the package."""
    stated = str(package.descriptor.get("version", ""))
    rows = list(package.rows("changes"))
    for row in rows:
        if row["version"] and not SEMVER.fullmatch(row["version"]):
            yield row.problem("version", "version")
    valid = [row["version"] for row in rows if row["version"] and SEMVER.fullmatch(row["version"])]
    newest = max(valid, key=_order, default="")
    if "changes" in package.frames and SEMVER.fullmatch(stated) and newest != stated:
        yield Problem(
            rule="changes-version",
            file=package.descriptor_file,
            column="version",
            value=stated,
            details={"newest": newest or "–", "changes": package.file("changes")},
        )


def _order(version: str) -> tuple[int, int, int, bool, str]:
    core, _, rest = version.partition("+")[0].partition("-")
    major, minor, patch = (int(part) for part in core.split("."))
    return major, minor, patch, not rest, rest
