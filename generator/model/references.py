"""What a column can be beside plain text: a text per language, or the key of another table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a column whose values are primary keys of ``table``."""

    table: str


@dataclass(frozen=True, slots=True)
class Localized:
    """A text in each of the package's languages; a language may be missing."""

    texts: Mapping[str, str]

    def in_language(self, language: str) -> str:
        """The text in that language, else in the first language that has one."""
        return self.texts.get(language) or next(filter(None, self.texts.values()), "")


AllianceId = Annotated[str, Reference("alliances")]
AreaId = Annotated[str, Reference("areas")]
CategoryId = Annotated[str, Reference("bottleneck_categories")]
DiscrepancyId = Annotated[str, Reference("discrepancies")]
MeasurementId = Annotated[str, Reference("measurements")]
MetricId = Annotated[str, Reference("metrics")]
MunicipalityId = Annotated[str, Reference("municipalities")]
SourceId = Annotated[str, Reference("sources")]
SumId = Annotated[str, Reference("sums")]
TargetId = Annotated[str, Reference("targets")]
