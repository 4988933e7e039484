"""A page of a report as a picture, and what on it can be clicked."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

#: What a region leads to: ("page", "12"), ("claim", id), ("provenance", id), ("grade", "B", "2").
Target = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as it was painted.

    Attributes:
        scale: Device pixels of `image` for each unit (1/720 inch) of the page.
        hits: Regions in units, and what they lead to; of those that overlap the smallest counts.
        words: What stands on the page, for screen readers.
        names: What stands in each of `hits`, or "" where nothing is written; none where that is
            not known.
    """

    image: QImage
    scale: float
    hits: tuple[tuple[QRectF, Target], ...] = ()
    words: str = ""
    names: tuple[str, ...] = ()

    def target_at(self, point: QPointF) -> Target | None:
        """Return what lies at a point of the page, given in units, or None."""
        found = [hit for hit in self.hits if hit[0].contains(point)]
        if not found:
            return None
        return min(found, key=lambda hit: hit[0].width() * hit[0].height())[1]

    def weight(self) -> int:
        """Return how many bytes the picture takes."""
        return int(self.image.sizeInBytes())
