"""The rules across cells, rows and tables. A rule is a generator of problems.

The locale files hold the message and the hint of a problem under ``problems.<its rule>``. To add a
rule, write the function and name it in ``RULES``, write its texts, and add a bad package that breaks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.package import Package
from generator.problems import Problem
from generator.rules import figures, keys, publication, sums, texts, upkeep

Rule = Callable[[Package], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    figures.value_order,
    figures.value_status,
    figures.value_qualifier,
    figures.thousands_separator,
    figures.whole_number,
    figures.percent_range,
    figures.period_order,
    figures.period_end_kind,
    figures.base_required,
    figures.figure_alliance,
    figures.part_of_metric,
    keys.part_of_cycle,
    keys.parent_cycle,
    keys.figure_id_unique,
    keys.slug_unique,
    keys.slug_form,
    keys.bottleneck_place,
    keys.coordinates,
    sums.sum_unit,
    sums.sum_choice,
    sums.sum_overlap,
    sums.discrepancy_readings,
    sums.discrepancy_used,
    texts.formula_start,
    texts.control_character,
    texts.html_tag,
    texts.placeholder,
    texts.placeholder_identifier,
    texts.surrounding_space,
    texts.web_address,
    publication.version,
    publication.changes_version,
    upkeep.unused,
    upkeep.synonym_unused,
    upkeep.unsorted,
)


def check(package: Package) -> Iterator[Problem]:
    """Everything that the rules find in the tables that could be read."""
    for rule in RULES:
        yield from rule(package)
