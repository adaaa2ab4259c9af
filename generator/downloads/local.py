"""CSV as a spreadsheet expects it in a language that writes a decimal comma: ``areas.nl.csv``.

Semicolons, a decimal comma, a byte order mark and headings in words: it opens with a double click.
English has no such form of its own: the canonical CSV has the comma and the point that an English
spreadsheet expects, and the workbook has all accents right. What no CSV can do is tell text from a
number ("7.206" as it was printed): a spreadsheet guesses, and only the workbook leaves no guess.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterator
from decimal import Decimal

from generator.downloads.desk import Desk
from generator.downloads.grids import Grid, Value
from generator.locale import Locale
from generator.outputs import Output

MARK = "\ufeff"
# What makes a spreadsheet read a formula, also in the wide forms of East Asian keyboards. One more
# apostrophe goes before it; a text that has some already gets one more, so that it can be undone.
FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def files(desk: Desk) -> Iterator[Output]:
    """Every table of the package and the figures of each subject, in each language that asks for it."""
    for language in desk.local_languages:
        for name, grid in desk.tables.items():
            yield Output(f"data/{name}.{language}.csv", csv_bytes(grid, desk, language))
        for subject in desk.subjects:
            grid = desk.figures[subject.page]
            yield Output(f"{subject.path}.{language}.csv", csv_bytes(grid, desk, language))


def csv_bytes(grid: Grid, desk: Desk, language: str) -> bytes:
    """A table in the form of that language."""
    locale = desk.editions[language].locale
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(defused, grid.heads(language)))
    writer.writerows([cell(value, locale) for value in row] for row in grid.rows)
    return (MARK + text.getvalue()).encode("utf-8")


def cell(value: Value, locale: Locale) -> str:
    """A value as one types it in a spreadsheet of that language: a number is never text, nor the reverse."""
    match value:
        case None:
            return ""
        case bool():
            return locale.text("downloads.yes" if value else "downloads.no")
        case Decimal():
            return f"{value:f}".replace(".", locale.separators[0])
        case int():
            return str(value)
        case datetime.date():
            return value.isoformat()
        case _:
            return defused(value)


def defused(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if FORMULA.match(text) else text
