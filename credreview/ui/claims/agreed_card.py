"""An agreed judgement as a card: what was agreed, by whom it was recorded, why, when."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from credreview.domain.model import Adjudication, ClaimState
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.claims.card import Card
from credreview.ui.claims.grade_words import pair
from credreview.ui.claims.judgement_words import judgement_sentence, when_words
from credreview.ui.claims.state_glyph import StateGlyph
from credreview.ui.look import theme
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls


class AgreedCard(Card):
    """What was agreed on a claim.

    Args:
        vocabulary: The words of the terms.
        adjudication: What was agreed.
        settles: It covers all judgements as they stand; else some came or changed since.
        parent: Its parent.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        adjudication: Adjudication,
        *,
        settles: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("quote", "judged_line" if settles else "differing", parent)
        self.setObjectName("agreed_card")
        agreed = adjudication.agreed
        name = show_controls(agreed.reviewer_name) or tr("Unnamed reviewer")
        glyph = StateGlyph()
        glyph.set_state(ClaimState.JUDGED if settles else ClaimState.DIFFERING)
        self._head = QHBoxLayout()
        self._head.addWidget(glyph)
        self._head.addWidget(PlainLabel(tr("Agreed: {pair}", pair=pair(agreed)), "label"))
        self._head.addStretch(1)
        self._head.addWidget(PlainLabel(when_words(agreed.when), "small", "ink2"))
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        sentence = judgement_sentence(vocabulary, agreed)
        self._column.addWidget(PlainLabel(sentence, "small", wrap=True))
        if agreed.rationale:
            reason = PlainLabel(agreed.rationale, "small", wrap=True)
            reason.setObjectName("agreed_reason")
            reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._column.addWidget(reason)
        words = tr("Recorded by {name}; the judgements themselves stay.", name=name)
        if not settles:
            words = tr("Recorded by {name}; a judgement came or changed since.", name=name)
        self._column.addWidget(PlainLabel(words, "small", "ink2", wrap=True))
        self.setAccessibleName(
            tr("Agreed: {pair}. {words} {by}", pair=pair(agreed), words=sentence, by=words)
        )
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def _retheme(self) -> None:
        u = theme.u()
        self._column.setContentsMargins(3 * u, 2 * u, 3 * u, 2 * u)
        self._column.setSpacing(u)
        self._head.setSpacing(round(1.5 * u))
