"""Measured against promised: a status only where a measured result is about just what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.model import Dataset, Measurement, Target
from generator.model.vocabulary import Basis, MeasurementKind
from generator.views import marks, verdicts
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.linked import Sentence
from generator.views.phrases import amount_text
from generator.views.verdicts import Promise, Status, Verdict


class Mismatch(StrEnum):
    """Why a measured result says nothing about a target, the first that holds."""

    METRIC = "metric"
    PLACE = "place"
    EXTENT = "extent"
    BASE = "base"
    PERIOD = "period"


# The closer a result comes to a target, the further down in the list it differs.
ORDER = tuple(Mismatch)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRow:
    """A target with the result that was measured: the status, how it was found, what would change it."""

    target: FigureView
    result: FigureView
    status: Status
    label: str
    formula: Sentence
    change: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A measured result that no target is about, and in what it differs from the closest one."""

    result: FigureView
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressView:
    """What was measured of what was promised; ``context`` is stated, and no progress."""

    rows: tuple[ProgressRow, ...]
    unmatched: tuple[Unmatched, ...]
    targets: int
    context: tuple[FigureView, ...]


def view(edition: Edition) -> ProgressView:
    """All targets held against all measured results."""
    dataset = edition.dataset
    results = [m for m in dataset.measurements if m.kind is MeasurementKind.RESULT]
    pairs = [(t, m) for t in dataset.targets for m in results if mismatch(dataset, t, m) is None]
    matched = {m.measurement_id for _, m in pairs}
    return ProgressView(
        rows=tuple(_row(edition, t, m) for t, m in pairs),
        unmatched=tuple(_unmatched(edition, m) for m in results if m.measurement_id not in matched),
        targets=len(dataset.targets),
        context=tuple(_context(edition)),
    )


def mismatch(dataset: Dataset, target: Target, result: Measurement) -> Mismatch | None:
    """In what a result differs from what a target promises; None where it is about the same."""
    if target.metric_id != result.metric_id:
        return Mismatch.METRIC
    if not _same_place(dataset, target, result):
        return Mismatch.PLACE
    if target.extent != result.extent:
        return Mismatch.EXTENT
    # Whether homes that disappear count is not known of a result.
    if target.base != result.base or target.basis is not Basis.UNSTATED:
        return Mismatch.BASE
    return None if _same_period(dataset, target, result) else Mismatch.PERIOD


def _same_place(dataset: Dataset, target: Target, result: Measurement) -> bool:
    """The same area; without one the same alliance, and no single municipality."""
    if result.municipality_id is not None or target.area_id != result.area_id:
        return False
    return target.area_id is not None or result.alliance_id in dataset.alliances_of_figure[target.target_id]


def _same_period(dataset: Dataset, target: Target, result: Measurement) -> bool:
    """Counted from the promised start to a year within it; a level is measured in one such year."""
    promised = target.period
    if promised is None or promised.last_year is None or result.period_end is None:
        return False
    first, last, end = promised.start, promised.last_year, result.period_end
    if end > last or (first is not None and end < first):
        return False
    if dataset.metric[target.metric_id].additive:
        return first is not None and result.period_start == first
    return result.period_start in (None, first, end)


def _row(edition: Edition, target: Target, result: Measurement) -> ProgressRow:
    locale = edition.locale
    promised, measured = edition.figures[target.target_id], edition.figures[result.measurement_id]
    found = verdicts.verdict(
        _promise(edition, target),
        result.quantity,
        result.period_end,
        baseline(edition.dataset, target),
    )
    inputs = {
        "measured": marks.marked(measured),
        "promised": marks.marked(promised),
        "end": str(result.period_end),
        "period": promised.period,
        "expected": _amounts(edition, found, promised),
    }
    return ProgressRow(
        target=promised,
        result=measured,
        status=found.status,
        label=locale.text(f"standing.{found.status.value}"),
        formula=marks.sentence(locale.text(f"standing.formula_{found.reason}", **inputs)),
        change=marks.sentence(locale.text(f"standing.change_{found.reason}", **inputs)),
    )


def _promise(edition: Edition, target: Target) -> Promise:
    metric, promised = edition.dataset.metric[target.metric_id], edition.figures[target.target_id]
    return Promise(
        quantity=target.quantity,
        direction=metric.direction,
        is_counted=metric.additive,
        first_year=promised.start,
        last_year=promised.last_year,
    )


def _amounts(edition: Edition, found: Verdict, promised: FigureView) -> str:
    """What should have been reached by now, in words."""
    unit = edition.dataset.metric[promised.metric_id].unit
    rounded = dict.fromkeys(round(amount, 1).normalize() for amount in found.expected)
    named = [amount_text(edition.locale, Decimal(f"{amount:f}"), unit) for amount in rounded]
    return edition.locale.text("figure.range", low=named[0], high=named[-1]) if named[1:] else "".join(named)


def baseline(dataset: Dataset, target: Target) -> Decimal | None:
    """What there was when the period began, where a state of that year is exactly known; nought counts."""
    if target.period_start is None:
        return None
    for m in dataset.measurements:
        same = m.metric_id == target.metric_id and m.extent == target.extent and m.base == target.base
        if (
            m.kind is MeasurementKind.STATE
            and same
            and _same_place(dataset, target, m)
            and m.value_low == m.value_high
            and target.period_start in (m.period_end, m.period_start)
        ):
            return m.value_low
    return None


def _unmatched(edition: Edition, result: Measurement) -> Unmatched:
    found = [mismatch(edition.dataset, t, result) for t in edition.dataset.targets]
    closest = max((m for m in found if m), key=ORDER.index, default=Mismatch.METRIC)
    return Unmatched(
        result=edition.figures[result.measurement_id],
        reason=edition.locale.text(f"standing.differs_{closest.value}"),
    )


def _context(edition: Edition) -> Iterator[FigureView]:
    for m in edition.dataset.measurements:
        if m.kind in (MeasurementKind.STATE, MeasurementKind.RESULT):
            yield edition.figures[m.measurement_id]
