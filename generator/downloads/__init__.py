"""One module per download format: a dataset in, files out, the same for every language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.downloads import figures, package, subsets
from generator.model import Dataset
from generator.outputs import Output

DOWNLOADS: tuple[Callable[[Dataset], Iterator[Output]], ...] = (
    package.files,
    figures.files,
    subsets.files,
)
