"""All targets on one time axis per alliance: what should be ready by when, and what is past its date."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model import Alliance
from generator.views.edition import Edition
from generator.views.figures import FigureView
from generator.views.rankings import closest_figure
from generator.views.timelines import Timeline, timeline

# So many targets stand in an alliance's first chart, the others behind a click.
MOST_ROWS = 8
# For periods without a start or an end.
YEAR_ONE, YEAR_LAST = datetime.MINYEAR, datetime.MAXYEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """An alliance's own targets and the main one of each of its areas; ``rest`` is folded away.

    ``alliance`` is None for areas that belong to none; ``past`` counts the targets past their date.
    """

    key: str
    alliance: Alliance | None
    first: Timeline
    rest: Timeline | None
    past: int

    @property
    def size(self) -> int:
        """How many targets there are."""
        return len(self.first.bars) + (len(self.rest.bars) if self.rest else 0)

    @property
    def last_year(self) -> int:
        """The year in which the last of them ends."""
        bars = (*self.first.bars, *(self.rest.bars if self.rest else ()))
        return max(b.last_year for b in bars)


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The day that counts as today: in words, and as a place on the axis of years."""

    date: datetime.date
    text: str
    position: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleView:
    """Everything that the timeline page shows. ``silent`` lists what is past without an outcome."""

    today: Today | None
    lanes: tuple[Lane, ...]
    dated: int
    undated: int
    past: int
    silent: tuple[FigureView, ...]


def view(edition: Edition, date: datetime.date | None) -> ScheduleView:
    """What should be ready by when, as seen on ``date``."""
    targets = [f for f in edition.figures.values() if f.is_target]
    dated = [f for f in targets if f.last_year is not None]
    past = [f for f in dated if is_past(f, date)]
    results = [f for f in edition.figures.values() if not f.is_target and f.status == "result"]
    silent = [f for f in past if not any(tells_of(r, f) for r in results)]
    return ScheduleView(
        today=_today(edition, date) if date else None,
        lanes=lanes(edition, date),
        dated=len(dated),
        undated=len(targets) - len(dated),
        past=len(past),
        silent=tuple(sorted(silent, key=lambda f: (f.last_year or 0, f.area or f.alliance, f.figure_id))),
    )


def is_past(figure: FigureView, date: datetime.date | None) -> bool:
    """Whether the last year that counts is over."""
    return date is not None and figure.last_year is not None and figure.last_year < date.year


def tells_of(result: FigureView, target: FigureView) -> bool:
    """Whether a stated result is about what the target counts, there and in its years."""
    if (result.metric_id, result.area_id) != (target.metric_id, target.area_id) or result.municipality:
        return False
    if not target.area_id and not set(result.alliance_ids) & set(target.alliance_ids):
        return False
    is_later = (result.start or YEAR_ONE) > (target.last_year or YEAR_LAST)
    is_earlier = (result.last_year or YEAR_LAST) < (target.start or YEAR_ONE)
    return not is_later and not is_earlier


def lanes(edition: Edition, date: datetime.date | None) -> tuple[Lane, ...]:
    """The alliances with dated targets, those with most of them first."""
    groups: defaultdict[str, list[FigureView]] = defaultdict(list)
    for figure in edition.figures.values():
        if figure.is_target and figure.last_year is not None:
            groups[_owner(edition, figure)].append(figure)
    found = [_lane(edition, key, _main(figures), date) for key, figures in groups.items()]
    return tuple(sorted(found, key=lambda lane: (not lane.key, -lane.size, lane.key)))


def _owner(edition: Edition, figure: FigureView) -> str:
    """The one alliance with which a figure is shown: its own, else the first of its area."""
    if figure.alliance_ids:
        return figure.alliance_ids[0]
    alliances = edition.dataset.alliances_of_area.get(figure.area_id, ())
    return alliances[0].alliance_id if alliances else ""


def _main(figures: Sequence[FigureView]) -> list[FigureView]:
    """The alliance's own targets, and of each area the one that most of its fellows state too."""
    shared = Counter((f.metric_id, f.last_year) for f in figures if f.area_id)
    by_area: defaultdict[str, list[FigureView]] = defaultdict(list)
    for figure in figures:
        by_area[figure.area_id].append(figure)
    own = by_area.pop("", [])
    return [*own, *(_of_area(found, shared) for found in by_area.values())]


def _of_area(figures: Sequence[FigureView], shared: Mapping[tuple[str, int | None], int]) -> FigureView:
    kind = max(((f.metric_id, f.last_year) for f in figures), key=lambda k: (shared[k], -(k[1] or 0), k[0]))
    return closest_figure([f for f in figures if (f.metric_id, f.last_year) == kind])


def _lane(edition: Edition, key: str, figures: Sequence[FigureView], date: datetime.date | None) -> Lane:
    """The largest of what is counted most often first; the rest keeps the same axis."""
    units = Counter(f.unit for f in figures)
    ordered = sorted(figures, key=lambda f: (bool(f.area_id), -units[f.unit], f.unit, -f.middle, f.figure_id))
    whole = _axis(ordered, ordered, date)
    return Lane(
        key=key,
        alliance=edition.dataset.alliance.get(key),
        first=_axis(ordered[:MOST_ROWS], ordered, date),
        rest=_axis(ordered[MOST_ROWS:], ordered, date) if len(whole.bars) > MOST_ROWS else None,
        past=sum(is_past(f, date) for f in figures),
    )


def _axis(figures: Iterable[FigureView], whole: Iterable[FigureView], date: datetime.date | None) -> Timeline:
    """Some figures on the axis of all of them, with room for today."""
    wide, found = timeline(whole), timeline(figures)
    if wide is None or found is None:
        raise ValueError("figures without a year have no axis")
    years = [date.year] if date else []
    first = min([wide.first_year, *years])
    bars = tuple(replace(b, start=first) if b.open_start else b for b in found.bars)
    return replace(found, bars=bars, first_year=first, last_year=max([wide.last_year, *years]))


def _today(edition: Edition, date: datetime.date) -> Today:
    days = 366 if calendar.isleap(date.year) else 365
    position = date.year + (date.timetuple().tm_yday - 1) / days
    return Today(date=date, text=edition.locale.date(date), position=round(position, 3))
