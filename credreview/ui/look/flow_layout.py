"""A layout that sets widgets in lines and breaks them like words."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

from credreview.ui.look import theme


class FlowLayout(QLayout):
    """Lines of widgets of their own size, `gap` units apart; mirrored in right-to-left layouts."""

    def __init__(self, parent: QWidget | None = None, gap: float = 1.5) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: D102
        self._items.append(item)
        self.update()  # the lines are broken anew even where the height stays the same

    def count(self) -> int:  # noqa: D102
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: D102
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: D102
        if not 0 <= index < len(self._items):
            return None
        self.update()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:  # noqa: D102
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: D102
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: D102
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: D102
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: D102
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: D102
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items, or only measure; return the height they need."""
        gap = round(self._gap * theme.u())
        x, y, line = rect.left(), rect.top(), 0
        host = self.parentWidget()
        direction = host.layoutDirection() if host else Qt.LayoutDirection.LeftToRight
        for item in self._items:
            size = item.sizeHint()
            size.setWidth(min(size.width(), rect.width()))
            if line and x + size.width() > rect.right() + 1:
                x, y, line = rect.left(), y + line + gap, 0
            if move:
                item.setGeometry(QStyle.visualRect(direction, rect, QRect(QPoint(x, y), size)))
            x += size.width() + gap
            line = max(line, size.height())
        return y + line - rect.top()
