"""What helps: the keys, the tips, and which version this is."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from credreview.ui.desk_controller import DeskController
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
        self._open(KeysDialog(vocabulary, self._parts.window))

    def show_tips(self) -> None:
        """Show the tips of the first start."""
        self.welcome.show_tips()

    def show_about(self) -> None:
        """Show version and folders."""
        from credreview.ui.dialogs.about_dialog import about_dialog

        self._open(about_dialog(self._parts.window))

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
