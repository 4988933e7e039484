"""A figure with its words in a box, and a row of such boxes."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from credreview.text import tr
from credreview.ui.look import painting, theme
from credreview.ui.look.plain_label import PlainLabel

#: Units: in less room than this a card's words would be cut.
_LEAST = 38
#: Units: on a lower screen cards leave out what the figures are made of; the tip tells it.
_LOW = 120


class FigureCard(QFrame):
    """How many, of what, and what they are; a frame, so that screen readers name it.

    Args:
        name: The objectName.
        figure: How many.
        title: Of what.
        text: What they are, in a few words.
        role: Colour role of figure and outline; "" for a quiet card.
        parent: Its parent.
    """

    def __init__(
        self,
        name: str,
        figure: int,
        title: str,
        text: str,
        role: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(
            tr("{figure} {title}: {text}", figure=figure, title=title, text=text)
        )
        self._role = role
        self._number = PlainLabel(str(figure), "dialog_title", role or "ink")
        self._number.setObjectName("figure")
        self._words = QVBoxLayout()
        self._words.addStretch(1)
        self._title = PlainLabel(title, "label", wrap=True)
        self._words.addWidget(self._title)
        self._text = PlainLabel(text, "small", "ink2", wrap=True)
        self._words.addWidget(self._text)
        self._words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._number)
        self._row.addLayout(self._words, 1)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def set_brief(self, brief: bool) -> None:  # noqa: FBT001 - a state, named by the method
        """Leave out what the figure is made of."""
        self._text.setVisible(not brief)
        self.setToolTip(painting.plain_tip(self._text.text()) if brief else "")

    def least(self) -> int:
        """Return the width in which no word of the title is cut."""
        metrics, edges = self._title.fontMetrics(), self._row.contentsMargins()
        longest = max(metrics.horizontalAdvance(word) for word in self._title.text().split())
        beside = self._number.sizeHint().width() + self._row.spacing()
        return edges.left() + beside + longest + edges.right()

    def _retheme(self) -> None:
        u = theme.u()
        self._row.setContentsMargins(4 * u, 2 * u, 3 * u, 2 * u)
        self._row.setSpacing(round(2.5 * u))
        self._words.setSpacing(0)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        of = theme.tokens()
        border = (
            getattr(of, self._role) if self._role else (of.edge if of.high_contrast else of.line)
        )
        rect = QRectF(self.rect())
        width = 2 if self._role and of.high_contrast else 1
        painting.box(
            QPainter(self), rect, 1.25 * theme.u(), fill=of.base, border=border, width=width
        )


class FigureRow(QWidget):
    """Cards side by side, in two rows where there is little room."""

    def __init__(self, cards: Sequence[FigureCard], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = tuple(cards)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        theme.notifier().changed.connect(self._arrange)
        self._arrange()

    def _arrange(self) -> None:
        u, count = theme.u(), len(self._cards)
        is_low = self.screen().availableSize().height() < _LOW * u
        gap = 2 * u
        titled = max(card.least() + gap for card in self._cards)
        least = max(titled, _LEAST * u // 2 if is_low else _LEAST * u)
        columns = count if self.width() >= count * least else max(1, count // 2)
        self._grid.setSpacing(gap)
        for card in self._cards:
            card.set_brief(is_low)
        if columns == self._columns:
            return
        self._columns = columns
        for at, card in enumerate(self._cards):
            self._grid.addWidget(card, at // columns, at % columns)
        for column in range(count):
            self._grid.setColumnStretch(column, int(column < columns))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._arrange()
