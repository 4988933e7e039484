"""The bar that finds words in the article."""

from bisect import bisect_left
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.article_search import ArticleSearch


class FindBar(QWidget):
    """A field, a count ("3 of 17"), buttons for previous, next and close.

    Attributes:
        stepped: `hits` or `hit` changed: another word, or another of its hits.
        closed: Escape or the button; the bar has hidden itself and has no hits.
        hits: Where the words stand, in code points of the text, in order.
        hit: Index of the hit stepped to, or -1.
    """

    stepped = Signal()
    closed = Signal()

    def __init__(self, begin_at: Callable[[], int], parent: QWidget | None = None) -> None:
        """Make the bar, hidden.

        Args:
            begin_at: Returns the code point from which the first hit is looked for.
            parent: Its parent.
        """
        super().__init__(parent)
        self.setObjectName("find_bar")
        self.hits: list[tuple[int, int]] = []
        self.hit = -1
        self._begin_at = begin_at
        self._text = ""
        self._search: ArticleSearch | None = None
        self.field = QLineEdit()
        self.field.setObjectName("find_in_article")
        self.field.setAccessibleName(tr("Find in article"))
        self.field.setPlaceholderText(tr("Find in article"))
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.count = PlainLabel(font="small", colour="ink2")
        self.count.setObjectName("find_count")
        self._previous = PushButton(kind="quiet", icon="chevron-left", name=tr("Previous hit"))
        self._previous.clicked.connect(self.previous)
        self._next = PushButton(kind="quiet", icon="chevron-right", name=tr("Next hit"))
        self._next.clicked.connect(self.next)
        self._close = PushButton(kind="quiet", icon="close", name=tr("Close the find bar"))
        self._close.clicked.connect(self.close_bar)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.field, 1)
        for widget in (self.count, self._previous, self._next, self._close):
            self._row.addWidget(widget)
        # Its margins follow the text column; they must not keep the reader from being narrowed.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setFocusProxy(self.field)
        self.hide()

    def set_column(self, left: int, right: int) -> None:
        """Stand above the text: pixels from this widget's edges to the text column."""
        u = theme.u()
        self._row.setSpacing(u)
        self._row.setContentsMargins(left, 0, right, 2 * u)

    def set_text(self, text: str) -> None:
        """Search another text from now on; the bar closes."""
        self._text, self._search = text, None
        if not self.isHidden():
            self.close_bar()

    def open_bar(self, words: str = "") -> None:
        """Show the bar, its words chosen and ready to be typed over; find `words` if given."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if words and words != self.field.text():
            self.field.setText(words)
        else:
            self._find()
        self.field.selectAll()

    def close_bar(self) -> None:
        """Hide the bar, forget the hits, and say so."""
        self.hide()
        self.hits, self.hit = [], -1
        self.closed.emit()

    def next(self) -> None:
        """Step to the next hit, after the last to the first."""
        self._step(1)

    def previous(self) -> None:
        """Step to the hit before, before the first to the last."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.isHidden():
            self.open_bar()
        elif self.hits:
            self._go_to((self.hit + by) % len(self.hits))

    def _find(self) -> None:
        if self.isHidden():
            return
        if self._search is None:
            self._search = ArticleSearch(self._text)
        self.hits = self._search.find(self.field.text())
        onwards = bisect_left(self.hits, (self._begin_at(), 0))
        self._go_to(onwards % len(self.hits) if self.hits else -1)

    def _go_to(self, hit: int) -> None:
        self.hit = hit
        if self.hits:
            self.count.setText(tr("{number} of {total}", number=hit + 1, total=len(self.hits)))
        else:
            self.count.setText(tr("Not found") if self.field.text().strip() else "")
        self.stepped.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self._step(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        return super().eventFilter(watched, event)
