"""What the left pane shows instead of a list, and over it while files are dragged in."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from credreview.text import tr
from credreview.ui.look import painting, theme
from credreview.ui.look.controls import PushButton
from credreview.ui.look.plain_label import PlainLabel


def local_paths(event: QDropEvent) -> list[Path]:
    """Return the files and folders that are being dragged; addresses on the web are none."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class EmptyPage(QWidget):
    """Says why no article is listed, and what to do next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = PlainLabel("", "body", "ink2", self, wrap=True)
        self._words.setObjectName("no_articles")
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.clear = PushButton(tr("Clear the filters"), parent=self)
        self.clear.setObjectName("clear_filters")
        self._lines = QVBoxLayout(self)
        self._lines.addWidget(self._words)
        self._lines.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)
        self._lines.addStretch(1)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def say(self, *, filtered: bool) -> None:
        """Say that there is no article, or, with `filtered`, that none matches."""
        none = tr("No articles yet. Drop files here or press the plus sign.")
        self._words.setText(tr("Nothing matches. Clear the filters.") if filtered else none)
        self.clear.setVisible(filtered)

    def _retheme(self) -> None:
        u = theme.u()
        self._lines.setContentsMargins(4 * u, 10 * u, 4 * u, 4 * u)
        self._lines.setSpacing(3 * u)


class DropHint(QWidget):
    """A frame over the pane while files are held above it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        of, u = theme.tokens(), theme.u()
        painter = QPainter(self)
        painting.box(painter, QRectF(self.rect()), u, border=of.accent, width=2, dashed=True)
        font, words = theme.font("medium"), tr("Drop to add")
        width, height = painting.width_of(words, font) + 6 * u, 8 * u
        card = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        painting.box(painter, card, u, fill=of.raised, border=of.accent)
        painting.write(painter, card, words, font, of.ink)
        painter.end()
