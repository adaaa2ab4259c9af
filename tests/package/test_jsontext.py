from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.package import jsontext
from generator.package.jsontext import JsonError, line_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "descriptor-json", 1),
        ('{\n "a": 1\n "b": 2}', "descriptor-json", 3),
        ("{'a': 1}", "descriptor-json", 1),
        ('{"a": NaN}', "descriptor-json", 0),
        ('{"a": 1e999}', "descriptor-json", 0),
        ('{"a": ' + "9" * 5000 + "}", "descriptor-json", 0),
        ('{"a": 1, "a": 2}', "descriptor-repeated", 0),
        ("[" * 41 + "]" * 41, "descriptor-nesting", 0),
        ("[" * 100_000, "descriptor-nesting", 0),
        ('{"a":' * 100_000, "descriptor-nesting", 0),
    ],
)
def test_what_is_refused(text: str, rule: str, line: int) -> None:
    with pytest.raises(JsonError) as refused:
        jsontext.parse(text)
    assert (refused.value.rule, refused.value.line) == (rule, line)


@given(JSON)
def test_what_is_json_is_read(value: Any) -> None:
    assert jsontext.parse(json.dumps(value)) == value


TEXT = '{\n "a": [1,\n  {"name": "x,]\\"}",\n   "q" : 5}],\n "b": {}\n}'


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("a",), 2),
        (("a", 0), 2),
        (("a", 1), 3),
        (("a", 1, "q"), 4),
        (("b",), 5),
        (("b", "absent"), 5),
        (("a", 9, "q"), 2),
        (("a", 0, "deeper"), 2),
        (("absent",), 1),
    ],
)
def test_the_line_of_a_value(path: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, path) == line


def test_no_text_has_no_line() -> None:
    assert line_of("", ("a",)) == 0


@given(JSON)
def test_every_value_of_a_printed_document_has_its_own_line(value: Any) -> None:
    text = json.dumps([value, "the last"], indent=1)
    assert line_of(text, (1,)) == text.count("\n")
