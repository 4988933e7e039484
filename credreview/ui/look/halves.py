"""Two parts side by side; one above the other where there is not room enough for both."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from credreview.ui.look import theme


class Halves(QSplitter):
    """A splitter that turns, so that large text on a small screen covers or cuts nothing.

    Args:
        first: The part at the left, or above.
        second: The other one; it gets what room is left.
        most: Units: how wide the first part is until somebody moves the handle, at most.
        share: The part of the room that the first has until then, at most.
    """

    def __init__(self, first: QWidget, second: QWidget, most: int, share: float) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._parts = (first, second)
        self._most, self._share, self._is_moved = most, share, False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        for part in self._parts:
            self.addWidget(part)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._keep)

    def event(self, event: QEvent) -> bool:
        """Turn and divide anew where the room, or what the parts need, is another now."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._turn()
            if not self._is_moved:
                self._divide()
        return done

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as the wider part: it can turn."""
        size = super().minimumSizeHint()
        size.setWidth(max(_least(part) for part in self._parts))
        return size

    def _keep(self) -> None:
        self._is_moved = True

    def _turn(self) -> None:
        fits = self.width() >= sum(_least(part) for part in self._parts) + self.handleWidth()
        wanted = Qt.Orientation.Horizontal if fits else Qt.Orientation.Vertical
        if wanted is not self.orientation():
            self._is_moved = False
            self.setOrientation(wanted)

    def _divide(self) -> None:
        lies = self.orientation() is Qt.Orientation.Horizontal
        room = (self.width() if lies else self.height()) - self.handleWidth()
        part = round(room * self._share)
        if lies:
            part = min(part, self._most * theme.u())
        self.setSizes([part, room - part])


def _least(part: QWidget) -> int:
    """Return how wide a part has to be."""
    return max(part.minimumWidth(), part.minimumSizeHint().width())
