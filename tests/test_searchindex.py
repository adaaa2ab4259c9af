"""The search index gets the same bytes in whatever order Pagefind wrote it, and says the same in less."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from typing import Any

import cbor2

from generator import searchindex

# A word with the pages that have it, each with its places there, and with nothing in a field beside.
WORDS: list[Any] = [[f"word{i:04}", [[0, [-25, *range(i % 12)], []], [3, [7], []]], []] for i in range(2_000)]
LONG: Any = ["zee", [[1, [1], []]] * 30_000, []]
NEEDLESS = ("pagefind-ui.js", "pagefind-ui.css", "pagefind-worker.js", "wasm.unknown.pagefind")


def packed(value: Any) -> bytes:
    return gzip.compress(searchindex.SIGNATURE + cbor2.dumps(value))


def unpacked(content: bytes) -> Any:
    return cbor2.loads(gzip.decompress(content).removeprefix(searchindex.SIGNATURE))


def index(words: Sequence[Any], languages: Sequence[str], wasm: str | None = "same") -> Mapping[str, bytes]:
    """An index as Pagefind writes it: two files of words for every language."""
    files = dict.fromkeys(NEEDLESS, b"") | {"pagefind.js": b"//", "fragment/nl_1.pf_fragment": b"1"}
    entry: dict[str, Any] = {"version": "1", "languages": {}}
    for language in languages:
        half = len(words) // 2
        rows = []
        for number, some in enumerate((words[:half], words[half:])):
            rows.append([some[0][0], some[-1][0], f"{language}_{number}"])
            files[f"index/{language}_{number}.pf_index"] = packed([list(some)])
        files[f"pagefind.{language}_abc.pf_meta"] = packed(["1", [["nl_1", 9]], rows, [], [], ["title"]])
        files[f"wasm.{language}.pagefind"] = b"wasm"
        own = language if wasm == "same" else wasm
        entry["languages"][language] = {"hash": f"{language}_abc", "wasm": own, "page_count": 1}
    return {**files, searchindex.ENTRY: json.dumps(entry).encode()}


def about(files: Mapping[str, bytes], language: str) -> Any:
    entry = json.loads(files[searchindex.ENTRY])["languages"][language]
    return unpacked(files[f"pagefind.{entry['hash']}.pf_meta"])


def test_the_order_of_the_languages_makes_no_difference() -> None:
    assert searchindex.light(index(WORDS, ("nl", "en"))) == searchindex.light(index(WORDS, ("en", "nl")))


def test_every_word_is_in_the_piece_that_says_so() -> None:
    words = [*WORDS, LONG]
    files = searchindex.light(index(words, ("nl",)))
    rows = about(files, "nl")[2]
    found = []
    for first, last, name in rows:
        [piece] = unpacked(files[f"index/{name}.pf_index"])
        assert [first, last] == [piece[0][0], piece[-1][0]]
        assert len(cbor2.dumps(piece)) <= searchindex.PIECE + 3 or len(piece) == 1
        found += piece
    assert [word[0] for word in found] == [word[0] for word in words]
    assert len(rows) > 3
    assert {path for path in files if path.startswith("index/")} == {f"index/{r[2]}.pf_index" for r in rows}


def test_pages_keep_their_words_and_the_first_places_of_each() -> None:
    files = searchindex.light(index(WORDS, ("nl",)))
    found = [word for row in about(files, "nl")[2] for word in unpacked(files[f"index/{row[2]}.pf_index"])[0]]
    for before, after in zip(WORDS, found, strict=True):
        assert [page[0] for page in after[1]] == [page[0] for page in before[1]]
        for old, new in zip(before[1], after[1], strict=True):
            assert new[1] == old[1][: searchindex.MOST_PLACES]
            assert new[2:] == old[2:]


def test_only_what_pages_fetch_is_kept() -> None:
    files = searchindex.light(index(WORDS, ("nl", "en")))
    assert not set(NEEDLESS) & set(files)
    assert files["pagefind.js"] == b"//"
    for language in ("nl", "en"):
        [[name, words]] = about(files, language)[1]
        assert (files[f"fragment/{name}.pf_fragment"], words) == (b"1", 9)
    assert {path for path in files if path.startswith("wasm.")} == {"wasm.nl.pagefind", "wasm.en.pagefind"}


def test_a_language_without_stems_keeps_the_general_program() -> None:
    assert "wasm.unknown.pagefind" in searchindex.light(index(WORDS, ("xx",), wasm=None))


def test_another_index_has_other_names() -> None:
    first, second = (searchindex.light(index(words, ("nl",))) for words in (WORDS, WORDS[:-1]))
    changed = {path for path in set(first) | set(second) if first.get(path) != second.get(path)}
    assert searchindex.ENTRY in changed
    assert all(path not in first or path not in second for path in changed - {searchindex.ENTRY})
