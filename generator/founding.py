"""A folder that is not there yet, made whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator import outputs


def is_free(folder: Path) -> bool:
    """Whether something new may come there: it is absent, or an empty folder."""
    if folder.is_symlink() or folder.exists():
        return folder.is_dir() and not any(folder.iterdir())
    return True


def found(planned: Mapping[str, bytes], folder: Path) -> None:
    """Make a folder that holds the planned files. Raises OSError, and then there is nothing of it."""
    place = folder.resolve()
    with outputs.staging(place) as aside:
        outputs.add(planned, aside)
        if not place.exists():
            aside.rename(place)
            return
        made: list[Path] = []
        try:
            for part in sorted(aside.iterdir()):
                part.rename(place / part.name)
                made.append(place / part.name)
        except OSError:
            for part in made:
                part.rename(aside / part.name)
            raise
