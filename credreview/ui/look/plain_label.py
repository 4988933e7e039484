"""A label in a theme's font and colour that shows every text as it is, never as HTML."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from credreview.ui.look import theme


class PlainLabel(QLabel):
    """Plain text by role; follows theme and text size."""

    def __init__(
        self,
        text: str = "",
        font: str = "body",
        colour: str = "ink",
        parent: QWidget | None = None,
        *,
        wrap: bool = False,
    ) -> None:
        """Make a label.

        Args:
            text: What it shows.
            font: A role of `theme.font`.
            colour: A colour role of the tokens.
            parent: Its parent widget.
            wrap: Break lines; such a label may also be narrower than its longest word.
        """
        super().__init__(parent)
        self._font_role = font
        self._colour_role = colour
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def set_colour(self, role: str) -> None:
        """Paint the text in another colour role."""
        self._colour_role = role
        self._retheme()

    def _retheme(self) -> None:
        font = theme.font(self._font_role)
        palette = self.palette()
        palette.setColor(self.foregroundRole(), getattr(theme.tokens(), self._colour_role))
        self.setFont(font)
        self.setPalette(palette)
        if not self.wordWrap():
            self.setMinimumHeight(round(QFontMetricsF(font).height()))
