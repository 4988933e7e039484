"""The window that prints: choices at the left, the live preview at the right, buttons below."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from credreview.domain.errors import UserError
from credreview.text import tr
from credreview.ui.dialogs.beside_window import BesideWindow
from credreview.ui.look import painting, theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.halves import Halves
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.messages import Messages
from credreview.ui.reports.choice_panel import ChoicePanel
from credreview.ui.reports.kept_choices import KeptChoices
from credreview.ui.reports.page_bar import PageBar
from credreview.ui.reports.preview import Preview
from credreview.ui.status_line import JobView

#: The system's own preview paints all pages before it shows one.
MOST_FOR_SYSTEM = 200
#: Units: the window, and the choices in it.
_WIDE, _HIGH, _LEFT = 300, 205, 74


class ReportWindow(BesideWindow):
    """A window beside the main one; it is given pages, and asks for what its buttons say.

    Args:
        kept: What was chosen before.
        parent: The main window.
    """

    print_wanted = Signal()
    system_preview_wanted = Signal()
    save_wanted = Signal()
    activated = Signal()
    """The window got the keyboard: what lies on the desk may be another thing now."""

    def __init__(self, kept: KeptChoices, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("report_window")
        self._is_busy = False
        self.choices = ChoicePanel(kept)
        self.preview = Preview()
        self.bar = PageBar(self.preview)
        self.empty = PlainLabel("", wrap=True)
        self.empty.setObjectName("report_empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        self.messages = Messages()
        self.job = JobView()
        self.close_button = PushButton(tr("Close"))
        self.close_button.setObjectName("report_close")
        self.system = PushButton(tr("S&ystem preview…"))
        self.system.setObjectName("report_system_preview")
        self.save = PushButton(tr("&Save as…"), icon="export")
        self.save.setObjectName("report_save_as")
        self.print = PushButton(tr("&Print…"), "primary", icon="print")
        self.print.setObjectName("report_print_now")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        theme.notifier().changed.connect(self._retheme)
        self._retheme()
        u, room = theme.u(), self.screen().availableSize()
        wide, high = min(_WIDE * u, round(0.95 * room.width())), round(0.9 * room.height())
        self.resize(wide, min(_HIGH * u, high))
        self.say(tr("Making the report…"))

    def _lay_out(self) -> None:
        self._pages = _Pages(self.bar, self.preview)
        self._stack.addWidget(self._pages)
        self._stack.addWidget(self.empty)
        self._halves = Halves(self.choices, self._stack, most=_LEFT, share=1 / 2)
        self._foot = _Foot()
        self._row = QHBoxLayout(self._foot)
        self._row.addWidget(self.job)
        self._row.addStretch(1)
        for button in (self.close_button, self.system, self.save, self.print):
            self._row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self._halves, 1)
        column.addWidget(self._foot)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.close)
        self.print.clicked.connect(self.print_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.system.clicked.connect(self.system_preview_wanted)
        for keys, act in (
            (QKeySequence.StandardKey.Print, self.print.click),
            (QKeySequence.StandardKey.Save, self.save.click),
            (QKeySequence("Ctrl++"), self.bar.larger.click),
            (QKeySequence("Ctrl+="), self.bar.larger.click),
            (QKeySequence("Ctrl+-"), self.bar.smaller.click),
            (QKeySequence("Ctrl+0"), lambda: self.preview.set_fit("width")),
            (QKeySequence("Ctrl+G"), self._go_to_page),
            (QKeySequence("F6"), self._other_half),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.preview.page_changed.connect(self.show_ways)

    def set_review(self, title: str) -> None:
        """Show which review is printed."""
        self.setWindowTitle(tr("Print – {name}", name=title))

    # What is in the middle

    def say(self, words: str) -> None:
        """Show words in place of pages."""
        self.empty.setText(words)
        self._stack.setCurrentWidget(self.empty)
        self.preview.clear()
        self.show_ways()

    def say_error(self, error: UserError) -> None:
        """Say why there are no pages."""
        self.say(str(error))

    def show_pages(self) -> None:
        """Show the preview."""
        self._stack.setCurrentWidget(self._pages)
        self.show_ways()

    def set_busy(self, *, busy: bool) -> None:
        """Let nothing else be printed while something is."""
        self._is_busy = busy
        self.show_ways()

    def show_ways(self) -> None:
        """Let what can be done now be done: no page, no print."""
        has_pages = self._stack.currentWidget() is self._pages and not self._is_busy
        count = self.preview.count()
        for button in (self.print, self.save):
            button.setEnabled(has_pages)
        few = has_pages and count is not None and count <= MOST_FOR_SYSTEM
        self.system.setEnabled(few)
        tip = tr("The preview of the system, with its page setup.")
        if count is None:
            tip = tr("Pages are being counted.")
        elif count > MOST_FOR_SYSTEM:
            tip = tr(
                "The preview of the system paints all pages before it shows one: it is for up to"
                " {most} pages. This preview shows all of them.",
                most=MOST_FOR_SYSTEM,
            )
        self.system.setToolTip(painting.plain_tip(tip))
        self.system.setAccessibleDescription(tip)
        self.bar.show_page()

    # Keys

    def _go_to_page(self) -> None:
        self.bar.field.setFocus()
        self.bar.field.selectAll()

    def _other_half(self) -> None:
        """Go from the choices to the pages, and back."""
        into_pages = self.choices.isAncestorOf(self.focusWidget() or self)
        (self.preview if into_pages else self.choices.kind).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def _retheme(self) -> None:
        u, room = theme.u(), self.screen().availableGeometry()
        self._row.setContentsMargins(4 * u, 2 * u, 4 * u, 2 * u)
        self._row.setSpacing(2 * u)
        self.empty.setContentsMargins(6 * u, 6 * u, 6 * u, 6 * u)
        self.setMinimumSize(min(140 * u, room.width()), min(80 * u, room.height()))


class _Pages(QWidget):
    """The preview under its bar."""

    def __init__(self, bar: PageBar, preview: Preview) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(preview, 1)


class _Foot(QWidget):
    """The ground of the buttons."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        of = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), of.window)
        painter.fillRect(0, 0, self.width(), 1, of.line)
