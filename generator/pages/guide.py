"""The guide for who keeps the data: its overview, and what the checks mean. The tasks are prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import render
from generator.links import TASKS, Page, PageKind
from generator.outputs import Output
from generator.pages.press import Press
from generator.views import checks

OVERVIEW = Page(PageKind.GUIDE)
CHECKS = Page(PageKind.GUIDE, "checks")
RELATED = (PageKind.CONTRIBUTING, PageKind.GLOSSARY, PageKind.DATA, PageKind.COMPONENTS)
# Where a developer starts to read, in the repository.
FIRST_READ = ("README.md", ".github/CONTRIBUTING.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A page of the guide, with what it is about."""

    page: Page
    title: str
    about: str


def pages(press: Press) -> Iterator[Output]:
    """The overview and the page of checks."""
    yield press.output(
        OVERVIEW,
        "guide",
        title=press.text("nav.guide"),
        description=press.text("guide.lead"),
        chapters=chapters(press),
        related=tuple(_related(press)),
        readings=_readings(press),
    )
    yield press.output(
        CHECKS,
        "checks",
        title=press.text("checks.title"),
        description=press.text("checks.lead"),
        groups=checks.groups(press.edition.locale),
    )


def chapters(press: Press) -> tuple[Chapter, ...]:
    """The pages below the overview, as far as they are there in this language."""
    return tuple(_tasks(press))


def _tasks(press: Press) -> Iterator[Chapter]:
    """The tasks, and before the last two, which are for developers, what the checks mean."""
    for task in TASKS:
        if task == "start":
            yield Chapter(page=CHECKS, title=press.text("checks.title"), about=press.text("checks.about"))
        page = Page(PageKind.GUIDE, task)
        if press.here.has(page, press.settings.docs):
            prose = render.prose(press.here.prose_file(page, press.settings.docs))
            yield Chapter(page=page, title=prose.title, about=prose.description)


def _related(press: Press) -> Iterator[Chapter]:
    """Other pages that help, as far as they are there in this language."""
    for kind in RELATED:
        if press.here.has(Page(kind), press.settings.docs):
            title, about = press.text(f"nav.{kind.value}"), press.text(f"guide.about.{kind.value}")
            yield Chapter(page=Page(kind), title=title, about=about)


def _readings(press: Press) -> tuple[tuple[str, str], ...]:
    """What to read in the repository, where that is known."""
    root = press.settings.repository
    return tuple((name.rpartition("/")[2], f"{root}/blob/main/{name}") for name in FIRST_READ if root)
