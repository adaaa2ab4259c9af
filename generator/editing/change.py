"""A change of tables that is not written yet: what would differ, and what would be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import outputs
from generator.editing import form
from generator.editing.form import Cells
from generator.history import compare, opening
from generator.history.difference import Difference
from generator.package import Package, descriptor, textfile
from generator.problems import Problem, Severity
from generator.validate import validate


class StaleError(Exception):
    """A file has changed on disk since it was read; the message is its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """New contents of tables, by name.

    ``errors`` are all that would be wrong with the package then, ``warnings`` what it has not now.
    """

    package: Package
    contents: Mapping[str, bytes]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    def difference(self) -> Difference:
        """What would differ. Raises StaleError where the package can no longer be read."""
        folder = self.package.folder
        old, new = opening.folder(folder), opening.folder(folder, self._by_path())
        if isinstance(old, Problem) or isinstance(new, Problem):
            raise StaleError(folder.as_posix())
        return compare.compare(old, new)

    def write(self) -> None:
        """Write it, all tables or none. Raises StaleError where somebody changed one meanwhile."""
        for table in self.contents:
            path = Path(self.package.file(table))
            before = self.package.raw[table].content.decode("utf-8")
            if textfile.read(path, self.package.folder) != before:
                raise StaleError(path.as_posix())
        outputs.replace(self._by_path(), self.package.folder)

    def _by_path(self) -> Mapping[str, bytes]:
        paths = {t: str(descriptor.resource(self.package.descriptor, t)["path"]) for t in self.contents}
        return {paths[table]: content for table, content in self.contents.items()}


def proposed(package: Package, warned: Iterable[Problem], tables: Mapping[str, tuple[Cells, ...]]) -> Change:
    """A change to these rows, in their form; a table of which no row changes is left as it is.

    ``warned`` are the problems that the package has now.
    """
    contents = {}
    for name, rows in tables.items():
        shape = form.shape(name, descriptor.resource(package.descriptor, name)["schema"])
        formed = form.formed(shape, rows)
        if formed != form.formed(shape, package.raw[name].rows):
            contents[name] = form.csv_bytes(shape.header, formed)
    found = validate(package.folder, contents, draft=True)[1] if contents else []
    known = {_fact(problem) for problem in warned}
    return Change(
        package=package,
        contents=contents,
        errors=tuple(p for p in found if p.severity is Severity.ERROR),
        warnings=tuple(p for p in found if p.severity is Severity.WARNING and _fact(p) not in known),
    )


def _fact(problem: Problem) -> tuple[str, str, str, str]:
    """What a problem says, wherever it stands."""
    return (problem.rule, problem.table, problem.column, problem.value)
