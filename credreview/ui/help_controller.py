"""What helps: the keys, the tips, and which version this is."""

from PySide6.QtCore import QObject

from credreview.ui.desk_controller import DeskController
from credreview.ui.dialogs.keyboard import open_over
from credreview.ui.first_start import Welcome
from credreview.ui.parts import Parts
from credreview.ui.review_controller import ReviewController


class HelpController(QObject):
    """Handlers of the Help menu."""

    def __init__(self, parts: Parts, review: ReviewController, desk: DeskController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        self.welcome = Welcome(parts, review, desk)

    def show_keys(self) -> None:
        """Show all keys."""
        from credreview.ui.dialogs.keys_dialog import KeysDialog

        session = self._review.session
        vocabulary = session.vocabulary if session else None
        open_over(self._parts.window, KeysDialog(vocabulary, self._parts.window))

    def show_tips(self) -> None:
        """Show the tips of the first start."""
        self.welcome.show_tips()

    def show_about(self) -> None:
        """Show version and folders."""
        from credreview.ui.dialogs.about_dialog import about_dialog

        open_over(self._parts.window, about_dialog(self._parts.window))
