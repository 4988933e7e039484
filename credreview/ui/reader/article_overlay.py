"""What is painted behind and over an article's words: claims, marks, search hits."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from credreview.ui.look import theme
from credreview.ui.reader.article_document import ArticleDocument
from credreview.ui.reader.block_shapes import paint_shapes
from credreview.ui.reader.claim_marks import fill_box, paint_bar, paint_fill, paint_hit, paint_line
from credreview.ui.reader.claim_places import ClaimPlaces, PlacedClaim
from credreview.ui.reader.margin_marks import Column, Mark, margin_marks, mark_at, paint_marks
from credreview.ui.reader.text_geometry import line_span, strips


class ArticleOverlay:
    """Paints for the visible part of one article; all points are in document coordinates.

    Attributes:
        places: The claims, or None.
        current: Id of the claim that stands out, or None.
        hits: Search hits in code points, in order.
        hit: Index of the hit stepped to, or -1.
        marks: The margin marks as painted last.
    """

    def __init__(self, shown: ArticleDocument) -> None:
        self.places: ClaimPlaces | None = None
        self.current: str | None = None
        self.hits: Sequence[tuple[int, int]] = ()
        self.hit = -1
        self.marks: list[Mark] = []
        self._shown = shown
        self._document = shown.document

    def paint_behind(self, painter: QPainter, column: Column, top: float, bottom: float) -> None:
        """Paint what lies behind the words between two heights."""
        start, end = self._visible(top, bottom)
        paint_shapes(painter, self._shown, column, start, end)
        current = self._current_claim()
        if current is not None and current.start < end and current.end > start:
            words = list(strips(self._document, current.start, current.end, top, bottom))
            if words:
                u, lane = theme.u(), current.lane or 0
                paint_fill(painter, words, lane)
                beside = column.right + 1.25 * u if column.mirrored else column.left - 2 * u
                paint_bar(painter, words, lane, beside)
        self._paint_hits(painter, (start, end), (top, bottom))

    def paint_over(self, painter: QPainter, column: Column, top: float, bottom: float) -> None:
        """Paint what lies over the words between two heights, and the margin."""
        if self.places is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        start, end = self._visible(top, bottom)
        current = self._current_claim()
        for placed in self.places.touching(start, end):
            if placed.lane is not None:
                state, is_current = placed.claim.state, placed is current
                for strip in strips(self._document, placed.start, placed.end, top, bottom):
                    paint_line(painter, strip, state, placed.lane, current=is_current)
        starting = self.places.starting(start, end)
        self.marks = margin_marks(self._document, starting, self.current, column)
        paint_marks(painter, self.marks, column)

    def mark_at(self, point: QPointF) -> Mark | None:
        """Return the margin mark at a point, or None."""
        return mark_at(self.marks, point)

    def claims_at(self, point: QPointF) -> Sequence[PlacedClaim]:
        """Return the claims at a point: those of a mark, or of the words there."""
        mark = self.mark_at(point)
        if mark is not None:
            return mark.claims
        if self.places is None:
            return ()
        start, end = line_span(self._document, point.y())
        return [p for p in self.places.touching(start, end) if self._covers(p, point)]

    def _covers(self, placed: PlacedClaim, point: QPointF) -> bool:
        words = strips(self._document, placed.start, placed.end, point.y(), point.y())
        return any(fill_box(strip, placed.lane or 0).contains(point) for strip in words)

    def _visible(self, top: float, bottom: float) -> tuple[int, int]:
        return line_span(self._document, top)[0], line_span(self._document, bottom)[1]

    def _current_claim(self) -> PlacedClaim | None:
        return self.places.find(self.current) if self.places else None

    def _paint_hits(
        self, painter: QPainter, span: tuple[int, int], heights: tuple[float, float]
    ) -> None:
        if not self.hits:
            return
        positions = self._shown.positions
        first, last = positions.span_to_text(*span)
        nth = max(0, bisect_left(self.hits, (first, 0)) - 1)
        while nth < len(self.hits) and self.hits[nth][0] < last:
            words = strips(self._document, *positions.span_to_shown(*self.hits[nth]), *heights)
            paint_hit(painter, list(words), current=nth == self.hit)
            nth += 1
