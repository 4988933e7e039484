"""Asks for the reason when something that was agreed is recorded once more."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from credreview.text import tr
from credreview.ui.claims.rationale import RationaleField
from credreview.ui.dialogs.foot import foot
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.fields import FieldNote, set_invalid
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls


class AgreeAgainDialog(QDialog):
    """Takes the reason of an agreed judgement; nothing is written before the button.

    Args:
        what: What was agreed, in words.
        reason: The reason that was given then, to begin with; "" where it was erased.
        parent: Its parent.
    """

    recorded = Signal(object)
    """The reason; None where it is the one that was given then."""

    def __init__(self, what: str, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agree_again")
        title = tr("Record this agreed judgement again")
        self.setWindowTitle(title)
        self.reason = RationaleField()
        self.reason.setObjectName("agree_again_reason")
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.setPlaceholderText(tr("Why this is agreed again"))
        self.reason.load(reason)
        self.reason.textChanged.connect(self._tidy)
        self.reason.leave_requested.connect(self.reject)
        self.reason.done_requested.connect(self._record)
        self._note = FieldNote("error")
        self._lay_out(title, what)
        self.reason.setFocus()

    def _lay_out(self, title: str, what: str) -> None:
        u = theme.u()
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * u, 6 * u, 6 * u, 5 * u)
        column.setSpacing(2 * u)
        column.addWidget(PlainLabel(title, "panel_head", wrap=True))
        column.addWidget(PlainLabel(show_controls(what), "label", wrap=True))
        hint = tr(
            "It is recorded under your name, over the judgements as they are now. These stay, and"
            " so does what is in the history."
        )
        column.addWidget(PlainLabel(hint, colour="ink2", wrap=True))
        column.addSpacing(u)
        column.addWidget(PlainLabel(tr("Reason"), "label"))
        column.addWidget(self.reason)
        column.addWidget(self._note)
        record = PushButton(tr("Record as agreed"), "primary")
        record.setObjectName("record_again")
        record.setAutoDefault(False)
        record.clicked.connect(self._record)
        column.addLayout(foot(self, record))
        wide = min(130 * u, round(0.95 * self.screen().availableSize().width()))
        self.setMinimumWidth(wide)
        # Of words that wrap, the layout alone would ask for too much height.
        self.resize(wide, column.totalHeightForWidth(wide))

    def _record(self) -> None:
        said = self.reason.typed()
        if not said:
            set_invalid(self.reason, True)  # noqa: FBT003 - its own signature
            self._note.set_text(tr("Say in a few words why this is agreed."))
            self.reason.setFocus()
            return
        self.accept()
        self.recorded.emit(said if self.reason.pending() else None)

    def _tidy(self) -> None:
        set_invalid(self.reason, False)  # noqa: FBT003
        self._note.set_text("")
