"""What the package does not say, so that a standard cannot be met: said once, nothing made up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.locale import Locale
from generator.metadata import vocabulary
from generator.metadata.register import Register


@dataclass(frozen=True, slots=True)
class Remark:
    """A file that was left out, and what is missing for it, by the keys of their texts."""

    standard: str
    missing: tuple[str, ...]

    def text(self, locale: Locale) -> str:
        """The remark in words."""
        named = locale.joined([locale.text(f"remark.missing.{name}") for name in self.missing])
        return locale.text(f"remark.{self.standard}", missing=named)


def remarks(register: Register) -> tuple[Remark, ...]:
    """One for every file that is left out."""
    found = (
        Remark("catalogue", tuple(missing_for_catalogue(register))),
        Remark("citation", () if register.imprint.authors else ("author",)),
    )
    return tuple(remark for remark in found if remark.missing)


def missing_for_catalogue(register: Register) -> Iterator[str]:
    """What DCAT-AP-NL asks for and the package or the command does not give."""
    found = register.imprint
    known = {
        "address": register.site_url,
        "publisher": found.publisher,
        "contact": found.contact,
        "author": found.authors,
        "licence": vocabulary.licence(found.licence_url),
        "theme": not set(themes(register)) - set(vocabulary.THEMES),
        "frequency": frequency(register) in {"", *vocabulary.FREQUENCIES},
    }
    yield from (name for name, value in known.items() if not value)


def themes(register: Register) -> tuple[str, ...]:
    """The themes as the descriptor names them, in the codes of the European list."""
    named = register.dataset.descriptor.get("themes") or [vocabulary.DEFAULT_THEME]
    return tuple(map(str, named)) if isinstance(named, list) else (str(named),)


def frequency(register: Register) -> str:
    """How often the data is renewed as the descriptor says, empty where it does not."""
    return str(register.dataset.descriptor.get("frequency") or "")
