"""Adding articles: files and folders, by menu or dropped on the window."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from credreview.domain.errors import Cancelled, UserError
from credreview.domain.work import Ticker
from credreview.text import tr
from credreview.ui.desk_controller import DeskController
from credreview.ui.dialogs import file_dialogs
from credreview.ui.dialogs.keyboard import open_over
from credreview.ui.jobs import Job
from credreview.ui.parts import Parts
from credreview.ui.review_controller import ReviewController


class ImportController(QObject):
    """Brings files into the review as a job, and says afterwards what became of them."""

    reviews_dropped = Signal(list)
    """Reviews were dropped while one is open: merge them, or open one instead?"""

    def __init__(self, parts: Parts, review: ReviewController, desk: DeskController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        self._desk = desk
        self._folder = Path.home()
        parts.articles.add_files.connect(self.ask_files)
        parts.articles.add_folder.connect(self.ask_folder)
        parts.articles.files_dropped.connect(self.take_dropped)

    def ask_files(self) -> None:
        """Ask for files, and add them."""
        if self._review.session is not None:
            self.add(file_dialogs.ask_articles(self._parts.window, self._folder))

    def ask_folder(self) -> None:
        """Ask for a folder, and add what it holds."""
        if self._review.session is not None:
            folder = file_dialogs.ask_folder(self._parts.window, self._folder)
            self.add([folder] if folder is not None else [])

    def take_dropped(self, paths: Sequence[Path]) -> None:
        """Open a review that was dropped, or add the files and folders that were."""
        endings = (file_dialogs.SUFFIX, file_dialogs.ENCRYPTED)
        reviews = [path for path in paths if path.suffix in endings and path.is_file()]
        if reviews and self._review.session is not None:
            self.reviews_dropped.emit(reviews)
        elif reviews and reviews[0].suffix == file_dialogs.SUFFIX:
            self._review.open_path(reviews[0])
        elif self._review.session is None:
            self._parts.status.hint(tr("Open a review first, or make a new one."))
        else:
            self.add(paths)

    def add(self, paths: Sequence[Path]) -> Job | None:
        """Add files and folders in the background."""
        session = self._review.session
        if session is None or not paths:
            return None
        if session.file.read_only:
            self._parts.status.hint(tr("This review is open read-only."))
            return None
        self._folder = paths[0] if paths[0].is_dir() else paths[0].parent
        results: list[object] = []

        def work(tick: Ticker) -> list[object]:
            from credreview.review.bulk import import_files  # with all of intake: not at the start

            with suppress(Cancelled):
                results.extend(import_files(session, paths, tick))
            return results

        job = self._parts.writing.start(tr("Adding"), work)
        job.finished.connect(lambda found: self._say(found, stopped=job.is_stopping()))
        job.failed.connect(lambda error: self._say_failed(error, len(results)))
        return job

    def _say(self, results: Sequence[object], *, stopped: bool) -> None:
        from credreview.review.bulk import FileResult, Outcome

        found = [result for result in results if isinstance(result, FileResult)]
        count = Counter(result.outcome for result in found)
        words = [
            tr("{n} added", n=count[Outcome.ADDED]),
            tr("{n} known texts found again", n=count[Outcome.FOUND_AGAIN]),
            tr("{n} already there", n=count[Outcome.ALREADY_THERE]),
            tr("{n} refused", n=count[Outcome.REFUSED]),
        ]
        kinds = (Outcome.ADDED, Outcome.FOUND_AGAIN, Outcome.ALREADY_THERE, Outcome.REFUSED)
        told = [word for word, kind in zip(words, kinds, strict=True) if count[kind]]
        title = ", ".join(told) or tr("No text or Markdown file was found.")
        if stopped:
            title = tr("Stopped. {words}", words=title)
        remarkable = [result for result in found if result.remarks]
        text = remarkable[0].line() if len(remarkable) == 1 else ""
        lines = [result.line() for result in remarkable]
        self._parts.messages.show_message(
            "import",
            "warn" if count[Outcome.REFUSED] or not found else "info",
            title,
            text,
            [(tr("Details…"), "normal", lambda: self._show_details(title, lines))]
            if len(lines) > 1
            else (),
        )
        self._desk.choose_first()

    def _say_failed(self, error: UserError, done: int) -> None:
        before = tr("{n} files were dealt with before; they are saved.", n=done) if done else ""
        self._parts.messages.show_message(
            "import", "warn", error.message, f"{error.hint} {before}".strip()
        )

    def _show_details(self, title: str, lines: Sequence[str]) -> None:
        from credreview.ui.dialogs.details_dialog import DetailsDialog

        dialog = DetailsDialog(tr("What became of the files"), title, lines, self._parts.window)
        open_over(self._parts.window, dialog)
