"""Where sources differ: each question with its readings side by side, and how we handle it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.model import Discrepancy, Reading
from generator.model.vocabulary import Unit
from generator.views.edition import Edition
from generator.views.phrases import range_text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """One reading; ``figure_id`` names the row that holds it, if one does.

    ``receipt_of`` is the figure whose receipt its value leads to: its own, else the one that says as much.
    """

    text: str
    value: str
    figure_id: str
    receipt_of: str
    computed: bool
    used: bool
    source_id: str
    source: str
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscrepancyView:
    """A question on which the sources differ, and what this site does about it."""

    discrepancy_id: str
    kind: str
    kind_label: str
    question: str
    handling: str
    readings: tuple[ReadingView, ...]


def views(edition: Edition, rows: Iterable[Discrepancy]) -> tuple[DiscrepancyView, ...]:
    """The discrepancies with all their readings, in the order of the table."""
    return tuple(_view(edition, row) for row in rows)


def _view(edition: Edition, row: Discrepancy) -> DiscrepancyView:
    readings = edition.dataset.readings_of_discrepancy.get(row.discrepancy_id, ())
    return DiscrepancyView(
        discrepancy_id=row.discrepancy_id,
        kind=row.kind.value,
        kind_label=edition.locale.text(f"discrepancy_kind.{row.kind.value}"),
        question=edition.say(row.question),
        handling=edition.say(row.handling),
        readings=tuple(_reading(edition, reading) for reading in readings),
    )


def _reading(edition: Edition, reading: Reading) -> ReadingView:
    figure_id = reading.target_id or reading.measurement_id or ""
    value = _value(edition, reading, figure_id)
    return ReadingView(
        text=edition.say(reading.text),
        value=value,
        figure_id=figure_id,
        receipt_of=figure_id or ("" if reading.computed else _same_number(edition, reading, value)),
        computed=reading.computed,
        used=reading.used,
        source_id=reading.source_id,
        source=edition.dataset.source[reading.source_id].title,
        locator=reading.locator,
    )


def _same_number(edition: Edition, reading: Reading, value: str) -> str:
    """The one figure with that number: in the same question, else of the same area or alliance."""
    dataset = edition.dataset
    fellows = dataset.readings_of_discrepancy[reading.discrepancy_id]
    asked = dict.fromkeys(filter(None, (r.target_id or r.measurement_id for r in fellows)))
    there = (
        *dataset.figures_of_area.get(reading.area_id or "", ()),
        *(() if reading.area_id else dataset.figures_of_alliance.get(reading.alliance_id or "", ())),
    )
    for ids in (list(asked), [f.figure_id for f in there]):
        same = [i for i in ids if value and edition.figures[i].number == value]
        if len(same) == 1:
            return same[0]
    return ""


def _value(edition: Edition, reading: Reading, figure_id: str) -> str:
    low = reading.value_low if reading.value_low is not None else reading.value_high
    high = reading.value_high if reading.value_high is not None else low
    if low is None or high is None:
        return ""
    unit = Unit(edition.figures[figure_id].unit) if figure_id else Unit.COUNT
    return range_text(edition.locale, Decimal(low), Decimal(high), unit)
