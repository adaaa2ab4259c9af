"""Two versions of a text -> the words that differ, with a little of what stands around them."""

from __future__ import annotations

AROUND = 2
# A text as short as this is shown whole.
SHORT = 40
MOST_WORDS = 14
GAP = "…"


def changed_words(old: str, new: str) -> tuple[str, str]:
    """Both texts, cut to what differs where they are long and partly the same."""
    before, after = old.split(), new.split()
    if max(len(old), len(new)) <= SHORT:
        return old, new
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    return _cut(before, start, end), _cut(after, start, end)


def _shared(first: list[str], second: list[str]) -> int:
    """How many words the two begin with together."""
    pairs = zip(first, second, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


def _cut(words: list[str], start: int, end: int) -> str:
    """The words without the ``start`` first and ``end`` last ones, but for those next to the change."""
    first, last = max(0, start - AROUND), min(len(words), len(words) - end + AROUND)
    shown = words[first:last]
    closing = [GAP] if last < len(words) else []
    if len(shown) > MOST_WORDS:
        shown, closing = shown[:MOST_WORDS], [GAP]
    return " ".join([*([GAP] if first else []), *shown, *closing])
