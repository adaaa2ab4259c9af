"""A preview from its start to its end: watch, make what a change affects, show it; then the whole."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from generator import equipment, locale, outputs
from generator.preview import watching
from generator.preview.board import Board, Wrong
from generator.preview.crew import Crew, Outcome
from generator.preview.shelf import Shelf
from generator.preview.watching import Change
from generator.workshop import Plan

# So long nothing may change before the whole site is built in the background.
QUIET_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something to tell: after which change (None: of the whole site), and what came of it."""

    change: Change | None
    outcome: Outcome


class Session:
    """What is shown, and what is still to be done for it."""

    def __init__(self, plan: Plan, board: Board, crew: Crew, tell: Callable[[Said], None]) -> None:
        self._plan, self._board, self._crew, self._tell = plan, board, crew, tell
        self._due: float | None = None
        # What the whole site showed to be wrong holds until that is built again; what could not be shown is
        # still to be shown; and what was remarked is not remarked again.
        self._whole = Wrong()
        self._unshown = Change()
        self._remarks: tuple[str, ...] = ()

    def start(self) -> None:
        """Build the whole site, and meanwhile get ready for the first change."""
        self._crew.start_site()
        if not self._board.notice.shelf.is_empty:
            self._get_ready()

    def _get_ready(self) -> None:
        """Show what was changed since the site was built; from here on a change is soon seen."""
        self._make(Change())

    def changed(self, change: Change) -> None:
        """Show what a change affects, or what is wrong with it; afterwards, the whole site."""
        self._crew.stop_site()
        if self._board.notice.shelf.is_empty:  # pages tell of downloads: the first site comes as a whole
            self._due = time.monotonic()
        elif self._make(change.after(self._unshown)):
            self._due = time.monotonic() + QUIET_S

    def _make(self, change: Change) -> bool:
        """Make what a change affects; False where something is wrong."""
        equipment.ready(self._plan.project, self._plan.work)
        found = self._shown(self._crew.pages(change, self._seen()), change)
        if found.is_good and found.has_rest:
            found = self._shown(self._crew.rest(found), change)
        if found.is_good and change.files:
            self._tell(Said(change=change, outcome=found))
        return found.is_good

    def _seen(self) -> list[str]:
        shelf = self._board.notice.shelf
        return [shelf.find(address).path for address in self._board.seen]

    def _shown(self, found: Outcome, change: Change) -> Outcome:
        """Put what was made on the board, or why there is nothing."""
        if not found.failures:  # so texts can be read, and say what they must
            locale.own(locale.of_atlas(self._plan.project))
        if not found.is_good:
            self._unshown = change
            self._refused(change, found)
            return found
        self._unshown = Change()
        shelf = self._board.notice.shelf
        if found.layer:
            shelf = shelf.over(found.layer, found.gone)
        self._board.put(shelf=shelf, wrong=self._whole)
        return found

    def rest(self) -> None:
        """Nothing changed: time for the whole site."""
        if self._due and time.monotonic() > self._due:
            self._due = None
            self._crew.start_site()
        found = self._crew.site()
        if found is None:
            return
        self._whole = _wrong(None, found)
        before = self._board.notice.shelf
        shelf = Shelf(site=self._plan.site) if found.is_good else before
        self._board.put(shelf=shelf, wrong=self._whole)
        new = () if found.remarks == self._remarks else found.remarks
        self._tell(Said(change=None, outcome=replace(found, remarks=new)))
        if found.is_good:
            self._remarks = found.remarks
            self._crew.forget(before.layers)
            if before.is_empty:
                self._get_ready()

    def _refused(self, change: Change, found: Outcome) -> None:
        self._crew.stop_site()
        self._due = None
        self._board.put(wrong=_wrong(change, found))
        self._tell(Said(change=change, outcome=found))


def watched(plan: Plan, board: Board, language: str, tell: Callable[[Said], None]) -> None:
    """Keep the board up to date until somebody interrupts."""
    with outputs.staging(plan.work / "preview") as folder, Crew(plan, folder, language) as crew:
        session = Session(plan, board, crew, tell)
        looks = watching.changes(plan)
        next(looks)  # from here on nothing is missed
        session.start()
        for paths in looks:
            if paths:
                session.changed(watching.change(plan, paths))
            else:
                session.rest()


def _wrong(change: Change | None, found: Outcome) -> Wrong:
    if found.is_good:
        return Wrong()
    files = change.files if change else ()
    return Wrong(problems=found.problems, failures=found.failures, changed=files)
