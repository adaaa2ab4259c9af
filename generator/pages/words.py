"""What is the same on every page of a language: its words, and what the package says of itself."""

from __future__ import annotations

from typing import Any

from generator.metadata import Register
from generator.views.edition import Edition


def words(edition: Edition, register: Register) -> dict[str, Any]:
    """The names by which templates call them."""
    locale, info = edition.locale, edition.dataset.info
    return {
        "t": locale.text,
        "tn": locale.plural,
        "number": locale.number,
        "bytes": locale.size,
        "joined": locale.joined,
        "info": info,
        "publisher": info.publisher,
        "language": edition.language,
        "foreign": edition.foreign,
        "say": edition.say,
        "licence": register.licence(edition.language),
    }
