"""The figures of each area, alliance and municipality as one flat CSV: one row a figure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from generator.model import Dataset, Figure, Target
from generator.outputs import Output

HEADER = (
    "figure_id",
    "table",
    "area_id",
    "area",
    "alliance_id",
    "municipality_id",
    "metric_id",
    "unit",
    "value_low",
    "value_high",
    "as_printed",
    "qualifier",
    "basis",
    "commitment_or_kind",
    "extent",
    "period_start",
    "period_end",
    "period_end_kind",
    "duration_low",
    "duration_high",
    "stated_by",
    "source_id",
    "source",
    "locator",
)


def files(dataset: Dataset) -> Iterator[Output]:
    """A CSV for every area, alliance and municipality."""
    for area in dataset.areas:
        figures = dataset.figures_of_area.get(area.area_id, ())
        yield _csv(dataset, f"data/areas/{area.area_id}.csv", figures)
    for alliance in dataset.alliances:
        figures = dataset.figures_of_alliance.get(alliance.alliance_id, ())
        yield _csv(dataset, f"data/alliances/{alliance.alliance_id}.csv", figures)
    for municipality in dataset.municipalities:
        figures = of_municipality(dataset, municipality.municipality_id)
        yield _csv(dataset, f"data/municipalities/{municipality.slug}.csv", figures)


def of_municipality(dataset: Dataset, municipality_id: str) -> tuple[Figure, ...]:
    """The figures of a municipality itself, and of its areas."""
    areas = dataset.areas_of_municipality.get(municipality_id, ())
    own = dataset.measurements_of_municipality.get(municipality_id, ())
    return (*own, *(f for a in areas for f in dataset.figures_of_area.get(a.area_id, ())))


def _csv(dataset: Dataset, path: str, figures: Iterable[Figure]) -> Output:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(_row(dataset, figure) for figure in figures)
    return Output.text(path, text.getvalue())


def _row(dataset: Dataset, figure: Figure) -> tuple[object, ...]:
    target = figure if isinstance(figure, Target) else None
    return (
        figure.figure_id,
        "targets" if target else "measurements",
        figure.area_id,
        dataset.area[figure.area_id].name if figure.area_id else None,
        figure.alliance_id,
        None if isinstance(figure, Target) else figure.municipality_id,
        figure.metric_id,
        dataset.metric[figure.metric_id].unit,
        figure.value_low,
        figure.value_high,
        figure.as_printed,
        figure.qualifier,
        target.basis if target else None,
        figure.commitment if isinstance(figure, Target) else figure.kind,
        figure.extent,
        figure.period_start,
        figure.period_end,
        target.period_end_kind if target else None,
        target.duration_low if target else None,
        target.duration_high if target else None,
        figure.stated_by,
        figure.source_id,
        dataset.source[figure.source_id].title,
        figure.locator,
    )
