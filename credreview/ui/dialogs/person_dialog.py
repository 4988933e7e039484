"""About oneself: name, organisation, role, and the key of this machine."""

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from credreview.domain.errors import UserError
from credreview.domain.model import Person
from credreview.domain.seals import fingerprint_words
from credreview.review import people
from credreview.text import tr
from credreview.ui.dialogs.foot import foot
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.fields import FieldNote, set_invalid
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.look.toggles import CheckBox

#: Units of width from which buttons stand beside the words.
_WIDE: Final = 110


@dataclass(frozen=True, slots=True)
class OwnKey:
    """The key of a person on this machine, as the dialog shows it.

    Attributes:
        public: None where it cannot be read.
        trouble: What is wrong with its file, or "".
        signs_each: Whether each action is signed by itself.
    """

    public: bytes | None
    has_passphrase: bool = False
    is_locked: bool = False
    trouble: str = ""
    signs_each: bool = False


class PersonFields(QWidget):
    """A field each for name, organisation and role; only the name is required."""

    def __init__(self, person: Person | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        u = theme.u()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * u)
        grid.setVerticalSpacing(2 * u)
        rows = (
            ("name", tr("Name"), "", person.name if person else ""),
            (
                "organisation",
                tr("Organisation"),
                tr("optional"),
                person.organisation if person else "",
            ),
            ("role", tr("Role"), tr("optional"), person.role if person else ""),
        )
        self.fields: dict[str, QLineEdit] = {}
        for row, (name, words, hint, value) in enumerate(rows):
            field = QLineEdit(value)
            field.setObjectName(f"person_{name}")
            field.setAccessibleName(words)
            field.setPlaceholderText(hint)
            field.setMaxLength(200)
            field.setMinimumHeight(7 * u)
            field.setCursorPosition(0)
            self.fields[name] = field
            label = PlainLabel(words, "label")
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)

    def read(self, person: Person) -> Person:
        """Return a person as the fields have them.

        Raises:
            UserError: A field cannot be used as it is; it is marked then.
        """
        for field in self.fields.values():
            set_invalid(field, False)
        checks = {
            "name": people.check_name,
            "organisation": people.check_words,
            "role": people.check_words,
        }
        found: dict[str, str] = {}
        for name, check in checks.items():
            try:
                found[name] = check(self.fields[name].text())
            except UserError:
                self.mark(name)
                raise
        return replace(person, **found)

    def mark(self, name: str) -> None:
        """Mark a field as wrong, and put the keyboard there."""
        set_invalid(self.fields[name], True)
        self.fields[name].setFocus()


class PersonDialog(QDialog):
    """Shows and changes what a person says of themselves; whoever opens it saves."""

    save_asked = Signal(object, bool)
    """The person as typed, and whether to sign each action; the dialog stays open."""
    passphrase_asked = Signal()

    def __init__(self, person: Person, key: OwnKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("person_dialog")
        self.setWindowTitle(tr("About you and your keys"))
        self._person = person
        u = theme.u()
        self.fields = PersonFields(person)
        self._note = FieldNote()
        room = self.screen().availableSize() * 0.92
        width = min(130 * u, room.width())
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(6 * u, 6 * u, 6 * u, 2 * u)
        column.setSpacing(2 * u)
        column.addWidget(PlainLabel(tr("About you"), "panel_head"))
        words = tr(
            "It stands beside your judgements and goes with a review to whomever you give it."
        )
        column.addWidget(PlainLabel(words, colour="ink2", wrap=True))
        column.addWidget(self.fields)
        column.addWidget(self._note)
        column.addSpacing(3 * u)
        column.addWidget(PlainLabel(tr("Your key on this machine"), "panel_head"))
        words = tr(
            "It seals what you do, so that nobody can work under your name unnoticed. Others"
            " compare this fingerprint with the one that they see; read it to them."
        )
        column.addWidget(PlainLabel(words, colour="ink2", wrap=True))
        self.key_part = KeyPart(key, is_wide=width >= _WIDE * u)
        self.key_part.passphrase_asked.connect(self.passphrase_asked)
        column.addWidget(self.key_part)
        column.addStretch(1)
        scroll = QScrollArea()  # a small screen with large text has no room for all of it
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 5 * u)
        whole.addWidget(scroll, 1)
        whole.addLayout(self._foot())
        # Some lines more than it takes now: a note about a field may come.
        height = column.heightForWidth(width) + self._save.sizeHint().height() + 14 * u
        self.resize(width, min(height, room.height()))
        self.fields.fields["name"].setFocus()

    def _foot(self) -> QHBoxLayout:
        self._save = PushButton(tr("Save"), "primary")
        self._save.setObjectName("save_person")
        self._save.setDefault(True)
        self._save.clicked.connect(self._ask_save)
        row = foot(self, self._save)
        row.setContentsMargins(6 * theme.u(), 0, 6 * theme.u(), 0)
        return row

    def _ask_save(self) -> None:
        self._note.set_text("")
        try:
            person = self.fields.read(self._person)
        except UserError as error:
            self.show_error(error)
            return
        self._save.setEnabled(False)
        self.save_asked.emit(person, self.key_part.signs_each.isChecked())

    def show_error(self, error: UserError) -> None:
        """Say why it could not be saved; the fields stay as they were typed."""
        self._save.setEnabled(True)
        self._note.set_text(str(error))
        if error.id == "people.name_taken":
            self.fields.mark("name")

    def show_key(self, key: OwnKey) -> None:
        """Show the key as it is now."""
        self.key_part.show_key(key)


class KeyPart(QWidget):
    """A key's fingerprint, its passphrase, and how it is used."""

    passphrase_asked = Signal()

    def __init__(self, key: OwnKey, *, is_wide: bool, parent: QWidget | None = None) -> None:
        """Make the part.

        Args:
            key: The key.
            is_wide: There is room for buttons beside the words.
            parent: Its parent.
        """
        super().__init__(parent)
        self._key = key
        u = theme.u()
        self.fingerprint = PlainLabel("", "mono")
        self.fingerprint.setObjectName("fingerprint")
        self.fingerprint.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._copy = PushButton(tr("Copy public key"), icon="copy")
        self._copy.setObjectName("copy_key")
        self._copy.setAutoDefault(False)
        self._copy.clicked.connect(self._copy_key)
        self._passphrase = PlainLabel("", colour="ink2", wrap=True)
        self.change = PushButton("", icon="lock")
        self.change.setObjectName("passphrase")
        self.change.setAutoDefault(False)
        self.change.clicked.connect(self.passphrase_asked)
        self._trouble = FieldNote("warn")
        self.signs_each = CheckBox(tr("Sign each entry by itself"))
        self.signs_each.setObjectName("signs_each")
        self.signs_each.setChecked(key.signs_each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * u)
        for label, button in ((self.fingerprint, self._copy), (self._passphrase, self.change)):
            row = QBoxLayout(
                QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
            )
            row.setSpacing(3 * u if is_wide else u)
            row.addWidget(label, 1)
            side = Qt.AlignmentFlag(0) if is_wide else Qt.AlignmentFlag.AlignLeading
            row.addWidget(button, 0, side)
            column.addLayout(row)
        column.addWidget(self._trouble)
        column.addWidget(self.signs_each)
        words = tr("Without it, one seal covers all you did when you close, export or print.")
        column.addWidget(PlainLabel(words, "small", "ink2", wrap=True))
        self.show_key(key)

    def show_key(self, key: OwnKey) -> None:
        """Show the key as it is now."""
        self._key = key
        words = fingerprint_words(key.public) if key.public else tr("There is no key.")
        self.fingerprint.setText(words)
        self.fingerprint.setAccessibleName(tr("Fingerprint of your key: {words}", words=words))
        self._copy.setEnabled(key.public is not None)
        self._trouble.set_text(key.trouble)
        self.change.setEnabled(key.public is not None)
        if key.is_locked:
            self._passphrase.setText(tr("Locked: nothing is sealed until you give its passphrase."))
            self.change.setText(tr("Unlock…"))
        elif key.has_passphrase:
            self._passphrase.setText(tr("Protected by a passphrase."))
            self.change.setText(tr("Change the passphrase…"))
        else:
            self._passphrase.setText(
                tr("Without a passphrase: whoever uses your account can seal.")
            )
            self.change.setText(tr("Set a passphrase…"))

    def _copy_key(self) -> None:
        if self._key.public is not None:
            QGuiApplication.clipboard().setText(self._key.public.hex())
