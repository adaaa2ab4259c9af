"""A text file of the package, read whole, or the reason why it cannot be read.

Nothing else opens a file of the package. What is no plain file inside the package folder, is too
large or is not UTF-8 is refused here, before anybody looks at its contents.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

BYTE_ORDER_MARK = "\ufeff"
LARGEST = 100_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file cannot be read: the makings of a problem."""

    rule: str
    line: int = 0
    value: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


def read(path: Path, folder: Path) -> str | Fault:
    """The text of a file that must lie in ``folder``, or why there is none."""
    try:
        return _refusal(path, folder) or decoded(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return Fault("missing-file")
    except OSError as error:
        return Fault("unreadable-file", details={"found": error.strerror or type(error).__name__})
    except ValueError as error:  # a name that no file can have
        return Fault("unreadable-file", details={"found": str(error)})


def _refusal(path: Path, folder: Path) -> Fault | None:
    status = path.stat()
    if not path.resolve().is_relative_to(folder.resolve()):
        return Fault("outside-folder")
    if not stat.S_ISREG(status.st_mode):
        return Fault("not-a-file")
    if status.st_size > LARGEST:
        return Fault("huge-file", details={"found": str(status.st_size), "limit": str(LARGEST)})
    return None


def decoded(content: bytes) -> str | Fault:
    """The text that these bytes hold, or why they hold none."""
    if not content.strip():
        return Fault("empty-file")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content.count(0) > len(content) // 4:
        return Fault("encoding", 1, "UTF-16")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Fault("encoding", line, repr(content[error.start : error.end])[2:-1])
    if "\0" in text:
        return Fault("nul-character", text.count("\n", 0, text.index("\0")) + 1)
    return text
