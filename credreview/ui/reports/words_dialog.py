"""A dialog of fields for words of one's own, beside what the program says in their place.

What is typed is kept as a draft while it is typed: a crash, a full disk or
Esc lose none of it.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from credreview.text import tr
from credreview.ui.claims.card import Card
from credreview.ui.claims.rationale import RationaleField
from credreview.ui.dialogs.foot import foot
from credreview.ui.drafts import Drafts
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.fields import FieldNote
from credreview.ui.look.focus import FocusFollower
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of the dialog.

    Attributes:
        name: Permanent, such as "gaps"; it becomes a part of names of widgets and drafts.
        label: What a person reads.
        stored: Words of one's own as they are written now, or "".
        program: What the program says where nothing is written, or "".
        hint: What belongs into the field.
        is_line: It takes one line.
    """

    name: str
    label: str
    stored: str
    program: str = ""
    hint: str = ""
    is_line: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the fields: what it is about, who wrote it, and how it is used."""

    title: str
    about: str
    note: str


class WordsDialog(QDialog):
    """Takes words field by field; accepted, `changes` says which are others now.

    Args:
        heading: What stands over the fields.
        entries: The fields.
        drafts: Where what is typed is kept until it is written.
        key: By what the drafts of this dialog are found again.
        parent: Its parent.
    """

    def __init__(
        self,
        heading: Heading,
        entries: Sequence[Entry],
        drafts: Drafts,
        key: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading.title)
        self._entries, self._drafts, self._key = tuple(entries), drafts, key
        self.fields: dict[str, RationaleField] = {}
        self._restored = FieldNote("info")
        self._forget = PushButton(tr("Forget what was typed"), "quiet")
        self._forget.setObjectName("words_forget")
        self._forget.setAutoDefault(False)
        self._forget.clicked.connect(self._forget_drafts)
        self._save = PushButton(tr("Save"), "primary")
        self._save.setObjectName("words_save")
        self._save.setDefault(True)
        self._scroll = QScrollArea()
        self._lay_out(heading)
        self._restore()
        FocusFollower(self, self._keep_in_sight)
        next(iter(self.fields.values())).setFocus()

    def _lay_out(self, heading: Heading) -> None:
        u = theme.u()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(6 * u, u, 6 * u, 3 * u)
        column.setSpacing(4 * u)
        for entry in self._entries:
            column.addWidget(self._section(entry))
        column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what it holds takes the keys
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(page)
        self._scroll.installEventFilter(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 5 * u, 0, 0)
        whole.setSpacing(2 * u)
        head = QVBoxLayout()
        head.setContentsMargins(6 * u, 0, 6 * u, 0)
        head.setSpacing(u)
        head.addWidget(PlainLabel(heading.title, "panel_head"))
        head.addWidget(PlainLabel(show_controls(heading.about), "quote", wrap=True))
        head.addWidget(PlainLabel(heading.note, "small", "ink2", wrap=True))
        row = QHBoxLayout()
        row.addWidget(self._restored, 1)
        row.addWidget(self._forget)
        head.addLayout(row)
        whole.addLayout(head)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(self._foot())

    def _section(self, entry: Entry) -> QWidget:
        u = theme.u()
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(u)
        field = RationaleField()
        field.setObjectName(f"words_{entry.name}")
        field.setAccessibleName(entry.label)
        field.setPlaceholderText(entry.hint)
        field.load(entry.stored)
        field.drafted.connect(partial(self._keep, entry))
        field.leave_requested.connect(self.reject)
        field.done_requested.connect(self.accept)
        self.fields[entry.name] = field
        label = PlainLabel(entry.label, "label")
        label.setBuddy(field)
        head = QHBoxLayout()
        head.addWidget(label, 1)
        column.addLayout(head)
        if entry.program:
            field.setAccessibleDescription(
                tr("The program says: {words}", words=show_controls(entry.program))
            )
            take = PushButton(tr("Begin with these words"), "quiet")
            take.setObjectName(f"take_{entry.name}")
            take.setAccessibleName(tr("Begin with these words: {head}", head=entry.label))
            take.setAutoDefault(False)
            take.clicked.connect(partial(self._take, entry))
            head.addWidget(take)
            column.addWidget(_Said(entry))
        column.addWidget(field)
        return box

    def _foot(self) -> QHBoxLayout:
        u = theme.u()
        self._save.clicked.connect(self.accept)
        row = foot(self, self._save)
        row.setContentsMargins(6 * u, u, 6 * u, 4 * u)
        return row

    def sizeHint(self) -> QSize:  # noqa: D102
        u, room = theme.u(), self.screen().availableSize()
        high = (70 + 40 * len(self._entries)) * u
        return QSize(
            min(170 * u, round(room.width() * 0.95)), min(high, round(room.height() * 0.9))
        )

    def changes(self) -> dict[str, str]:
        """Return the fields whose words are others now; "" leaves a field to the program."""
        return {
            entry.name: _in_line(entry, self.fields[entry.name].typed())
            for entry in self._entries
            if self.fields[entry.name].pending()
        }

    # Drafts

    def _draft(self, entry: Entry) -> str:
        return f"{self._key}-{entry.name}"

    def _keep(self, entry: Entry, text: str) -> None:
        with suppress(OSError):  # it stands in its field
            self._drafts.keep(self._draft(entry), text, entry.stored)

    def _restore(self) -> None:
        """Show what was typed before and never written."""
        found = False
        for entry in self._entries:
            text = self._drafts.of(self._draft(entry), entry.stored)
            if text is not None:
                self.fields[entry.name].restore(text)
                found = True
        words = tr("You typed some of this before, and did not save it.")
        self._restored.set_text(words if found else "")
        self._forget.setVisible(found)

    def _forget_drafts(self) -> None:
        for entry in self._entries:
            self._drafts.drop(self._draft(entry))
            self.fields[entry.name].load(entry.stored)
        self._restored.set_text("")
        self._forget.hide()
        next(iter(self.fields.values())).setFocus()

    def done(self, result: int) -> None:
        """Keep what was typed last: it is not on disk yet, or not wanted yet."""
        for field in self.fields.values():
            field.flush_draft()
        super().done(result)

    def _take(self, entry: Entry) -> None:
        """Put the program's words into the field, as if they had been typed."""
        field = self.fields[entry.name]
        cursor = field.textCursor()
        before = "\n\n" if field.typed() else ""
        cursor.movePosition(cursor.MoveOperation.End)
        cursor.insertText(before + entry.program)
        field.setTextCursor(cursor)
        field.setFocus()

    # Look

    def _keep_in_sight(self, widget: QWidget | None) -> None:
        if widget is not None and self._scroll.isAncestorOf(widget):
            self._scroll.ensureWidgetVisible(widget, 0, 4 * theme.u())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines between which the fields scroll."""
        super().paintEvent(event)
        painter, place = QPainter(self), self._scroll.geometry()
        for y in (place.top() - 1, place.bottom() + 1):
            painter.fillRect(0, y, self.width(), 1, theme.tokens().line)

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: D102
        if watched is self._scroll and event.type() == QEvent.Type.Resize:
            self.update()  # the lines have moved
        return False


def _in_line(entry: Entry, typed: str) -> str:
    return " ".join(typed.split()) if entry.is_line else typed


def drop_drafts(drafts: Drafts, key: str, written: Mapping[str, str]) -> None:
    """Forget the drafts of these fields where they say what was written."""
    for name, words in written.items():
        draft = f"{key}-{name}"
        if (drafts.text_of(draft) or "").strip() == words.strip():
            drafts.drop(draft)


class _Said(Card):
    """What the program says."""

    def __init__(self, entry: Entry) -> None:
        super().__init__("quote", "line")
        u = theme.u()
        said = PlainLabel(show_controls(entry.program), "small", wrap=True)
        said.setObjectName(f"program_{entry.name}")
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * u, round(1.5 * u), 2 * u, round(1.5 * u))
        column.addWidget(said)
