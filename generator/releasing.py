"""A version of the data is fixed for good: its zip, the hash of it, what changed, and its addresses."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator import load, making, outputs, workshop
from generator.downloads.package import archive_path
from generator.history import notes, promises, releases
from generator.history import record as records
from generator.history.record import Record
from generator.history.snapshot import digest
from generator.history.timeline import Timeline
from generator.model import Dataset
from generator.problems import Problem, has_errors
from generator.validate import validate
from generator.workshop import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What became of a release: ``is_new`` is False where it was there already, with the same data."""

    problems: tuple[Problem, ...]
    version: str = ""
    file: str = ""
    size: int = 0
    is_new: bool = False


def release(plan: Plan) -> Released:
    """Keep the present version in the project, and all its addresses beside the package.

    Nothing is written where the data has problems, or where a release would change. Raises
    OutputError where the files cannot be written.
    """
    package, problems = validate(plan.package)
    if package is None or has_errors(problems):
        return Released(problems=tuple(problems))
    dataset = load.dataset(package, repository=plan.repository)
    record, wrong = records.read(plan.project, plan.package, dataset)
    wrong += releases.out_of_order(record.timeline.releases, dataset.info.version)
    if wrong:
        return Released(problems=tuple(wrong))
    kept = record.timeline.releases
    is_new = all(found.version != dataset.info.version for found in kept)
    if is_new:
        made = making.made(workshop.opened(plan, dataset, record), {})
        if made.broken:
            return Released(problems=made.broken)
        record, wrong = _with(record, dataset, made.files[archive_path(dataset)])
    # Once more: a release has pages and files of its own.
    again = workshop.opened(plan, dataset, record)
    made = making.made(again, {})
    if wrong or made.broken:
        return Released(problems=(*wrong, *made.broken))
    newest = next(r for r in record.timeline.releases if r.version == dataset.info.version)
    said = notes.text(again.desk.editions, record.timeline, newest.version)
    _write(plan, record.promises.listed(made.addresses), newest if is_new else None, said)
    return Released(
        problems=(), version=newest.version, file=newest.file, size=len(newest.content), is_new=is_new
    )


def _with(record: Record, dataset: Dataset, content: bytes) -> tuple[Record, list[Problem]]:
    """The record as it is with the present version among the releases."""
    found = releases.opened(content, dataset.info.name, dataset.info.version)
    if isinstance(found, Problem):
        return record, [found]
    timeline = Timeline(dataset=dataset, releases=(*record.timeline.releases, found))
    return replace(record, timeline=timeline), list(releases.changed([found], dataset))


def _write(plan: Plan, listed: str, new: releases.Release | None, said: str) -> None:
    folder = plan.project / releases.FOLDER
    if new:
        sums = releases.sums({**releases.recorded(folder)[0], new.file: digest(new.content)})
        outputs.add({new.file: new.content}, folder)
        outputs.add({notes.file_name(new.file): said.encode("utf-8")}, folder)
        outputs.add({releases.SUMS: sums.encode("utf-8")}, folder)
    outputs.add({promises.PUBLISHED: listed.encode("utf-8")}, plan.package)
