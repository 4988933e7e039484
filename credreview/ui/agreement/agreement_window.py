"""The window of agreement: figures, below them the matrix of a row and the claims of a cell."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from credreview.analysis.agreement import Pair
from credreview.domain.errors import UserError
from credreview.domain.vocabulary import Vocabulary
from credreview.report.agreement_words import (
    aligned,
    apart_words,
    judged_words,
    matrix_table,
    span_words,
    step_words,
)
from credreview.review.agreement import Figures
from credreview.review.agreement_words import note_lines, pair_lines
from credreview.text import tr
from credreview.ui.agreement.cell_claims import CellClaims
from credreview.ui.agreement.figure_table import FigureTable
from credreview.ui.agreement.matrix import Matrix
from credreview.ui.agreement.reviewer_bar import ReviewerBar
from credreview.ui.dialogs.beside_window import BesideWindow
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.plain_label import PlainLabel


class AgreementWindow(BesideWindow):
    """A window beside the main one; it is given figures, and asks for claims.

    Args:
        parent: The main window.
    """

    reviewers_chosen = Signal(object)
    """Ids (a frozenset) of the reviewers to compare; empty: all."""
    claims_asked = Signal(object)
    """Ids (a list) of the claims of the chosen cell."""
    go_asked = Signal(int)
    """The row, in the list of claims, of the claim that is to be shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("agreement_window")
        self._figures: Figures | None = None
        self._vocabulary: Vocabulary | None = None
        self._at = 0
        self._fits_matrix = True
        self.reviewers = ReviewerBar()
        self.judged = PlainLabel("", "label", wrap=True)
        self.judged.setObjectName("agreement_judged")
        self.table = FigureTable()
        self.axes = PlainLabel("", "small", "ink2", wrap=True)
        self.matrix = Matrix()
        self.counts = PlainLabel("", "small", wrap=True)
        self.counts.setObjectName("agreement_counts")
        self.claims = CellClaims()
        self.notes = PlainLabel("", "small", "ink2", wrap=True)
        self.notes.setObjectName("agreement_notes")
        self.empty = PlainLabel("", wrap=True)
        self.empty.setObjectName("agreement_empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        self.copy = PushButton(tr("&Copy as text"), icon="copy")
        self.copy.setObjectName("agreement_copy")
        self.go = PushButton(tr("&Go to the claim"))
        self.go.setObjectName("agreement_go")
        self.close_button = PushButton(tr("Close"))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        theme.notifier().changed.connect(self._retheme)
        self._retheme()
        room, u = self.screen().availableSize(), theme.u()
        self.resize(
            min(240 * u, round(room.width() * 0.9)), min(190 * u, round(room.height() * 0.9))
        )
        self.say(tr("Comparing…"))

    def _lay_out(self) -> None:
        left, page = QWidget(), QWidget()
        self._left = QVBoxLayout(left)
        for widget, stretch in ((self.axes, 0), (self.matrix, 1000), (self.counts, 0)):
            self._left.addWidget(widget, stretch)
        self._left.addStretch(1)
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.addWidget(left)
        self._halves.addWidget(self.claims)
        self._halves.setChildrenCollapsible(False)
        self._halves.setStretchFactor(1, 1)
        self._halves.setHandleWidth(1)
        self._halves.splitterMoved.connect(self._leave_widths)
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(0, 0, 0, 0)
        self._page.addWidget(self.reviewers)
        self._page.addWidget(self.judged)
        self._page.addWidget(self.table)
        self._page.addWidget(self._halves, 1)
        self._page.addWidget(self.notes)
        scroll = QScrollArea()  # large text in a small window
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        self._stack.addWidget(scroll)
        self._stack.addWidget(self.empty)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.copy)
        self._foot.addStretch(1)
        self._foot.addWidget(self.go)
        self._foot.addWidget(self.close_button)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._stack, 1)
        self._column.addLayout(self._foot)

    def _connect(self) -> None:
        self.reviewers.reviewers_chosen.connect(self.reviewers_chosen)
        self.reviewers.pair_chosen.connect(self._show_pair)
        self.table.dimension_chosen.connect(lambda _: self._show_matrix())
        self.matrix.cell_chosen.connect(self._show_cell)
        self.matrix.entered.connect(self.claims.setFocus)
        self.claims.opened.connect(self.go_asked)
        self.claims.chosen.connect(lambda row: self.go.setEnabled(row >= 0))
        self.go.clicked.connect(lambda: self.go_asked.emit(self.claims.list.current()))
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.close)

    def set_review(self, title: str, vocabulary: Vocabulary) -> None:
        """Show the agreement of this review from now on."""
        self.setWindowTitle(tr("Agreement – {name}", name=title))
        self._vocabulary = vocabulary

    def say(self, words: str) -> None:
        """Show words in place of figures."""
        self.empty.setText(words)
        self._stack.setCurrentWidget(self.empty)
        self.copy.setEnabled(False)
        self.go.setEnabled(False)

    def say_error(self, error: UserError) -> None:
        """Say why there are no figures."""
        self.say(str(error))

    def show_figures(self, figures: Figures, chosen: frozenset[str], own: str) -> None:
        """Show these figures; the pair, the row and the cell that were chosen stay.

        Args:
            figures: The figures.
            chosen: Ids of the reviewers that were asked for; empty: all.
            own: Whose window it is: of the pairs, theirs is shown first.
        """
        if chosen and not figures.agreement.pairs:
            self.reviewers_chosen.emit(frozenset())  # one of them has undone all
            return
        self._figures = figures
        if not any(pair.judged for pair in figures.agreement.pairs) and not chosen:
            self.say(_empty_words(figures))
            return
        self._stack.setCurrentIndex(0)
        self.copy.setEnabled(True)
        self.reviewers.show_people(figures, own)
        self._show_pair(self.reviewers.pair())

    def pair(self) -> Pair | None:
        """Return the pair that is shown."""
        pairs = self._figures.agreement.pairs if self._figures else ()
        return pairs[self._at] if self._at < len(pairs) else None

    def _show_pair(self, at: int) -> None:
        self._at = at
        pair, figures = self.pair(), self._figures
        if pair is None or figures is None:
            return
        self.judged.setText(judged_words(pair))
        one, other = figures.name(pair.one), figures.name(pair.other)
        self.axes.setText(tr("Down: {one}. Across: {other}.", one=one, other=other))
        notes = [*span_words(figures.spans[at], one, other), *note_lines(figures)]
        self.notes.setText("\n".join(notes))
        self.table.show_figures(pair, figures.agreement.together, len(figures.people))
        self._show_matrix()

    def _show_matrix(self) -> None:
        pair, figures = self.pair(), self._figures
        if pair is None or figures is None or self._vocabulary is None:
            return
        comparison = pair.of(self.table.dimension())
        counts = [*step_words(comparison), *apart_words(comparison, self._vocabulary)]
        self.counts.setText(" · ".join(counts))
        one, other = figures.name(pair.one), figures.name(pair.other)
        self.matrix.show_comparison(comparison, one, other, self._vocabulary)
        self._fit()

    def _leave_widths(self) -> None:
        self._fits_matrix = False

    def _fit(self) -> None:
        """Give the matrix the width that it needs, unless a person has set another."""
        if not self._fits_matrix:
            return
        whole = self._halves.width()
        wanted = self.matrix.sizeHint().width() + 3 * theme.u()
        left = min(max(wanted, 55 * theme.u()), round(0.66 * whole))
        self._halves.setSizes([left, whole - left])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)  # when the halves have their width

    def _show_cell(self, row: int, column: int) -> None:
        pair, figures = self.pair(), self._figures
        if pair is None or figures is None:
            return
        comparison = pair.of(self.table.dimension())
        every = comparison.scale.all
        said = {pair.one: every[row], pair.other: every[column]}
        self.claims.show_cell(self.matrix.cells.cell_words(row, column))
        self.claims_asked.emit(figures.given.claims_with(comparison.scale.dimension, said))

    def _copy(self) -> None:
        pair, figures = self.pair(), self._figures
        if pair is None or figures is None or self._vocabulary is None:
            return
        comparison = pair.of(self.table.dimension())
        lines = [
            *pair_lines(figures, pair, figures.spans[self._at], self._vocabulary),
            "",
            self.axes.text(),
            *aligned(matrix_table(comparison, self._vocabulary)),
            "",
            *note_lines(figures),
        ]
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def _retheme(self) -> None:
        u = theme.u()
        self._column.setContentsMargins(4 * u, 4 * u, 4 * u, 3 * u)
        self._column.setSpacing(3 * u)
        self._page.setSpacing(2 * u)
        self._left.setContentsMargins(0, 0, 2 * u, 0)
        self._left.setSpacing(u)
        self._foot.setSpacing(2 * u)
        room = self.screen().availableGeometry()
        self.setMinimumSize(min(130 * u, room.width()), min(110 * u, room.height()))
        self._fit()


def _empty_words(figures: Figures) -> str:
    words = tr(
        "Nobody else has judged a claim that you judged.\n\n"
        "Give this review to somebody (File > Share), let them judge the same claims,"
        " and bring their copy back (File > Merge)."
    )
    if figures.hidden:
        hidden = tr(
            "Blind mode: others' judgements of {count} claims show when you have judged these.",
            count=figures.hidden,
        )
        return f"{words}\n\n{hidden}"
    return words
