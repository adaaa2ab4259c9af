"""One module per download format: a desk in, files out. To add one, write it and name it here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.downloads import (
    canonical,
    database,
    datasette,
    kit,
    local,
    package,
    rows,
    sidecar,
    subsets,
    workbook,
)
from generator.downloads.api import publish
from generator.downloads.desk import Desk
from generator.outputs import Output

__all__ = ["DOWNLOADS", "Desk"]

DOWNLOADS: tuple[Callable[[Desk], Iterator[Output]], ...] = (
    package.files,
    canonical.files,
    local.files,
    workbook.files,
    rows.files,
    sidecar.files,
    subsets.files,
    kit.files,
    database.files,
    datasette.files,
    publish.files,
)
