"""The binary form of Pagefind's index: what is read is what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import cbor
from generator.cbor import Value

NUMBERS = st.integers(-(2**64), 2**64 - 1) | st.sampled_from([23, 24, 255, 256, 65_535, 65_536, 2**32])
VALUES: st.SearchStrategy[Value] = st.recursive(
    NUMBERS | st.text(), lambda inner: st.lists(inner, max_size=30)
)


@given(VALUES)
def test_a_value_survives(value: Value) -> None:
    assert cbor.decode(cbor.encode(value)) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "00"),
        (23, "17"),
        (24, "1818"),
        (1000, "1903e8"),
        (1_000_000, "1a000f4240"),
        (-1, "20"),
        (-1000, "3903e7"),
        ("ü", "62c3bc"),
        ([], "80"),
        ([1, [2, 3], "a"], "83018202036161"),
    ],
)
def test_it_is_written_as_the_standard_says(value: Value, written: str) -> None:
    """The examples are those of RFC 8949, appendix A, and alike."""
    assert cbor.encode(value).hex() == written
    assert cbor.decode(bytes.fromhex(written)) == value


@pytest.mark.parametrize("written", ["f5", "a10102", "4161", "0000"])
def test_what_the_index_has_not_is_refused(written: str) -> None:
    with pytest.raises(cbor.CborError):
        cbor.decode(bytes.fromhex(written))
