"""Asks for the passphrase of one's key: to use it, or to set another one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from credreview.domain.errors import UserError
from credreview.text import tr
from credreview.ui.dialogs.foot import foot
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.fields import FieldNote, set_invalid
from credreview.ui.look.plain_label import PlainLabel


class PassphraseDialog(QDialog):
    """Fields for passphrases; whoever opens it does the work, which takes up to a second.

    Args:
        heading: What it is about.
        words: A sentence more.
        asks_old: Whether there is a passphrase to give.
        asks_new: Whether another one is to be set; empty then takes it away.
        parent: Its parent.
    """

    given = Signal(str, str)
    """The passphrase until now, and the new one; "" for what was not asked."""

    def __init__(
        self,
        heading: str,
        words: str,
        *,
        asks_old: bool,
        asks_new: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("passphrase_dialog")
        self.setWindowTitle(heading)
        u = theme.u()
        self._old = self._field("passphrase_old", tr("Passphrase until now"))
        self._new = self._field("passphrase_new", tr("New passphrase"))
        self._again = self._field("passphrase_again", tr("The new one again"))
        if not asks_new:
            self._old.setPlaceholderText(tr("Passphrase"))
            self._old.setAccessibleName(tr("Passphrase"))
        self._note = FieldNote()
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * u, 6 * u, 6 * u, 5 * u)
        column.setSpacing(2 * u)
        column.addWidget(PlainLabel(heading, "panel_head"))
        column.addWidget(PlainLabel(words, colour="ink2", wrap=True))
        self._fields = [self._old] * asks_old + [self._new, self._again] * asks_new
        for field in (self._old, self._new, self._again):
            field.setVisible(field in self._fields)
            if field in self._fields:
                column.addWidget(field)
        column.addWidget(self._note)
        column.addSpacing(2 * u)
        self._use = PushButton("", "primary")
        self._use.setText(tr("Set it") if asks_new else tr("Unlock"))
        self._use.setObjectName("use_passphrase")
        self._use.setDefault(True)
        self._use.clicked.connect(self._give)
        column.addLayout(foot(self, self._use))
        self.setMinimumWidth(100 * u)
        self._fields[0].setFocus()

    def _field(self, name: str, words: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(words)
        field.setPlaceholderText(words)
        field.setMinimumHeight(7 * theme.u())
        field.textEdited.connect(lambda: set_invalid(field, False))
        return field

    def _give(self) -> None:
        if self._new.text() != self._again.text():
            self._say(tr("The two new ones differ."), self._again)
            return
        self._note.set_text("")
        self._set_busy(True)
        self.given.emit(self._old.text(), self._new.text())

    def show_error(self, error: UserError) -> None:
        """Say why it did not work, and ask again."""
        self._set_busy(False)
        wrong = self._old if error.id == "keys.wrong_passphrase" else None
        self._say(str(error), wrong)
        if wrong is not None:
            wrong.selectAll()

    def _set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a state
        for widget in (*self._fields, self._use):
            widget.setEnabled(not busy)

    def _say(self, words: str, field: QLineEdit | None) -> None:
        self._note.set_text(words)
        self.resize(self.width(), max(self.height(), self.heightForWidth(self.width())))
        if field is not None:
            set_invalid(field, True)
            field.setFocus()
