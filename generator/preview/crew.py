"""The processes that work for a preview: one for each language's pages, and one for the whole site."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from generator import locale, outputs
from generator.preview.board import Failure, failures
from generator.preview.watching import Change
from generator.problems import Problem, Severity, has_errors
from generator.programs import Helper
from generator.workshop import Plan

WORKER = "generator.preview.worker"
SAID = ("serve.", "problem_list.")
# What is said of a process that ended in the middle of its work.
ENDED = {"failure": {"file": "", "line": 0, "text": "a process of the preview ended before its time"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it: a layer of ``pages`` new ones, or why there is none.

    ``has_rest``: others come later. ``remarks`` are of the whole site.
    """

    problems: tuple[Problem, ...] = ()
    failures: tuple[Failure, ...] = ()
    layer: Path | None = None
    pages: int = 0
    gone: frozenset[str] = frozenset()
    has_rest: bool = False
    remarks: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def is_good(self) -> bool:
        """Whether it can be shown."""
        return not self.failures and not has_errors(self.problems)


class Crew:
    """All processes; ``folder`` is for what they make, ``language`` for what they say."""

    def __init__(self, plan: Plan, folder: Path, language: str) -> None:
        self._plan, self._folder, self._language = plan, folder, language
        self._helpers: list[Helper] = []
        self._site: Helper | None = None
        self._left: list[Helper] = []
        self._begun = time.monotonic()
        self._count = 0
        self._shown = False
        self._settled = True

    def pages(self, change: Change, seen: Iterable[str] = ()) -> Outcome:
        """Make the pages that a change affects, all languages side by side; those that are seen first."""
        started = time.monotonic()
        order = self._order(change, seen)
        # The first answer says how many languages there are: till then, as many as we know.
        count = len(self._helpers) or len(locale.available())
        answers = self._asked(order, range(count))
        languages = max((len(answer.get("languages", ())) for answer in answers), default=0)
        answers += self._asked(order, range(count, languages))
        while self._helpers and 0 < languages < len(self._helpers):
            self._helpers.pop().stop()
        found = _outcome(answers, started)
        self._shown, self._settled = found.is_good, self._settled and not found.is_good
        return replace(found, layer=Path(str(order["layer"]))) if found.is_good else found

    def rest(self, first: Outcome) -> Outcome:
        """Make what ``pages`` left for later."""
        started = time.monotonic() - first.seconds
        order = {**self._order(Change(), ()), "rest": True}
        found = _outcome(self._asked(order, range(len(self._helpers))), started)
        self._shown = found.is_good
        layer = Path(str(order["layer"])) if found.is_good else None
        return replace(found, layer=layer, pages=first.pages)

    def forget(self, layers: Sequence[Path]) -> None:
        """Layers that are no longer shown."""
        for layer in layers:
            outputs.write({}, layer)

    def start_site(self) -> None:
        """Build the whole site in the background."""
        self.stop_site()
        self._end_all(self._left)
        self._begun = time.monotonic()
        self._site = Helper(WORKER)
        self._site.ask({"make": "site", "plan": _plain(self._plan), "lang": self._language})

    def stop_site(self) -> None:
        """Leave that, as it would not show what has changed since. Nobody waits for its end."""
        if self._site:
            self._site.leave()
            self._left.append(self._site)
        self._site = None

    def site(self) -> Outcome | None:
        """What came of the whole site; None as long as that is not known."""
        if not self._site or not self._site.has_answered():
            return None
        found = _outcome([self._site.answer() or ENDED], self._begun)
        self._settled = self._settled or found.is_good
        self.stop_site()
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End all of them."""
        self.stop_site()
        self._end_all([*self._left, *self._helpers])

    def _end_all(self, helpers: list[Helper]) -> None:
        for helper in helpers:
            helper.leave()
        while helpers:
            helpers.pop().stop()

    def _order(self, change: Change, seen: Iterable[str]) -> dict[str, object]:
        self._count += 1
        return {
            "make": "pages",
            "rest": False,
            "seen": list(seen),
            "plan": _plain(self._plan),
            "fresh": change.fresh,
            "whole": change.whole,
            "assets": change.assets,
            # What we ourselves must be able to say, once we read the texts anew.
            "texts": [key for key in locale.load(self._language).texts if key.startswith(SAID)],
            "shown": self._shown,
            "settled": self._settled,
            "layer": str(self._folder / f"layer-{self._count}"),
        }

    def _asked(self, order: Mapping[str, object], positions: range) -> list[dict[str, Any]]:
        """The answers of the processes for these languages; one that has ended is started again."""
        for position in positions:
            if position >= len(self._helpers):
                self._helpers.append(Helper(WORKER))
            work = str(self._folder / f"work-{position}")
            self._helpers[position].ask({**order, "position": position, "work": work})
        answers = [self._helpers[position].answer() for position in positions]
        for position, answer in zip(positions, answers, strict=True):
            if answer is None:
                self._helpers[position].stop()
                self._helpers[position] = Helper(WORKER)
        return [answer or ENDED for answer in answers]


def _plain(plan: Plan) -> Mapping[str, str | bool | None]:
    """A plan to send; ``quick.planned`` reads it."""
    names = ("package", "site", "project", "work", "site_url", "repository", "today")
    values = {name: getattr(plan, name) for name in names}
    said = {name: None if value is None else str(value) for name, value in values.items()}
    return {**said, "draft": plan.draft}


def _outcome(answers: Sequence[Mapping[str, Any]], started: float) -> Outcome:
    """Each problem once: every language finds the same."""
    found = [
        Problem(**{**problem, "severity": Severity(problem["severity"])})
        for answer in answers
        for problem in answer.get("problems", ())
    ]
    once = {(*p.sort_key, *sorted(p.details.items())): p for p in found}
    return Outcome(
        problems=tuple(once.values()),
        failures=failures(answer["failure"] for answer in answers if "failure" in answer),
        pages=sum(answer.get("pages", 0) for answer in answers),
        has_rest=any(answer.get("rest") for answer in answers),
        gone=frozenset(path for answer in answers for path in answer.get("gone", ())),
        remarks=tuple(remark for answer in answers for remark in answer.get("remarks", ())),
        seconds=time.monotonic() - started,
    )
