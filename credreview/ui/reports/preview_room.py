"""Where reports are laid out and painted for the preview: a lane of its own.

Counting the pages of a long report takes seconds. It is done in slices, so
that a page that somebody waits for comes in between, and neither the list of
articles nor an import waits for it.
"""

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject, QSizeF, Signal

from credreview.domain.errors import UserError
from credreview.report.model import Report
from credreview.ui.jobs import Lane
from credreview.ui.reports.page_image import PageImage

#: How long pages are counted before somebody else has a turn, in seconds.
_SLICE: Final = 0.06
#: The id of the failure that says: the review has changed since the report was begun.
STALE: Final = "report.stale"


class Sheets(Protocol):
    """A report laid out on pages; used in one thread alone."""

    @property
    def report(self) -> Report:
        """What is laid out."""

    @property
    def size(self) -> QSizeF:
        """Size of a page, in units."""

    @property
    def known(self) -> int:
        """How many pages can be painted by now; at least the first."""

    @property
    def is_counted(self) -> bool:
        """Whether these are all."""

    def count_on(self, seconds: float) -> None:
        """Go on counting for about so long."""

    def paint(self, number: int, scale: float) -> PageImage:
        """Paint a known page with so many device pixels a unit."""


class PreviewRoom(QObject):
    """Makes reports, counts and paints them; of several asked for, only the latest counts."""

    began = Signal(QSizeF)
    """The report is there: a page is so large, in units."""
    counted = Signal(int, bool)
    """How many pages can be painted, and whether these are all."""
    painted = Signal(int, object)
    """A number and its `PageImage`."""
    missed = Signal(int)
    """The number of a page that could not be painted."""
    stale = Signal()
    """The review has changed meanwhile: the report is to be made anew."""
    failed = Signal(object)
    """The `UserError` why there is no report."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = Lane("preview", self)
        self._sheets: Sheets | None = None
        self._turn = 0

    def open(self, make: Callable[[], Sheets]) -> None:
        """Begin a report; `make` is called in the lane."""
        self.leave()
        turn = self._turn

        def done(sheets: Sheets) -> None:
            if turn == self._turn:
                self._sheets = sheets
                self.began.emit(sheets.size)
                self._count(turn, sheets)

        self._lane.run(make, done, "report", lambda error: self._fail(turn, error))

    def leave(self) -> None:
        """Let go of the report; what is under way comes to nothing."""
        self._turn += 1
        self._sheets = None

    def report(self) -> Report | None:
        """Return the report whose pages are shown; its long parts are read in the lane alone."""
        return self._sheets.report if self._sheets is not None else None

    def paint(self, number: int, scale: float) -> None:
        """Paint a page; `painted` or `missed` tells of it, unless another report was begun."""
        sheets, turn = self._sheets, self._turn
        if sheets is None:
            return

        def done(image: PageImage) -> None:
            if turn == self._turn:
                self.painted.emit(number, image)

        def failed(error: UserError) -> None:
            if turn == self._turn:
                self.missed.emit(number)
            self._fail(turn, error)

        self._lane.run(lambda: sheets.paint(number, scale), done, "page", failed)

    def _count(self, turn: int, sheets: Sheets) -> None:
        """Tell how far counting is, and go on."""
        if turn != self._turn:
            return
        known, is_counted = sheets.known, sheets.is_counted
        self.counted.emit(known, is_counted)
        if not is_counted:
            self._lane.run(
                lambda: sheets.count_on(_SLICE),
                lambda _: self._count(turn, sheets),
                "count",
                lambda error: self._fail(turn, error),
            )

    def _fail(self, turn: int, error: UserError) -> None:
        if turn != self._turn:
            return
        if error.id == STALE:
            self.stale.emit()
        else:
            self.failed.emit(error)

    def close(self) -> None:
        """End the lane; waits for what it is at."""
        self.leave()
        self._lane.close()
