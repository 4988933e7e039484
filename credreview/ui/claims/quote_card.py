"""The quote of the current claim, with the grades given to it as a pair and in words."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from credreview.domain.model import Claim, Judgement
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.claims.card import Card
from credreview.ui.claims.grade_words import pair, pair_words
from credreview.ui.look import theme
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls

#: Longer quotes are cut in the card; the text stands whole beside it, and in the tip.
_LONGEST = 320
_OPENING, _CLOSING = tuple('“„«"'), tuple('”“»"')


def in_quotation_marks(quote: str, longest: int) -> str:
    """Return words on one line as a quotation, cut after so many characters."""
    words = show_controls(quote)
    shown = words if len(words) <= longest else words[:longest].rstrip() + "…"
    # Where the article's own quotation marks were marked along, no second pair is set.
    opening, closing = tr("“{quote}”", quote="\0").split("\0")
    before = "" if shown.startswith(_OPENING) else opening
    return before + shown + ("" if shown.endswith(_CLOSING) else closing)


class QuoteCard(Card):
    """What was asserted, and what this reviewer thinks of it so far."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("quote", "current_edge", parent)
        self.setObjectName("quote_card")
        self._quote = PlainLabel(font="quote", wrap=True)
        self._quote.setObjectName("quote")
        self._pair = PlainLabel(font="readout")
        self._pair.setObjectName("pair")
        self._words = PlainLabel(font="small", colour="ink2", wrap=True)
        self._words.setObjectName("pair_words")
        self._unsaved = PlainLabel(tr("not saved yet"), font="label", colour="error")
        self._unsaved.setObjectName("not_saved_yet")
        self._unsaved_icon = QLabel()
        self._deleted = PlainLabel(font="small", colour="warn", wrap=True)
        self._deleted.setObjectName("deleted_by")

        self._grades = QHBoxLayout()
        self._grades.addWidget(self._pair)
        self._grades.addWidget(self._words, 1)
        self._grades.addWidget(self._unsaved_icon)
        self._grades.addWidget(self._unsaved)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._quote)
        self._column.addLayout(self._grades)
        self._column.addWidget(self._deleted)
        self.set_unsaved(False)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def show_claim(self, claim: Claim) -> None:
        """Show a claim's words, and who deleted it without having seen later work."""
        quote = show_controls(claim.quote)
        self._quote.setText(in_quotation_marks(quote, _LONGEST))
        self._quote.setAccessibleName(tr("Claim: {quote}", quote=quote))
        names = ", ".join(show_controls(name) for name in claim.deleted_by)
        self._deleted.setText(tr("Deleted by {names}, judged since", names=names) if names else "")
        self._deleted.setVisible(bool(names))

    def show_grades(self, vocabulary: Vocabulary, judgement: Judgement | None) -> None:
        """Show the pair and its words; without grades, the words "Not judged"."""
        text = pair(judgement)
        self._pair.setText(text)
        self._pair.setVisible(bool(text))
        words = pair_words(vocabulary, judgement)
        self._words.setText(words)
        self._words.setAccessibleName(tr("Grades: {pair} {words}", pair=text, words=words))

    def set_unsaved(self, unsaved: bool) -> None:
        """Say beside the pair that it is not on disk."""
        self._unsaved.setVisible(unsaved)
        self._unsaved_icon.setVisible(unsaved)

    def _retheme(self) -> None:
        u = theme.u()
        self._column.setContentsMargins(round(3.5 * u), round(2 * u), 3 * u, round(2 * u))
        self._column.setSpacing(u)
        self._grades.setSpacing(2 * u)
        self._unsaved_icon.setPixmap(theme.icon("error", "error"))
