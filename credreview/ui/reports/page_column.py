"""Pages one below the other in a view: where one is, how large they are, moving among them."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from credreview.ui.look import theme
from credreview.ui.reports.page_geometry import (
    UNITS_PER_INCH,
    Fit,
    Geometry,
    factor_of,
    next_step,
)


class PageColumn(QAbstractScrollArea):
    """Scrolls and zooms a column of pages of one size; what is painted on them is not its matter.

    A view that becomes larger, a text size, another number of pages: what
    stands at the top of the view stays there.
    """

    page_changed = Signal(int)
    """The number of the page that is mainly in sight."""
    zoom_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # One that comes and goes would change the width that pages are fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._size = QSizeF(5953, 8419)
        self._count = 1
        self._fit: Fit = "width"
        self._factor = 1.0
        self._page = 1
        self._is_laying = False
        self._column = self._make()
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        theme.notifier().changed.connect(self.lay)
        self.lay()

    def set_pages(self, size: QSizeF, count: int) -> None:
        """Show so many pages of this size, in units (1/720 inch)."""
        if (size, count) != (self._size, self._count):
            self._size, self._count = size, count
            self.lay()

    # Where one is

    def page(self) -> int:
        """Return the number of the page that is mainly in sight, from 1."""
        return self._page

    def go_to(self, number: int) -> None:
        """Show a page from its top."""
        number = min(max(1, number), max(1, self._count))
        self._set_page(number)
        self._is_laying = True
        self.verticalScrollBar().setValue(self._column.top(number) - self._column.gap // 2)
        self._is_laying = False
        self._moved()

    def _set_page(self, number: int) -> None:
        if number != self._page:
            self._page = number
            self.page_changed.emit(number)

    def _scrolled(self) -> None:
        if self._is_laying:
            return
        if self._count:
            self._set_page(self._column.main(self.verticalScrollBar().value()))
        self._moved()

    def _moved(self) -> None:
        """Show what is in sight now."""
        self.viewport().update()

    def pages_in_sight(self) -> range:
        """Return the numbers of the pages of which something is in sight."""
        if not self._count:
            return range(0)
        return self._column.visible(self.verticalScrollBar().value())

    def page_rect(self, number: int) -> QRect:
        """Return where a page lies in the view."""
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return self._column.rect(number, across, down)

    def on_view(self, number: int, place: QRectF) -> QRectF:
        """Return where something on a page, given in units, lies in the view."""
        corner, scale = self.page_rect(number).topLeft(), self.scale()
        size = QSizeF(place.width() * scale, place.height() * scale)
        return QRectF(QPointF(corner) + place.topLeft() * scale, size)

    def reveal(self, number: int, place: QRectF) -> None:
        """Scroll no further than it takes to show something on a page, its top at least."""
        rect, view, room = self.on_view(number, place), self.viewport().size(), 4 * theme.u()
        for bar, start, end, length in (
            (self.verticalScrollBar(), rect.top(), rect.bottom(), view.height()),
            (self.horizontalScrollBar(), rect.left(), rect.right(), view.width()),
        ):
            if start < 0:
                bar.setValue(bar.value() + round(start) - room)
            elif end > length:
                bar.setValue(bar.value() + round(min(end - length, start - room)) + room)

    def page_at(self, point: QPoint) -> int | None:
        """Return the number of the page that lies at a point of the view."""
        for number in self.pages_in_sight():
            if self.page_rect(number).contains(point):
                return number
        return None

    # How large pages are

    def fit(self) -> Fit:
        """Return to what pages are fitted, or "" for a fixed size."""
        return self._fit

    def factor(self) -> float:
        """Return the zoom; 1.0 shows a page as large as it is on paper."""
        return self._factor

    def set_fit(self, fit: Fit) -> None:
        """Fit pages to the width or to the whole view from now on."""
        self._fit = fit
        self.lay()
        if fit == "page":
            self.go_to(self._page)

    def set_factor(self, factor: float, at: QPoint | None = None) -> None:
        """Show pages at a fixed size; what lies at a point of the view stays there."""
        self._fit, before = "", self._factor
        self._factor = factor
        self.lay(at)
        if before == factor:
            self.zoom_changed.emit()

    def zoom_by(self, direction: int, at: QPoint | None = None) -> None:
        """Zoom in (1) or out (-1) by a step, around a point of the view."""
        self.set_factor(next_step(self._factor, direction), at)

    def scale(self) -> float:
        """Return how many logical pixels a unit of the page has."""
        return self.logicalDpiX() / UNITS_PER_INCH * self._factor

    def _make(self) -> Geometry:
        view, gap = self.viewport().size(), 3 * theme.u()
        if self._fit:
            self._factor = factor_of(self._fit, self._size, view, gap, self.logicalDpiX())
        wide, high = self._size.width() * self.scale(), self._size.height() * self.scale()
        return Geometry(QSize(max(1, round(wide)), max(1, round(high))), gap, self._count, view)

    def lay(self, at: QPoint | None = None) -> None:
        """Lay the pages out again; what lies at a point (the top, if none is given) stays there."""
        before, across, down = self._column, self.horizontalScrollBar(), self.verticalScrollBar()
        point = at or QPoint(before.view.width() // 2, 0)
        number = self.page_at(point) or self._page
        old = before.rect(number, across.value(), down.value())
        shares = (
            (point.x() - old.left()) / old.width(),
            (point.y() - old.top()) / old.height(),
        )
        self._column = after = self._make()
        point = at or QPoint(after.view.width() // 2, 0)
        self._is_laying = True
        down.setRange(0, max(0, after.height - after.view.height()))
        down.setPageStep(after.view.height())
        across.setRange(0, max(0, after.width - after.view.width()))
        across.setPageStep(after.view.width())
        for bar in (down, across):
            bar.setSingleStep(10 * theme.u())
        down.setValue(after.top(number) + round(shares[1] * after.page.height()) - point.y())
        across.setValue(after.gap + round(shares[0] * after.page.width()) - point.x())
        self._is_laying = False
        if at is not None or self._page > max(1, self._count):
            self._scrolled()
        self._set_page(min(self._page, max(1, self._count)))
        self._moved()
        if before.page != after.page:
            self.zoom_changed.emit()

    # Keys and wheel

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom where Ctrl is held, else scroll."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        if turned := event.angleDelta().y():
            self.zoom_by(1 if turned > 0 else -1, event.position().toPoint())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by pages, to both ends, or by lines."""
        key = event.key()
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Home:
            self.go_to(1)
        elif key == Qt.Key.Key_End:
            self.go_to(self._count)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Space:
            self._turn(-1 if is_back else 1)
        else:
            super().keyPressEvent(event)

    def _turn(self, direction: int) -> None:
        """Go on by a page where whole pages are shown, else by what is in sight."""
        if self._fit == "page":
            self.go_to(self._page + direction)
        else:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + direction * round(0.9 * self.viewport().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self.lay()
