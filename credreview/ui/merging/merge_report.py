"""The report of a merge in a window: to read, to copy, to save and to print."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSaveFile
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from credreview.domain.errors import UserError
from credreview.domain.merging import MergeReport
from credreview.review import merge_words
from credreview.text import tr
from credreview.ui.dialogs.keyboard import keyboard_kept
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.fields import FieldNote
from credreview.ui.merging import report_paper
from credreview.ui.reader.bidi import show_controls

#: Does work in a lane: the work, what is done with its answer, its name, what is done if it fails.
Run = Callable[[Callable[[], None], Callable[[None], None], str, Callable[[UserError], None]], None]


class MergeReportWindow(QDialog):
    """Shows what a merge brought.

    Args:
        report: What it brought.
        when: When it began, ms UTC, or None.
        run: Writes files without the window waiting for them, as `Lane.run` does.
        parent: Its parent.
    """

    def __init__(
        self, report: MergeReport, when: int | None, run: Run, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("merge_report")
        self._report, self._when, self._run = report, when, run
        self._sections = merge_words.report_sections(report, when)
        title = show_controls(self._sections[0].heading)
        self.setWindowTitle(title)
        self.text = QTextBrowser()
        self.text.setObjectName("report_text")
        self.text.setAccessibleName(title)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self._note, self._trouble = FieldNote("info"), FieldNote()
        self._note.setObjectName("report_note")
        self._trouble.setObjectName("report_trouble")
        copy, save = PushButton(tr("Copy all"), icon="copy"), PushButton(tr("Save as…"))
        printed, close = PushButton(tr("Print…"), icon="print"), PushButton(tr("Close"), "primary")
        for button, name, act in (
            (copy, "report_copy", self.copy_all),
            (save, "report_save", self.ask_save),
            (printed, "report_print", self.ask_print),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(act)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self._row = QHBoxLayout()
        for button in (copy, save, printed):
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._row.addWidget(close)
        self._foot = QVBoxLayout()
        self._foot.addWidget(self._note)
        self._foot.addWidget(self._trouble)
        self._foot.addLayout(self._row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.text, 1)
        column.addLayout(self._foot)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()
        u, room = theme.u(), self.screen().availableSize()
        self.resize(
            min(190 * u, round(0.95 * room.width())), min(150 * u, round(0.9 * room.height()))
        )
        close.setFocus()

    def _retheme(self) -> None:
        u = theme.u()
        self._foot.setContentsMargins(6 * u, 2 * u, 6 * u, 4 * u)
        self._row.setSpacing(2 * u)
        self._row.setContentsMargins(0, 2 * u, 0, 0)
        report_paper.fill(self.text.document(), self._sections, on_paper=False)

    def copy_all(self) -> None:
        """Copy the report as plain text."""
        words = "\n".join(merge_words.report_lines(self._report, self._when))
        QGuiApplication.clipboard().setText(words)
        self._say(tr("Copied."))

    # Saving

    def ask_save(self) -> None:
        """Ask where the report is to be saved, and as what."""
        kinds = (tr("Text (*.txt)"), tr("Markdown (*.md)"), tr("PDF (*.pdf)"))
        self._ask_file(kinds, ".txt")

    def _ask_file(self, kinds: Sequence[str], suffix: str) -> None:
        proposal = Path.home() / (Path(self._report.name).stem + "-merge" + suffix)
        with keyboard_kept(self):
            name, _ = QFileDialog.getSaveFileName(
                self, tr("Save the report"), str(proposal), ";;".join(kinds)
            )
        if name:
            path = Path(name)
            self.save(path if path.suffix else path.with_suffix(suffix))

    def save(self, path: Path) -> None:
        """Save the report; the name's ending says whether as text, Markdown or PDF."""
        data = self._data(path.suffix.lower())
        self._run(
            lambda: _write(path, data),
            lambda _: self._say(tr("Saved as “{name}”.", name=path.name)),
            "report",
            self._say_failed,
        )

    def _data(self, suffix: str) -> bytes:
        if suffix == ".pdf":
            return report_paper.pdf(self._sections)
        if suffix in (".md", ".markdown"):
            return merge_words.report_markdown(self._report, self._when).encode("utf-8")
        lines = merge_words.report_lines(self._report, self._when)
        return ("\n".join(lines) + "\n").encode("utf-8")

    # Printing

    def ask_print(self) -> None:
        """Ask for a printer, and print; without one, offer a PDF file."""
        # Loaded when it is wanted: it talks to the system's print service.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            self._say(tr("No printer is set up here. Save the report as PDF, and print that."))
            self._ask_file((tr("PDF (*.pdf)"),), ".pdf")
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(report_paper.page_layout())
        printer.setDocName(show_controls(self._sections[0].heading))
        with keyboard_kept(self):
            wanted = QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted
        if wanted:
            report_paper.put_on(printer, self._sections)
            self._say(tr("Sent to “{printer}”.", printer=printer.printerName()))

    def _say(self, words: str) -> None:
        self._trouble.set_text("")
        self._note.set_text(words)

    def _say_failed(self, error: UserError) -> None:
        self._note.set_text("")
        self._trouble.set_text(str(error))


def _write(path: Path, data: bytes) -> None:
    """Write a file, wholly or not at all."""
    file = QSaveFile(str(path))
    written = file.open(QSaveFile.OpenModeFlag.WriteOnly) and file.write(data) == len(data)
    if not written or not file.commit():
        raise UserError(
            "report.not_written",
            tr("“{name}” cannot be written: {reason}.", name=path.name, reason=file.errorString()),
            tr("Choose another folder."),
        )
