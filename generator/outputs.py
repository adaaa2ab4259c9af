"""Everything the generator makes: planned as values, written and published in one place."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MANIFEST = "atlas-manifest.json"


class OutputError(Exception):
    """Something that cannot be written as asked; the message says what and why."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be written: a path relative to its folder, with ``/``, and its bytes."""

    path: str
    content: bytes

    @classmethod
    def text(cls, path: str, content: str) -> Output:
        return cls(path, content.encode("utf-8"))


def copies(folder: Path, pattern: str, to: str = "") -> Iterator[Output]:
    """The files of a folder, unchanged, under another path."""
    for path in sorted(folder.glob(pattern)):
        yield Output(str(PurePosixPath(to, path.name)), path.read_bytes())


def plan(outputs: Iterable[Output]) -> Mapping[str, bytes]:
    """Gather outputs by path. Raises OutputError for two with one path or one that leaves the folder."""
    planned: dict[str, bytes] = {}
    folded: set[str] = set()
    for output in outputs:
        path = PurePosixPath(output.path)
        if path.is_absolute() or ".." in path.parts or not path.name or str(path) != output.path:
            raise OutputError(f"output outside its folder: {output.path}")
        if output.path.casefold() in folded:
            raise OutputError(f"two outputs with one path: {output.path}")
        folded.add(output.path.casefold())
        planned[output.path] = output.content
    return planned


def write(planned: Mapping[str, bytes], folder: Path) -> int:
    """Make ``folder`` hold exactly the planned files; only changed bytes are rewritten.

    Returns how many files were written or removed.
    """
    changed = 0
    folder.mkdir(parents=True, exist_ok=True)
    for path in _files(folder):
        if path not in planned:
            (folder / path).unlink()
            changed += 1
    _remove_empty(folder)  # before writing: a file may come where a folder was
    for path, content in planned.items():
        target = folder / path
        if target.is_file() and target.read_bytes() == content:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        changed += 1
    return changed


def read(folder: Path) -> Mapping[str, bytes]:
    """What a folder holds, by path."""
    return {path: (folder / path).read_bytes() for path in _files(folder)}


def add(planned: Mapping[str, bytes], folder: Path) -> None:
    """Write the planned files into a folder that holds other files too."""
    for path, content in planned.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def replace(planned: Mapping[str, bytes], folder: Path) -> None:
    """Put files in the place of others, each of them whole, once all of them could be written."""
    with staging(folder / "new") as aside:
        add(planned, aside)
        for path in planned:
            target = (folder / path).resolve()  # a link stays a link
            if target.exists():
                shutil.copymode(target, aside / path)
            (aside / path).replace(target)


def change(folder: Path, pattern: str, changed: Callable[[str, bytes], bytes]) -> None:
    """Change the files of a folder that ``changed``, told the path of each in it, makes something else of."""
    for path in sorted(folder.rglob(pattern)):
        before = path.read_bytes()
        after = changed(path.relative_to(folder).as_posix(), before)
        if after != before:
            path.write_bytes(after)


@contextmanager
def staging(beside: Path) -> Iterator[Path]:
    """A new empty folder on the same disk as ``beside``; gone afterwards, whatever happens."""
    beside.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{beside.name}-", dir=beside.parent))
    # mkdtemp's 0700 would make the published site unreadable for a web server.
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def check_destination(site: Path) -> None:
    """Raise OutputError unless ``site`` is free to be replaced: absent, empty, or published by us."""
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise OutputError(f"not a folder: {site}")
    if site.is_dir() and any(site.iterdir()) and not (site / MANIFEST).is_file():
        raise OutputError(f"not empty and not a site that was published before: {site}")


def publish(staged: Path, site: Path) -> bool:
    """Put the staged site in the place of the published one, whole or not at all.

    Returns False, and touches nothing, where the published site already has the same bytes.
    Raises OutputError where ``site`` holds something that is not ours.
    """
    check_destination(site)
    manifest = _manifest(staged)
    (staged / MANIFEST).write_text(manifest, encoding="utf-8")
    if site.is_dir() and any(site.iterdir()) and _manifest(site) == manifest:
        return False
    old = site.with_name(f".{site.name}-old-{os.getpid()}")
    try:
        if site.exists():
            site.rename(old)
        staged.rename(site)
    except BaseException:  # whoever interrupts a build still has a site
        if old.exists() and not site.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return True


def assemble(site: Path, parts: Mapping[str, Path], default: str) -> None:
    """Put the sites of all languages into one: ``default`` at the root, the others below it.

    Assets and the error page stand once, at the root, for all languages.
    """
    parts[default].rename(site)
    for language, part in parts.items():
        if language != default:
            shutil.rmtree(part / "assets", ignore_errors=True)
            (part / "404.html").unlink(missing_ok=True)
            part.rename(site / language)


def keep(folder: Path, like: Path) -> None:
    """Remove every file of ``folder`` that ``like`` does not have at the same path."""
    wanted = set(_files(like))
    for path in _files(folder):
        if path not in wanted:
            (folder / path).unlink()
    _remove_empty(folder)


def size(folder: Path) -> tuple[int, int]:
    """How many files a folder holds, and their bytes."""
    sizes = [(folder / path).stat().st_size for path in _files(folder)]
    return len(sizes), sum(sizes)


def _manifest(folder: Path) -> str:
    hashes = {
        path: hashlib.sha256((folder / path).read_bytes()).hexdigest()
        for path in _files(folder)
        if path != MANIFEST
    }
    return json.dumps(hashes, indent=0, sort_keys=True) + "\n"


def _files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def _remove_empty(folder: Path) -> None:
    for path in sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
