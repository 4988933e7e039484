"""The report of a merge in a window: to read and to copy; printing has a window of its own."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from credreview.domain.merging import MergeReport
from credreview.review import merge_words
from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.fields import FieldNote
from credreview.ui.merging import report_text
from credreview.ui.reader.bidi import show_controls


class MergeReportWindow(QDialog):
    """Shows what a merge brought.

    Args:
        report: What it brought.
        when: When it began, ms UTC, or None.
        parent: Its parent.
    """

    print_wanted = Signal()
    """The report is to be printed or saved; the window is closed by then."""

    def __init__(
        self, report: MergeReport, when: int | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("merge_report")
        self._report, self._when = report, when
        self._sections = merge_words.report_sections(report, when)
        title = show_controls(self._sections[0].heading)
        self.setWindowTitle(title)
        self.text = QTextBrowser()
        self.text.setObjectName("report_text")
        self.text.setAccessibleName(title)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self._note = FieldNote("info")
        self._note.setObjectName("report_note")
        copy, close = PushButton(tr("Copy all"), icon="copy"), PushButton(tr("Close"), "primary")
        printed = PushButton(tr("Print or save…"), icon="print")
        for button, name, act in (
            (copy, "report_copy", self.copy_all),
            (printed, "report_print", self._leave_to_print),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(act)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self._row = QHBoxLayout()
        for button in (copy, printed):
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._row.addWidget(close)
        self._foot = QVBoxLayout()
        self._foot.addWidget(self._note)
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
        report_text.fill(self.text.document(), self._sections)

    def copy_all(self) -> None:
        """Copy the report as plain text."""
        words = "\n".join(merge_words.report_lines(self._report, self._when))
        QGuiApplication.clipboard().setText(words)
        self._note.set_text(tr("Copied."))

    def _leave_to_print(self) -> None:
        """Close first: nothing else can be used while this stands over the window."""
        self.accept()
        self.print_wanted.emit()
