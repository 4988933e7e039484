"""How a shared file is encrypted: not at all, with a passphrase, or for its recipients."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from credreview.domain.errors import UserError
from credreview.exchange import age_keys
from credreview.exchange.envelope import Lock
from credreview.text import tr
from credreview.ui.dialogs.keyboard import keyboard_kept
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.fields import FieldNote, set_invalid
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.sharing.options import Options

_SHORT, _FAIR = 12, 20


def strength(passphrase: str) -> str:
    """Return a hint on how long a passphrase holds; whoever has the file may try for years."""
    if not passphrase:
        return tr("Four or five words that do not belong together are good, and easy to say.")
    varied = len(set(passphrase)) > 5
    if len(passphrase) < _SHORT or not varied:
        return tr("Weak: whoever has the file can try millions, unseen. Make it longer.")
    if len(passphrase) < _FAIR:
        return tr("Fair. A word or two more would hold for years.")
    return tr("Strong, unless it can be guessed from what is known of you.")


class Protection(QWidget):
    """Chooses a lock, and says in words what is still missing."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        u = theme.u()
        self.kind = Options(
            "share_lock",
            tr("Protection"),
            [
                ("none", tr("None: whoever has the file can read it")),
                ("passphrase", tr("A passphrase")),
                ("recipients", tr("For certain recipients, by their public keys")),
            ],
        )
        self.first = self._secret("share_passphrase", tr("Passphrase"))
        self.again = self._secret("share_passphrase_again", tr("The same again"))
        self._hint = PlainLabel(strength(""), "small", "ink2", wrap=True)
        self.keys = QPlainTextEdit()
        self.keys.setObjectName("share_recipients")
        self.keys.setAccessibleName(tr("Public keys, one a line"))
        self.keys.setPlaceholderText(tr("age1… or ssh-ed25519 …, one a line"))
        self.keys.setTabChangesFocus(True)
        self.keys.setFixedHeight(self.keys.fontMetrics().lineSpacing() * 3 + 3 * u)
        self._from_file = PushButton(tr("From a file…"), icon="folder")
        self._from_file.setObjectName("share_recipients_file")
        self._from_file.setAutoDefault(False)
        self._note = FieldNote()
        self._words, self._people = self._box_of_words(), self._box_of_people()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(u)
        self.kind.add_below("passphrase", self._words)
        self.kind.add_below("recipients", self._people)
        column.addWidget(self.kind)
        column.addWidget(self._note)
        self.kind.changed.connect(self._show_kind)
        self.first.textEdited.connect(self._edited)
        self.again.textEdited.connect(self._edited)
        self.keys.textChanged.connect(self._edited)
        self._from_file.clicked.connect(self._ask_file)
        self._show_kind()

    def _secret(self, name: str, words: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(words)
        field.setPlaceholderText(words)
        field.setMinimumHeight(7 * theme.u())
        return field

    def _box_of_words(self) -> QWidget:
        u = theme.u()
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(7 * u, 0, 0, 0)
        column.setSpacing(round(1.5 * u))
        for widget in (self.first, self.again, self._hint):
            column.addWidget(widget)
        words = tr(
            "Tell it to them by another way than the file goes. If it is lost, so is the file."
        )
        column.addWidget(PlainLabel(words, "small", "ink2", wrap=True))
        return box

    def _box_of_people(self) -> QWidget:
        u = theme.u()
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(7 * u, 0, 0, 0)
        column.setSpacing(round(1.5 * u))
        column.addWidget(self.keys)
        row = QHBoxLayout()
        row.addWidget(self._from_file)
        row.addStretch(1)
        column.addLayout(row)
        words = tr(
            "Your recipients find theirs under Review > Your key for encrypted files. Add your own"
            " if you want to open the file as well."
        )
        column.addWidget(PlainLabel(words, "small", "ink2", wrap=True))
        return box

    def _show_kind(self) -> None:
        kind = self.kind.value()
        self._words.setVisible(kind == "passphrase")
        self._people.setVisible(kind == "recipients")
        self._edited()

    def _edited(self) -> None:
        self._hint.setText(strength(self.first.text()))
        self._note.set_text("")
        for field in (self.first, self.again, self.keys):
            set_invalid(field, False)
        self.changed.emit()

    def _ask_file(self) -> None:
        with keyboard_kept(self.window()):
            name, _ = QFileDialog.getOpenFileName(self.window(), tr("A file of public keys"))
        if name:
            self.add_from(Path(name))

    def add_from(self, path: Path) -> None:
        """Add the public keys in a small file; raises no error but says it."""
        try:
            keys = age_keys.read_recipients(age_keys.read_key_file(path).decode("utf-8", "replace"))
        except UserError as error:
            self._say(str(error), self.keys)
            return
        before = [line for line in self.keys.toPlainText().splitlines() if line.strip()]
        self.keys.setPlainText("\n".join(dict.fromkeys([*before, *keys])))

    def field(self) -> QWidget:
        """Return the first field of what is chosen, or the options where it has none."""
        fields: dict[str, QWidget] = {"passphrase": self.first, "recipients": self.keys}
        return fields.get(self.kind.value(), self.kind)

    def lock(self) -> Lock | None:
        """Return the lock, None for none.

        Raises:
            UserError: Something is missing; it is said beside the field as well.
        """
        kind = self.kind.value()
        if kind == "recipients":
            try:
                return Lock(recipients=age_keys.read_recipients(self.keys.toPlainText()))
            except UserError as error:
                self._say(str(error), self.keys)
                raise
        if kind == "none":
            return None
        if not self.first.text():
            raise self._say(tr("An empty passphrase protects nothing."), self.first)
        if self.first.text() != self.again.text():
            raise self._say(tr("The two passphrases are not the same."), self.again)
        return Lock(passphrase=self.first.text())

    def _say(self, words: str, field: QWidget) -> UserError:
        self._note.set_text(words)
        set_invalid(field, True)
        field.setFocus()
        return UserError("share.lock", words)
