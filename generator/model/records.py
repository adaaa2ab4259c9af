"""One frozen record per table; a field is a column, and its type says what a cell may hold.

``X | None`` marks a column that may be empty, ``Localized`` stands for one column per language
(``name_nl``, ``name_en``), ``Annotated[..., Reference(table)]`` marks a foreign key. Loading, the
check of the descriptor and the downloads follow from these definitions alone.
"""

from __future__ import annotations

from generator.model.figures import (
    Figure,
    Measurement,
    Metric,
    Sum,
    SumTerm,
    SumTotal,
    Target,
    TargetAlliance,
)
from generator.model.findings import (
    Agreement,
    Bottleneck,
    BottleneckCategory,
    Change,
    Discrepancy,
    Reading,
)
from generator.model.parties import (
    Alliance,
    Area,
    AreaAlliance,
    AreaMunicipality,
    Member,
    Municipality,
    Neighbourhood,
    Source,
)
from generator.model.references import (
    Localized,
    Reference,
)

__all__ = [
    "Agreement",
    "Alliance",
    "Area",
    "AreaAlliance",
    "AreaMunicipality",
    "Bottleneck",
    "BottleneckCategory",
    "Change",
    "Discrepancy",
    "Figure",
    "Localized",
    "Measurement",
    "Member",
    "Metric",
    "Municipality",
    "Neighbourhood",
    "Reading",
    "Reference",
    "Source",
    "Sum",
    "SumTerm",
    "SumTotal",
    "Target",
    "TargetAlliance",
]
