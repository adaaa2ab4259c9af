"""The receipt of a figure: what it says, who says it and where, and how it stands in the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model import Change, Dataset
from generator.model.vocabulary import ChangeKind, Unit
from generator.views import discrepancies
from generator.views.discrepancies import ReadingView
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.phrases import amount_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A question on which the figure's sources differ, with what the others say."""

    discrepancy_id: str
    question: str
    readings: tuple[ReadingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptView:
    """All that can be said of one figure.

    ``bounds`` says how wide its range is, ``line`` where it stands in the table's file, ``since``
    in which version of the data it first stood, ``language`` in which its source is written.
    """

    figure: FigureView
    language: str
    place: str
    bounds: str
    basis: str
    unit: str
    table: str
    line: int
    since: str
    changes: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    citation: str


def receipts(edition: Edition) -> Mapping[str, ReceiptView]:
    """The receipt of every figure of the package, by its identifier."""
    lines = {
        **_lines(edition.dataset, "targets", "target_id"),
        **_lines(edition.dataset, "measurements", "measurement_id"),
    }
    return {key: _receipt(edition, f, lines[key]) for key, f in edition.figures.items()}


def _lines(dataset: Dataset, table: str, key: str) -> Mapping[str, int]:
    """The line of the file on which each row of a table starts."""
    raw = dataset.raw[table]
    column = raw.header.index(key)
    return {row[column]: line for row, line in zip(raw.rows, raw.lines, strict=True)}


def _receipt(edition: Edition, figure: FigureView, line: int) -> ReceiptView:
    text = edition.locale.text
    table = "targets" if figure.is_target else "measurements"
    changes = _changes(edition.dataset, table, figure.figure_id)
    later = [c for c in changes if c.kind is not ChangeKind.ADDED]
    place = figure.area or figure.municipality or figure.alliance
    return ReceiptView(
        figure=figure,
        language=edition.dataset.source[figure.source_id].language,
        place=place,
        bounds=_bounds(edition, figure),
        basis=(figure.basis or text("receipt.not_said")) if figure.is_target else "",
        unit=text(f"unit.{figure.unit}"),
        table=table,
        line=line,
        since=_since(edition.dataset, changes),
        changes=tuple(
            text(
                "receipt.change",
                version=c.version,
                kind=text(f"change_kind.{c.kind.value}"),
                summary=edition.say(c.summary),
            )
            for c in later
        ),
        contradictions=_contradictions(edition, figure),
        citation=f"{place}: {figure.phrase}" if place else figure.phrase,
    )


def _bounds(edition: Edition, figure: FigureView) -> str:
    """How far the figure reaches, in words; empty where the source gives none."""
    if figure.low is None or figure.high is None:
        return ""
    low, high = (amount_text(edition.locale, v, Unit(figure.unit)) for v in (figure.low, figure.high))
    if figure.is_range:
        key = "range"
    elif figure.is_open:
        key = "open"
    elif figure.is_open_below:
        key = "open_below"
    else:
        key = "soft" if figure.is_soft else "exact"
    return edition.locale.text(f"receipt.bounds.{key}", low=low, high=high)


def _changes(dataset: Dataset, table: str, figure_id: str) -> tuple[Change, ...]:
    """What changed in the row of a figure, the first change first."""
    found = [c for c in dataset.changes if (c.table, c.row_id) == (table, figure_id)]
    return tuple(sorted(found, key=_age))


def _since(dataset: Dataset, changes: tuple[Change, ...]) -> str:
    """The version that brought the figure: where no change says so, it was there from the first."""
    if changes and changes[0].kind is ChangeKind.ADDED:
        return changes[0].version
    return min(dataset.changes, key=_age).version if dataset.changes else dataset.info.version


def _age(change: Change) -> tuple[object, tuple[int, ...], str]:
    numbers = change.version.partition("-")[0].partition("+")[0].split(".")
    return (change.date, tuple(int(n) for n in numbers if n.isdecimal()), change.change_id)


def _contradictions(edition: Edition, figure: FigureView) -> tuple[Contradiction, ...]:
    rows = edition.dataset.discrepancies_of_figure.get(figure.figure_id, ())
    found = {d.discrepancy_id: d for d in rows}.values()
    return tuple(
        Contradiction(
            discrepancy_id=d.discrepancy_id,
            question=d.question,
            readings=tuple(r for r in d.readings if r.figure_id != figure.figure_id),
        )
        for d in discrepancies.views(edition, found)
    )
