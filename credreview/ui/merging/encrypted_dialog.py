"""Asks for what opens an encrypted file: its passphrase, or the file of a key."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from credreview.domain.errors import UserError
from credreview.text import tr
from credreview.ui.dialogs.foot import foot
from credreview.ui.dialogs.keyboard import keyboard_kept, open_over
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.fields import FieldNote, set_invalid
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.parts import Parts
from credreview.ui.reader.bidi import show_controls

if TYPE_CHECKING:
    from credreview.exchange.envelope import Key

#: What opens an encrypted file.
Opener = Literal["passphrase", "identity"]


class EncryptedDialog(QDialog):
    """One field, and what was wrong with the last answer.

    Args:
        name: The encrypted file's name.
        kind: What opens it.
        wrong: Why the last answer did not open it, or "".
        parent: Its parent.
    """

    def __init__(
        self,
        name: str,
        kind: Opener,
        wrong: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("encrypted_dialog")
        self.setWindowTitle(tr("Open an encrypted file"))
        u = theme.u()
        secret = kind == "passphrase"
        label = tr("Passphrase") if secret else tr("File with your key")
        words = (
            tr("It was encrypted with a passphrase. Whoever sent it can tell you.")
            if secret
            else tr("It was encrypted for a key that is not yours here. Name the key's file.")
        )
        self.field = QLineEdit()
        self.field.setObjectName("encrypted_answer")
        self.field.setAccessibleName(label)
        self.field.setPlaceholderText(label)
        self.field.setMinimumHeight(7 * u)
        if secret:
            self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.note = FieldNote()
        self.note.set_text(wrong)
        set_invalid(self.field, bool(wrong))
        line = QHBoxLayout()
        line.setSpacing(2 * u)
        line.addWidget(self.field, 1)
        if not secret:
            browse = PushButton(tr("Choose…"), icon="folder")
            browse.setObjectName("encrypted_choose")
            browse.setAutoDefault(False)
            browse.clicked.connect(self._choose)
            line.addWidget(browse)
        use = PushButton(tr("Open"), "primary")
        use.setObjectName("encrypted_open")
        use.setDefault(True)
        use.setEnabled(False)
        self.field.textChanged.connect(lambda text: use.setEnabled(bool(text)))
        use.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * u, 6 * u, 6 * u, 5 * u)
        column.setSpacing(2 * u)
        title = tr("“{name}” is encrypted", name=show_controls(name))
        column.addWidget(PlainLabel(title, "panel_head", wrap=True))
        column.addWidget(PlainLabel(words, colour="ink2", wrap=True))
        column.addLayout(line)
        column.addWidget(self.note)
        column.addSpacing(2 * u)
        column.addLayout(foot(self, use))
        self.setMinimumWidth(110 * u)
        # Of words that wrap, the layout alone would leave the first line out.
        self.resize(120 * u, column.totalHeightForWidth(120 * u))
        self.field.setFocus()

    def answer(self) -> str:
        """Return what was typed."""
        return self.field.text()

    def _choose(self) -> None:
        with keyboard_kept(self):
            name, _ = QFileDialog.getOpenFileName(self, tr("File with your key"), str(Path.home()))
        if name:
            self.field.setText(name)


def ask_key(
    parts: Parts,
    path: Path,
    kind: Opener,
    wrong: str,
    use: "Callable[[Key], None]",
    failed: Callable[[UserError], None],
) -> EncryptedDialog:
    """Open the dialog over the main window; what is answered is read in its lane.

    Args:
        parts: The window's.
        path: The encrypted file.
        kind: What opens it.
        wrong: Why the last answer did not open it, or "".
        use: Called with the key.
        failed: Called where the answer names a file that holds no key.
    """
    from credreview.exchange.age_keys import read_key_file
    from credreview.exchange.envelope import Key

    dialog = EncryptedDialog(path.name, kind, wrong, parts.window)

    def answered() -> None:
        answer = dialog.answer()
        if kind == "passphrase":
            use(Key(passphrase=answer))
        else:
            parts.reading.run(
                lambda: read_key_file(Path(answer)), lambda text: use(Key((text,))), "key", failed
            )

    dialog.accepted.connect(answered)
    open_over(parts.window, dialog)
    return dialog
