"""A package in a folder or in a zip -> a snapshot, whatever is wrong with it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from generator.history import snapshot
from generator.history.snapshot import Snapshot, TextOf
from generator.package import jsontext, textfile
from generator.package.descriptor import NAME
from generator.package.finding import short
from generator.package.textfile import Fault
from generator.problems import Problem

MOST_FILES = 10_000


def folder(path: Path, changed: Mapping[str, bytes] | None = None) -> Snapshot | Problem:
    """The package in a folder, or why there is none; with ``changed``, as if these files held that."""
    others = changed or {}

    def text_of(name: str) -> str | Fault:
        return textfile.decoded(others[name]) if name in others else textfile.read(path / name, path)

    return _opened(text_of, path.as_posix())


def zipped(path: Path) -> Snapshot | Problem:
    """The package in a zip file, or why there is none."""
    place = path.as_posix()
    try:
        if path.stat().st_size > textfile.LARGEST:
            details = {"found": str(path.stat().st_size), "limit": str(textfile.LARGEST)}
            return Problem(rule="huge-file", file=place, details=details)
        return archive(path.read_bytes(), place)
    except OSError as error:
        found = error.strerror or type(error).__name__
        return Problem(rule="unreadable-file", file=place, details={"found": found})


def archive(content: bytes, place: str) -> Snapshot | Problem:
    """The package in a zip, at its root or in the one folder that has it; or why there is none."""
    found = members(content, place)
    if isinstance(found, Problem):
        return found
    return _opened(lambda name: _member(found, name), place)


def members(content: bytes, place: str) -> Mapping[str, bytes] | Problem:
    """The files of the package in a zip by their path from its descriptor, or why there are none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            found = dict(_contents(opened))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        return Problem(rule="archive", file=place, details={"found": str(error)})
    at = min((path for path in found if PurePosixPath(path).name == NAME), key=_depth, default="")
    base = at.removesuffix(NAME)
    return {path.removeprefix(base): content for path, content in found.items() if path.startswith(base)}


def _contents(opened: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Every file. Raises ValueError for one that unpacks to more than a package may hold."""
    entries = [entry for entry in opened.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise ValueError(f"{len(entries)} > {MOST_FILES}")
    left = textfile.LARGEST
    for entry in entries:
        with opened.open(entry) as file:
            # What the directory of a zip says of sizes need not be true.
            content = file.read(left + 1)
        left -= len(content)
        if left < 0:
            raise ValueError(f"> {textfile.LARGEST} B")
        yield entry.filename, content


def _depth(path: str) -> tuple[int, str]:
    return path.count("/"), path


def _member(found: Mapping[str, bytes], name: str) -> str | Fault:
    content = found.get(str(PurePosixPath(name)))
    return Fault("missing-file") if content is None else textfile.decoded(content)


def _opened(text_of: TextOf, place: str) -> Snapshot | Problem:
    text = text_of(NAME)
    shown = f"{place}/{NAME}"
    if isinstance(text, Fault):
        rule = "descriptor-missing" if text.rule == "missing-file" else text.rule
        return Problem(rule=rule, file=shown, line=text.line, value=text.value, details=text.details)
    try:
        found = jsontext.parse(text.removeprefix(textfile.BYTE_ORDER_MARK))
    except jsontext.JsonError as error:
        return Problem(rule=error.rule, file=shown, line=error.line, details={"found": error.found})
    if not isinstance(found, dict):
        return Problem(rule="descriptor-object", file=shown, line=1, value=short(found))
    return snapshot.read(found, text_of, place)
