"""The one unit of a page, 1/720 inch: fonts come in steps of 0.1 pt, and layout knows no device."""

from typing import Final

#: Units in an inch; a PDF of this resolution is painted one to one.
PER_INCH: Final = 720


def pt(points: float) -> float:
    """Return points (1/72 inch) in units."""
    return points * 10


def mm(millimetres: float) -> float:
    """Return millimetres in units."""
    return millimetres * PER_INCH / 25.4
