"""The dataset in one language: what every view starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.locale import Locale
from generator.model import Dataset, Localized
from generator.views.figures import FigureView, figure_view
from generator.views.imprint import Imprint, imprint


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A dataset with the locale that it is shown in; figures are phrased once and kept."""

    dataset: Dataset
    locale: Locale

    @property
    def language(self) -> str:
        """The language code of this edition."""
        return self.locale.language

    def say(self, text: Localized | None) -> str:
        """A text of the data in this edition's language, empty where there is none."""
        return text.in_language(self.language) if text else ""

    @cached_property
    def imprint(self) -> Imprint:
        """Who stands behind the data, the same in every language."""
        return imprint(self.dataset)

    @cached_property
    def figures(self) -> Mapping[str, FigureView]:
        """Every figure of the package, phrased, by its identifier."""
        return {f.figure_id: figure_view(self.dataset, self.locale, f) for f in self.dataset.figures}

    def foreign(self, source_id: str) -> str:
        """The language of a source, empty where it is the same: screen readers change their voice."""
        language = self.dataset.source[source_id].language
        return "" if language == self.language else language
