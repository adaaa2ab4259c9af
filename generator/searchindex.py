"""Pagefind's index, made the same on every build, and lighter for who searches.

Pagefind writes the languages in an order that differs from run to run, ships search boxes of its own,
and packs words in files of 25 kB. Here the order is fixed, what no page of ours fetches is left out,
and the words are packed anew in smaller files: a reader fetches one for every word that is typed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

import cbor2

SIGNATURE = b"pagefind_dcd"
ENTRY = "pagefind-entry.json"
LIBRARY = "pagefind.js"
PIECE = 20_000  # bytes before packing
# What a word's further places on a page would add to the order of the results is next to nothing.
MOST_PLACES = 4


def light(index: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files of an index that are needed, in order and in small pieces."""
    entry: dict[str, Any] = json.loads(index[ENTRY])
    files = {LIBRARY: index[LIBRARY]}
    for language in entry["languages"].values():
        wasm, path = f"wasm.{language['wasm'] or 'unknown'}.pagefind", f"pagefind.{language['hash']}.pf_meta"
        about = _unpacked(index[path])
        prefix = language["hash"].rpartition("_")[0]
        about[1], texts = _numbered(about[1], prefix, index)
        files |= {wasm: index[wasm], **texts}
        words = [word for _, _, name in about[2] for word in _unpacked(index[f"index/{name}.pf_index"])[0]]
        about[2], pieces = _repacked(words, prefix)
        body = _packed(about)
        language["hash"] = _name(prefix, body, 10)
        files |= {**pieces, f"pagefind.{language['hash']}.pf_meta": body}
    return {**files, ENTRY: json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()}


def _numbered(
    pages: list[Any], prefix: str, index: Mapping[str, bytes]
) -> tuple[list[Any], dict[str, bytes]]:
    """The list of the pages, and the texts of their excerpts by path.

    Numbers in a folder that is named by all of them: a name by content for each page would be most of
    what a reader fetches about them.
    """
    texts = [index[f"fragment/{name}.pf_fragment"] for name, _ in pages]
    folder = _name(prefix, b"".join(texts), 7)
    rows = [[f"{folder}/{number}", count] for number, (_, count) in enumerate(pages)]
    return rows, {f"fragment/{name}.pf_fragment": text for (name, _), text in zip(rows, texts, strict=True)}


def _repacked(words: list[Any], prefix: str) -> tuple[list[Any], dict[str, bytes]]:
    """The list of the pieces, each with its first and last word; and the pieces by path."""
    rows, files = [], {}
    for piece in _pieces(words):
        body = _packed([piece])
        name = _name(prefix, body, 7)
        rows.append([piece[0][0], piece[-1][0], name])
        files[f"index/{name}.pf_index"] = body
    return rows, files


def _pieces(words: list[Any]) -> Iterator[list[Any]]:
    """The words in order, as many together as fit in a piece; each is ``[word, [page, …], …]``."""
    piece: list[Any] = []
    size = 0
    for word in words:
        for page in word[1]:
            page[1] = page[1][:MOST_PLACES]
        length = len(cbor2.dumps(word))
        if piece and size + length > PIECE:
            yield piece
            piece, size = [], 0
        piece.append(word)
        size += length
    if piece:
        yield piece


def _unpacked(content: bytes) -> Any:
    return cbor2.loads(gzip.decompress(content).removeprefix(SIGNATURE))


def _packed(value: Any) -> bytes:
    return gzip.compress(SIGNATURE + cbor2.dumps(value), mtime=0)


def _name(prefix: str, body: bytes, digits: int) -> str:
    """``nl_`` and the beginning of the content's hash."""
    return f"{prefix}_{hashlib.sha256(body).hexdigest()[:digits]}"
