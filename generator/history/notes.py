"""What is said of a version where its files are handed out: in every language, what changed."""

from __future__ import annotations

from collections.abc import Mapping

from generator import render
from generator.history import story
from generator.history.timeline import Timeline
from generator.views.edition import Edition


def file_name(archive: str) -> str:
    """The file that stands beside the zip of a version."""
    return f"{archive.removesuffix('.zip')}.md"


def text(editions: Mapping[str, Edition], timeline: Timeline, version: str) -> str:
    """The notes of a version as Markdown, the default language first."""
    told = []
    for edition in editions.values():
        chapters = story.chapters(edition, timeline)
        chapter = next(found for found in chapters if found.version == version)
        told.append({"chapter": chapter, "t": edition.locale.text, "tn": edition.locale.plural})
    return render.render("notes.md.jinja", {"told": told}).strip() + "\n"
