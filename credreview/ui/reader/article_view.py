"""The article's text on the screen: laid out, scrolled, selected, clicked."""

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QTextBrowser, QTextEdit, QToolTip, QWidget

from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.reader.article_document import ArticleDocument, column_width
from credreview.ui.reader.article_overlay import ArticleOverlay
from credreview.ui.reader.claim_places import clicked
from credreview.ui.reader.margin_marks import Column, mark_tip
from credreview.ui.reader.text_geometry import line_box, line_span

#: A reader below this many u is narrow.
NARROW: Final = 92
#: A reader below this many u is low: its title must leave room for the text.
LOW: Final = 80
# Beside the text column at least, in u: where the marks stand, there when narrow, the other side.
_MARKS: Final = 14
_MARKS_NARROW: Final = 12
_OTHER: Final = 6


class ArticleView(QTextBrowser):
    """Shows one `ArticleDocument`; positions in and out are those of the document.

    Attributes:
        claim_activated: A click means this claim (its id).
        column_moved: The text column stands elsewhere now.
        shown: What is shown, or None.
        overlay: What is painted around the words; call `viewport().update()` after a change.
        column: Where the text column stands.
    """

    claim_activated = Signal(str)
    column_moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("article_text")
        self.setAccessibleName(tr("Article text"))
        self.setReadOnly(True)
        self.setOpenLinks(False)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # With a width of its own a document is laid out once, not again for the scroll bar.
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.shown: ArticleDocument | None = None
        self.overlay: ArticleOverlay | None = None
        self.column = Column(0, 0, 0, mirrored=False)
        self._pressed_at: QPoint | None = None
        self._anchor = 0
        self.set_caret(on=False)
        self.verticalScrollBar().valueChanged.connect(self._remember_top)

    def show_document(self, shown: ArticleDocument) -> None:
        """Show an article from its top, with no claims yet."""
        before = self.shown
        self.shown, self.overlay = shown, ArticleOverlay(shown)
        self._anchor = 0
        self._place_column()
        self.setDocument(shown.document)
        if before is not None:
            before.document.deleteLater()
        self.verticalScrollBar().setValue(0)

    def set_caret(self, *, on: bool) -> None:
        """Show a caret that the keyboard moves and selects with; off, arrow keys scroll."""
        flags = Qt.TextInteractionFlag.TextSelectableByMouse
        if on:
            flags |= Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags)
        self.setCursorWidth(max(2, theme.u() // 2))

    def top(self) -> int:
        """Return the document position of the first line that is wholly visible."""
        value = self.verticalScrollBar().value()
        start, end = line_span(self.document(), value)
        if line_box(self.document(), start).top < value - 1:
            following = line_box(self.document(), end + 1)
            if following.top > value:
                start, _ = line_span(self.document(), following.top + 1)
        return start

    def scroll_to_top(self, position: int) -> None:
        """Scroll so that the line at a document position is the first."""
        self._finish_layout()
        first = line_box(self.document(), 0).top
        top = line_box(self.document(), position).top
        self.verticalScrollBar().setValue(int(top) if top > first else 0)

    def reveal(self, start: int, end: int) -> None:
        """Scroll the document positions [start, end) into view, unless they stand there well."""
        self._finish_layout()
        bar, high = self.verticalScrollBar(), self.viewport().height()
        margin = high // 6
        first = line_box(self.document(), start).top
        last = line_box(self.document(), max(start, end - 1)).bottom
        if first < bar.value() + margin or last > bar.value() + high - margin:
            above = min(high / 3, (high - (last - first)) / 2)
            bar.setValue(int(first - max(margin, above)))

    def current_in_sight(self, height: int) -> tuple[int, int] | None:
        """Return where the current claim stands if it begins in a viewport this high, else None."""
        overlay = self.overlay
        placed = overlay.places.find(overlay.current) if overlay and overlay.places else None
        if placed is None:
            return None
        box, top = line_box(self.document(), placed.start), self.verticalScrollBar().value()
        seen = box.top >= top and box.bottom <= top + height
        return (placed.start, placed.end) if seen else None

    def keep_in_sight(self, span: tuple[int, int] | None) -> None:
        """Scroll to where the current claim stood if new line breaks have taken it away."""
        if span is not None and self.current_in_sight(self.viewport().height()) is None:
            self.reveal(*span)

    def _finish_layout(self) -> None:
        """Lay out what Qt has put off, and let the scroll bar reach its end."""
        size = self.document().size()
        self.document().documentLayout().documentSizeChanged.emit(size)

    def _remember_top(self) -> None:
        if self.shown is not None:
            self._anchor = self.top()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        anchor, claim = self._anchor, self.current_in_sight(event.oldSize().height())
        moved = self._place_column()
        super().resizeEvent(event)
        if moved and anchor and self.shown is not None:
            self.scroll_to_top(anchor)
            self._anchor = anchor  # or each resize would lose a part of a line
        self.keep_in_sight(claim)

    def _place_column(self) -> bool:
        """Put the text column into the middle, or where there is room; tell whether it moved."""
        u = theme.u()
        width = self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width()
        marks = (_MARKS if self.width() >= NARROW * u else _MARKS_NARROW) * u
        wide = max(20.0 * u, min(column_width(), width - marks - _OTHER * u))
        before = max(float(marks), (width - wide) / 2)
        mirrored = self.shown is not None and self.shown.right_to_left
        left = width - before - wide if mirrored else before
        column = Column(round(left), round(left + wide), width, mirrored)
        if self.shown is not None:
            self.shown.set_column(column.left, width - column.right)
        if self.lineWrapColumnOrWidth() != width:
            self.setLineWrapColumnOrWidth(width)
        moved = column != self.column
        self.column = column
        if moved:
            self.column_moved.emit()
        return moved

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        overlay = self.overlay if self.shown and self.shown.lines else None
        top = float(self.verticalScrollBar().value())
        bottom = top + self.viewport().height()
        if overlay is not None:
            with QPainter(self.viewport()) as painter:
                painter.translate(0, -top)
                overlay.paint_behind(painter, self.column, top, bottom)
        super().paintEvent(event)
        if overlay is not None:
            with QPainter(self.viewport()) as painter:
                painter.translate(0, -top)
                overlay.paint_over(painter, self.column, top, bottom)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_at = event.position().toPoint() if left else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        super().mouseReleaseEvent(event)
        pressed, self._pressed_at = self._pressed_at, None
        if pressed is None or self.overlay is None or self.textCursor().hasSelection():
            return
        moved = (event.position().toPoint() - pressed).manhattanLength()
        if moved < QApplication.startDragDistance():
            hits = self.overlay.claims_at(self._inside(event.position()))
            claim = clicked(hits, self.overlay.current)
            if claim is not None:
                self.claim_activated.emit(claim)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QHelpEvent) and self.overlay is not None:
            mark = self.overlay.mark_at(self._inside(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), mark_tip(mark) if mark else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def _inside(self, point: QPointF) -> QPointF:
        return point + QPointF(0, self.verticalScrollBar().value())

    def loadResource(self, kind: int, name: QUrl | str) -> None:  # noqa: D102
        return None  # nothing comes from outside, whatever a document might name

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: D102
        # The article's own words: what is shown may stand for others (see `shown_text`).
        data = QMimeData()
        if self.shown is not None:
            cursor = self.textCursor()
            span = (cursor.selectionStart(), cursor.selectionEnd())
            start, end = self.shown.positions.span_to_text(*span)
            data.setText(self.shown.article.text[start:end])
        return data
