"""One difference: the quote, the sides beside each other, and what can be done about it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from credreview.domain.differences import Difference, DifferenceKind
from credreview.domain.progress import is_decided
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.claims.agreed_card import AgreedCard
from credreview.ui.claims.form_section import Hairline
from credreview.ui.claims.quote_card import in_quotation_marks
from credreview.ui.differences.adjudication_form import AdjudicationForm
from credreview.ui.differences.compared import judgement_rows, names, value_columns
from credreview.ui.differences.comparison import Comparison
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.flow_layout import FlowLayout
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls

_LONGEST_QUOTE = 300
#: Characters of a name and of a value on a button; they are told in full above it.
_LONGEST_NAME, _LONGEST_VALUE = 24, 40


class DifferencePage(QWidget):
    """Shows a difference and asks for what a person decides; it writes nothing itself.

    Args:
        vocabulary: The words of the terms.
        difference: What to show.
        mine: The id of who looks.
        sources: Returns the known names of sources, for completion.
        read_only: The review cannot be written.
        parent: Its parent.
    """

    take_over = Signal(str)
    """The id of the reviewer whose judgement becomes one's own."""
    agreed = Signal(dict, str)
    """Values and reason of an agreed judgement."""
    withdraw = Signal()
    """One's own agreed judgement is taken back."""
    choose = Signal(str)
    """The id of the action whose value is chosen."""
    keep = Signal()
    """The deleted claim is kept."""
    delete = Signal()
    """The deleted claim is deleted, with all that was written on it since."""
    form_opened = Signal()
    go_there = Signal()
    """Show the claim or article in the main window."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        difference: Difference,
        mine: str,
        sources: Callable[[], Sequence[str]] = list,
        *,
        read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("difference_page")
        self.difference = difference
        self.form: AdjudicationForm | None = None
        self._vocabulary = vocabulary
        self._mine = mine
        self._sources = sources
        self._read_only = read_only
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        u = theme.u()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(5 * u, 4 * u, 4 * u, 4 * u)
        self._column.setSpacing(2 * u)
        self._add_head()
        self.comparison = Comparison()
        self._column.addWidget(self.comparison)
        if difference.kind is DifferenceKind.FIELD:
            self._show_field()
        else:
            self._show_judgements()
        self._column.addStretch(1)

    def _add_head(self) -> None:
        difference = self.difference
        head = show_controls(difference.title) or tr("This review")
        if difference.quote:
            quote = PlainLabel(in_quotation_marks(difference.quote, _LONGEST_QUOTE), "quote",
                               wrap=True)  # fmt: skip
            quote.setObjectName("difference_quote")
            self._column.addWidget(quote)
            place = PlainLabel(tr("in {title}", title=head), "small", "ink2", wrap=True)
            self._column.addWidget(place)
        else:
            self._column.addWidget(PlainLabel(head, "panel_head", wrap=True))
        if difference.kind is DifferenceKind.DELETED:
            who = ", ".join(show_controls(name) for name in difference.deleted_by)
            words = tr(
                "{who} deleted this claim without having seen what was written on it since. It is"
                " kept until somebody decides.",
                who=who,
            )
            self._column.addWidget(PlainLabel(words, "body", "warn", wrap=True))

    # Judgements

    def _show_judgements(self) -> None:
        difference = self.difference
        judgements = difference.judgements
        if judgements:
            rows = judgement_rows(self._vocabulary, judgements)
            self.comparison.show_rows(names(judgements, self._mine), rows)
        else:
            self.comparison.hide()
        self._column.addWidget(Hairline())
        settles = difference.kind is DifferenceKind.SETTLED
        for agreed in difference.agreed:
            self._column.addWidget(AgreedCard(self._vocabulary, agreed, settles=settles))
        self._hint = PlainLabel("", "small", "ink2", wrap=True)
        self._actions = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._actions.setSizePolicy(policy)
        flow = FlowLayout(self._actions)
        for button in self._buttons():
            flow.addWidget(button)
        self._column.addWidget(self._actions)
        if difference.kind is DifferenceKind.JUDGEMENT:
            words = tr(
                "Both judgements stay, and the claim counts as differing, until somebody changes"
                " theirs or an agreed judgement is recorded."
            )
            self._hint.setText(words)
        self._column.addWidget(self._hint)

    def _buttons(self) -> Sequence[QWidget]:
        difference = self.difference
        made = []
        if difference.kind is DifferenceKind.DELETED:
            keep = self._button(tr("Keep the claim"), "keep_claim")
            keep.clicked.connect(self.keep)
            delete = self._button(tr("Delete it with its judgements"), "delete_claim")
            delete.clicked.connect(self.delete)
            made += [keep, delete]
        else:
            agree = self._button(tr("Record an agreed judgement…"), "agree")
            agree.clicked.connect(self.open_form)
            made.append(agree)
        others = [j for j in difference.judgements if j.reviewer != self._mine and is_decided(j)]
        if difference.kind is not DifferenceKind.DELETED:
            for other in others:
                name = show_controls(other.reviewer_name) or tr("Unnamed reviewer")
                words = tr("Take over theirs as mine")
                if len(others) > 1:
                    words = tr("Take over {name}'s as mine", name=_short(name, _LONGEST_NAME))
                take = self._button(words, "take_over")
                take.setToolTip(tr("As a new entry in the history; undo brings yours back."))
                take.clicked.connect(partial(self.take_over.emit, other.reviewer))
                made.append(take)
        if any(one.agreed.reviewer == self._mine for one in difference.agreed):
            back = self._button(tr("Take the agreed judgement back"), "withdraw")
            back.clicked.connect(self.withdraw)
            made.append(back)
        made.append(self._go_button())
        return made

    def _button(self, words: str, name: str) -> PushButton:
        button = PushButton(words.replace("&", "&&"))
        button.setObjectName(name)
        button.setEnabled(not self._read_only)
        return button

    def _go_button(self) -> PushButton:
        button = PushButton(tr("Show in the article"), "quiet", icon="article")
        button.setObjectName("go_there")
        button.clicked.connect(self.go_there)
        return button

    def open_form(self) -> None:
        """Open the form in which an agreed judgement is recorded."""
        if self.form is not None:
            self.form.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.form = AdjudicationForm(self._vocabulary, self.difference.judgements, self._mine)
        self.form.set_sources(self._sources())
        self.form.recorded.connect(self.agreed)
        self.form.cancelled.connect(self._close_form)
        self._column.insertWidget(self._column.indexOf(self._actions) + 1, self.form)
        self._actions.hide()
        self._hint.hide()
        self.form.start.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form_opened.emit()

    def continue_form(self, before: AdjudicationForm) -> None:
        """Open the form with what was typed into another one on the same claim."""
        self.open_form()
        if self.form is not None:
            self.form.take_over(before)

    def _close_form(self) -> None:
        if self.form is not None:
            self._column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self._actions.show()
            self._hint.show()

    # Fields

    def _show_field(self) -> None:
        difference = self.difference
        heads, rows = value_columns(self._vocabulary, difference, self._mine)
        self.comparison.show_rows(heads, rows)
        self._column.addWidget(Hairline())
        self._column.addWidget(
            PlainLabel(
                tr("Neither knew of the other. The value that you choose is written again."),
                "small",
                "ink2",
                wrap=True,
            )
        )
        can_settle = difference.owner in ("", self._mine)
        for value, said in zip(difference.values, rows[0].cells, strict=True):
            button = self._button(
                tr("Choose “{value}”", value=_short(said, _LONGEST_VALUE)), "choose_value"
            )
            button.setEnabled(can_settle and not self._read_only)
            button.clicked.connect(partial(self.choose.emit, value.action))
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if difference.article:
            self._column.addWidget(self._go_button(), 0, Qt.AlignmentFlag.AlignLeft)


def _short(words: str, longest: int) -> str:
    """Return words on one line, cut after so many characters."""
    shown = " ".join(words.split())
    return shown if len(shown) <= longest else f"{shown[:longest].rstrip()}…"
