"""The search index gets the same bytes, whatever order Pagefind wrote it in."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Mapping, Sequence

from generator import searchindex

Value = tuple[str, Sequence[int]]
VALUES: tuple[Value, ...] = (("area", [0, 24, 300]), ("overview of a longer name", []), ("home", [70_000]))


def number(kind: int, value: int) -> bytes:
    """The head of a CBOR item."""
    if value < 24:
        return bytes([kind << 5 | value])
    short, size = next((short, size) for short, size in ((24, 1), (25, 2), (26, 4)) if value < 1 << 8 * size)
    return bytes([kind << 5 | short]) + value.to_bytes(size, "big")


def text(value: str) -> bytes:
    return number(3, len(value.encode())) + value.encode()


def array(*items: bytes) -> bytes:
    return number(4, len(items)) + b"".join(items)


def packed(body: bytes) -> bytes:
    return gzip.compress(searchindex.SIGNATURE + body)


def index(values: Sequence[Value], name: str, languages: Sequence[str]) -> Mapping[str, bytes]:
    """An index as Pagefind writes it: the values in that order, files named after their bytes."""
    files = {"pagefind.js": b"// nl_0000000 stays"}
    for language in languages:
        pairs = [array(text(value), array(*(number(0, page) for page in pages))) for value, pages in values]
        files[f"filter/{language}_{name}.pf_filter"] = packed(array(text("kind"), array(*pairs)))
        meta = array(text("1.5.2"), array(array(text("kind"), text(f"{language}_{name}"))))
        files[f"pagefind.{language}_abc{name}.pf_meta"] = packed(meta)
    entry = {"languages": {language: {"hash": f"{language}_abc{name}"} for language in languages}}
    return {**files, searchindex.ENTRY: json.dumps(entry).encode()}


def test_the_order_makes_no_difference() -> None:
    found = [
        searchindex.steady(index(values, name, languages))
        for (values, name), languages in itertools.product(
            [(VALUES, "1234567"), (VALUES[::-1], "89abcde")], [("nl", "en"), ("en", "nl")]
        )
    ]
    assert all(files == found[0] for files in found)
    assert len(found[0]) == 6


def test_files_are_named_by_those_that_lead_to_them() -> None:
    files = searchindex.steady(index(VALUES, "1234567", ("nl",)))
    entry = json.loads(files[searchindex.ENTRY])
    meta = gzip.decompress(files[f"pagefind.{entry['languages']['nl']['hash']}.pf_meta"])
    [path] = [path for path in files if path.endswith(".pf_filter")]
    assert path.removeprefix("filter/").removesuffix(".pf_filter").encode() in meta
    assert b"nl_1234567" not in meta


def test_only_the_order_changes() -> None:
    files = searchindex.steady(index(VALUES, "1234567", ("nl",)))
    [content] = [content for path, content in files.items() if path.endswith(".pf_filter")]
    body = gzip.decompress(content)
    pairs = [array(text(value), array(*(number(0, page) for page in pages))) for value, pages in VALUES]
    assert body == searchindex.SIGNATURE + array(text("kind"), array(*sorted(pairs)))
    assert files["pagefind.js"] == b"// nl_0000000 stays"


def test_another_set_of_pages_has_another_name() -> None:
    first, second = (searchindex.steady(index(values, "1234567", ("nl",))) for values in (VALUES, VALUES[:2]))
    assert set(first) & set(second) == {"pagefind.js", searchindex.ENTRY}
