"""What the controllers of windows beside the main one share: they follow the review."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from credreview.domain.model import Changed
from credreview.ui.parts import Parts
from credreview.ui.review_controller import ReviewController


class BesideController(QObject):
    """Makes what its window shows anew when the review rests, and closes it with the review.

    Args:
        parts: The parts of the main window.
        review: The open review.
        rest: How long the review rests before that, in milliseconds.
    """

    window: QWidget | None = None
    """The window, once it was shown for this review."""

    def __init__(self, parts: Parts, review: ReviewController, rest: int) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        self._rest = QTimer(self, singleShot=True, interval=rest)
        self._rest.timeout.connect(self._compute)
        review.changed.connect(self._on_changed)
        review.closing.connect(self._close)

    def is_shown(self) -> bool:
        """Tell whether the window is there to be seen."""
        return self.window is not None and self.window.isVisible()

    def _compute(self) -> None:
        """Have what the window shows made anew."""
        raise NotImplementedError

    def _let_go(self) -> None:
        """Stop what is under way, and forget what was of the review that closes."""
        raise NotImplementedError

    def _on_changed(self, _changed: Changed) -> None:
        if self.is_shown():
            self._rest.start()

    def _close(self) -> None:
        self._rest.stop()
        self._let_go()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
