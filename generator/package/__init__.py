"""A package on disk -> its rows with typed cells, and every problem seen without comparing rows.

``read`` is the way in; frictionless is imported in ``reading`` alone.
"""

from generator.package.cells import Package, Row
from generator.package.reading import read

__all__ = ["Package", "Row", "read"]
