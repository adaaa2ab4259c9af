"""What no longer adds up: a sum of ours beside a stated total, a part beside the whole it is part of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import islice, product

from generator.history import amounts
from generator.history.difference import Difference
from generator.history.snapshot import Key, Row, Snapshot
from generator.history.wording import Wording
from generator.model import Interval, group
from generator.model.vocabulary import Qualifier
from generator.views.outcomes import MOST_COMBINATIONS
from generator.views.spans import ZERO, Span, total


@dataclass(frozen=True, slots=True)
class Sides:
    """What a sum comes to and what the total beside it says; ``fits`` where both can be true at once."""

    sum: Span
    total: Span
    fits: bool


def warnings(words: Wording) -> Iterator[str]:
    """Each total that a sum agreed with before and does not now, and each part that outgrew its whole."""
    yield from _sums(words)
    yield from _parts(words)


def _sums(words: Wording) -> Iterator[str]:
    difference = words.difference
    before, after = held(difference.old), held(difference.new)
    named = _names_before(difference, "sum_totals")
    for key, now in after.items():
        was = before.get(named.get(key, key))
        if was is None or not was.fits or now.fits:
            continue
        row = difference.new.tables["targets"].rows[key[1:]]
        unit = words.new.unit(row)
        yield words.locale.text(
            "diff.warn_total",
            sum=words.new.row("sums", key[:1]),
            total=words.new.unique("targets", key[1:]),
            old=amounts.span(words.locale, was.sum, unit),
            was=amounts.span(words.locale, was.total, unit),
            new=amounts.span(words.locale, now.sum, unit),
            now=amounts.span(words.locale, now.total, unit),
        )


def _parts(words: Wording) -> Iterator[str]:
    """A part may be large for a reason: what was too large before is no news."""
    difference = words.difference
    named = _names_before(difference, "targets")
    before = outgrown(difference.old)
    for key, whole in outgrown(difference.new).items():
        if named.get(key, key) in before:
            continue
        rows = difference.new.tables["targets"].rows
        yield words.locale.text(
            "diff.warn_part",
            part=words.new.unique("targets", key),
            value=words.value(words.new, "targets", key),
            whole=words.new.unique("targets", whole),
            limit=amounts.value(words.locale, rows[whole], words.new.unit(rows[whole])),
        )


def held(snapshot: Snapshot) -> Mapping[Key, Sides]:
    """Every sum beside each of its totals, as far as their figures can be read."""
    terms = group(_rows(snapshot, "sum_terms").values(), lambda row: row.get("sum_id", ""))
    found: dict[Key, Sides] = {}
    for key, row in _rows(snapshot, "sum_totals").items():
        stated = _span(snapshot, row)
        options = [part for part in _options(snapshot, terms.get(row["sum_id"], ())) if part]
        if stated and options:
            combinations = islice(product(*options), MOST_COMBINATIONS)
            fits = any(total(picks).minus(stated).contains(ZERO) for picks in combinations)
            found[key] = Sides(total(reduce(Span.or_else, part) for part in options), stated, fits)
    return found


def outgrown(snapshot: Snapshot) -> Mapping[Key, Key]:
    """The targets that are more than what they are a part of, and that."""
    rows = _rows(snapshot, "targets")
    spans = {key: found for key, row in rows.items() if (found := _quantity(row))}
    wholes = {key: (row["part_of"],) for key, row in rows.items() if row.get("part_of")}
    return {
        key: whole
        for key, whole in wholes.items()
        if key in spans and whole in spans and _exceeds(spans[key], spans[whole])
    }


def _exceeds(part: Span, whole: Span) -> bool:
    return part.low > whole.high and not (part.open_below or whole.open_above)


def _options(snapshot: Snapshot, terms: Iterable[Row]) -> Iterator[list[Span]]:
    """What counts: each part with its alternatives, one where there are none."""
    for choice, rows in group(terms, lambda row: row.get("choice", "")).items():
        spans = [span for row in rows if (span := _span(snapshot, row))]
        yield from [spans] if choice else [[span] for span in spans]


def _span(snapshot: Snapshot, row: Row) -> Span | None:
    """What the target that a row names comes to."""
    found = _rows(snapshot, "targets").get((row.get("target_id", ""),))
    return _quantity(found) if found else None


def _quantity(row: Row) -> Span | None:
    found = amounts.quantity(row)
    if not isinstance(found, Interval):
        return None
    return Span(
        low=found.low,
        high=found.high,
        open_below=found.open_below,
        open_above=found.open_above,
        is_soft=found.qualifier is Qualifier.ABOUT,
    )


def _rows(snapshot: Snapshot, table: str) -> Mapping[Key, Row]:
    content = snapshot.tables.get(table)
    return content.rows if content else {}


def _names_before(difference: Difference, table: str) -> Mapping[Key, Key]:
    """The keys of before of what is called otherwise now."""
    return {r.new: r.old for t in difference.tables if t.table == table for r in t.renamed}
