"""What other reviewers think of a claim: folded until one's own pair is given."""

from collections.abc import Sequence

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from credreview.domain.model import ClaimState, Judgement
from credreview.domain.progress import differ, is_decided
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.claims.card import Card
from credreview.ui.claims.grade_words import lower_first, pair, pair_words
from credreview.ui.claims.state_glyph import StateGlyph
from credreview.ui.look import theme
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls


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
        self, vocabulary: Vocabulary, own: Judgement | None, others: Sequence[Judgement]
    ) -> None:
        """Show others' judgements if one's own verdict is complete, else only how many there are.

        While folded, no widget holds what they said: seeing a grade first pulls one's own
        towards it.
        """
        shown = (vocabulary, own, tuple(others))
        if shown == self._shown:
            return
        self._shown = shown
        for card in self._cards:
            self._column.removeWidget(card)
            card.deleteLater()
        self._cards = []
        self.setVisible(bool(others))
        unfolded = own is not None and is_decided(own)
        self._folded.setVisible(not unfolded)
        if own is None or not unfolded:
            self._count.clear()
            self._folded.setText(
                tr("1 other has judged this claim; shown when you have graded it.")
                if len(others) == 1
                else tr(
                    "{count} others have judged this claim; shown when you have graded it.",
                    count=len(others),
                )
            )
            return
        for other in others:
            card = JudgementCard(vocabulary, own, other)
            self._cards.append(card)
            self._column.addWidget(card)
            card.show()
        count = sum(differs(own, other) for other in others)
        self._count.setText(tr("{count} differs", count=count) if count == 1 else "")
        if count > 1:
            self._count.setText(tr("{count} differ", count=count))

    def cards(self) -> Sequence["JudgementCard"]:
        """Return the cards shown; none while folded."""
        return self._cards

    def _retheme(self) -> None:
        self._column.setSpacing(theme.u())
        self._head.setSpacing(2 * theme.u())


class JudgementCard(Card):
    """One other reviewer's judgement beside one's own."""

    def __init__(self, vocabulary: Vocabulary, own: Judgement, other: Judgement) -> None:
        unlike = differs(own, other)
        super().__init__(
            "diff_tint" if unlike else "quote", "differing" if unlike else "judged_line"
        )
        self.setObjectName("judgement_card")
        name = show_controls(other.reviewer_name) or tr("Unnamed reviewer")
        given = pair(other)
        self._head = QHBoxLayout()
        self._head.addWidget(_glyph(unlike))
        self._head.addWidget(PlainLabel(name, font="label"))
        self._head.addWidget(PlainLabel(given, font="label"))
        self._head.addStretch(1)
        self._head.addWidget(PlainLabel(_when(other.when), font="small", colour="ink2"))

        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        sentence = _sentence(vocabulary, other)
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
        self.setAccessibleName(tr("{name}: {pair} {words}", name=name, pair=given, words=sentence))
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def _retheme(self) -> None:
        u = theme.u()
        self._column.setContentsMargins(3 * u, 2 * u, 3 * u, 2 * u)
        self._column.setSpacing(u)
        self._head.setSpacing(round(1.5 * u))


def _glyph(differing: bool) -> StateGlyph:
    glyph = StateGlyph()
    glyph.set_state(ClaimState.DIFFERING if differing else ClaimState.JUDGED)
    return glyph


def _sentence(vocabulary: Vocabulary, other: Judgement) -> str:
    parts = [pair_words(vocabulary, other) + "."]
    details = []
    if term := vocabulary.find("provenance", other.provenance or ""):
        details.append(term.short)
    if other.attributed_to:
        details.append(show_controls(other.attributed_to))
    if term := vocabulary.find("confidence", other.confidence or ""):
        details.append(tr("{level} confidence", level=lower_first(term.label)))
    if details:
        parts.append("; ".join(details) + ".")
    return " ".join(parts)


def _when(milliseconds: int) -> str:
    """Return local date and time, such as "14 Nov, 16:20", with the year where it is another."""
    if not milliseconds:
        return ""
    when = QDateTime.fromMSecsSinceEpoch(milliseconds)
    this_year = when.date().year() == QDate.currentDate().year()
    return QLocale().toString(when, "d MMM, HH:mm" if this_year else "d MMM yyyy, HH:mm")
