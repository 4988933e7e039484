"""What was merged into a review: shown, undone, made to count again."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from credreview.domain.errors import UserError
from credreview.domain.merging import MergeEntry, MergeReport
from credreview.domain.work import Ticker
from credreview.review.session import ReviewSession
from credreview.text import tr
from credreview.ui.dialogs.keyboard import open_over
from credreview.ui.look.buttons import Kind
from credreview.ui.parts import Parts
from credreview.ui.reader.bidi import show_controls
from credreview.ui.review_controller import ReviewController

T = TypeVar("T")

#: The subject of messages about merges.
SUBJECT = "merge"


class MergeLog(QObject):
    """Opens the list of merges and their reports, and undoes or lifts one as a job."""

    print_wanted = Signal(int)
    """The number of a merge whose report is to be printed or saved."""

    def __init__(self, parts: Parts, review: ReviewController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review

    def show_merges(self) -> None:
        """Show the merges of the open review."""
        from credreview.review import merging  # with the gate and all: not at the start

        session = self._review.session
        if session is None:
            return

        def show(entries: Sequence[MergeEntry]) -> None:
            if session is not self._review.session:
                return
            from credreview.ui.merging.merges_dialog import MergesDialog

            dialog = MergesDialog(entries, self._parts.window)
            dialog.report_wanted.connect(lambda entry: self.show_report(entry, dialog))
            dialog.undo_wanted.connect(self.ask_undo)
            dialog.lift_wanted.connect(self.lift)
            open_over(self._parts.window, dialog)

        self._ask(lambda: merging.merges(session), show)

    def show_report(self, entry: MergeEntry, over: QWidget | None = None) -> None:
        """Show what a merge brought.

        Args:
            entry: The merge.
            over: The window that asks; the main window without.
        """
        from credreview.review import merging

        session = self._review.session
        if session is None:
            return

        def show(report: MergeReport | None) -> None:
            if report is None:
                self._parts.status.hint(tr("This merge was not finished: it has no report."))
                return
            from credreview.ui.merging.merge_report import MergeReportWindow

            parent = over or self._parts.window
            window = MergeReportWindow(report, entry.when, parent)
            window.print_wanted.connect(partial(self._print, entry, over))
            open_over(parent, window)

        self._ask(lambda: merging.report_of(session, entry.number), show)

    def _print(self, entry: MergeEntry, over: QWidget | None) -> None:
        if over is not None:
            over.close()  # the list of merges; the window that prints is not over it
        self.print_wanted.emit(entry.number)

    def ask_undo(self, entry: MergeEntry) -> None:
        """Say what undoing a merge will do, and do it if that is wanted."""
        from credreview.review import merging

        session = self._review.session
        if session is None or self._is_read_only(session):
            return

        def ask(entries: Sequence[MergeEntry]) -> None:
            # As it stands now: something may have been done since the list or message was shown.
            now = next((one for one in entries if one.number == entry.number), None)
            if now is None or session is not self._review.session:
                self._parts.status.hint(tr("This merge is undone already."))
                return
            from credreview.ui.dialogs.question_dialog import QuestionDialog

            dialog = QuestionDialog("undo_merge", *_undo_words(now), parent=self._parts.window)
            dialog.answered.connect(lambda _: self._undo(session, now))
            open_over(self._parts.window, dialog)

        self._ask(lambda: merging.merges(session), ask)

    def _undo(self, session: ReviewSession, entry: MergeEntry) -> None:
        from credreview.review import merging

        name = show_controls(entry.name)

        def done(left: MergeEntry | None) -> None:
            if left is None:
                self._say(
                    tr("What came with “{name}” is taken out again.", name=name),
                    tr("The review is as it was before. Merging the file again brings it back."),
                )
            else:
                self._say(
                    tr("What came with “{name}” is set aside.", name=name),
                    tr("It is hidden here, and nothing is lost. Review > Merges… brings it back."),
                )

        self._start(
            tr("Undoing the merge"),
            lambda tick: merging.undo_merge(session, entry.number, tick),
            done,
        )

    def lift(self, entry: MergeEntry) -> None:
        """Let a merge count again that was set aside."""
        from credreview.review import merging

        session = self._review.session
        if session is None or self._is_read_only(session):
            return
        words = tr("What came with “{name}” counts again.", name=show_controls(entry.name))
        self._start(
            tr("Bringing back"),
            lambda tick: merging.lift(session, entry.number, tick),
            lambda _: self._say(words, ""),
        )

    def _is_read_only(self, session: ReviewSession) -> bool:
        if session.file.read_only:
            self._parts.status.hint(tr("This review is open read-only."))
        return session.file.read_only

    def _ask(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        failed = partial(self._parts.messages.show_error, SUBJECT)
        self._parts.reading.run(work, done, "merges", failed)

    def _start(self, title: str, work: Callable[[Ticker], T], done: Callable[[T], None]) -> None:
        def failed(error: UserError) -> None:
            self._parts.messages.show_error(SUBJECT, error)

        job = self._parts.writing.start(title, work)
        job.finished.connect(done)
        job.failed.connect(failed)

    def _say(self, title: str, text: str) -> None:
        self._parts.messages.take_away(SUBJECT)
        self._parts.messages.show_message(SUBJECT, "info", title, text, icon="merge")


def _undo_words(entry: MergeEntry) -> tuple[str, str, list[tuple[str, str, Kind]]]:
    """Return the question, what undoing does, and the answer."""
    name = show_controls(entry.name)
    if entry.can_be_removed:
        return (
            tr("Take out again what came with “{name}”?", name=name),
            tr(
                "Nothing was done since. The review will be as it was before the merge; a backup"
                " is made first, and merging the file again brings everything back."
            ),
            [("take_out", tr("Take it out"), "primary")],
        )
    return (
        tr("Set aside what came with “{name}”?", name=name),
        tr(
            "Something was done, printed or shared since, so it stays in the file. It will be"
            " hidden here, and nothing is lost: Review > Merges… lets it count again. Copies that"
            " you give away hold all of it."
        ),
        [("set_aside", tr("Set it aside"), "primary")],
    )
