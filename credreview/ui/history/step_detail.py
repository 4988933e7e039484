"""One step in full: who, when, how it came, each value before and after, and what can be done."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from credreview.domain.field_words import field_words, value_words
from credreview.domain.history import ERASED, Step, Value
from credreview.domain.history_words import says_something, sentence
from credreview.domain.model import FACT_NAMES
from credreview.domain.seals import SealState
from credreview.domain.vocabulary import Vocabulary
from credreview.review.restoring import can_link, can_restore
from credreview.text import tr
from credreview.ui.claims.card import Card
from credreview.ui.history.step_words import moment_words, name_words, place_words
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls

#: Records that are laid out one by one; an import may hold thousands.
_MOST: Final = 40


class StepDetail(QScrollArea):
    """Shows one step; its values can be restored from here."""

    restore_asked = Signal(str, str, str)
    """Action, record and field of a value that a person wants back."""
    agree_asked = Signal(str, str, str, str)
    """Action and record of what a person wants agreed again, its words, and the reason then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history_detail")
        self.setAccessibleName(tr("The entry in full"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: object = None
        self.viewport().setAutoFillBackground(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground on which the values stand as cards."""
        QPainter(self.viewport()).fillRect(self.viewport().rect(), theme.tokens().surface)
        super().paintEvent(event)

    def show_step(
        self, step: Step | None, vocabulary: Vocabulary | None, reviewer: str | None
    ) -> None:
        """Show a step, or that none is chosen.

        Args:
            step: What is shown.
            vocabulary: The words of terms.
            reviewer: Whose own it would be what is restored; None where nothing can be written.
        """
        shown = (step, vocabulary, reviewer, theme.u(), theme.tokens().name)
        if shown == self._shown:
            return
        self._shown = shown
        page = QWidget()
        page.setObjectName("step")
        column = QVBoxLayout(page)
        u = theme.u()
        column.setContentsMargins(4 * u, 3 * u, 4 * u, 3 * u)
        column.setSpacing(round(1.5 * u))
        if step is None or vocabulary is None:
            words = tr("Choose an entry to see it in full.")
            column.addWidget(PlainLabel(words, colour="ink2", wrap=True))
        else:
            self._lay_out(column, step, vocabulary, reviewer)
        column.addStretch(1)
        self.setWidget(page)
        page.setAutoFillBackground(False)  # `setWidget` turned it on

    def _lay_out(
        self, column: QVBoxLayout, step: Step, vocabulary: Vocabulary, reviewer: str | None
    ) -> None:
        head = _label(sentence(step, vocabulary), "panel_head")
        head.setObjectName("step_head")
        column.addWidget(head)
        place = place_words(step)
        if place:
            column.addWidget(_label(place, "quote"))
        for words, colour in _facts(step):
            column.addWidget(_label(words, "small", colour))
        told = step.undoes or step
        agreed = _agreed(told, reviewer)
        if agreed:
            self._offer_again(column, told, vocabulary, agreed)
        values = [part for value in told.values for part in _parts(value)]
        for value in values[:_MOST]:
            can = reviewer is not None and _is_worth_it(value, reviewer, vocabulary)
            column.addWidget(self._card(told.action, value, vocabulary, can_restore=can))
        if len(values) > _MOST:
            more = tr("and {count} more", count=len(values) - _MOST)
            column.addWidget(_label(more, "small", "ink2"))

    def _offer_again(
        self, column: QVBoxLayout, step: Step, vocabulary: Vocabulary, agreed: str
    ) -> None:
        """Offer to record what was agreed as a whole: it says all at once."""
        button = PushButton(tr("Record this agreed judgement again…"), icon="undo")
        button.setObjectName("restore_agreed")
        reason = next((v.value for v in step.values if v.field == "reason"), "")
        what = sentence(step, vocabulary)
        words = reason if isinstance(reason, str) else ""
        button.clicked.connect(lambda: self.agree_asked.emit(step.action, agreed, what, words))
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def _card(
        self, action: str, value: Value, vocabulary: Vocabulary, *, can_restore: bool
    ) -> QWidget:
        u = theme.u()
        name = _name(value)
        card = Card("quote", "judged_line")
        card.setObjectName("step_value")
        column = QVBoxLayout(card)
        column.setContentsMargins(3 * u, 2 * u, 3 * u, 2 * u)
        column.setSpacing(u)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(name, "label"))
        if value.shows:
            head.addWidget(PlainLabel(tr("shows now"), "small", "ink2"))
        elif not value.counts:
            head.addWidget(PlainLabel(tr("does not count"), "small", "error"))
        head.addStretch(1)
        if can_restore:
            button = PushButton(tr("Restore this value"), icon="undo")
            button.setObjectName(f"restore_{value.field or value.kind}")
            button.setAccessibleName(tr("Restore this value: {name}", name=name))
            record, field = value.record, value.field
            button.clicked.connect(lambda: self.restore_asked.emit(action, record, field))
            head.addWidget(button)
        column.addLayout(head)
        if value.op != "del" and (value.field or isinstance(value.value, dict)):
            after = value_words(value.field, value.value, vocabulary)
            if value.over is not None:
                before = value_words(value.field, value.over, vocabulary)
                column.addLayout(_pair(tr("Before"), before, "ink2"))
            column.addLayout(_pair(tr("Set to") if value.field else tr("Made"), after, "ink"))
        return card


def _agreed(step: Step, reviewer: str | None) -> str:
    """Return the record of the agreed judgement that a step wrote, where it can be had back; ""."""
    found = [value for value in step.values if value.kind == "adjudication" and value.counts]
    if reviewer is None or not found:
        return ""
    is_own = found[0].record[32:] == reviewer
    shows = is_own and all(value.shows for value in found if value.field != "over")
    return "" if shows and found[0].op != "del" else found[0].record


def _is_worth_it(value: Value, reviewer: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a value can be restored, and does not show anyway."""
    relation = str(value.value.get("relation") or "") if isinstance(value.value, dict) else ""
    if not can_restore(value.kind, value.field) or not can_link(relation, vocabulary):
        return False
    if value.kind == "adjudication":
        return False  # it says all at once, and needs a reason: see `_offer_again`
    if not value.counts or value.value is ERASED:
        return False
    return not value.shows or (value.kind == "judgement" and value.record[32:] != reviewer)


def _facts(step: Step) -> list[tuple[str, str]]:
    """Return lines on how a step came about, each with the role of its colour."""
    found = [
        (tr("{name}, {moment}", name=name_words(step), moment=moment_words(step.when)), "ink2")
    ]
    for switch in step.switches:
        form = (
            tr("Done again by {name}, {moment}") if switch.on else tr("Undone by {name}, {moment}")
        )
        name = show_controls(switch.reviewer_name)
        found.append((form.format(name=name, moment=moment_words(switch.when)), "ink2"))
    if step.came is not None:
        came = tr(
            "Came with “{name}”, merged {moment}",
            name=show_controls(step.came.name),
            moment=moment_words(step.came.when),
        )
        found.append((came, "ink2"))
    if step.aside:
        found.append(
            (tr("Set aside: hidden here until Review > Merges… lets it count again"), "warn")
        )
    if step.seal is not None:
        found.append(_seal(step.seal))
    return found


def _seal(seal: SealState) -> tuple[str, str]:
    return {
        SealState.VERIFIED: (tr("Sealed with a key that is known to be this reviewer's"), "ink2"),
        SealState.UNKNOWN_KEY: (
            tr("Sealed with an UNKNOWN KEY: nobody vouched that it is this reviewer's"),
            "warn",
        ),
        SealState.UNSEALED: (tr("Not sealed: the name on it is only a name"), "ink2"),
        SealState.FORGED: (tr("FORGED: its seal does not fit"), "error"),
    }[seal]


def _parts(value: Value) -> list[Value]:
    """Return a value; of an article that was found its facts, each as a value of its own."""
    if (value.kind == "article" and value.op == "new") or not says_something(value):
        return []
    if value.kind == "capture" and isinstance(value.value, dict):
        return [
            Value(value.kind, value.record, "new", name, value.value[name])
            for name in FACT_NAMES
            if value.value.get(name)
        ]
    return [value]


def _name(value: Value) -> str:
    if value.field:
        return field_words(value.kind, value.field)
    return {
        "claim": tr("Mark"),
        "link": tr("Link"),
        "note": tr("Note"),
        "source": tr("Source"),
        "term": tr("Term"),
        "article": tr("Article"),
    }.get(value.kind, value.kind)


def _label(words: str, font: str, colour: str = "ink") -> PlainLabel:
    made = PlainLabel(show_controls(words), font, colour, wrap=True)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def _pair(name: str, words: str, colour: str) -> QHBoxLayout:
    """Return a name and the whole words of a value beside it, its lines kept."""
    row = QHBoxLayout()
    row.setSpacing(2 * theme.u())
    label = PlainLabel(name, "small", "ink2")
    label.setMinimumWidth(14 * theme.u())
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    text = PlainLabel(words, "body", colour, wrap=True)
    text.setAccessibleName(f"{name}: {words}")
    text.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    row.addWidget(text, 1)
    return row
