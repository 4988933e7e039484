"""From the session's listeners, which are called in the thread that wrote, to one Qt signal."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from credreview.domain.model import Changed
from credreview.review.session import ReviewSession

if TYPE_CHECKING:
    from collections.abc import Callable


class Bridge(QObject):
    """Tells the window of every commit, in the window's own thread."""

    changed = Signal(object)
    """A `Changed`; connect it to methods of QObjects, so that it crosses over."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop: Callable[[], None] | None = None

    def attach(self, session: ReviewSession | None) -> None:
        """Listen to this session alone from now on; None listens to none."""
        if self._stop is not None:
            self._stop()
            self._stop = None
        if session is not None:
            self._stop = session.listen(self._tell)

    def _tell(self, changed: Changed) -> None:
        self.changed.emit(changed)
