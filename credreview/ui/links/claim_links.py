"""The claims that confirm the current one, contradict it, or share its origin."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from credreview.domain.field_words import link_words
from credreview.domain.links import LinkedClaim
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.claims.card import Card
from credreview.ui.claims.quote_card import in_quotation_marks
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls

_LONGEST = 160


class ClaimLinks(QWidget):
    """A card for each link of a claim, and the way to a new one."""

    link_asked = Signal()
    open_asked = Signal(str)
    """A claim's id: it is to be shown."""
    unlink_asked = Signal(str)
    """A link's id: it is to be taken away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claim_links")
        self._shown: object = None
        self._cards: list[LinkCard] = []
        self.add = PushButton(tr("Link to another claim…"), "quiet", icon="link")
        self.add.setObjectName("add_link")
        self.add.clicked.connect(lambda: self.link_asked.emit())
        self._head = QHBoxLayout()
        self._head.addWidget(PlainLabel(tr("Links"), font="label"))
        self._head.addStretch(1)
        self._head.addWidget(self.add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def show_links(
        self, vocabulary: Vocabulary, article: str, links: Sequence[LinkedClaim]
    ) -> None:
        """Show the links of a claim.

        Args:
            vocabulary: The words of the relations.
            article: Its article (id); of others, the title is told.
            links: Its links.
        """
        shown = (vocabulary, article, tuple(links))
        if shown == self._shown:
            return
        self._shown = shown
        for card in self._cards:
            self._column.removeWidget(card)
            card.deleteLater()
        self._cards = [LinkCard(vocabulary, article, linked) for linked in links]
        for card in self._cards:
            card.go.clicked.connect(lambda _=False, c=card: self.open_asked.emit(c.claim))
            card.away.clicked.connect(lambda _=False, c=card: self.unlink_asked.emit(c.link))
            self._column.addWidget(card)
            card.show()

    def cards(self) -> Sequence["LinkCard"]:
        """Return the cards shown."""
        return self._cards

    def _retheme(self) -> None:
        self._column.setSpacing(theme.u())


class LinkCard(Card):
    """One link: how the other claim bears on this one, and its words.

    Args:
        vocabulary: The words of the relations.
        article: The article (id) of the claim that it is shown with.
        linked: The link and the other claim.
    """

    def __init__(self, vocabulary: Vocabulary, article: str, linked: LinkedClaim) -> None:
        super().__init__("quote", "edge")
        self.setObjectName("link_card")
        self.claim, self.link = linked.claim.id, linked.link.id
        relation = link_words(linked.link.relation, vocabulary)
        quote = in_quotation_marks(linked.claim.quote, _LONGEST)
        self._head = QHBoxLayout()
        self._head.addWidget(PlainLabel(relation, font="label"))
        self._head.addStretch(1)
        self.go = PushButton(kind="quiet", icon="chevron-right", name=tr("Go to that claim"))
        self.go.setObjectName("go_to_linked")
        self.away = PushButton(kind="quiet", icon="close", name=tr("Take this link away"))
        self.away.setObjectName("take_link_away")
        self._head.addWidget(self.go)
        self._head.addWidget(self.away)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(PlainLabel(quote, font="small", wrap=True))
        lines = []
        if linked.claim.article != article:
            lines.append(show_controls(linked.title) or tr("In another article, without a title"))
        if linked.note:
            lines.append(show_controls(linked.note))
        for line in lines:
            self._column.addWidget(PlainLabel(line, font="small", colour="ink2", wrap=True))
        self.setAccessibleName("; ".join((relation, quote, *lines)))
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def _retheme(self) -> None:
        u = theme.u()
        self._column.setContentsMargins(3 * u, u, u, 2 * u)
        self._column.setSpacing(round(0.5 * u))
        self._head.setSpacing(0)
