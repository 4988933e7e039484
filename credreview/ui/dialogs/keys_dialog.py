"""All keys on one page, made from the table of actions and the vocabulary."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from credreview.domain.vocabulary import Term, Vocabulary
from credreview.text import tr
from credreview.ui.actions import MENUS, menu_title, table
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.key_hint import KeyHint, caps_of
from credreview.ui.look.plain_label import PlainLabel


def plain(text: str) -> str:
    """Return a menu's words without the mark of its letter."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    return column


def _field_keys() -> list[tuple[str, tuple[str, ...]]]:
    return [
        (tr("Clear the value that has the focus"), ("Backspace",)),
        (tr("Move among the values of a group; Space sets one"), ("←", "→")),
        (tr("Leave a mode, a field, the list over the text"), ("Esc",)),
        (tr("Next and previous field"), ("Tab",)),
    ]


class KeysDialog(QDialog):
    """Actions by menu in two columns; actions without a key are listed with their menu."""

    def __init__(self, vocabulary: Vocabulary | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys_dialog")
        self.setWindowTitle(tr("Keys"))
        u = theme.u()
        columns = QHBoxLayout()
        columns.setSpacing(12 * u)
        room = self.screen().availableSize()
        sections = self._sections(vocabulary)
        count = 1 if room.width() < 260 * u else 2
        height = sum(len(rows) + 2 for _, rows in sections) / count
        column, filled = _column(), 0.0
        for title, rows in sections:
            if filled and filled + len(rows) / 2 > height and columns.count() < count - 1:
                column.addStretch(1)
                columns.addLayout(column, 1)
                column, filled = _column(), 0.0
            column.addLayout(self._section(title, rows))
            filled += len(rows) + 2
        column.addStretch(1)
        columns.addLayout(column, 1)
        page = QWidget()
        page.setLayout(columns)
        columns.setContentsMargins(6 * u, 2 * u, 6 * u, 4 * u)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        scroll.setWidget(page)
        close = PushButton(tr("Close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(6 * u, 2 * u, 6 * u, 4 * u)
        words = tr("Single keys act unless you are typing in a field.")
        foot.addWidget(PlainLabel(words, "small", "ink2"))
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4 * u, 0, 0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
        wanted = page.sizeHint()
        self.resize(
            min(wanted.width() + 6 * u, round(room.width() * 0.95)),
            min(wanted.height() + 24 * u, round(room.height() * 0.85)),
        )

    def _sections(
        self, vocabulary: Vocabulary | None
    ) -> list[tuple[str, list[tuple[str, list[tuple[str, ...]]]]]]:
        sections = []
        # What is pressed a thousand times a day stands first.
        for menu in sorted(MENUS, key=lambda menu: menu not in ("claim", "go")):
            rows = []
            for action in table():
                if action.menu == menu:
                    keys = [caps_of(keys) for keys in action.keys[:1]]
                    if action.letter:
                        keys.append(caps_of("Del" if action.letter == "Delete" else action.letter))
                    rows.append((plain(action.text), keys))
            sections.append((plain(menu_title(menu)), rows))
        if vocabulary is not None:
            rows = [(term.label, [(term.key,)]) for term in vocabulary.provenance if term.key]
            sections.insert(2, (tr("Provenance"), rows))
            modes: tuple[tuple[str, tuple[Term, ...]], ...] = (
                ("D", vocabulary.directness),
                ("V", vocabulary.confidence),
            )
            rows = [(term.label, [(mode, term.key)]) for mode, terms in modes for term in terms]
            rows.insert(0, (tr("Source reliability, then credibility"), [("R", "A–F", "1–6")]))
            sections.insert(3, (tr("Modes: one key after the other"), rows))
        sections.append((tr("In fields"), [(words, [keys]) for words, keys in _field_keys()]))
        return sections

    def _section(self, title: str, rows: list[tuple[str, list[tuple[str, ...]]]]) -> QGridLayout:
        u = theme.u()
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * u)
        grid.setVerticalSpacing(u)
        grid.setContentsMargins(0, 2 * u, 0, 3 * u)
        grid.addWidget(PlainLabel(title, "panel_head"), 0, 0, 1, 2)
        for number, (words, keys) in enumerate(rows, 1):
            label = PlainLabel(words)
            grid.addWidget(label, number, 0)
            caps = QHBoxLayout()
            caps.setSpacing(2 * u)
            caps.addStretch(1)
            for hint in keys:
                shown = KeyHint(*hint)
                caps.addWidget(shown)
                spoken = shown.accessibleName()
                label.setAccessibleName(f"{words}: {spoken}")
            grid.addLayout(caps, number, 1)
        grid.setColumnStretch(0, 1)
        return grid
