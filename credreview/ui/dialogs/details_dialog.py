"""A list of lines to read and to copy."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.plain_label import PlainLabel

#: As many lines fit in a small dialog.
_FEW = 3


class DetailsDialog(QDialog):
    """Shows lines as plain text, with a button that copies them all."""

    def __init__(
        self, heading: str, words: str, lines: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setObjectName("details_dialog")
        u = theme.u()
        self.text = QPlainTextEdit("\n".join(lines))
        self.text.setReadOnly(True)
        self.text.setObjectName("details")
        self.text.setAccessibleName(heading)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * u, 6 * u, 6 * u, 5 * u)
        column.setSpacing(3 * u)
        column.addWidget(PlainLabel(heading, "panel_head"))
        column.addWidget(PlainLabel(words, colour="ink2", wrap=True))
        column.addWidget(self.text, 1)
        copy, close = PushButton(tr("Copy all"), icon="copy"), PushButton(tr("Close"), "primary")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText("\n".join(lines)))
        copy.setAutoDefault(False)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
        room = self.screen().availableSize()
        high = (62 if len(lines) <= _FEW else 100) * u
        self.resize(min(180 * u, round(0.95 * room.width())), min(high, round(0.9 * room.height())))
