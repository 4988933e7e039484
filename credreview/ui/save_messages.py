"""What the screen says of saving: the time in the status line, or a bar that stays."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from credreview import environment
from credreview.domain.errors import UserError
from credreview.review.session import ReviewSession
from credreview.text import tr
from credreview.ui.dialogs.keyboard import keyboard_kept
from credreview.ui.parts import Parts
from credreview.ui.review_controller import ReviewController
from credreview.ui.status_line import clock_time

_SUBJECT = "save"


class SaveMessages(QObject):
    """Shows whether all is on disk, and what can be done when it is not."""

    def __init__(self, parts: Parts, review: ReviewController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        saver = parts.saver
        saver.written.connect(self._show_state)
        saver.failed.connect(self._say_failed)
        saver.recovered.connect(self._recovered)
        saver.slow_changed.connect(self._show_state)
        review.opened.connect(self._show_state)
        review.closed.connect(parts.status.show_no_review)
        review.changed.connect(self._on_committed)
        review.may_leave = self.may_leave

    def _on_committed(self, *_: object) -> None:
        saver = self._parts.saver
        if saver.error is None:
            saver.saved_at = environment.now()  # an import is saved too, though not by the saver
        self._show_state()

    def _show_state(self, *_: object) -> None:
        session, saver, status = self._review.session, self._parts.saver, self._parts.status
        if session is None:
            return
        if saver.error is not None:
            status.show_unsaved(saver.saved_at)
        elif session.file.read_only:
            status.show_read_only()
        else:
            status.show_saved(saver.saved_at)

    def _say_failed(self, error: UserError) -> None:
        saver, path = self._parts.saver, self._review.path()
        if path is None:
            return
        safe = tr(
            "Everything up to {time} is on disk. What you entered since then is kept on screen and"
            " tried again by itself (next in {n} s).",
            time=clock_time(saver.saved_at),
            n=max(1, saver.countdown),
        )
        self._parts.messages.show_message(
            _SUBJECT,
            "error",
            tr("Not saved. {why}", why=error.message),
            f"{safe} {error.hint}".strip(),
            [
                (tr("Show folder"), "quiet", lambda: self._show_folder(path)),
                (tr("Try again"), "normal", saver.retry),
                (tr("Save everything as…"), "normal", self.save_everything_as),
            ],
            icon="save-fail",
        )
        self._show_state()

    def _recovered(self) -> None:
        self._parts.messages.take_away(_SUBJECT)
        self._show_state()

    def _show_folder(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def save_everything_as(self) -> None:
        """Copy the review elsewhere, go on there, and write there what could not be written."""
        session, target = self._review.session, self._review.ask_copy_target()
        if session is None or target is None:
            return

        def work() -> ReviewSession:
            session.save_copy(target)
            return ReviewSession.open(target, session.reviewer)

        saver, panel = self._parts.saver, self._parts.panel

        def done(other: ReviewSession) -> None:
            panel.commit_pending()  # typed while the copy was made
            self._review.attach(other, keep_pending=True)
            saver.release()

        def failed(error: UserError) -> None:
            saver.release()
            self._parts.messages.show_error("copy", error)

        def start() -> None:
            # What gets through meanwhile would be in the old file alone.
            if saver.hold():
                self._parts.reading.run(work, done, "save as", failed)
            else:
                QTimer.singleShot(50, start)

        start()

    def may_leave(self) -> bool:
        """Write what is typed and wait for the disk; ask where that does not work.

        Returns:
            Whether the review may be closed.
        """
        self._parts.panel.commit_pending()
        saver = self._parts.saver
        if saver.settle():
            return True
        box = QMessageBox(self._parts.window)
        box.setObjectName("unsaved_question")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(tr("Some of your decisions are not on disk ({n}).", n=len(saver.pending)))
        why = saver.error.message if saver.error else tr("The file is busy.")
        box.setInformativeText(
            tr("{why} Everything up to {time} is safe.", why=why, time=clock_time(saver.saved_at))
        )
        stay = box.addButton(tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        elsewhere = box.addButton(tr("Save everything as…"), QMessageBox.ButtonRole.AcceptRole)
        lose = box.addButton(tr("Close and lose them"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        with keyboard_kept(self._parts.window):
            box.exec()
        chosen = box.clickedButton()
        if chosen is elsewhere:
            # When the question is off the screen; closing is asked for again then.
            QTimer.singleShot(0, self, self.save_everything_as)
        if chosen is not lose:
            return False
        saver.drop_all()
        return True
