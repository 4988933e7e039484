"""Which claim bears on the current one, and how."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from credreview.domain.links import FoundClaim
from credreview.domain.model import Claim
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.claims.grade_words import pair
from credreview.ui.claims.quote_card import in_quotation_marks
from credreview.ui.dialogs.foot import foot
from credreview.ui.differences.difference_list import DifferenceList, Entry
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.fields import SearchField
from credreview.ui.look.pickers import SegmentedControl
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls

#: How long typing rests before claims are sought, in milliseconds.
_REST = 150
_LONGEST = 240


class LinkDialog(QDialog):
    """Asks for a relation, another claim and, if wanted, a word on why.

    Args:
        claim: The current claim.
        vocabulary: Holds the relations.
        parent: Its parent.
    """

    search_asked = Signal(str)
    """Words that are sought; the answer comes by `show_found`."""

    def __init__(self, claim: Claim, vocabulary: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("link_dialog")
        self.setWindowTitle(tr("Link to another claim"))
        self._claim = claim
        self._vocabulary = vocabulary
        self._found: Sequence[FoundClaim] = ()
        u = theme.u()
        self.relation = SegmentedControl(vocabulary.relations, tr("Relation"), "relation")
        self._meaning = PlainLabel(font="small", colour="ink2", wrap=True)
        self._meaning.setObjectName("relation_meaning")
        self.search = SearchField(tr("Words of the other claim"))
        self.search.setObjectName("claim_search")
        self.search.setAccessibleName(tr("Words of the other claim"))
        self.list = DifferenceList(tr("Claims"))
        self.list.setObjectName("claim_choices")
        self._said = PlainLabel(font="small", colour="ink2", wrap=True)
        self._said.setObjectName("claims_found")
        self.note = QLineEdit()
        self.note.setObjectName("link_note")
        self.note.setAccessibleName(tr("Why, in a few words"))
        self.note.setPlaceholderText(tr("Why, in a few words (not needed)"))
        self.note.setMaxLength(2_000)
        self.note.setMinimumHeight(7 * u)
        self.save = PushButton(tr("Link"), "primary")
        self.save.setObjectName("save_link")
        self.save.setDefault(True)
        self._put_together(u)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(lambda: self.search_asked.emit(self.search.text()))
        self.search.textChanged.connect(lambda _: self._rest.start())
        self.search.installEventFilter(self)
        self.relation.chosen.connect(self._show_relation)
        self.list.chosen.connect(lambda _: self._show_ready())
        self.list.opened.connect(lambda _: self.save.click())
        self.save.clicked.connect(self.accept)
        self._show_relation(vocabulary.relations[0].id)
        room = self.screen().availableSize()
        self.resize(
            min(150 * u, round(0.95 * room.width())), min(130 * u, round(0.9 * room.height()))
        )
        self.search.setFocus()

    def _put_together(self, u: int) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * u, 6 * u, 6 * u, 5 * u)
        column.setSpacing(2 * u)
        column.addWidget(PlainLabel(tr("How does another claim bear on this one?"), "panel_head"))
        quote = in_quotation_marks(self._claim.quote, _LONGEST)
        column.addWidget(PlainLabel(quote, font="quote", wrap=True))
        column.addWidget(self.relation)
        column.addWidget(self._meaning)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self._said)
        column.addWidget(self.note)
        column.addLayout(foot(self, self.save))

    def show_found(self, searched: str, found: Sequence[FoundClaim]) -> None:
        """List the claims that were found, unless other words are sought meanwhile."""
        if searched != self.search.text():
            return
        self._found = found
        self.list.show_entries([self._entry(one) for one in found])
        none = tr("No claim holds these words.") if searched.strip() else tr("No other claims.")
        several = tr("{count} claims, those of this article first.", count=len(found))
        self._said.setText(several if found else none)
        self._show_ready()

    def chosen(self) -> FoundClaim | None:
        """Return the other claim, or None."""
        at = self.list.current()
        return self._found[at] if 0 <= at < len(self._found) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if watched is self.search and isinstance(event, QKeyEvent) and self._walks(event):
            return True
        return super().eventFilter(watched, event)

    def _walks(self, event: QKeyEvent) -> bool:
        """Let arrows in the search field walk along the list."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if event.type() != QEvent.Type.KeyPress or step is None:
            return False
        row = min(max(0, self.list.current() + step), self.list.count() - 1)
        if row >= 0:
            self.list.setCurrentIndex(self.list.model().index(row, 0))
        return True

    def _entry(self, found: FoundClaim) -> Entry:
        where = tr("this article")
        if found.claim.article != self._claim.article:
            where = show_controls(found.title) or tr("an article without a title")
        said = tr("Claim {number}, {where}", number=found.claim.number, where=where)
        given = pair(found.claim.own)
        detail = f"{said} · {given}" if given else said
        return Entry(found.claim.state, found.claim.quote, detail, is_quote=True)

    def _show_relation(self, relation: object) -> None:
        if not isinstance(relation, str):  # it cannot be left without one
            relation = self._vocabulary.relations[0].id
        self.relation.set_value(relation)
        term = self._vocabulary.find("relations", relation)
        self._meaning.setText(term.definition if term else "")

    def _show_ready(self) -> None:
        self.save.setEnabled(self.chosen() is not None)
