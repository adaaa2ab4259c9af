"""The outlines that a map is drawn on: rings of coordinates, and the file that they come from."""

from __future__ import annotations

from dataclasses import dataclass

# Longitude and latitude in degrees (WGS84).
Position = tuple[float, float]
Ring = tuple[Position, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """Closed rings to draw, and where they come from; ``content`` is the file as it stands."""

    rings: tuple[Ring, ...]
    path: str
    content: bytes
    credits: tuple[tuple[str, str], ...]
