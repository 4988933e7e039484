"""What leaves the window: files, and pages on a printer; each is a job that can be cancelled."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from credreview import environment
from credreview.domain.errors import UserError
from credreview.domain.summary import Request
from credreview.domain.work import Ticker
from credreview.review.session import ReviewSession
from credreview.text import tr
from credreview.ui.dialogs import file_dialogs
from credreview.ui.dialogs.keyboard import keyboard_kept
from credreview.ui.jobs import Job
from credreview.ui.messages import Choice, Messages
from credreview.ui.parts import Parts
from credreview.ui.reader.bidi import show_controls
from credreview.ui.reports.formats import formats, proposed_name
from credreview.ui.reports.kinds import kind_words
from credreview.ui.reports.report_window import ReportWindow

if TYPE_CHECKING:
    # Loaded when somebody prints: it talks to the system's print service.
    from PySide6.QtPrintSupport import QPrinter

    from credreview.report.model import Report

#: What could not be kept of the state that was printed, a sentence each.
Remarks = tuple[str, ...]

_SUBJECT: Final = "report"
#: The kind of file that was saved last, in the settings.
_FORMAT: Final = "report_format"


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class Output(QObject):
    """Asks where the report is to go, has it made for good, and says what became of it.

    Args:
        parts: Of the main window.
        session: The review.
        window: Shows the report; what is said stands there.
        shown: Returns the report that is shown.
    """

    def __init__(
        self,
        parts: Parts,
        session: ReviewSession,
        window: ReportWindow,
        shown: "Callable[[], Report | None]",
    ) -> None:
        super().__init__(window)
        self._parts = parts
        self._session = session
        self._window = window
        self._shown = shown
        self._folder: Path | None = None
        self._job: Job | None = None
        self._is_over = False
        window.save_wanted.connect(self.ask_save)
        window.print_wanted.connect(self.ask_print)
        window.system_preview_wanted.connect(self.ask_system_preview)

    def end(self) -> None:
        """Stop what is under way; the window goes, what is left to say stands in the main one."""
        self._is_over = True
        if self._job is not None:
            self._job.cancel()

    # Files

    def ask_save(self) -> None:
        """Ask where the report is to be saved, and as what."""
        self._ask_file(str(self._parts.settings.get(_FORMAT, str, "")))

    def _ask_file(self, suffix: str) -> None:
        request = self._window.choices.request()
        if request is None:
            return
        kinds = formats()
        chosen = suffix if suffix in [kind.suffix for kind in kinds] else kinds[0].suffix
        review = self._session.file.path
        name = proposed_name(
            review.stem, self._window.choices.subject.name(), kind_words(request.kind)
        )
        folder = self._folder or review.parent
        target = file_dialogs.ask_report(self._window, folder / name, kinds, chosen)
        if target is not None:
            self._folder = target.parent
            self.save(request, target)

    def save(self, request: Request, target: Path) -> Job:
        """Write the report; a file that is there is replaced: that was asked."""
        if target.suffix in [kind.suffix for kind in formats()]:
            self._parts.settings.set(_FORMAT, target.suffix)
        session = self._session

        def work(tick: Ticker) -> Remarks:
            from credreview.ui.reports import written

            return written.save(session, request, target, tick)

        job = self._start(tr("Saving the summary"), work)
        job.finished.connect(partial(self._say_saved, target))
        job.cancelled.connect(lambda: self._say(tr("Stopped. No file was made.")))
        return job

    def _say_saved(self, target: Path, remarks: Remarks) -> None:
        choices: list[Choice] = [
            (tr("Show folder"), "normal", partial(_open, target.parent)),
            (tr("Open"), "normal", partial(_open, target)),
        ]
        self._say(tr("Saved as “{name}”.", name=show_controls(target.name)), remarks, choices)

    # Printers

    def ask_print(self) -> None:
        """Ask for a printer, and print; without one, offer a PDF file."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from credreview.ui.paper import printing

        request, shown = self._window.choices.request(), self._shown()
        if request is None or shown is None or not self._has_printer():
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printing.prepare(shown, printer)
        dialog = QPrintDialog(printer, self._window)
        dialog.setObjectName("print_dialog")
        option = QPrintDialog.PrintDialogOption
        dialog.setOption(option.PrintPageRange)
        dialog.setOption(option.PrintCurrentPage)
        count = self._window.preview.count()
        if count is not None:
            dialog.setMinMax(1, count)
        with keyboard_kept(self._window):
            wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not wanted:
            return
        if printer.printRange() == QPrinter.PrintRange.CurrentPage:
            page = self._window.preview.page()
            printer.setPrintRange(QPrinter.PrintRange.PageRange)
            printer.setFromTo(page, page)
        self.print(request, printer)

    def _has_printer(self) -> bool:
        from PySide6.QtPrintSupport import QPrinterInfo

        if QPrinterInfo.availablePrinterNames():
            return True
        self._window.messages.show_message(
            _SUBJECT,
            "warn",
            tr("No printer is set up on this machine."),
            tr("Save the summary as PDF, and print that file where there is a printer."),
            [(tr("Save as PDF…"), "normal", partial(self._ask_file, ".pdf"))],
        )
        return False

    def print(self, request: Request, printer: "QPrinter") -> Job:
        """Print the report as the printer's dialog left it."""
        session = self._session

        def work(tick: Ticker) -> Remarks:
            from credreview.ui.paper import printing
            from credreview.ui.reports import written

            printing.paper_of(printer)  # asked first: nothing is noted as printed that is not
            report, remarks = written.final_report(session, request, "print", tick)
            printing.print_report(report, printer, environment.now(), tick)
            return (*remarks, *report.broken)

        job = self._start(tr("Printing"), work)
        name = show_controls(printer.printerName() or printer.outputFileName())
        title = tr("Sent to “{printer}”.", printer=name)
        job.finished.connect(partial(self._say, title))
        job.cancelled.connect(lambda: self._say(tr("Stopped. Nothing was printed.")))
        return job

    def ask_system_preview(self) -> None:
        """Show the report in the preview of the system; it paints all pages before it shows one."""
        request, session = self._window.choices.request(), self._session
        if request is None:
            return

        def work(tick: Ticker) -> "Report":
            from credreview.ui.reports import written

            return written.final_report(session, request, "print", tick)[0]

        job = self._start(tr("Making the pages"), work)
        job.finished.connect(lambda report: None if self._is_over else self._preview(report))

    def _preview(self, report: "Report") -> None:
        from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

        from credreview.ui.paper import printing

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printing.prepare(report, printer)
        dialog = QPrintPreviewDialog(printer, self._window)
        dialog.setObjectName("system_preview")
        now = environment.now()

        def paint(device: "QPrinter") -> None:
            try:
                printing.print_report(report, device, now)
            except UserError as error:
                self._messages().show_error(_SUBJECT, error)

        dialog.paintRequested.connect(paint)
        with keyboard_kept(self._window):
            dialog.exec()
        dialog.deleteLater()

    # Jobs

    def _start(self, title: str, work: Callable[[Ticker], Any]) -> Job:
        for messages in (self._window.messages, self._parts.messages):
            messages.take_away(_SUBJECT)
        self._window.set_busy(busy=True)
        job = self._job = self._parts.writing.start(title, work)
        self._window.job.watch(job)
        job.failed.connect(lambda error: self._messages().show_error(_SUBJECT, error))
        for ended in (job.finished, job.failed, job.cancelled):
            ended.connect(self._leave_job)
        return job

    def _leave_job(self) -> None:
        self._job = None
        if not self._is_over:
            self._window.set_busy(busy=False)

    def _say(self, title: str, remarks: Remarks = (), choices: Sequence[Choice] = ()) -> None:
        self._messages().show_message(_SUBJECT, "info", title, " ".join(remarks), choices)

    def _messages(self) -> Messages:
        """Return where something is seen: here, or in the main window where this one is closed."""
        is_seen = not self._is_over and self._window.isVisible()
        return self._window.messages if is_seen else self._parts.messages
