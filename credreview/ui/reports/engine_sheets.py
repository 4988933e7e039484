"""The paper's engine as the preview uses it: a report that is read, counted and painted bit by bit.

It lives in the preview's lane; another thread reads nothing of it but numbers and the report.
"""

import time

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from credreview import environment
from credreview.domain.summary import Request
from credreview.report.model import Report
from credreview.review import summaries
from credreview.review.last_scope import LastScope
from credreview.review.session import ReviewSession
from credreview.ui.paper import render
from credreview.ui.paper.sheet import geometry
from credreview.ui.reports.page_image import PageImage, Target
from credreview.ui.reports.page_links import words_within
from credreview.ui.reports.page_words import PageWords


class EngineSheets:
    """A report on pages, counted as far as there was time.

    Page numbers in words settle in the last pass; until then a page is shown as
    the pass before has it.

    Args:
        report: Read as its pages are needed.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        sheet = geometry(report.request.paper)
        self.size = QSizeF(sheet.width, sheet.height)
        self.is_counted = False
        self._now = environment.now()
        self._layout = render.first_page(report)
        self._counting = render.counting(report)

    @property
    def known(self) -> int:
        """How many pages can be painted by now."""
        return self._layout.known

    def count_on(self, seconds: float) -> None:
        """Go on counting for about so long."""
        until = time.monotonic() + seconds
        for layout in self._counting:
            if layout.total or layout.known > self._layout.known:
                self._layout = layout
            if layout.total:
                self.is_counted = True
            if time.monotonic() > until:
                return

    def paint(self, number: int, scale: float) -> PageImage:
        """Paint a known page with so many device pixels a unit."""
        wide, high = round(self.size.width() * scale), round(self.size.height() * scale)
        image = QImage(wide, high, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        hits: list[tuple[QRectF, Target]] = []
        words = PageWords()

        def hit(rect: QRectF, target: Target) -> None:
            hits.append((QRectF(rect), target))

        painter = QPainter(image)
        try:
            painter.scale(scale, scale)
            render.paint_page(
                self.report, self._layout, number, painter, self._now, hit, drawn=words.drawn
            )
        finally:
            painter.end()
        names = [words_within(place, words.written) for place, _ in hits]
        for place, anchor, linked in words.links:
            hits.append((place, ("anchor", anchor)))
            names.append(linked)
        found = tuple((place, self._resolved(target)) for place, target in hits)
        return PageImage(image, scale, found, words.text(), tuple(names))

    def _resolved(self, target: Target) -> Target:
        """Return the page that something on this report stands on, or what it is as it stands."""
        anchor = {"anchor": "{0}", "claims": "claim-{0}"}.get(target[0], "").format(*target[1:])
        page = self._layout.page_of.get(anchor)
        return ("page", str(page)) if page is not None else target


def make(session: ReviewSession, request: Request, last: LastScope | None = None) -> EngineSheets:
    """Begin a report of a review; what was counted for the last one may serve again."""
    return EngineSheets(summaries.report(session, request, last=last))
