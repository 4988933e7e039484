"""What the side panel says where there is no claim to show: what is so, and what to do next."""

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.key_hint import KeyHint
from credreview.ui.look.plain_label import PlainLabel


class Nothing(Enum):
    """Why there is no claim to show."""

    NO_ARTICLE = "no article"
    NO_CLAIMS = "no claims"
    NO_CURRENT = "no current claim"


class EmptyPanel(QWidget):
    """An icon, a sentence, what to do next, and where it can be done here: a button."""

    mark_requested = Signal()
    """The selected words are to become a claim."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty_panel")
        self._reason = Nothing.NO_ARTICLE
        self._icon = QLabel()
        self._icon.setObjectName("empty_icon")
        self._title = PlainLabel(font="panel_head", wrap=True)
        self._title.setObjectName("empty_title")
        self._words = PlainLabel(colour="ink2", wrap=True)
        self._words.setObjectName("empty_words")
        self._mark = PushButton(tr("Mark the selection"), icon="pencil")
        self._mark.setObjectName("mark_selection")
        self._mark.clicked.connect(self.mark_requested)
        self._keys = KeyHint("C")
        self._keys.setObjectName("empty_keys")
        for label in (self._icon, self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._action = QHBoxLayout()
        self._action.addStretch(1)
        self._action.addWidget(self._mark)
        self._action.addWidget(self._keys)
        self._action.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        for widget in (self._icon, self._title, self._words):
            self._column.addWidget(widget)
        self._column.addLayout(self._action)
        self._column.addStretch(3)
        theme.notifier().changed.connect(self._retheme)
        self.show_reason(Nothing.NO_ARTICLE)

    def show_reason(self, reason: Nothing) -> None:
        """Say why nothing is shown, and what to do."""
        self._reason = reason
        title, words = {
            Nothing.NO_ARTICLE: (
                tr("No article is open"),
                tr("Choose an article in the list; its claims are shown here."),
            ),
            Nothing.NO_CLAIMS: (
                tr("No claims in this article yet"),
                tr("Select the words that assert something, then mark them as a claim."),
            ),
            Nothing.NO_CURRENT: (
                tr("No claim is chosen"),
                tr("Choose one in the text or in the list."),
            ),
        }[reason]
        self._title.setText(title)
        self._words.setText(words)
        self._mark.setVisible(reason is Nothing.NO_CLAIMS)
        keys = {Nothing.NO_CLAIMS: ("C",), Nothing.NO_CURRENT: ("J", "K")}
        self._keys.set_keys(*keys.get(reason, ()))
        self._retheme()

    def reason(self) -> Nothing:
        """Return what is said."""
        return self._reason

    def _retheme(self) -> None:
        u = theme.u()
        name = "article" if self._reason is Nothing.NO_ARTICLE else "pencil"
        self._icon.setPixmap(theme.icon(name, "ink3", 8 * u))
        self._column.setContentsMargins(6 * u, 6 * u, 6 * u, 6 * u)
        self._column.setSpacing(2 * u)
        self._action.setContentsMargins(0, 2 * u, 0, 0)
        self._action.setSpacing(2 * u)
