"""Blind mode of the open review: the menu's tick, and that it is known."""

from PySide6.QtCore import QObject, Signal

from credreview.domain.errors import UserError
from credreview.domain.model import Changed
from credreview.review import adjudicating
from credreview.text import tr
from credreview.ui.parts import Parts
from credreview.ui.pending import Write
from credreview.ui.review_controller import ReviewController


class BlindController(QObject):
    """Turns blind mode on and off, and tells whoever opens the review that it is on."""

    changed = Signal(bool)
    """Whether blind mode is on in the open review."""

    def __init__(self, parts: Parts, review: ReviewController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        self._is_on = False
        review.opened.connect(self._on_opened)
        review.closing.connect(lambda: parts.messages.take_away("blind"))
        review.changed.connect(self._on_changed)

    def set(self, on: bool) -> None:  # noqa: FBT001 - a menu's state
        """Turn blind mode on or off for the whole review."""
        session = self._review.session
        if session is None or session.file.read_only:
            self._parts.status.hint(tr("This review is open read-only."))
            self.changed.emit(self._is_on)
            return
        self._parts.saver.submit(Write(adjudicating.set_blind(on)))

    def _on_opened(self) -> None:
        self._is_on = False
        self._read()

    def _on_changed(self, changed: Changed) -> None:
        if changed.everything:
            self._read()

    def _read(self) -> None:
        session = self._review.session
        if session is None:
            return
        try:
            is_on = session.reader.is_blind()
        except UserError:
            return  # whatever is wrong with the file is told by who shows its articles
        self.changed.emit(is_on)
        if not is_on:
            self._parts.messages.take_away("blind")
        elif not self._is_on:
            self._parts.messages.show_message(
                "blind",
                "info",
                tr("This review is in blind mode."),
                tr(
                    "What others think of a claim is hidden until you have judged it, and that is"
                    " noted with your judgement."
                ),
                icon="eye-off",
            )
        self._is_on = is_on
