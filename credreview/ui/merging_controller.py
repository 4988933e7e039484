"""Merging: choosing reviews, looking at what they bring, bringing it in, and saying what came."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from credreview.domain.errors import UserError
from credreview.domain.merging import MergeEntry, MergeReport
from credreview.domain.work import Ticker
from credreview.review.session import ReviewSession
from credreview.text import tr
from credreview.ui.dialogs import file_dialogs
from credreview.ui.dialogs.keyboard import open_over
from credreview.ui.merging.merge_log import MergeLog
from credreview.ui.merging.merge_messages import MergeMessages
from credreview.ui.parts import Parts
from credreview.ui.reader.bidi import show_controls
from credreview.ui.review_controller import ReviewController

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from credreview.exchange.envelope import Key
    from credreview.ui.jobs import Job
    from credreview.ui.merging.preparing import Tried


class MergingController(QObject):
    """Takes one file after the other: prepare, preview, merge; a bad file never stops the rest."""

    differences_wanted = Signal()
    """Where reviewers differ is to be shown."""

    def __init__(self, parts: Parts, review: ReviewController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        self.log = MergeLog(parts, review)
        self._messages = MergeMessages(parts, self.log, self.differences_wanted.emit)
        self._waiting: deque[Path] = deque()
        self._count = 0
        self._refused: list[UserError] = []
        self._job: Job | None = None
        self._preview: QDialog | None = None
        #: What was tried out and is to be let go of, whatever becomes of the window.
        self._held: list[Tried] = []
        review.closing.connect(self._leave)

    def ask_files(self) -> None:
        """Ask for reviews, and begin to merge them."""
        session = self._review.session
        if session is not None and not self._is_read_only(session):
            folder = session.file.path.parent
            self.merge(file_dialogs.ask_reviews_to_merge(self._parts.window, folder))

    def take_dropped(self, paths: Sequence[Path]) -> None:
        """Ask what is to be done with reviews that were dropped while one is open."""
        from credreview.ui.dialogs.question_dialog import QuestionDialog

        session = self._review.session
        if session is None or not paths:
            return
        here = show_controls(session.file.path.stem)
        if len(paths) == 1:
            title = tr("What is to be done with “{name}”?", name=show_controls(paths[0].name))
        else:
            title = tr("What is to be done with these {n} files?", n=len(paths))
        text = tr(
            "Merging brings what it holds into “{here}”; you see first what would come. Opening it"
            " closes “{here}”.",
            here=here,
        )
        dialog = QuestionDialog(
            "dropped_review",
            title,
            text,
            [
                ("open_instead", tr("Open it instead"), "normal"),
                ("merge_into", tr("Merge into this review"), "primary"),
            ],
            self._parts.window,
        )

        def act(answer: str) -> None:
            if answer == "merge_into":
                self.merge(paths)
            else:
                self._review.open_path(paths[0])

        dialog.answered.connect(act)
        open_over(self._parts.window, dialog)

    def show_merges(self) -> None:
        """Show what was merged into this review."""
        self.log.show_merges()

    def merge(self, paths: Sequence[Path]) -> None:
        """Merge files one after the other, each with its own preview."""
        session = self._review.session
        if session is None or not paths or self._is_read_only(session):
            return
        is_busy = bool(self._count)
        self._waiting.extend(paths)
        self._count += len(paths)
        if not is_busy:
            self._parts.panel.commit_pending()
            self._messages.clear()
            self._next()

    def _is_read_only(self, session: ReviewSession) -> bool:
        if session.file.read_only:
            self._parts.status.hint(tr("This review is open read-only."))
        return session.file.read_only

    # One file after the other

    def _next(self) -> None:
        session = self._review.session
        if self._waiting and session is not None:
            self._prepare(session, self._waiting.popleft(), None)
        else:
            self._end_round()

    def _end_round(self) -> None:
        self._waiting.clear()
        self._count = 0
        self._job = None
        refused, self._refused = self._refused, []
        if refused:
            self._messages.refused(refused)

    def _prepare(self, session: ReviewSession, path: Path, key: "Key | None") -> None:
        from credreview.ui.merging.preparing import try_out

        def work(tick: Ticker) -> "Tried":
            tried = try_out(session, path, key, tick)
            self._held.append(tried)
            return tried

        job = self._parts.writing.start(tr("Looking at what comes"), work)
        job.finished.connect(partial(self._show, session))
        job.failed.connect(partial(self._cannot_prepare, session, path, key))
        job.cancelled.connect(self._end_round)
        self._job = job

    def _cannot_prepare(
        self, session: ReviewSession, path: Path, key: "Key | None", error: UserError
    ) -> None:
        from credreview.ui.merging.preparing import wanted_by

        kind = wanted_by(error)
        if kind is None or session is not self._review.session:
            self._refused.append(error)
            self._next()
            return
        from credreview.ui.merging.encrypted_dialog import ask_key

        def failed(error: UserError) -> None:
            self._refused.append(error)
            self._next()

        wrong = "" if key is None else str(error)
        use = partial(self._prepare, session, path)
        ask_key(self._parts, path, kind, wrong, use, failed).rejected.connect(self._next)

    # Preview

    def _show(self, session: ReviewSession, tried: "Tried") -> None:
        from credreview.ui.merging.merge_head import Preview
        from credreview.ui.merging.merge_window import MergeWindow

        if session is not self._review.session:
            return  # `_leave` lets go of it
        preview = Preview(
            tried.prepared.report,
            tried.manifest,
            tried.fit,
            tried.keys,
            self._count - len(self._waiting),
            self._count,
        )
        window = MergeWindow(
            preview,
            tried.prepared.reader.difference_rows,
            session.vocabulary,
            session.reviewer.id,
            self._parts.window,
        )
        window.accepted.connect(partial(self._carry_out, session, tried))
        window.rejected.connect(self._pass_over)
        window.finished.connect(self._forget_preview)
        self._preview = window
        open_over(self._parts.window, window)

    def _forget_preview(self) -> None:
        self._preview = None

    def _pass_over(self) -> None:
        self._let_go()
        self._next()

    def _let_go(self) -> None:
        def close() -> None:
            while self._held:
                self._held.pop().prepared.close()

        # In the lane that made them: what is under way there is over by then.
        self._parts.writing.run(close, lambda _: None, "merge")

    def _leave(self) -> None:
        """Stop when the review is closed."""
        self._waiting.clear()
        self._refused.clear()
        if self._job is not None:
            self._job.cancel()
        if self._preview is not None:
            self._preview.reject()
        self._let_go()
        self._messages.clear()

    # Merging

    def _carry_out(self, session: ReviewSession, tried: "Tried") -> None:
        from credreview.review import merging

        def work(tick: Ticker) -> tuple[MergeReport, MergeEntry | None]:
            report = tried.carry_out(tick)
            # Where words alone came, no entry is there to be shown or undone.
            return report, merging.merges(session)[0] if report.actions else None

        name = show_controls(tried.prepared.name)
        job = self._parts.writing.start(tr("Merging “{name}”", name=name), work)

        def ended(tell: Callable[[], None]) -> None:
            if session is self._review.session:
                tell()
            self._pass_over()

        say, count = self._messages, len(tried.keys)
        job.finished.connect(lambda found: ended(lambda: say.merged(found[0], found[1], count)))
        job.cancelled.connect(lambda: ended(lambda: say.stopped(name)))
        job.failed.connect(lambda error: ended(lambda: say.failed(name, error)))
        self._job = job
