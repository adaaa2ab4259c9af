"""What is costly to make, kept on disk under the hash of all that it is made from."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of results. It may be emptied at any time: what is missing is made again."""

    folder: Path
    _asked: set[str] = field(default_factory=set)

    def holds(self, name: str) -> bool:
        """Whether a result of that name is there; it then stays."""
        self._asked.add(name)
        return (self.folder / name).is_file()

    def get(self, name: str) -> bytes | None:
        """The result of that name, None where it was never made."""
        self._asked.add(name)
        path = self.folder / name
        return path.read_bytes() if path.is_file() else None

    def put(self, name: str, content: bytes) -> None:
        """Keep a result; whole or not at all, also where two builds keep the same one."""
        self._asked.add(name)
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / name
        half = path.with_name(f".{name}-{os.getpid()}")
        half.write_bytes(content)
        half.replace(path)

    def made(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The result of that name, made now where it is not there."""
        found = self.get(name)
        if found is None:
            found = make()
            self.put(name, found)
        return found

    def sweep(self) -> None:
        """Remove what nobody asked for: it belongs to data or code that is no more."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path.name not in self._asked:
                    path.unlink()


def name(parts: Iterable[bytes], suffix: str) -> str:
    """The name of a result: the hash of everything that it is made from, in order."""
    digest = hashlib.sha256()
    for part in parts:
        # With its length in front, two parts cannot be mistaken for one.
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest() + suffix
