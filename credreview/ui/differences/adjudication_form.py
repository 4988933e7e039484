"""The form in which an agreed judgement is recorded, beside the reviewers' own."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from credreview.domain.model import Judgement
from credreview.domain.progress import is_decided
from credreview.domain.vocabulary import Term, Vocabulary
from credreview.text import tr
from credreview.ui.claims.attribution import AttributionField
from credreview.ui.claims.form_section import FormSection
from credreview.ui.claims.rationale import RationaleField
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.choices import ChoiceGroup
from credreview.ui.look.fields import FieldNote, set_invalid
from credreview.ui.look.pickers import GradePicker, SegmentedControl
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.look.provenance_picker import ProvenancePicker
from credreview.ui.look.toggles import CheckBox
from credreview.ui.reader.bidi import show_controls

_EMPTY = "empty"
_SCALES = ("reliability", "credibility", "provenance", "directness", "confidence")


class AdjudicationForm(QWidget):
    """Takes values that were agreed, and a reason; nothing is written before the button.

    Args:
        vocabulary: The terms to choose from.
        judgements: Those to start from, one's own first.
        mine: The id of who records it.
        parent: Its parent.
    """

    recorded = Signal(dict, str)
    """The values, as `adjudicate` takes them, and the reason."""
    cancelled = Signal()

    def __init__(
        self,
        vocabulary: Vocabulary,
        judgements: Sequence[Judgement],
        mine: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("adjudication_form")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._judgements = {j.reviewer: j for j in judgements if is_decided(j)}
        self._flags: tuple[str, ...] = ()
        self._make_controls(vocabulary, mine)
        self._lay_out()
        self.start.chosen.connect(self.start_from)
        self.record.clicked.connect(self._record)
        self.cancel.clicked.connect(self.cancelled)
        self.not_checkable.toggled.connect(self._on_not_checkable)
        self.credibility.chosen.connect(lambda value: self._clear_not_checkable(value))
        self.reason.textChanged.connect(lambda: self._say(""))
        for group in self.groups().values():
            group.chosen.connect(lambda _: self._say(""))
        theme.notifier().changed.connect(self._retheme)
        self._retheme()
        self.start_from(_EMPTY)

    def _make_controls(self, words: Vocabulary, mine: str) -> None:
        starts = [Term(_EMPTY, tr("Empty"), tr("Empty"))]
        for id, judgement in self._judgements.items():
            name = show_controls(judgement.reviewer_name) or tr("Unnamed reviewer")
            label = tr("Mine") if id == mine else name
            starts.append(Term(id, label, label))
        self.start = SegmentedControl(starts, tr("Start from"), "agreed_start")
        self.reliability = GradePicker(
            words.reliability, "F", tr("Source reliability"), "agreed_reliability"
        )
        self.credibility = GradePicker(
            words.credibility, "6", tr("Information credibility"), "agreed_credibility"
        )
        self.not_checkable = CheckBox(tr("Not checkable: an opinion or a forecast"))
        self.not_checkable.setObjectName("agreed_not_checkable")
        self.provenance = ProvenancePicker(words.provenance, tr("Provenance"), "agreed_provenance")
        self.provenance.set_compact(True)
        self.attributed_to = AttributionField()
        self.attributed_to.setObjectName("agreed_attributed_to")
        self.directness = SegmentedControl(words.directness, tr("Directness"), "agreed_directness")
        self.confidence = SegmentedControl(words.confidence, tr("Confidence"), "agreed_confidence")
        self.reason = RationaleField()
        self.reason.setObjectName("agreed_reason_field")
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.setPlaceholderText(tr("Why this was agreed"))
        self.note = FieldNote("error")
        self.record = PushButton(tr("Record as agreed"), "primary")
        self.record.setObjectName("record_agreed")
        self.cancel = PushButton(tr("Cancel"))
        self.cancel.setObjectName("cancel_agreed")

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(PlainLabel(tr("Record an agreed judgement"), "panel_head"))
        hint = tr(
            "It is kept beside the judgements, which stay as they are. Later or changed judgements"
            " are not covered by it."
        )
        self._column.addWidget(PlainLabel(hint, "small", "ink2", wrap=True))
        credibility = FormSection(tr("Information credibility"), self.credibility)
        credibility.add_below(self.not_checkable)
        for section in (
            FormSection(tr("Start from"), self.start),
            FormSection(tr("Source reliability"), self.reliability),
            credibility,
            FormSection(tr("Provenance"), self.provenance),
            FormSection(tr("Attributed to"), self.attributed_to),
            FormSection(tr("Directness"), self.directness),
            FormSection(tr("Confidence"), self.confidence),
            FormSection(tr("Reason"), self.reason, remark=tr("needed")),
        ):
            self._column.addWidget(section)
        self._column.addWidget(self.note)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.record)
        self._buttons.addWidget(self.cancel)
        self._buttons.addStretch(1)
        self._column.addLayout(self._buttons)

    def groups(self) -> dict[str, ChoiceGroup]:
        """Return the choices by the field they give."""
        return {name: getattr(self, name) for name in _SCALES}

    def set_sources(self, names: Sequence[str]) -> None:
        """Complete these names of sources."""
        self.attributed_to.set_names(names)

    def start_from(self, whose: str | None) -> None:
        """Take the values of somebody's judgement over into the form; else empty it."""
        self.start.set_value(whose or _EMPTY)
        given = self._judgements.get(whose or "") or Judgement(claim="", reviewer="")
        for name, group in self.groups().items():
            group.set_value(getattr(given, name))
        self.not_checkable.setChecked(given.not_checkable)
        self.attributed_to.load(given.attributed_to)
        self._flags = given.flags
        self._say("")

    def take_over(self, other: "AdjudicationForm") -> None:
        """Show what is chosen and typed in another form."""
        for name, group in other.groups().items():
            self.groups()[name].set_value(group.value())
        self.start.set_value(other.start.value())
        self.not_checkable.setChecked(other.not_checkable.isChecked())
        self.attributed_to.load(other.attributed_to.typed())
        self.reason.restore(other.reason.toPlainText())
        self._flags = other._flags  # noqa: SLF001 - of its own class

    def values(self) -> dict[str, Any]:
        """Return what is chosen, as `adjudicate` takes it."""
        values: dict[str, Any] = {name: group.value() for name, group in self.groups().items()}
        values["attributed_to"] = self.attributed_to.typed() or None
        values["flags"] = list(self._flags)
        if self.not_checkable.isChecked():
            values |= {"credibility": None, "not_checkable": True}
        return values

    def show_problem(self, message: str) -> None:
        """Say why it could not be recorded."""
        self._say(message)

    def _record(self) -> None:
        values = self.values()
        graded = values["reliability"] is not None and values["credibility"] is not None
        missing = not graded and not values.get("not_checkable")
        for group in (self.reliability, self.credibility):
            group.set_error(missing and group.value() is None)
        set_invalid(self.reason, not self.reason.typed())
        if missing:
            self._say(tr("Give both grades, or say that the claim is not checkable."))
        elif not self.reason.typed():
            self._say(tr("Say in a few words why this was agreed."))
            self.reason.setFocus()
        else:
            self.recorded.emit(values, self.reason.typed())

    def _say(self, words: str) -> None:
        self.note.set_text(words)
        if not words:
            set_invalid(self.reason, False)  # noqa: FBT003 - its own signature
            for group in (self.reliability, self.credibility):
                group.set_error(False)  # noqa: FBT003

    def _on_not_checkable(self, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        if on:
            self.credibility.set_value(None)
        self._say("")

    def _clear_not_checkable(self, value: str | None) -> None:
        if value is not None:
            self.not_checkable.setChecked(False)

    def _retheme(self) -> None:
        u = theme.u()
        self._column.setSpacing(round(2.25 * u))
        self._buttons.setSpacing(2 * u)
