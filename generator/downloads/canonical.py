"""CSV in the package's own form: comma, decimal point, UTF-8 without a mark, each cell as it stands there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from generator.downloads.desk import Desk
from generator.outputs import Output


def files(desk: Desk) -> Iterator[Output]:
    """The figures of each subject; the tables of the package are published as they are."""
    for subject in desk.subjects:
        grid = desk.figures[subject.page]
        yield Output(f"{subject.path}.csv", csv_bytes(grid.header, grid.cells))


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Some rows in the package's own form."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
