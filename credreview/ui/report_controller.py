"""Summaries: previewed, printed, saved; all of it is loaded when it is asked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from credreview.domain.model import Changed
from credreview.domain.summary import Kind
from credreview.ui.desk_controller import DeskController
from credreview.ui.parts import Parts
from credreview.ui.review_controller import ReviewController

if TYPE_CHECKING:
    from credreview.ui.reports.printing import Printing


class ReportController(QObject):
    """Opens the window that prints, and closes it with the review."""

    def __init__(self, parts: Parts, review: ReviewController, desk: DeskController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        self._desk = desk
        self.printing: Printing | None = None
        review.changed.connect(self._on_changed)
        review.closing.connect(self.end)

    def show(self) -> None:
        """Show what would be printed, and what can be chosen."""
        printing = self._ready()
        if printing is not None:
            printing.show()

    def ask_save(self) -> None:
        """Show the same, and ask where the summary is to be saved, and as what."""
        printing = self._ready()
        if printing is not None:
            printing.show(then_save=True)

    def show_merge(self, number: int) -> None:
        """Show the report of a merge, by its number in the log."""
        printing = self._ready()
        if printing is not None:
            printing.show(Kind.MERGE, str(number))

    def _ready(self) -> "Printing | None":
        session = self._review.session
        if self.printing is None and session is not None:
            from credreview.ui.reports.printing import Printing

            self.printing = Printing(self._parts, session, self._desk)
        return self.printing

    def _on_changed(self, _changed: Changed) -> None:
        if self.printing is not None:
            self.printing.follow()

    def end(self) -> None:
        """Close the window and let go of its review."""
        printing, self.printing = self.printing, None
        if printing is not None:
            printing.end()
