"""The review of a change: problems, the difference in words, and whether a site comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import outputs, programs, site
from generator.history import compare, opening
from generator.history.difference import Difference
from generator.history.report import Report, report
from generator.history.snapshot import Snapshot
from generator.locale import Locale
from generator.problems import Problem, has_errors, shortened, visible
from generator.review import base as bases
from generator.review import findings, summary
from generator.review.base import Base
from generator.review.summary import Summary
from generator.validate import validate
from generator.workshop import Plan

SHOWN_FAILURE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that was found. ``compared`` says with what, or why with nothing; ``site`` what was built."""

    problems: tuple[Problem, ...]
    base: Base
    compared: str
    difference: tuple[Difference, Report] | None = None
    site: str = ""
    is_built: bool = True
    asides: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What in the difference to think twice about."""
        return self.difference[1].warnings if self.difference else ()

    @property
    def failures(self) -> tuple[str, ...]:
        """Why there is no site, where the data is not to blame."""
        return () if self.is_built or has_errors(self.problems) else (self.site,)

    @property
    def is_good(self) -> bool:
        """Whether the data can be published."""
        return self.is_built and not has_errors(self.problems)


def review(folder: Path, docs: Path, names: Sequence[str], texts: Locale) -> Review:
    """Check the package in a folder, and compare it with the first of these versions that git knows.

    ``docs`` has the pages that are written by hand.
    """
    _, found = validate(folder, docs=docs)
    wrong = findings.errors_first([*found, *findings.form(folder, found, texts)])
    base, new = bases.find(folder, names, texts), opening.folder(folder)
    if base.package is None:
        reason = texts.text(f"review.base.{base.missing}", base=base.called)
        detail = shortened(base.detail.partition("\n")[0], SHOWN_FAILURE)
        return Review(problems=wrong, base=base, compared=f"{reason} {detail}".strip())
    compared = texts.text("review.compared", base=base.called)
    if isinstance(new, Problem):  # told among the problems
        return Review(problems=wrong, base=base, compared=compared)
    difference = _difference(base, base.package, new, folder, texts)
    return Review(problems=wrong, base=base, compared=compared, difference=difference)


def _difference(
    base: Base, old: Snapshot, new: Snapshot, folder: Path, texts: Locale
) -> tuple[Difference, Report]:
    found = compare.compare(old, new)
    names = (f"{name} ({s.version})" for name, s in ((base.name, old), (folder.as_posix(), new)))
    return found, report(found, texts, *names)


def built(review: Review, plan: Plan, texts: Locale) -> Review:
    """The same review, with the site that was built, or why there is none."""
    if has_errors(review.problems):
        return replace(review, site=texts.text("review.not_built"), is_built=False)
    try:
        done = site.build(plan, lambda _: None)
    except (programs.BuildError, outputs.OutputError) as error:
        failure = texts.text("review.failed", found=visible(shortened(str(error), SHOWN_FAILURE)))
        return replace(review, site=failure, is_built=False)
    new = [problem for problem in done.problems if problem not in review.problems]
    wrong = findings.errors_first([*review.problems, *new])
    if not done.published:
        return replace(review, problems=wrong, site=texts.text("review.not_built"), is_built=False)
    said = texts.plural("review.built", done.files, size=texts.size(done.size))
    undrawn = done.undrawn
    asides = [texts.plural(f"progress.undrawn.{undrawn.trouble}", undrawn.charts)] if undrawn else []
    asides += [remark.text(texts) for remark in done.remarks]
    return replace(review, problems=wrong, site=said, asides=tuple(asides))


def markdown(review: Review, texts: Locale, *, is_kept: bool) -> str:
    """Everything, for a page on GitHub; ``is_kept`` where the site can be downloaded beside it."""
    errors = sum(has_errors([problem]) for problem in review.problems)
    key = "good" if review.is_good else "failed_title"
    kept = texts.text("review.kept") if is_kept and review.site and review.is_built else ""
    shown = Summary(
        title=texts.plural("review.errors", errors) if errors else texts.text(f"review.{key}"),
        problems=review.problems,
        base=review.compared,
        report=review.difference[1] if review.difference else None,
        site=f"{review.site} {kept}".strip(),
    )
    return summary.markdown(shown, texts)
