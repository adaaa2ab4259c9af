"""A metric's page: what is counted, every figure of it, and its rankings."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Metric
from generator.views import discrepancies
from generator.views.area import AreaContext
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.rankings import Ranking

SMALLEST_CHART = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricView:
    """Everything that a metric's page shows."""

    metric: Metric
    name: str
    description: str
    unit: str
    figures: tuple[FigureView, ...]
    rankings: tuple[Ranking, ...]
    discrepancies: tuple[discrepancies.DiscrepancyView, ...]


def view(edition: Edition, shared: AreaContext, metric: Metric) -> MetricView:
    """All figures of a metric, the largest first, and the groups of areas that can be compared."""
    rows = edition.dataset.figures_of_metric.get(metric.metric_id, ())
    figures = sorted((edition.figures[f.figure_id] for f in rows), key=lambda f: (-f.middle, f.figure_id))
    return MetricView(
        metric=metric,
        name=edition.say(metric.name),
        description=edition.say(metric.description),
        unit=edition.locale.text(f"unit.{metric.unit.value}"),
        figures=tuple(figures),
        rankings=comparable(shared, metric),
        discrepancies=_discrepancies(edition, metric),
    )


def comparable(shared: AreaContext, metric: Metric) -> tuple[Ranking, ...]:
    """The rankings of a metric that are long enough to be drawn."""
    return tuple(
        ranking
        for found in shared.by_alliance.values()
        for ranking in found
        if ranking.metric_id == metric.metric_id and len(ranking.entries) >= SMALLEST_CHART
    )


def _discrepancies(edition: Edition, metric: Metric) -> tuple[discrepancies.DiscrepancyView, ...]:
    """Where sources differ on a figure of the metric."""
    dataset = edition.dataset
    named = {
        d.discrepancy_id
        for f in dataset.figures_of_metric.get(metric.metric_id, ())
        for d in dataset.discrepancies_of_figure.get(f.figure_id, ())
    }
    return discrepancies.views(edition, [d for d in dataset.discrepancies if d.discrepancy_id in named])
