"""The part of CBOR (RFC 8949) that Pagefind's index is written in: whole numbers, texts and lists."""

from __future__ import annotations

Value = int | str | list["Value"]

NUMBER, NEGATIVE, TEXT, LIST = 0, 1, 3, 4
SMALL = 24  # a number below it stands in the head itself; from here on the head says how long it is


class CborError(ValueError):
    """An item of a kind that is not read here."""


def decode(body: bytes) -> Value:
    """The value that the bytes hold. Raises CborError for anything else than one such value."""
    value, end = _item(body, 0)
    if end != len(body):
        raise CborError(f"{len(body) - end} bytes too many")
    return value


def encode(value: Value) -> bytes:
    """A value as bytes, each number as short as it can be."""
    written = bytearray()
    _write(value, written)
    return bytes(written)


def _item(body: bytes, at: int) -> tuple[Value, int]:
    """The item that begins at ``at``, and where it ends."""
    kind, value = body[at] >> 5, body[at] & 31
    at += 1
    if value >= SMALL:
        size = 1 << (value - SMALL)
        value = int.from_bytes(body[at : at + size], "big")
        at += size
    if kind == NUMBER:
        return value, at
    if kind == NEGATIVE:
        return -1 - value, at
    if kind == TEXT:
        return body[at : at + value].decode(), at + value
    if kind == LIST:
        return _items(body, at, value)
    raise CborError(f"an item of kind {kind}")


def _items(body: bytes, at: int, count: int) -> tuple[Value, int]:
    """So many items. Most are small numbers, which are read here: an index holds millions."""
    items: list[Value] = []
    for _ in range(count):
        head = body[at]
        if head < SMALL:
            items.append(head)
            at += 1
        elif head == SMALL:
            items.append(body[at + 1])
            at += 2
        else:
            item, at = _item(body, at)
            items.append(item)
    return items, at


def _write(value: Value, written: bytearray) -> None:
    if isinstance(value, str):
        text = value.encode()
        _head(TEXT, len(text), written)
        written += text
    elif isinstance(value, list):
        _head(LIST, len(value), written)
        for item in value:
            _write(item, written)
    elif value < 0:
        _head(NEGATIVE, -1 - value, written)
    else:
        _head(NUMBER, value, written)


def _head(kind: int, value: int, written: bytearray) -> None:
    """The kind of an item with its number or length."""
    if value < SMALL:
        written.append(kind << 5 | value)
        return
    power = next(power for power in range(4) if value < 1 << (8 << power))
    written.append(kind << 5 | SMALL + power)
    written += value.to_bytes(1 << power, "big")
