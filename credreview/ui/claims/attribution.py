"""Attributed to: the name of who asserts a claim, completed, with that source's earlier grades."""

from collections.abc import Iterable, Mapping
from math import ceil

from PySide6.QtCore import QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QSizePolicy, QWidget

from credreview.text import tr
from credreview.ui.claims.rationale import takes_leave
from credreview.ui.look import theme

#: Reliability letters in their order; F has no place in it and stands apart.
_ORDER = ("A", "B", "C", "D", "E")
_OUTSIDE = "F"


class AttributionField(QLineEdit):
    """A name; written on Enter, on choosing a known one, and on leaving the field."""

    finished = Signal()
    """Enter, a choice from the list, or the field was left."""
    leave_requested = Signal()
    """Esc: back to the claim."""
    done_requested = Signal()
    """Ctrl+Enter: done with the claim."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._written = ""
        self._names = QStringListModel(self)
        self._popup = QListView()
        completer = QCompleter(self._names, self)
        completer.setPopup(self._popup)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(8)
        self.setCompleter(completer)
        self.setMaxLength(500)  # as long as `review.judging` takes a name
        self.setObjectName("attributed_to")
        self.setAccessibleName(tr("Attributed to"))
        self.setPlaceholderText(tr("Who asserts it, by name"))
        self.editingFinished.connect(self.finished)
        # Queued: the field takes the chosen name over in the same signal, after us.
        queued = Qt.ConnectionType.QueuedConnection
        completer.activated.connect(self._on_chosen, queued)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def set_names(self, names: Iterable[str]) -> None:
        """Offer these names for completion."""
        names = list(names)
        if names != self._names.stringList():
            self._names.setStringList(names)

    def load(self, text: str | None) -> None:
        """Show what is written for a claim; what was typed before is dropped."""
        self._written = text or ""
        if self.text() != self._written:
            self.setText(self._written)
            self.setCursorPosition(0)

    def refresh(self, text: str | None) -> None:
        """Take in what is written now for the same claim; what is being typed stays."""
        if self.pending():
            self._written = text or ""
        else:
            self.load(text)

    def pending(self) -> bool:
        """Tell whether something is typed that is not written."""
        return self.typed() != " ".join(self._written.split())

    def typed(self) -> str:
        """Return what stands in the field, with single spaces, as a name is kept."""
        return " ".join(self.text().split())

    def accept(self) -> None:
        """Take what is typed as written."""
        self._written = self.typed()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if self._popup.isVisible():
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and self._popup.currentIndex().isValid():
                event.ignore()  # the list takes it: a half-typed name must not be written
                return
            super().keyPressEvent(event)
        elif not takes_leave(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.OtherFocusReason):
            self.selectAll()

    def _on_chosen(self, _name: str) -> None:
        self.finished.emit()

    def _retheme(self) -> None:
        self.setFont(theme.font("body"))
        self._popup.setFont(theme.font("body"))
        self.setMinimumHeight(7 * theme.u())


class EarlierGrades(QWidget):
    """How this source was graded on other claims: counts, F apart; never a grade to take over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[str, int] = {}
        self.setObjectName("earlier_grades")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.notifier().changed.connect(self.updateGeometry)
        self.setVisible(False)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how often each letter was given; nothing to show hides the line."""
        self._counts = {letter: n for letter, n in sorted(counts.items()) if n}
        spoken = ", ".join(
            tr("{letter} {count} times", letter=letter, count=count)
            for letter, count in self._counts.items()
        )
        self.setAccessibleName(tr("Earlier grades of this source: {grades}", grades=spoken))
        self.setToolTip(tr("How this source was graded on other claims"))
        self.setVisible(bool(self._counts))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(40 * theme.u(), round(4.75 * theme.u()))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        tokens, u = theme.tokens(), theme.u()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = Qt.AlignmentFlag.AlignCenter
        reverse = self.layoutDirection() == Qt.LayoutDirection.RightToLeft

        def place(x: float, width: float) -> float:
            return self.width() - x - width if reverse else x

        small = theme.font("small")
        painter.setFont(small)
        painter.setPen(tokens.ink2)
        words = tr("Earlier grades")
        x = ceil(QFontMetricsF(small).horizontalAdvance(words)) + 1.0
        painter.drawText(QRectF(place(0, x), 0, x, self.height()), centre, words)
        x += 2 * u
        painter.setFont(_count_font())
        for letter, text, width in self._boxes():
            if letter == _OUTSIDE and len(self._counts) > 1:
                painter.setPen(QPen(tokens.edge, 1))
                at = round(place(x, 0))
                painter.drawLine(at, round(0.8 * u), at, self.height() - round(0.8 * u))
                x += 1.5 * u
            box = QRectF(place(x, width), 0.25 * u, width, self.height() - 0.5 * u)
            self._paint_box(painter, box, letter)
            painter.setPen(tokens.ink)
            painter.drawText(box, centre, text)
            x += width + 1.5 * u

    def _paint_box(self, painter: QPainter, box: QRectF, letter: str) -> None:
        tokens, radius = theme.tokens(), 0.75 * theme.u()
        outlined = letter == _OUTSIDE or tokens.high_contrast
        style = Qt.PenStyle.DashLine if letter == _OUTSIDE else Qt.PenStyle.SolidLine
        painter.setPen(QPen(tokens.edge, 1, style) if outlined else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if outlined else tokens.press)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _boxes(self) -> list[tuple[str, str, float]]:
        metrics = QFontMetricsF(_count_font())
        made = []
        for letter in (*_ORDER, _OUTSIDE):
            if count := self._counts.get(letter, 0):
                text = f"{letter} ×{count}"
                made.append((letter, text, metrics.horizontalAdvance(text) + 2 * theme.u()))
        return made


def _count_font() -> QFont:
    font = theme.font("caption")
    font.setWeight(QFont.Weight.DemiBold)
    return font
