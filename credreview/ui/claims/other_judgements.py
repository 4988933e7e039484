"""What other reviewers think of a claim: folded until one's own pair is given."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from credreview.domain.model import Adjudication, ClaimState, Judgement
from credreview.domain.progress import differ, is_decided
from credreview.domain.proposals import LinkedJudgement
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.claims.agreed_card import AgreedCard
from credreview.ui.claims.card import Card
from credreview.ui.claims.grade_words import pair
from credreview.ui.claims.judgement_words import judgement_sentence, when_words
from credreview.ui.claims.quote_card import in_quotation_marks
from credreview.ui.claims.state_glyph import StateGlyph
from credreview.ui.look import theme
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls

#: Longer quotes of linked claims are cut on their cards.
_LONGEST = 160


def differs(own: Judgement, other: Judgement) -> bool:
    """Tell whether another reviewer's verdict is given, and is another one than one's own."""
    return is_decided(other) and differ(own, other)


def comparison(own: Judgement, other: Judgement) -> list[tuple[str, bool]]:
    """Return what both gave, by name, with True where it is the same.

    Nothing is compared that one of them left out: no grade is not another grade.
    """
    if own.not_checkable or other.not_checkable:
        return [(tr("checkable"), own.not_checkable == other.not_checkable)]
    fields = (
        (tr("reliability"), own.reliability, other.reliability),
        (tr("credibility"), own.credibility, other.credibility),
        (tr("provenance"), own.provenance, other.provenance),
    )
    return [(name, mine == theirs) for name, mine, theirs in fields if mine and theirs]


class OtherJudgements(QWidget):
    """A line while one's own verdict is missing, then one card for each other reviewer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("other_judgements")
        self._shown: object = None
        self._title = PlainLabel(tr("Other judgements"), font="label")
        self._count = PlainLabel(font="label", colour="differing")
        self._count.setObjectName("differing_count")
        self._folded = PlainLabel(font="small", colour="ink2", wrap=True)
        self._folded.setObjectName("others_folded")
        self._agreed: list[AgreedCard] = []
        self._cards: list[JudgementCard] = []
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        self._head.addWidget(self._count)
        self._head.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addWidget(self._folded)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()
        self.setVisible(False)

    def show_judgements(
        self,
        vocabulary: Vocabulary,
        own: Judgement | None,
        others: Sequence[Judgement],
        *,
        linked: Sequence[LinkedJudgement] = (),
        agreed: Sequence[Adjudication] = (),
        settled: bool = False,
        blind: bool = False,
    ) -> None:
        """Show others' judgements if one's own verdict is complete, else only how many there are.

        While folded, no widget holds what they said: seeing a grade first pulls one's own
        towards it.

        Args:
            vocabulary: The words of the terms.
            own: One's own judgement.
            others: Those of others.
            linked: Others' judgements of linked claims, each with the words it was given on.
            agreed: What was agreed on the claim, the latest last.
            settled: That covers all judgements as they stand.
            blind: In blind mode not even the number of others is told before.
        """
        shown = (vocabulary, own, tuple(others), tuple(linked), tuple(agreed), settled, blind)
        if shown == self._shown:
            return
        self._shown = shown
        for card in (*self._agreed, *self._cards):
            self._column.removeWidget(card)
            card.deleteLater()
        self._agreed, self._cards = [], []
        unfolded = own is not None and is_decided(own)
        hidden = blind and not unfolded
        self.setVisible(bool(others or linked) or hidden or (unfolded and bool(agreed)))
        self._folded.setVisible(not unfolded)
        if own is None or not unfolded:
            self._count.clear()
            hint = tr("Hidden until you have judged: blind mode.")
            self._folded.setText(hint if hidden else _folded_words(len(others), len(linked)))
            return
        given = [(other, "") for other in others]
        given += [(through.judgement, through.quote) for through in linked]
        self._agreed = [AgreedCard(vocabulary, one, settles=settled) for one in agreed]
        self._cards = [JudgementCard(vocabulary, own, other, quote) for other, quote in given]
        for card in (*self._agreed, *self._cards):
            self._column.addWidget(card)
            card.show()
        count = sum(differs(own, other) for other, _ in given)
        self._count.setText(tr("{count} differs", count=count) if count == 1 else "")
        if count > 1:
            self._count.setText(tr("{count} differ", count=count))
        self._count.set_colour("ink2" if settled else "differing")

    def agreed_cards(self) -> Sequence[AgreedCard]:
        """Return the cards of what was agreed; none while folded."""
        return self._agreed

    def cards(self) -> Sequence["JudgementCard"]:
        """Return the cards shown; none while folded."""
        return self._cards

    def _retheme(self) -> None:
        self._column.setSpacing(theme.u())
        self._head.setSpacing(2 * theme.u())


class JudgementCard(Card):
    """One other reviewer's judgement beside one's own.

    Args:
        vocabulary: Whose words are shown.
        own: This reviewer's judgement.
        other: The other one.
        quote: The words of the linked claim that it was given on; empty for this claim's own.
    """

    def __init__(
        self, vocabulary: Vocabulary, own: Judgement, other: Judgement, quote: str = ""
    ) -> None:
        unlike = differs(own, other)
        super().__init__(
            "diff_tint" if unlike else "quote", "differing" if unlike else "judged_line"
        )
        self.setObjectName("judgement_card")
        name = show_controls(other.reviewer_name) or tr("Unnamed reviewer")
        given = pair(other)
        self._head = QHBoxLayout()
        self._head.addWidget(_glyph(unlike))
        self._head.addWidget(PlainLabel(name, font="label", wrap=True), 1)
        self._head.addWidget(PlainLabel(given, font="label"))
        self._head.addWidget(PlainLabel(when_words(other.when), font="small", colour="ink2"))

        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        on = tr("on {quote}", quote=in_quotation_marks(quote, _LONGEST)) if quote else ""
        if on:
            given_on = PlainLabel(on, font="small", colour="ink2", wrap=True)
            given_on.setObjectName("given_on")
            self._column.addWidget(given_on)
        sentence = judgement_sentence(vocabulary, other)
        self._column.addWidget(PlainLabel(sentence, font="small", wrap=True))
        if other.rationale:
            rationale = PlainLabel(other.rationale, font="small", wrap=True)
            rationale.setObjectName("other_rationale")
            rationale.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._column.addWidget(rationale)
        compared = comparison(own, other)
        if compared:
            signs = "   ".join(("= " if same else "≠ ") + what for what, same in compared)
            label = PlainLabel(signs, font="small", colour="ink2", wrap=True)
            label.setAccessibleName(
                ", ".join(
                    tr("same {what}", what=what) if same else tr("other {what}", what=what)
                    for what, same in compared
                )
            )
            self._column.addWidget(label)
        said = tr("{name}: {pair} {words}", name=name, pair=given, words=sentence)
        self.setAccessibleName(f"{said} {on}".rstrip())
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def _retheme(self) -> None:
        u = theme.u()
        self._column.setContentsMargins(3 * u, 2 * u, 3 * u, 2 * u)
        self._column.setSpacing(u)
        self._head.setSpacing(round(1.5 * u))


def _folded_words(others: int, linked: int) -> str:
    """Return how many judgements wait for one's own, without a word of what they say."""
    lines = []
    if others == 1:
        lines.append(tr("1 other has judged this claim; shown when you have graded it."))
    elif others:
        lines.append(
            tr(
                "{count} others have judged this claim; shown when you have graded it.",
                count=others,
            )
        )
    if linked == 1:
        lines.append(tr("1 judgement of a linked claim; shown once you have graded."))
    elif linked:
        lines.append(
            tr(
                "{count} judgements of linked claims; shown once you have graded.",
                count=linked,
            )
        )
    return "\n".join(lines)


def _glyph(differing: bool) -> StateGlyph:
    glyph = StateGlyph()
    glyph.set_state(ClaimState.DIFFERING if differing else ClaimState.JUDGED)
    return glyph
