"""The right side of a merge's preview: one difference, what each side says of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from credreview.domain.differences import Difference, DifferenceKind
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.claims.form_section import Hairline
from credreview.ui.claims.quote_card import in_quotation_marks
from credreview.ui.differences.compared import (
    ComparedRow,
    judgement_rows,
    names,
    value_columns,
)
from credreview.ui.differences.comparison import Comparison
from credreview.ui.look import theme
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls

_LONGEST = 400


class ComparedSide(QScrollArea):
    """The words it is about, the comparison, and what a merge makes of it."""

    def __init__(self, vocabulary: Vocabulary, mine: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compared_side")
        self.setAccessibleName(tr("Side by side"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._vocabulary, self._mine = vocabulary, mine
        self._quote = PlainLabel(font="article", wrap=True)
        self._quote.setObjectName("compared_quote")
        self._title = PlainLabel(font="small", colour="ink2", wrap=True)
        self._title.setObjectName("compared_title")
        self._comparison = Comparison()
        self._outcome = PlainLabel(font="body", wrap=True)
        self._outcome.setObjectName("compared_outcome")
        self._hint = PlainLabel(font="small", colour="ink2", wrap=True)
        page = _Page()
        self._column = QVBoxLayout(page)
        for part in (self._quote, self._title, self._comparison, Hairline(), self._outcome,
                     self._hint):  # fmt: skip
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.setWidget(page)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def show_difference(self, found: Difference | None) -> None:
        """Show one difference; None where it is gone."""
        if found is None:
            return
        title = show_controls(found.title) or tr("This review")
        self._quote.setText(in_quotation_marks(found.quote, _LONGEST) if found.quote else title)
        self._title.setText(tr("in {title}", title=title))
        self._title.setVisible(bool(found.quote))
        self._comparison.show_rows(*self._compared(found))
        self._outcome.setText(_outcome(found))
        self._hint.setText(
            tr(
                "A merge never replaces anything. Review > Differences… settles it afterwards:"
                " there you can take over theirs as yours, or agree on a value."
            )
        )
        self.verticalScrollBar().setValue(0)

    def _compared(self, found: Difference) -> tuple[Sequence[str], Sequence[ComparedRow]]:
        if found.kind is not DifferenceKind.FIELD:
            judged = found.judgements
            return names(judged, self._mine), judgement_rows(self._vocabulary, judged)
        return value_columns(self._vocabulary, found, self._mine)

    def _retheme(self) -> None:
        u = theme.u()
        self._column.setContentsMargins(5 * u, 3 * u, 5 * u, 4 * u)
        self._column.setSpacing(2 * u)


def _outcome(found: Difference) -> str:
    if found.kind is DifferenceKind.FIELD:
        return tr("All values stay in the history; the latest one shows until somebody settles it.")
    if found.kind is DifferenceKind.DELETED:
        return tr("The claim stays, with its judgements, and is marked for you to decide.")
    return tr("All judgements stay, and the claim is marked as differing.")


class _Page(QWidget):
    """The ground of the comparison."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.tokens().base)
