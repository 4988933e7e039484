"""Everybody who reviews in a review, with their keys and whether these are trusted."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from credreview.domain.errors import UserError
from credreview.domain.seals import How, fingerprint_words
from credreview.review.trust import PersonKey, Reviewer
from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.fields import FieldNote, set_invalid
from credreview.ui.look.plain_label import PlainLabel

#: Units of width from which a button stands beside a fingerprint.
_WIDE: Final = 150


def trust_words(key: PersonKey, *, is_mine: bool = False) -> str:
    """Return how far a key is trusted, in a sentence; `is_mine` where it bears one's own name."""
    if key.is_unknown and is_mine:
        return tr(
            "Unknown key under your own name. Is it the one that your other machine shows, in all"
            " eight groups? If not, somebody works in your name."
        )
    if key.is_unknown:
        return tr("Unknown key: nobody vouched for it. Compare the fingerprint with its owner.")
    if key.here:
        return tr("Your key on this machine.")
    if key.known is None:
        return tr("Announced; it has sealed nothing here yet.")
    return {
        How.OWN: tr("A key of this machine."),
        How.FIRST_USE: tr("Trusted since it was first seen; not compared yet."),
        How.VOUCHED: tr("An earlier key of the same person vouches for it."),
        How.COMPARED: tr("You compared its fingerprint."),
    }[key.known.how]


class PeopleDialog(QDialog):
    """People with their keys; those with an unknown key stand first."""

    compared = Signal(str, bytes)
    """A reviewer's id, and the key whose fingerprint the person compared."""
    vouched = Signal(str)
    """What the person gave as the key of their other machine: 64 hex digits, or a fingerprint."""
    joined = Signal(str)
    """The id of the reviewer who the person says they are."""

    def __init__(
        self, reviewers: Sequence[Reviewer], me: str, parent: QWidget | None = None
    ) -> None:
        """Make the dialog.

        Args:
            reviewers: Everybody in the review.
            me: The id of who sits here.
            parent: Its parent.
        """
        super().__init__(parent)
        self.setObjectName("people_dialog")
        self.setWindowTitle(tr("People and keys"))
        self._me = me
        u = theme.u()
        room = self.screen().availableSize()
        self.resize(min(170 * u, round(room.width() * 0.95)), min(140 * u, room.height() - 10 * u))
        self._scroll = QScrollArea()
        self._scroll.setObjectName("people")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._blocks = QWidget()
        self._vouch = VouchRow()
        self._vouch.vouched.connect(self.vouched)
        page = QWidget()
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(0, 0, 2 * u, 0)
        self._page.setSpacing(4 * u)
        words = tr(
            "A key shows who did what. Compare a fingerprint by telephone or face to face: read"
            " the eight groups to each other, from the screens of both machines."
        )
        self._page.addWidget(PlainLabel(words, colour="ink2", wrap=True))
        self._page.addWidget(self._blocks)
        self._page.addWidget(self._vouch)
        self._page.addStretch(1)
        self._scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(6 * u, 6 * u, 6 * u, 5 * u)
        whole.setSpacing(2 * u)
        whole.addWidget(PlainLabel(tr("People and keys"), "panel_head"))
        whole.addWidget(self._scroll, 1)
        self._note = FieldNote()
        whole.addWidget(self._note)
        close = PushButton(tr("Close"), "primary")
        close.setObjectName("close_people")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        whole.addLayout(foot)
        self.show_people(reviewers)
        close.setFocus()

    def show_people(self, reviewers: Sequence[Reviewer]) -> None:
        """Show these people."""
        self._note.set_text("")
        before, self._blocks = self._blocks, QWidget()
        column = QVBoxLayout(self._blocks)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5 * theme.u())
        for reviewer in sorted(reviewers, key=lambda r: not r.unknown):
            column.addWidget(self._block(reviewer))
        self._page.replaceWidget(before, self._blocks)
        before.hide()
        before.deleteLater()
        mine = next((r for r in reviewers if r.person.id == self._me), None)
        self._vouch.setVisible(mine is not None and any(key.here for key in mine.keys))

    def show_error(self, error: UserError) -> None:
        """Say what could not be done."""
        self._note.set_text(str(error))
        self._vouch.mark(error)

    def vouch_done(self) -> None:
        """Take the key that was vouched for out of its field."""
        self._vouch.clear()

    def _block(self, reviewer: Reviewer) -> QWidget:
        u = theme.u()
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(u)
        head = QHBoxLayout()
        head.setSpacing(2 * u)
        person = reviewer.person
        is_me = person.id == self._me
        name = tr("{name} (you)", name=person.name) if is_me else person.name
        head.addWidget(PlainLabel(name, "label", wrap=True), 1)
        if not reviewer.is_here and not is_me:
            join = PushButton(tr("This is me"), "quiet", icon="user")
            join.setObjectName(f"join_{person.id}")
            join.setAccessibleDescription(
                tr("You review as {name} on another machine.", name=person.name)
            )
            join.setAutoDefault(False)
            join.clicked.connect(lambda: self.joined.emit(person.id))
            head.addWidget(join)
        column.addLayout(head)
        more = ", ".join(words for words in (person.role, person.organisation) if words)
        if more:
            column.addWidget(PlainLabel(more, "small", "ink2", wrap=True))
        for key in reviewer.keys:
            row = KeyRow(key, is_me=is_me, is_wide=self.width() >= _WIDE * u)
            row.compared.connect(lambda public: self.compared.emit(person.id, public))
            row.vouched.connect(self.vouched)
            column.addWidget(row)
        if not reviewer.keys:
            column.addWidget(PlainLabel(tr("No key: what they did is not sealed."), colour="ink2"))
        return block


class KeyRow(QWidget):
    """One key: its fingerprint, how far it is trusted, and what can be done about that."""

    compared = Signal(bytes)
    vouched = Signal(str)

    def __init__(
        self, key: PersonKey, *, is_me: bool, is_wide: bool, parent: QWidget | None = None
    ) -> None:
        """Make the row.

        Args:
            key: The key.
            is_me: It bears the name of who sits here.
            is_wide: There is room for a button beside the words.
            parent: Its parent.
        """
        super().__init__(parent)
        u = theme.u()
        is_unknown = key.is_unknown
        sign = QLabel()
        sign.setPixmap(
            theme.icon("warn" if is_unknown else "lock", "warn" if is_unknown else "ink2")
        )
        fingerprint = PlainLabel(fingerprint_words(key.public), "mono")
        words = trust_words(key, is_mine=is_me)
        fingerprint.setAccessibleName(f"{fingerprint_words(key.public)}: {words}")
        state = PlainLabel(words, "small", "warn" if is_unknown else "ink2", wrap=True)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(fingerprint)
        beside.addWidget(state)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * u)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside, 1)
        button = self._button(key, is_me=is_me)
        if button is not None and is_wide:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        elif button is not None:
            beside.addSpacing(u)
            beside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    def _button(self, key: PersonKey, *, is_me: bool) -> PushButton | None:
        hexed = key.public.hex()
        if is_me and key.is_unknown:
            button = PushButton(tr("It is my other machine"))
            button.setObjectName(f"vouch_{hexed[:8]}")
            button.clicked.connect(lambda: self.vouched.emit(hexed))
        elif not key.here and (key.known is None or key.known.how is not How.COMPARED):
            button = PushButton(tr("I compared it"), icon="check")
            button.setObjectName(f"compared_{hexed[:8]}")
            button.clicked.connect(lambda: self.compared.emit(key.public))
        else:
            return None
        button.setAccessibleDescription(fingerprint_words(key.public))
        button.setAutoDefault(False)
        return button


class VouchRow(QWidget):
    """A field for the key of one's other machine."""

    vouched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        u = theme.u()
        self._field = QLineEdit()
        self._field.setObjectName("other_key")
        self._field.setAccessibleName(tr("Public key of your other machine"))
        self._field.setPlaceholderText(tr("Public key of your other machine, 64 digits"))
        self._field.setMinimumHeight(7 * u)
        self._field.setMaxLength(400)
        self._field.textEdited.connect(self._tidy)
        vouch = PushButton(tr("Vouch for it"))
        vouch.setObjectName("vouch")
        vouch.setAutoDefault(False)
        vouch.clicked.connect(lambda: self.vouched.emit(self._field.text()))
        self._field.returnPressed.connect(vouch.click)
        label = PlainLabel(tr("Do you review on another machine too?"), "label")
        label.setBuddy(self._field)
        row = QHBoxLayout()
        row.setSpacing(2 * u)
        row.addWidget(self._field, 1)
        row.addWidget(vouch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2 * u, 0, 2 * u)
        column.setSpacing(u)
        column.addWidget(label)
        column.addLayout(row)

    def mark(self, error: UserError) -> None:
        """Mark the field if it is what is wrong."""
        set_invalid(self._field, error.id in ("keys.no_key", "keys.same", "trust.no_such_key"))

    def clear(self) -> None:
        """Empty the field."""
        self._field.clear()
        self._tidy()

    def _tidy(self) -> None:
        set_invalid(self._field, False)
