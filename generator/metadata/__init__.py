"""What describes the data for others: for search engines, portals, programs and lists of references.

One module per kind of file. To add one, write it and name it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.metadata import catalogue, references, tables
from generator.metadata.register import Register
from generator.outputs import Output

__all__ = ["METADATA", "PATHS", "Register"]

METADATA: tuple[Callable[[Register], Iterator[Output]], ...] = (
    tables.files,
    catalogue.files,
    references.files,
)
# Where they stand, by the key of their text in the locale; which of them there are, the package decides.
PATHS: Mapping[str, str] = {
    "tables": tables.PATH,
    "turtle": catalogue.TURTLE,
    "json_ld": catalogue.JSON_LD,
    "cff": references.CFF,
    "bibtex": references.BIBTEX,
    "ris": references.RIS,
}
