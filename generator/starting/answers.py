"""What somebody says of a new atlas."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import locale
from generator.locale import Locale

# Open licences that a text and a table can have.
LICENCES = {
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The names by language, the default one first; None for what is not known yet.

    ``texts`` are locale files of languages that the generator lacks. ``generator`` is its version.
    """

    titles: Mapping[str, str]
    generator: str
    today: datetime.date
    publisher: str | None = None
    contact: str | None = None
    site_url: str | None = None
    repository: str | None = None
    licence: str = "CC-BY-4.0"
    texts: tuple[Path, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, the default one first."""
        return tuple(self.titles)

    @property
    def title(self) -> str:
        """The name in the default language."""
        return self.titles[self.languages[0]]

    @property
    def default(self) -> Locale:
        """The texts of the default language."""
        return locale.load(self.languages[0])

    @property
    def name(self) -> str:
        """The name for files: small letters, figures and dashes."""
        plain = unicodedata.normalize("NFKD", self.title).encode("ascii", "ignore").decode()
        return "-".join(re.findall(r"[a-z0-9]+", plain.lower())) or "atlas"
