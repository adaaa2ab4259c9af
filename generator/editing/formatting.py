"""All tables of a package in their form, and what that takes: ``atlas fmt``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import outputs
from generator.editing import form
from generator.editing.form import Shape
from generator.model import TABLES, RawTable
from generator.package import csvfile, descriptor
from generator.package.csvfile import CsvFile
from generator.package.textfile import BYTE_ORDER_MARK
from generator.problems import Problem

# What is wrong with the form of a table and can be mended without choosing; the rest is told.
MENDED = frozenset({"byte-order-mark", "blank-row", "column-order"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Formed:
    """A table that is not in its form: the file, what has to be mended, and what it should hold."""

    file: str
    path: str
    mended: tuple[str, ...]
    content: bytes


def formed(folder: Path) -> tuple[list[Formed], list[Problem]]:
    """The tables that are not in their form; none where a table cannot be read, and why that is."""
    source, problems = descriptor.read(folder)
    if source is None:
        return [], problems
    broken = descriptor.broken_tables(problems)
    unread = [problem for problem in problems if problem.table]
    found: list[Formed] = []
    for table in TABLES:
        if table.name not in broken:
            resource = descriptor.resource(source.found, table.name)
            shape = form.shape(table.name, resource["schema"])
            file = CsvFile(table.name, folder / resource["path"], folder, shape.header)
            contents = csvfile.read(file)
            unread += [problem for problem in contents.problems if problem.rule not in MENDED]
            if contents.table is not None:
                found += _formed(contents.table, shape, file, resource["path"])
    return ([], sorted(unread, key=lambda p: p.sort_key)) if unread else (found, [])


def write(found: list[Formed], folder: Path) -> None:
    """Put the tables in their form, all of them or none."""
    outputs.replace({table.path: table.content for table in found}, folder)


def _formed(table: RawTable, shape: Shape, file: CsvFile, path: str) -> Iterator[Formed]:
    content = form.csv_bytes(shape.header, form.formed(shape, table.rows))
    if content != table.content:
        mended = tuple(_mended(table.content.decode("utf-8"), shape))
        yield Formed(file=file.path.as_posix(), path=path, mended=mended, content=content)


def _mended(text: str, shape: Shape) -> Iterator[str]:
    """What there is to mend in the text of a table, in the order in which one would see it."""
    plain = text.removeprefix(BYTE_ORDER_MARK)
    (_, header), *body = csvfile.records(plain.replace("\r\n", "\n"))
    rows = [cells for _, cells in body if not form.is_blank(cells)]
    here = Shape(header=tuple(header), kinds=_kinds(shape, header), key=shape.key)
    lines = [[form.one_line_end(cell) for cell in cells] for _, cells in body]
    written = form.csv_bytes(header, lines).decode("utf-8")
    signs = {
        "mark": text != plain,
        "line_ends": "\r" in plain,
        "columns": here.header != shape.header,
        "blank": len(rows) < len(body),
        "spaces": any(cell != cell.strip() for row in rows for cell in row),
        "order": sorted(rows, key=here.place) != rows,
        "quotes": form.one_line_end(plain).rstrip("\n") != written.rstrip("\n"),
        "end": not plain.endswith(("\n", "\r")),
    }
    yield from (name for name, found in signs.items() if found)


def _kinds(shape: Shape, header: list[str]) -> tuple[str, ...]:
    return tuple(shape.kinds[shape.header.index(column)] for column in header)
