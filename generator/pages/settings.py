"""What a build is told beside the package."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the build is told: where prose is kept, what the links to the repository need, the day.

    ``site_url`` is where the site will stand, without a slash at the end, if that is known. A draft
    says on every page that it is one.
    """

    docs: Path
    data_folder: str
    issues_url: str | None
    repository: str | None
    site_url: str | None = None
    today: datetime.date | None = None
    draft: bool = False

    def edit_url(self, path: str) -> str:
        """Where a file of the package can be edited, empty where the repository is unknown."""
        return f"{self.repository}/edit/main/{self.data_folder}/{path}" if self.repository else ""
