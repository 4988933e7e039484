"""A chart on the screen: its fields can be clicked, and reached by arrows."""

from collections.abc import Callable
from math import ceil
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPicture,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from credreview.report.charts import Chart
from credreview.text import tr
from credreview.ui.figures.screen_ink import screen_ink
from credreview.ui.look import painting, theme
from credreview.ui.paper.blocks import Target
from credreview.ui.paper.charts.canvas import Canvas, Hit
from credreview.ui.paper.charts.ledger import Piece
from credreview.ui.paper.charts.pieces import pieces

#: In points; in a narrower window one scrolls.
_NARROWEST: Final = 320
#: Around the chart, in pixels: lines and rings at its edges are not cut.
_EDGE: Final = 2
_KEYS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
}
#: Columns count more than rows when the next field above or below is sought.
_SIDEWAYS: Final = 3


class Field(NamedTuple):
    """A part of the chart that stands for claims."""

    rect: QRectF
    target: Target
    words: str


def _nothing_is_on(_target: Target) -> bool:
    return False


class ChartView(QWidget):
    """Paints a chart over its whole width; its height follows.

    Args:
        name: What the chart is called.
        parent: Its parent.
    """

    activated = Signal(object)
    """The target of the field that was clicked, or chosen with Enter or Space."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._chart: Chart | None = None
        self._is_on: Callable[[Target], bool] = _nothing_is_on
        self._pieces: list[Piece] = []
        self._laid_out = -1
        self.fields: list[Field] = []
        self._at = 0
        self._under = -1
        self._ring = False
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def show_chart(self, chart: Chart, is_on: Callable[[Target], bool] = _nothing_is_on) -> None:
        """Show another chart; the field that was chosen stays, where there is such a one.

        Args:
            chart: What to show.
            is_on: Tells of which fields the article list shows the articles already.
        """
        before = self.field()
        self._chart, self._is_on = chart, is_on
        self._lay_out_again()
        targets = [field.target for field in self.fields]
        self._at = targets.index(before.target) if before and before.target in targets else 0
        self._describe()

    def field(self) -> Field | None:
        """Return the field that Enter chooses."""
        return self.fields[self._at] if self._at < len(self.fields) else None

    def _retheme(self) -> None:
        self._ink = screen_ink()
        self._lay_out_again()

    def _lay_out_again(self) -> None:
        self._laid_out = -1
        self._lay_out()
        self.updateGeometry()
        self.update()

    # Its size

    def _made(self, width: int) -> list[Piece]:
        if self._chart is None:
            return []
        return pieces(self._chart, self._ink, (width - 2 * _EDGE) / self._ink.point)

    def _height(self, made: list[Piece]) -> int:
        return ceil(sum(piece.height for piece in made) * self._ink.point) + 2 * _EDGE

    def hasHeightForWidth(self) -> bool:  # noqa: D102
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: D102
        return self._height(self._pieces if width == self._laid_out else self._made(width))

    def sizeHint(self) -> QSize:  # noqa: D102
        width = round(493 * self._ink.point)  # as on a sheet
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(round(_NARROWEST * self._ink.point), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.width()
        if width == self._laid_out:
            return
        self._laid_out, self._pieces, self.fields = width, self._made(width), []
        # Where the fields are is known when the chart is drawn: here on nothing.
        nowhere = QPicture()
        painter = QPainter(nowhere)

        def note(rect: QRectF, target: Target, words: str) -> None:
            self.fields.append(Field(rect, target, words))

        self._draw(painter, note)
        painter.end()
        self._at = min(self._at, max(0, len(self.fields) - 1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.fields else Qt.FocusPolicy.NoFocus)

    def _draw(self, painter: QPainter, hit: Hit) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        y = float(_EDGE)
        for piece in self._pieces:
            area = QRectF(_EDGE, y, self.width() - 2 * _EDGE, piece.height * self._ink.point)
            piece.draw(Canvas(painter, self._ink, area, mirrored=mirrored, hit=hit))
            y += area.height()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        of = theme.tokens()
        painter = QPainter(self)
        for at, field in enumerate(self.fields):
            if self._is_on(field.target):
                painter.fillRect(field.rect, of.accent_tint)
            elif at == self._under:
                painter.fillRect(field.rect, of.hover)
        self._draw(painter, lambda *_: None)
        for field in self.fields:
            if self._is_on(field.target):
                painting.box(painter, field.rect, 1, border=of.accent, width=1.5)
        current = self.field()
        if current is not None and self.hasFocus() and self._ring:
            ring = current.rect.adjusted(-1, -1, 1, 1)
            painting.box(painter, ring, 2, border=of.accent, width=2)
        painter.end()

    # The keyboard

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        self._ring = painting.shows_ring(event, self._ring)
        super().focusInEvent(event)
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._activate(self._at)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._go(self._at + (-_KEYS[key] if mirrored else _KEYS[key]))  # type: ignore[index]
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go(self._beyond(_KEYS[key]))  # type: ignore[index]
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self.fields) - 1)
        else:
            super().keyPressEvent(event)

    def _beyond(self, way: int) -> int:
        """Return the nearest field of the same kind below (1) or above (-1); else this one."""
        here = self.field()
        if here is None:
            return self._at
        centre = here.rect.center()
        found = []
        for at, field in enumerate(self.fields):
            step = field.rect.center() - centre
            if way * step.y() > 2 and field.target[0] == here.target[0]:
                found.append((way * step.y() + _SIDEWAYS * abs(step.x()), at))
        return min(found)[1] if found else self._at

    def _go(self, at: int) -> None:
        if 0 <= at < len(self.fields):
            self._at, self._ring = at, True
            self._tell()
            self.update()

    def _describe(self) -> None:
        current = self.field()
        how = tr("Arrows go from field to field, Enter shows its articles in the list.")
        self.setAccessibleDescription(f"{current.words}. {how}" if current else "")

    def _tell(self) -> None:
        self._describe()
        current = self.field()
        if current is not None and self.hasFocus():
            said = QAccessibleAnnouncementEvent(self, current.words)
            QAccessible.updateAccessibility(said)

    def _activate(self, at: int) -> None:
        if 0 <= at < len(self.fields):
            self.activated.emit(self.fields[at].target)

    # The mouse

    def _field_at(self, place: QPointF) -> int:
        """Return the uppermost field at a place, or -1."""
        hits = [at for at, field in enumerate(self.fields) if field.rect.contains(place)]
        return hits[-1] if hits else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        self._hover(self._field_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102
        self._hover(-1)

    def _hover(self, at: int) -> None:
        if at != self._under:
            self._under = at
            hand = Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor
            self.setCursor(hand)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        at = self._field_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and at >= 0:
            self._at, self._ring = at, False
            self._tell()
            self._activate(at)
            self.update()

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._field_at(QPointF(event.pos()))
            words = self.fields[at].words if at >= 0 else ""
            QToolTip.showText(event.globalPos(), painting.plain_tip(words), self)
            return True
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lay_out_again()
        return super().event(event)
