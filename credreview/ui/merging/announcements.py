"""What to know before anything else: lines with a sign, that scroll where there are many."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from credreview.domain.merging import Announcement
from credreview.text import tr
from credreview.ui.look import painting, theme
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls

#: Higher it does not grow: units, and share of the screen's height.
_HIGHEST, _SHARE = 38, 0.17


class Announcements(QScrollArea):
    """A block of warnings; takes no room without any."""

    def __init__(self, told: Sequence[Announcement], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("announcements")
        self.setAccessibleName(tr("To know before: {n}", n=len(told)))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._page = _Block()
        column = QVBoxLayout(self._page)
        for one in told:
            column.addWidget(_Line(one))
        self.setWidget(self._page)
        self._page.setAutoFillBackground(False)  # `setWidget` turned it on
        self.setVisible(bool(told))
        theme.notifier().changed.connect(self._fit)

    def sizeHint(self) -> QSize:
        """Return the height that the lines need, up to a limit."""
        column = self._page.layout()
        wide = max(self.viewport().width(), 40 * theme.u())
        high = max(0, column.totalHeightForWidth(wide)) if column is not None else 0
        room = round(_SHARE * self.screen().availableSize().height())
        return QSize(80 * theme.u(), min(high, _HIGHEST * theme.u(), room))

    def minimumSizeHint(self) -> QSize:
        """Return the same height: the lists below give way."""
        return QSize(40 * theme.u(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        # Not within the event: the viewport would keep the height that it is just being given.
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())


class _Block(QWidget):
    """The ground that the lines stand on."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        of = theme.tokens()
        border = of.warn if of.high_contrast else None
        rect = QRectF(self.rect())
        painting.box(QPainter(self), rect, theme.u(), fill=of.warn_tint, border=border)


class _Line(QWidget):
    """A sign, what is the matter, and below it what to make of it."""

    def __init__(self, told: Announcement, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"announcement_{told.id}")
        self._icon = QLabel()
        self._icon.setAccessibleName(tr("Warning"))
        words = QVBoxLayout()
        words.setSpacing(0)
        message, hint = show_controls(told.message), show_controls(told.hint)
        words.addWidget(PlainLabel(message, "strong", wrap=True))
        if hint:
            words.addWidget(PlainLabel(hint, "small", wrap=True))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def _retheme(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2 * theme.u())
        self._icon.setPixmap(theme.icon("warn", "warn"))
