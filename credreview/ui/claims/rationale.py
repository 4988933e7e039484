"""The rationale: a plain Markdown field that grows, tells drafts, and keeps its own undo."""

from math import ceil
from typing import Protocol

from PySide6.QtCore import QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from credreview.text import tr
from credreview.ui.look import theme

#: A draft is told this long after the first key that it holds, in milliseconds.
DRAFT_AFTER = 600

_FEWEST_LINES = 3
_MOST_LINES = 14

#: Focus that comes back by itself: a context menu or a completion list is open.
PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


class RationaleField(QPlainTextEdit):
    """Holds what is written and what is typed since; the owner decides when typing is written."""

    drafted = Signal(str)
    """The text as typed so far, within a second of the typing."""
    finished = Signal()
    """The field was left."""
    leave_requested = Signal()
    """Esc: back to the claim."""
    done_requested = Signal()
    """Ctrl+Enter: done with the claim."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._written = ""
        self._last_draft = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_AFTER)
        self._timer.timeout.connect(self.flush_draft)
        self.setObjectName("rationale")
        self.setAccessibleName(tr("Rationale"))
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setPlaceholderText(tr("Why these grades"))
        self.textChanged.connect(self._on_text)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def load(self, text: str | None) -> None:
        """Show what is written for a claim; what was typed before is dropped."""
        self._timer.stop()
        self._written = self._last_draft = text or ""
        if self.toPlainText() != self._written:
            self.setPlainText(self._written)
        self.document().setModified(False)
        self._timer.stop()

    def refresh(self, text: str | None) -> None:
        """Take in what is written now for the same claim; what is being typed stays."""
        if self.pending():
            self._written = text or ""
        elif (text or "") != self._written:
            self.load(text)

    def restore(self, text: str) -> None:
        """Show a draft over what is written, as if it had just been typed."""
        self.setPlainText(text)
        self.document().setModified(True)
        self._last_draft = text
        self._timer.stop()

    def pending(self) -> bool:
        """Tell whether something is typed that is not written."""
        # A loaded text is never pending, even where Qt turned its no-break spaces into spaces.
        return self.document().isModified() and self.typed() != self._written.strip()

    def typed(self) -> str:
        """Return what stands in the field, without blank ends."""
        return self.toPlainText().strip()

    def accept(self) -> None:
        """Take what is typed as written; its undo inside the field stays."""
        self.flush_draft()
        self._written = self.typed()
        self.document().setModified(False)

    def flush_draft(self) -> None:
        """Tell the draft now where one is due."""
        self._timer.stop()
        text = self.toPlainText()
        if self.document().isModified() and text != self._last_draft:
            self._last_draft = text
            self.drafted.emit(text)

    def sizeHint(self) -> QSize:  # noqa: D102
        lines = min(_MOST_LINES, max(_FEWEST_LINES, self._lines()))
        # Border and padding are the style sheet's: 1 px and 1 u on each side. The last
        # line counts as hidden until a pixel below it is in view.
        around = 2 * (self.document().documentMargin() + theme.u() + 1) + 1
        height = lines * ceil(QFontMetricsF(self.font()).lineSpacing()) + around
        return QSize(40 * theme.u(), ceil(height))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(20 * theme.u(), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if not takes_leave(self, event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusOutEvent(event)
        if event.reason() not in PASSING:
            self.finished.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _on_text(self) -> None:
        if self.document().isModified() and not self._timer.isActive():
            self._timer.start()
        self._fit()

    def _retheme(self) -> None:
        self.setFont(theme.font("body"))
        self._fit()

    def _lines(self) -> int:
        return round(self.document().documentLayout().documentSize().height())

    def _fit(self) -> None:
        """Grow with the text; a bar that comes and goes would break its lines anew."""
        policy = Qt.ScrollBarPolicy
        fits = self._lines() <= _MOST_LINES
        bar = policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)
        self.updateGeometry()


class _Left(Protocol):
    """A field that says when it is to be left."""

    @property
    def leave_requested(self) -> SignalInstance: ...

    @property
    def done_requested(self) -> SignalInstance: ...


def takes_leave(field: _Left, event: QKeyEvent) -> bool:
    """Take the keys by which a field is left: Esc, and Ctrl+Enter; return whether it was one."""
    if event.key() == Qt.Key.Key_Escape:
        field.leave_requested.emit()
    elif is_done_key(event):
        field.done_requested.emit()
    else:
        return False
    return True


def is_done_key(event: QKeyEvent) -> bool:
    """Tell whether a key is Ctrl+Enter, on either Enter."""
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
