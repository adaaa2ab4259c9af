from __future__ import annotations

from pathlib import Path

import pytest

from generator.package import csvfile
from generator.package.csvfile import LARGEST_CELL, Contents, CsvFile

COLUMNS = ("area_id", "name", "note")
Finding = tuple[str, int, str]


def read(folder: Path, content: str | bytes, columns: tuple[str, ...] = COLUMNS) -> Contents:
    path = folder / "areas.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return csvfile.read(CsvFile("areas", path, folder, columns))


def findings(contents: Contents) -> list[Finding]:
    return [(p.rule, p.line, p.column) for p in contents.problems]


def rows(contents: Contents) -> list[tuple[int, tuple[str, ...]]]:
    assert contents.table is not None
    return list(zip(contents.table.lines, contents.table.rows, strict=True))


def test_a_row_knows_the_line_at_which_it_starts(tmp_path: Path) -> None:
    contents = read(tmp_path, 'area_id,name,note\na,"two\nlines",\nb,"three\n\nlines",""\nc,d,e')
    assert contents.problems == []
    assert rows(contents) == [
        (2, ("a", "two\nlines", "")),
        (4, ("b", "three\n\nlines", "")),
        (7, ("c", "d", "e")),
    ]


def test_windows_line_ends_are_fine(tmp_path: Path) -> None:
    contents = read(tmp_path, 'area_id,name,note\r\na,"two\r\nlines",\r\nb,c,d\r\n')
    assert contents.problems == []
    assert rows(contents) == [(2, ("a", "two\nlines", "")), (4, ("b", "c", "d"))]
    assert contents.table is not None
    assert b"\r\n" in contents.table.content


def test_a_header_alone_is_fine(tmp_path: Path) -> None:
    contents = read(tmp_path, "area_id,name,note\n")
    assert contents.problems == []
    assert rows(contents) == []
    assert contents.complete


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", "\ufeff\n", ",,\n", '""\n'])
def test_an_empty_file(content: str, tmp_path: Path) -> None:
    contents = read(tmp_path, content)
    assert contents.table is None
    assert contents.problems[-1].rule == "empty-file"


def test_a_byte_order_mark_hides_nothing_else(tmp_path: Path) -> None:
    contents = read(tmp_path, "\ufeffarea_id,name,note\n,,\n")
    assert findings(contents) == [("byte-order-mark", 1, ""), ("blank-row", 2, "")]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("area_id;name;note", [("delimiter", 1, "")]),
        ("area_id\tname\tnote", [("delimiter", 1, "")]),
        ("area_id,name", [("missing-column", 1, "note")]),
        ("area_id,name,note,more", [("extra-column", 1, "more")]),
        ("area_id,Name,note", [("extra-column", 1, "Name")]),
        ("area_id,name,note ", [("extra-column", 1, "note ")]),
        ("area_id,name,name,note", [("duplicate-column", 1, "name")]),
        ("area_id,name,x,x,note", [("duplicate-column", 1, "x"), ("extra-column", 1, "x")]),
        ("area_id,name,,note,", [("unnamed-column", 1, ""), ("unnamed-column", 1, "")]),
        ("name,area_id,note", [("column-order", 1, "")]),
    ],
)
def test_headers(header: str, expected: list[Finding], tmp_path: Path) -> None:
    assert findings(read(tmp_path, header + "\n")) == expected


def test_every_column_is_accounted_for(tmp_path: Path) -> None:
    contents = read(tmp_path, "aera_id,label,note\n")
    assert [(p.rule, p.column, p.details.get("suggestion", "")) for p in contents.problems] == [
        ("extra-column", "aera_id", "area_id"),
        ("extra-column", "label", ""),
        ("missing-column", "name", ""),
    ]


def test_columns_in_another_order_are_still_read(tmp_path: Path) -> None:
    contents = read(tmp_path, "note,name,area_id\n1,2,3\n")
    assert rows(contents) == [(2, ("3", "2", "1"))]
    assert contents.table is not None
    assert contents.table.header == COLUMNS


def test_wrong_rows_do_not_hide_the_others(tmp_path: Path) -> None:
    contents = read(tmp_path, 'area_id,name,note\na,"x\ny",,\n,,\n\nb,c\nd,e,f\n')
    assert findings(contents) == [
        ("row-width", 2, ""),
        ("blank-row", 4, ""),
        ("blank-row", 5, ""),
        ("row-width", 6, ""),
    ]
    assert rows(contents) == [(7, ("d", "e", "f"))]
    assert not contents.complete


def test_a_blank_row_leaves_nothing_out(tmp_path: Path) -> None:
    assert read(tmp_path, "area_id,name,note\n , ,\nd,e,f\n").complete


@pytest.mark.parametrize(
    ("body", "line"),
    [('a,"b,c\nd,e,f\n', 2), ('a,b,c\nd,"e" f,g\n', 3), ('a,"x\ny",c\nd,"e\nf"g,h\n', 4)],
)
def test_a_broken_quotation_is_told_where_it_starts(body: str, line: int, tmp_path: Path) -> None:
    contents = read(tmp_path, "area_id,name,note\n" + body)
    assert findings(contents) == [("csv-syntax", line, "")]
    assert contents.table is None


def test_a_huge_cell_is_told_and_cut(tmp_path: Path) -> None:
    huge = "x" * 200_000
    contents = read(tmp_path, f'area_id,name,note\na,"{huge}",c\n')
    assert findings(contents) == [("huge-cell", 2, "name")]
    assert len(contents.problems[0].value) < 100
    assert len(rows(contents)[0][1][1]) == LARGEST_CELL


def test_a_file_that_cannot_be_read_is_no_table(tmp_path: Path) -> None:
    contents = csvfile.read(CsvFile("areas", tmp_path / "absent.csv", tmp_path, COLUMNS))
    assert contents.table is None
    assert findings(contents) == [("missing-file", 0, "")]
