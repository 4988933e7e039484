"""One question with a few answers, in the program's own look."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.look.buttons import Kind, PushButton
from credreview.ui.look.plain_label import PlainLabel

#: Name of an answer, its words, its kind of button.
Answer = tuple[str, str, Kind]


class QuestionDialog(QDialog):
    """Asks something; Enter gives the primary answer, Esc and Cancel give none.

    Args:
        name: The objectName; each button is called by the name of its answer.
        title: The question, one sentence.
        text: What each answer means; plain text.
        answers: From the least to the most likely.
        parent: Its parent.
    """

    answered = Signal(str)
    """The name of the answer that was given."""

    def __init__(
        self,
        name: str,
        title: str,
        text: str,
        answers: Sequence[Answer],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAccessibleDescription(text)
        u = theme.u()
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * u, 6 * u, 6 * u, 5 * u)
        column.setSpacing(3 * u)
        column.addWidget(PlainLabel(title, "panel_head", wrap=True))
        column.addWidget(PlainLabel(text, colour="ink2", wrap=True))
        column.addSpacing(u)
        row = QHBoxLayout()
        row.setSpacing(2 * u)
        cancel = PushButton(tr("Cancel"))
        cancel.setObjectName("cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row.addStretch(1)
        row.addWidget(cancel)
        for answer, words, kind in answers:
            button = PushButton(words, kind)
            button.setObjectName(answer)
            button.setAutoDefault(False)
            button.setDefault(kind == "primary")
            button.clicked.connect(lambda _=False, answer=answer: self._give(answer))
            row.addWidget(button)
            if kind == "primary":
                button.setFocus()
        column.addLayout(row)
        wide = max(120 * u, row.sizeHint().width() + 12 * u)
        self.setMinimumWidth(wide)
        # Of words that wrap, the layout alone would ask for too much height.
        self.resize(wide, column.totalHeightForWidth(wide))

    def _give(self, answer: str) -> None:
        self.accept()
        self.answered.emit(answer)
