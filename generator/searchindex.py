"""Pagefind's index, made the same on every build.

Pagefind writes the values of a filter, and the languages, in an order that differs from run to run,
and names files after their bytes. Here both are put in order; the names that depend on it follow.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath

SIGNATURE = b"pagefind_dcd"
TEXT, ARRAY = 3, 4  # the kinds of CBOR item that a filter has beside whole numbers
ENTRY = "pagefind-entry.json"


def steady(index: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files of an index, with the values of each filter and the languages in order.

    The file about a language names the filters, and the entry names that file: both follow.
    """
    files, names = dict(index), dict[bytes, bytes]()
    for suffix, change in ((".pf_filter", _in_order), (".pf_meta", lambda body: _follow(body, names))):
        for path in sorted(path for path in index if path.endswith(suffix)):
            body = change(gzip.decompress(files.pop(path)).removeprefix(SIGNATURE))
            old = PurePosixPath(path).name.removesuffix(suffix).removeprefix("pagefind.")
            new = _name(old, body)
            names[old.encode()] = new.encode()
            files[path.replace(old, new)] = gzip.compress(SIGNATURE + body, mtime=0)
    entry = json.loads(_follow(files[ENTRY], names))
    return {**files, ENTRY: json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()}


def _name(old: str, body: bytes) -> str:
    """``nl_`` and as many digits of the content's hash as the old name had."""
    language, _, digits = old.rpartition("_")
    return f"{language}_{hashlib.sha256(body).hexdigest()[: len(digits)]}"


def _follow(content: bytes, names: Mapping[bytes, bytes]) -> bytes:
    """New names for old ones; they are equally long, so nothing moves."""
    for old, new in names.items():
        content = content.replace(old, new)
    return content


def _in_order(body: bytes) -> bytes:
    """A filter, which is CBOR for ``[name, [[value, [page, …]], …]]``, with its values sorted."""
    _, _, name = _head(body, 0)
    _, count, start = _head(body, _end(body, name))
    values, at = [], start
    for _ in range(count):
        end = _end(body, at)
        values.append(body[at:end])
        at = end
    return body[:start] + b"".join(sorted(values)) + body[at:]


def _end(body: bytes, at: int) -> int:
    """Where the item that begins at ``at`` ends."""
    kind, value, at = _head(body, at)
    if kind == TEXT:
        return at + value
    for _ in range(value if kind == ARRAY else 0):
        at = _end(body, at)
    return at


def _head(body: bytes, at: int) -> tuple[int, int, int]:
    """The kind of an item, its number or length, and where its contents begin."""
    kind, short = body[at] >> 5, body[at] & 31
    size = {24: 1, 25: 2, 26: 4, 27: 8}.get(short, 0)
    value = int.from_bytes(body[at + 1 : at + 1 + size], "big") if size else short
    return kind, value, at + 1 + size
