"""Asks once who reviews: a name, and what else they want to say of themselves."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from credreview.domain.errors import UserError
from credreview.domain.model import Person
from credreview.review import people
from credreview.text import tr
from credreview.ui.dialogs.foot import foot
from credreview.ui.dialogs.keyboard import keyboard_kept
from credreview.ui.dialogs.person_dialog import PersonFields
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.fields import FieldNote, set_invalid
from credreview.ui.look.plain_label import PlainLabel


class NameDialog(QDialog):
    """Fields for name, organisation and role, and the people that this machine knows as buttons."""

    def __init__(self, known: Sequence[Person], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("name_dialog")
        self.setWindowTitle(tr("Who reviews?"))
        self.person: Person | None = None
        u = theme.u()
        self._fields = PersonFields()
        self._field = self._fields.fields["name"]
        self._field.setObjectName("reviewer_name")
        self._field.setAccessibleName(tr("Your name"))
        self._note = FieldNote()
        for field in self._fields.fields.values():
            field.textEdited.connect(self._tidy)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * u, 6 * u, 6 * u, 5 * u)
        column.setSpacing(2 * u)
        column.addWidget(PlainLabel(tr("Under which name do you review?"), "panel_head"))
        words = PlainLabel(
            tr(
                "Your judgements are kept under this name, beside those of others. It stays in the"
                " review file, and goes with it to whomever you give it."
            ),
            colour="ink2",
            wrap=True,
        )
        column.addWidget(words)
        for person in known[:6]:
            button = PushButton(person.name.replace("&", "&&"), icon="user")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, person=person: self._take(person))
            column.addWidget(button)
        column.addWidget(self._fields)
        column.addWidget(self._note)
        column.addSpacing(2 * u)
        use = PushButton(tr("Use this name"), "primary")
        use.setObjectName("use_name")
        use.setDefault(True)
        use.clicked.connect(self._use)
        column.addLayout(foot(self, use))
        self.setMinimumWidth(100 * u)
        # Of words that wrap, the layout alone would leave a line out.
        self.resize(100 * u, column.totalHeightForWidth(100 * u))
        self._field.setFocus()

    def _tidy(self) -> None:
        self._note.set_text("")
        for field in self._fields.fields.values():
            set_invalid(field, False)

    def _use(self) -> None:
        try:
            said = self._fields.read(Person("", ""))
            person = people.named(said.name)
            if said.organisation or said.role:
                person = people.change(replace(said, id=person.id))
            self._take(person)
        except UserError as error:
            self._note.set_text(str(error))
            # The layout alone would squeeze the words above instead of growing the window.
            self.resize(self.width(), max(self.height(), self.heightForWidth(self.width())))
            if error.id != "people.bad_words":
                self._fields.mark("name")

    def _take(self, person: Person) -> None:
        self.person = person
        self.accept()


def ask_name(parent: QWidget) -> Person | None:
    """Return who reviews, asked in a dialog; None where it was cancelled."""
    dialog = NameDialog(people.everyone(), parent)
    with keyboard_kept(parent):
        dialog.exec()
    person = dialog.person
    dialog.deleteLater()
    return person
