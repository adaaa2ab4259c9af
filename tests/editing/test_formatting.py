"""``atlas fmt``: every mess is mended and told, no value changes, and what cannot be read stays as it is."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from generator.cli import app
from generator.editing import form, formatting
from generator.editing.form import Shape
from generator.history import compare, opening
from generator.history.snapshot import Snapshot
from generator.package import csvfile
from tests.breakage import BAD, copy, overlay
from tests.history.support import contents
from tests.worlds import World

TABLE = "data/targets.csv"
SHAPE = Shape(header=("id", "n", "text"), kinds=("string", "integer", "string"), key=("id", "n"))


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return copy(Path())


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, ["fmt", *map(str, arguments), "--lang", "en"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def edited(path: Path, change: Callable[[bytes], bytes]) -> bytes:
    before = path.read_bytes()
    after = change(before)
    assert after != before
    path.write_bytes(after)
    return before


def rewritten(change: Callable[[list[list[str]]], object], **how: int | str) -> Callable[[bytes], bytes]:
    """Read and written again with Python's own csv, past the code under test."""

    def rewrite(content: bytes) -> bytes:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
        change(rows)
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n", **how).writerows(rows)  # type: ignore[arg-type]
        return text.getvalue().encode("utf-8")

    return rewrite


def reverse(rows: list[list[str]]) -> None:
    rows[1:] = rows[:0:-1]


def spaced(rows: list[list[str]]) -> None:
    rows[1] = [f" {cell}\t" for cell in rows[1]]


def other_columns(rows: list[list[str]]) -> None:
    rows[:] = [[*row[1:], row[0]] for row in rows]


def everything(content: bytes) -> bytes:
    for change in (reverse, spaced):
        content = rewritten(change)(content)
    content = rewritten(other_columns, quoting=csv.QUOTE_ALL)(content).rstrip(b"\n")
    return b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n", 3).replace(b"\n", b"\n,,\n\n", 1)


MESSES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "mark": (lambda b: b"\xef\xbb\xbf" + b, "invisible mark (BOM) at the start removed"),
    "windows": (lambda b: b.replace(b"\n", b"\r\n"), "line ends made the same"),
    "old mac": (lambda b: b.replace(b"\n", b"\r"), "line ends made the same"),
    "columns": (rewritten(other_columns), "columns put in the agreed order"),
    "blank": (lambda b: b + b"\n,,,\n\n", "empty rows removed"),
    "spaces": (rewritten(spaced), "spaces around values removed"),
    "order": (rewritten(reverse), "rows sorted by their key"),
    "quotes": (rewritten(list.copy, quoting=csv.QUOTE_ALL), "quotes only where they are needed"),
    "end": (lambda b: b.rstrip(b"\n"), "line end added after the last row"),
    "all": (
        everything,
        (
            "invisible mark (BOM) at the start removed, line ends made the same, "
            "columns put in the agreed order, empty rows removed, spaces around values removed, "
            "rows sorted by their key, quotes only where they are needed "
            "and line end added after the last row"
        ),
    ),
}


def test_the_packages_are_in_form(world: World) -> None:
    assert formatting.formed(world.folder) == ([], [])
    result = run(world.folder, "--check")
    assert (result.exit_code, result.stdout) == (0, "All tables already have the agreed form.\n")


@pytest.mark.parametrize("mess", MESSES)
def test_a_mess_is_mended_and_told(mess: str, package: Path) -> None:
    change, told = MESSES[mess]
    before = edited(package / TABLE, change)
    line = f"norland/{TABLE}: {told}\n"
    messy = contents(package)
    checked = run(package, "--check")
    assert (checked.exit_code, checked.stdout) == (1, line)
    assert checked.stderr == "✗ 1 table does not have the agreed form. This mends it: atlas fmt\n"
    assert contents(package) == messy
    done = run(package)
    assert (done.exit_code, done.stdout) == (0, f"{line}1 table put in form. No value has changed.\n")
    assert (package / TABLE).read_bytes() == before
    assert run(package, "--check").exit_code == 0


def test_where_a_table_cannot_be_read_nothing_is_written(package: Path) -> None:
    edited(package / TABLE, MESSES["order"][0])
    edited(package / "data/areas.csv", lambda b: b.replace(b",", b";"))
    edited(package / "data/sums.csv", lambda b: b + b"a,b\n")
    edited(package / "data/metrics.csv", lambda b: b + b'"never closed\n')
    edited(package / "data/sources.csv", lambda b: b + b"x" * 6000 + b"," * 10 + b"\n")
    (package / "data/members.csv").unlink()
    messy = contents(package)
    result = run(package, "--format", "github")
    assert result.exit_code == 1
    told = [line.split(" ", 1)[1].partition("::")[0] for line in result.stdout.splitlines()]
    assert told == [
        "file=norland/data/areas.csv,title=delimiter,line=1",
        "file=norland/data/members.csv,title=missing-file",
        "file=norland/data/metrics.csv,title=csv-syntax,line=9",
        "file=norland/data/sources.csv,title=huge-cell,line=4",
        "file=norland/data/sums.csv,title=row-width,line=3",
    ]
    assert result.stderr == "Nothing was written.\n"
    assert contents(package) == messy


def opened(package: Path) -> Snapshot:
    found = opening.folder(package)
    assert isinstance(found, Snapshot)
    return found


@pytest.mark.parametrize("rule", sorted(path.name for path in BAD.iterdir()))
def test_no_value_of_a_bad_package_changes(rule: str, package: Path) -> None:
    """What can be put in form says the same afterwards; what cannot be read stays as it is."""
    overlay(package, rule)
    found, unread = formatting.formed(package)
    if unread:
        assert found == []
        assert rule in {problem.rule for problem in unread}
        return
    before = opened(package)
    formatting.write(found, package)
    difference = compare.compare(before, opened(package))
    assert difference.is_empty
    assert formatting.formed(package) == ([], [])


CELLS = st.text(st.sampled_from("ab1 ,;\"'\n\r\t=\u00a0\ufeffé\U0001f3e0") | st.characters(codec="utf-8"))
TABLES = st.lists(st.tuples(CELLS, CELLS | st.integers().map(str), CELLS))


@given(TABLES)
def test_putting_in_form_keeps_every_value_and_is_done_once(rows: list[tuple[str, ...]]) -> None:
    formed = form.formed(SHAPE, rows)
    content = form.csv_bytes(SHAPE.header, formed)
    header, *read = csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
    again = form.formed(SHAPE, read)
    assert form.csv_bytes(header, again) == content
    # Line by line, so that a line break of another kind is the same one.
    meant = Counter(tuple(tuple(cell.strip().splitlines()) for cell in row) for row in rows)
    del meant[(), (), ()]
    assert Counter(tuple(tuple(cell.splitlines()) for cell in row) for row in read) == meant


@given(TABLES)
def test_the_lines_of_rows_are_those_of_the_file(rows: list[tuple[str, ...]]) -> None:
    formed = form.formed(SHAPE, rows)
    text = form.csv_bytes(SHAPE.header, formed).decode("utf-8")
    _, *read = csvfile.records(text)
    assert list(form.lines(formed)) == [line for line, _ in read]


def test_numbers_are_ordered_as_numbers_and_what_is_none_comes_last() -> None:
    rows = [("a", "10", ""), ("a", "9", ""), ("", "1", "x"), ("a", "?", ""), ("A", "1", "")]
    assert [row[:2] for row in form.formed(SHAPE, rows)] == [
        ("A", "1"),
        ("a", "9"),
        ("a", "10"),
        ("a", "?"),
        ("", "1"),
    ]
