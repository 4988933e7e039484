"""All keys on one page, made from the table of actions and the vocabulary."""

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from credreview.domain.vocabulary import Term, Vocabulary
from credreview.text import tr
from credreview.ui.actions import MENUS, menu_title, table
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.key_hint import KeyHint, caps_of
from credreview.ui.look.plain_label import PlainLabel

#: What is done, and the keys that do it, each as the caps to press.
Row = tuple[str, list[tuple[str, ...]]]
Section = tuple[str, list[Row]]

#: How many rows the title of a section and the gap before it take.
_TITLE: Final = 2


def plain(text: str) -> str:
    """Return a menu's words without the mark of its letter."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def split(heights: Sequence[int], columns: int) -> list[int]:
    """Return where columns after the first begin, so that the tallest is as low as can be.

    Args:
        heights: Of the sections, in their order, which is kept.
        columns: How many there may be, from 1.
    """
    best: tuple[int, tuple[int, ...]] | None = None
    for cut in combinations(range(1, len(heights)), min(columns, len(heights)) - 1):
        ends = pairwise((0, *cut, len(heights)))
        tallest = max(sum(heights[start:end]) for start, end in ends)
        best = min(best or (tallest, cut), (tallest, cut))
    return list(best[1]) if best else []


class KeysDialog(QDialog):
    """Actions by menu, and the keys of the judgement, in as many columns as there is room for."""

    def __init__(self, vocabulary: Vocabulary | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys_dialog")
        self.setWindowTitle(tr("Keys"))
        u = theme.u()
        room = self.screen().availableSize()
        page = self._page(_sections(vocabulary), max(1, min(3, room.width() // (115 * u))))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(page)
        close = PushButton(tr("Close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(6 * u, 2 * u, 6 * u, 4 * u)
        words = tr("Single keys act unless you are typing in a field.")
        foot.addWidget(PlainLabel(words, "small", "ink2", wrap=True), 1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4 * u, 0, 0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
        wanted = page.sizeHint()
        self.resize(
            min(wanted.width() + 4 * u, round(room.width() * 0.95)),
            min(wanted.height() + 7 * u + foot.sizeHint().height(), round(room.height() * 0.9)),
        )
        close.setFocus()

    def _page(self, sections: list[Section], count: int) -> QWidget:
        u = theme.u()
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(6 * u, 0, 6 * u, 2 * u)
        columns.setSpacing(10 * u)
        starts = split([len(rows) + _TITLE for _, rows in sections], count)
        column = QVBoxLayout()
        for number, (title, rows) in enumerate(sections):
            if number in starts:
                column.addStretch(1)
                columns.addLayout(column, 1)
                column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(PlainLabel(title, "panel_head"))
            column.addSpacing(u)
            for words, keys in rows:
                column.addWidget(_row(words, keys))
            column.addSpacing(4 * u)
        column.addStretch(1)
        columns.addLayout(column, 1)
        return page


def _row(words: str, keys: list[tuple[str, ...]]) -> QWidget:
    u = theme.u()
    row = QWidget()
    row.setMinimumHeight(round(5.5 * u))
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(2 * u)
    label = PlainLabel(words, colour="ink" if keys else "ink2", wrap=True)
    line.addWidget(label, 1)
    shown = [KeyHint(*caps) for caps in keys]
    for hint in shown:
        line.addWidget(hint, 0, Qt.AlignmentFlag.AlignVCenter)
    spoken = ", ".join(hint.accessibleName() for hint in shown) or tr("no key")
    label.setAccessibleName(f"{words}: {spoken}")
    # A label that wraps asks for no width of its own.
    label.setMinimumWidth(min(label.fontMetrics().horizontalAdvance(words) + u, 62 * u))
    return row


def _sections(vocabulary: Vocabulary | None) -> list[Section]:
    """Return what there is to press; what is pressed a thousand times a day stands first."""
    by_menu = {menu: (plain(menu_title(menu)), _menu_rows(menu)) for menu in MENUS}
    often = ("claim", "go", "view")
    sections = [by_menu[menu] for menu in often]
    if vocabulary is not None:
        terms = vocabulary.provenance
        sections.append((tr("Provenance"), [(t.label, [(t.key,)]) for t in terms if t.key]))
        sections.append((tr("Modes: one key after the other"), _mode_rows(vocabulary)))
    sections.append((tr("In fields"), _field_rows()))
    return sections + [by_menu[menu] for menu in MENUS if menu not in often]


def _menu_rows(menu: str) -> list[Row]:
    rows: list[Row] = []
    for action in table():
        if action.menu == menu:
            keys = [caps_of(shortcut) for shortcut in action.keys[:1]]
            if action.letter:
                keys.append(caps_of("Del" if action.letter == "Delete" else action.letter))
            rows.append((plain(action.text), keys))
    return rows


def _mode_rows(vocabulary: Vocabulary) -> list[Row]:
    modes: tuple[tuple[str, tuple[Term, ...]], ...] = (
        ("D", vocabulary.directness),
        ("V", vocabulary.confidence),
    )
    rows: list[Row] = [(tr("Source reliability, then credibility"), [("R", "A–F", "1–6")])]
    rows += [(term.label, [(mode, term.key)]) for mode, terms in modes for term in terms]
    return rows


def _field_rows() -> list[Row]:
    return [
        (tr("Clear the value that has the focus"), [("Backspace",)]),
        (tr("Move among the values of a group"), [("←", "→")]),
        (tr("Set the value that has the focus"), [("Space",)]),
        (tr("Leave a mode or a field"), [("Esc",)]),
        (tr("Next and previous field"), [("Tab",), ("Shift", "Tab")]),
    ]
