"""A tip of the first start: a numbered bubble that points at a real control.

A tip never covers what it must not (the article's text): it takes free space
beside its target, or is not shown.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QMargins,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from credreview.text import tr
from credreview.ui.look import painting, theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.key_hint import KeyHint
from credreview.ui.look.plain_label import PlainLabel


class Tip(QWidget):
    """One tip over a window, pointing at one of its widgets.

    Args:
        window: The widget that it lies over; it follows its size.
        number: Its place among the tips, from 1.
        title: What it is about; plain text.
        text: What to do; plain text.
        keys: What stands on the caps of its keys, if any.
    """

    closed = Signal()

    def __init__(
        self, window: QWidget, number: int, title: str, text: str, keys: Sequence[str] = ()
    ) -> None:
        super().__init__(window)
        self._number = number
        self._target: QWidget | None = None
        self._avoid: tuple[QWidget, ...] = ()
        self._side = ""
        self._point = 0
        self.setObjectName(f"tip_{number}")
        self.setAccessibleName(tr("Tip {number}: {title}", number=number, title=title))
        self.setAccessibleDescription(text)
        self._title = PlainLabel(title, "strong")
        self._text = PlainLabel(text, "body", wrap=True)
        self._keys = KeyHint(*keys, parent=self)
        self._close = PushButton(kind="quiet", icon="close", name=tr("Close this tip"))
        self._close.clicked.connect(self._leave)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._keys)
        self._head.addWidget(self._close)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._text)
        theme.notifier().changed.connect(self._dress)
        window.installEventFilter(self)
        self._dress()
        self.hide()

    def point_at(self, target: QWidget, avoid: Sequence[QWidget] = ()) -> bool:
        """Show the tip beside `target`, over none of `avoid`; tell whether there was room.

        Without room it stays hidden, and appears when the window grows.
        """
        self._target, self._avoid = target, tuple(avoid)
        return self._place()

    def _leave(self) -> None:
        self._target = None
        self.hide()
        self.closed.emit()

    def _edge(self) -> int:
        """Return the margin around the bubble that holds arrow and shadow."""
        return 3 * theme.u()

    def _dress(self) -> None:
        unit, edge = theme.u(), self._edge()
        self._column.setContentsMargins(
            edge + 3 * unit, edge + unit, edge + 3 * unit, edge + 3 * unit
        )
        self._column.setSpacing(unit)
        self._head.setContentsMargins(round(6.5 * unit), 0, 0, 0)
        self._head.setSpacing(unit)
        if self._target is not None:
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self._target:
            self._place()
        return False

    def _place(self) -> bool:
        window, target = self.parentWidget(), self._target
        if window is None or target is None or not target.isVisibleTo(window):
            self.hide()
            return False
        at = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        keep = [QRect(w.mapTo(window, QPoint(0, 0)), w.size()) for w in self._avoid]
        unit = theme.u()
        room = window.rect().adjusted(2 * unit, 2 * unit, -2 * unit, -2 * unit)
        # A wide bubble is a low one: it fits where the usual one does not.
        for bubble in (
            self._bubble(72 * unit),
            self._bubble(min(at.width() - 4 * unit, 110 * unit)),
        ):
            for side in ("below", "above", "right", "left"):
                place = _beside(at, bubble, self._edge(), side, room)
                if place is None or any(place.intersects(other) for other in keep):
                    continue
                self._side = side
                middle = at.center() - place.topLeft()
                self._point = middle.x() if side in ("below", "above") else middle.y()
                self.setGeometry(place.marginsAdded(self.bubble_margins()))
                self.show()
                self.raise_()
                return True
        self.hide()
        return False

    def _bubble(self, width: int) -> QSize:
        """Return the size of the bubble itself in a width, with all its words."""
        around = width + 2 * self._edge()
        height = max(self.heightForWidth(around), self.minimumSizeHint().height())
        return QSize(width, height - 2 * self._edge())

    def bubble_margins(self) -> QMargins:
        """Return what lies around the bubble itself: its arrow and shadow."""
        edge = self._edge()
        return QMargins(edge, edge, edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint shadow, bubble, arrow and number."""
        of, unit = theme.tokens(), theme.u()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = self._edge()
        body = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        if not of.high_contrast:
            for spread in range(edge - 1, 0, -2):
                shade = QColor(0, 0, 0, 14 if of.dark else 5)
                grown = body.adjusted(-spread, -spread + 2, spread, spread)
                painting.box(painter, grown, 2 * unit + spread, fill=shade)
        shape = QPainterPath()
        shape.addRoundedRect(body.adjusted(0.75, 0.75, -0.75, -0.75), 1.5 * unit, 1.5 * unit)
        painting.outline(painter, shape.united(self._arrow(body)), of.raised, of.accent, 1.5)
        disc = QRectF(body.left() + 3 * unit, 0, 5 * unit, 5 * unit)
        disc.moveTop(self._title.geometry().center().y() - 2.5 * unit + 1)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            disc.moveRight(body.right() - 3 * unit)
        painting.box(painter, disc, 2.5 * unit, fill=of.accent)
        painting.write(painter, disc, str(self._number), theme.font("label"), of.on_accent)

    def _arrow(self, body: QRectF) -> QPainterPath:
        """Return the triangle that points at the target, on the side where it is."""
        unit = theme.u()
        half, reach = 2.0 * unit, 2.25 * unit
        across = self._side in ("below", "above")
        low, high = (body.left(), body.right()) if across else (body.top(), body.bottom())
        along = (body.left() if across else body.top()) + self._point
        along = min(max(along, low + 2 * unit + half), high - 2 * unit - half)
        start, tip = {
            "below": (body.top() + 2, body.top() - reach),
            "above": (body.bottom() - 2, body.bottom() + reach),
            "right": (body.left() + 2, body.left() - reach),
            "left": (body.right() - 2, body.right() + reach),
        }[self._side or "below"]
        corners = [(along - half, start), (along, tip), (along + half, start)]
        points = [QPointF(a, b) if across else QPointF(b, a) for a, b in corners]
        path = QPainterPath()
        path.addPolygon(QPolygonF(points))
        path.closeSubpath()
        return path


def _beside(target: QRect, size: QSize, gap: int, side: str, room: QRect) -> QRect | None:
    """Return where a bubble lies on one side of its target, slid into `room`; None: no room."""
    place = QRect(QPoint(0, 0), size)
    place.moveCenter(target.center())
    if side == "below":
        place.moveTop(target.bottom() + gap)
    elif side == "above":
        place.moveBottom(target.top() - gap)
    elif side == "right":
        place.moveLeft(target.right() + gap)
    else:
        place.moveRight(target.left() - gap)
    if side in ("below", "above"):
        place.moveLeft(min(max(place.left(), room.left()), room.right() - place.width()))
    else:
        place.moveTop(min(max(place.top(), room.top()), room.bottom() - place.height()))
    return place if room.contains(place) else None
