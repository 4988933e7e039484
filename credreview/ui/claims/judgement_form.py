"""The form in which one claim is judged: every choice is told at once, typing when it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from credreview.domain.links import LinkedClaim
from credreview.domain.model import Adjudication, Claim, Judgement
from credreview.domain.proposals import LinkedJudgement
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.claims.attribution import AttributionField, EarlierGrades
from credreview.ui.claims.flags import FlagChips
from credreview.ui.claims.form_section import FormSection, Hairline
from credreview.ui.claims.other_judgements import OtherJudgements
from credreview.ui.claims.quote_card import QuoteCard
from credreview.ui.claims.rationale import RationaleField
from credreview.ui.links.claim_links import ClaimLinks
from credreview.ui.look import theme
from credreview.ui.look.choices import ChoiceGroup
from credreview.ui.look.pickers import GradePicker, SegmentedControl
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.look.provenance_picker import ProvenancePicker


class JudgementForm(QWidget):
    """One claim's quote, one's own judgement of it, and others' once one's own is given.

    What is chosen is shown at once and told once; `show_claim` then brings what
    is on disk. Nothing is derived from anything: provenance sets no grade, and
    neither grade sets the other (STANAG 2511 rates the two in isolation).
    """

    judge_requested = Signal(str, dict)
    """A claim's id and the fields to write, named as `judge` names them; None clears."""
    rationale_drafted = Signal(str, str)
    """A claim's id and its rationale as typed so far."""
    leave_requested = Signal()
    """Esc in a field: back to the claim."""
    done_requested = Signal()
    """Ctrl+Enter in a field."""

    def __init__(self, vocabulary: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vocabulary = vocabulary
        self._claim: Claim | None = None
        self._own = Judgement(claim="", reviewer="")
        self._others: Sequence[Judgement] = ()
        self._linked: Sequence[LinkedJudgement] = ()
        self._agreed: Sequence[Adjudication] = ()
        self._blind = False
        self._make_controls()
        self._make_sections()
        self._connect()
        theme.notifier().changed.connect(self._measure)
        self._measure()

    def _make_controls(self) -> None:
        words = self._vocabulary
        self.card = QuoteCard()
        self.provenance = ProvenancePicker(words.provenance, tr("Provenance"), "provenance")
        self.attributed_to = AttributionField()
        self.earlier = EarlierGrades()
        self.directness = SegmentedControl(words.directness, tr("Directness"), "directness")
        self.reliability = GradePicker(
            words.reliability, "F", tr("Source reliability"), "source_reliability"
        )
        self.credibility = GradePicker(
            words.credibility, "6", tr("Information credibility"), "information_credibility"
        )
        self.confirmed_by = PlainLabel(
            tr("Which independent claim or source confirms it? Name it in the rationale."),
            font="small",
            colour="ink2",
            wrap=True,
        )
        self.confirmed_by.setObjectName("confirmed_by")
        self.confidence = SegmentedControl(words.confidence, tr("Confidence"), "confidence")
        self.rationale = RationaleField()
        self.flags = FlagChips(words.flags)
        self.links = ClaimLinks()
        self.others = OtherJudgements()

    def _make_sections(self) -> None:
        attribution = FormSection(tr("Attributed to"), self.attributed_to)
        attribution.add_below(self.earlier)
        credibility = FormSection(tr("Information credibility"), self.credibility, keys=("1–6",))
        credibility.add_below(self.confirmed_by)
        directness = FormSection(tr("Directness"), self.directness, beside=True)
        confidence = FormSection(tr("Confidence"), self.confidence, beside=True)
        self._beside = (directness, confidence)
        self._column = QVBoxLayout(self)
        for part in (
            self.card,
            FormSection(tr("Provenance"), self.provenance, remark=tr("who asserts it")),
            attribution,
            directness,
            Hairline(),
            FormSection(tr("Source reliability"), self.reliability, keys=("R", "A–F")),
            credibility,
            Hairline(),
            confidence,
            FormSection(tr("Rationale"), self.rationale, remark=tr("Markdown")),
            FormSection(tr("Flags"), self.flags),
            self.links,
            self.others,
        ):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def _connect(self) -> None:
        for name, group in self._groups().items():
            group.chosen.connect(lambda value, name=name: self._judge({name: value}))
        self.flags.chosen.connect(lambda flags: self._judge({"flags": flags or None}))
        self.rationale.drafted.connect(self._on_draft)
        for field in (self.attributed_to, self.rationale):
            field.finished.connect(self.commit_pending)
            field.leave_requested.connect(self._on_leave)
            field.done_requested.connect(self._on_done)

    def show_claim(
        self,
        claim: Claim,
        others: Sequence[Judgement],
        earlier_grades: Mapping[str, int],
        *,
        links: Sequence[LinkedClaim] = (),
        linked: Sequence[LinkedJudgement] = (),
        agreed: Sequence[Adjudication] = (),
        blind: bool = False,
    ) -> None:
        """Show a claim as it is on disk; typing of another claim is written first.

        Args:
            claim: With this reviewer's own judgement in it.
            others: Judgements on it; one's own among them is passed over.
            earlier_grades: Reliability letters of its source on other claims, with counts.
            links: The claims that bear on it.
            linked: Others' judgements of claims that are the same, or that it continues.
            agreed: What was agreed on it, the latest last.
            blind: The review is in blind mode.
        """
        same = self._claim is not None and self._claim.id == claim.id
        if not same:
            self.commit_pending()
        self._claim = claim
        self._own = claim.own or Judgement(claim=claim.id, reviewer="")
        mine = self._own.reviewer
        self._others = [other for other in others if not mine or other.reviewer != mine]
        self._linked, self._agreed, self._blind = linked, agreed, blind
        if same:
            self.attributed_to.refresh(self._own.attributed_to)
            self.rationale.refresh(self._own.rationale)
        else:
            self.attributed_to.load(self._own.attributed_to)
            self.rationale.load(self._own.rationale)
            for group in self._groups().values():
                group.set_suggestion(None)
        self.card.show_claim(claim)
        self.links.show_links(self._vocabulary, claim.article, links)
        self.earlier.set_counts(earlier_grades)
        self._show_own()

    def clear(self) -> None:
        """Write what is typed and hold no claim any more."""
        self.commit_pending()
        self._claim = None

    def claim(self) -> Claim | None:
        """Return the claim that is shown."""
        return self._claim

    def judgement(self) -> Judgement:
        """Return one's own judgement as it is shown, choices of this moment included."""
        return self._own

    def set_not_checkable(self, on: bool) -> None:
        """Take the reviewer's decision that there is a fact to grade, or is none."""
        self._judge({"not_checkable": on})

    def commit_pending(self) -> None:
        """Tell the typed attribution and rationale, if they are not written yet, as one deed."""
        fields: dict[str, Any] = {}
        if self._claim is None:
            return
        if self.attributed_to.pending():
            fields["attributed_to"] = self.attributed_to.typed() or None
        if self.rationale.pending():
            fields["rationale"] = self.rationale.typed() or None
        # Taken as written first: the answer may come while we are still telling.
        self.attributed_to.accept()
        self.rationale.accept()
        self._judge(fields)

    def restore_draft(self, claim_id: str, text: str) -> None:
        """Put back what was typed for the claim shown and never written."""
        if self._claim is not None and self._claim.id == claim_id:
            self.rationale.restore(text)

    def set_narrow(self, narrow: bool) -> None:
        """Fold provenance and put every label above its control, or spread out again."""
        self.provenance.set_compact(narrow)
        for section in self._beside:
            section.set_narrow(narrow)

    def set_margins(self, left: int, right: int) -> None:
        """Keep this far from the panel's edges, in pixels; a scroll bar is inside the margin."""
        u = theme.u()
        beside_bar = max(round(0.5 * u), right - round(2.5 * u))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left, beside_bar = beside_bar, left
        self._column.setContentsMargins(left, round(2.25 * u), beside_bar, 3 * u)

    def _groups(self) -> dict[str, ChoiceGroup]:
        return {
            "provenance": self.provenance,
            "directness": self.directness,
            "reliability": self.reliability,
            "credibility": self.credibility,
            "confidence": self.confidence,
        }

    def _judge(self, fields: Mapping[str, Any]) -> None:
        """Show and tell what is new in `fields`; nothing new tells nothing."""
        shown = {"flags": self._own.flags or None}
        news = {
            name: value
            for name, value in fields.items()
            if shown.get(name, getattr(self._own, name)) != value
        }
        claim = self._claim
        if not news or claim is None:
            return
        after = {**news, "flags": news.get("flags", self._own.flags) or ()}
        # A verdict and "not checkable" exclude each other: the later one stands.
        if news.get("not_checkable"):
            after["credibility"] = None
        elif news.get("credibility"):
            after["not_checkable"] = False
        self._own = replace(self._own, **after)
        self._show_own()
        self.judge_requested.emit(claim.id, news)

    def _show_own(self) -> None:
        own = self._own
        for name, group in self._groups().items():
            group.set_value(getattr(own, name))
        self.flags.set_value(own.flags)
        self.confirmed_by.setVisible(own.credibility == "1")
        self.card.show_grades(self._vocabulary, own)
        self.others.show_judgements(
            self._vocabulary,
            own,
            self._others,
            linked=self._linked,
            agreed=self._agreed,
            settled=self._claim is not None and self._claim.is_settled,
            blind=self._blind,
        )

    def _on_draft(self, text: str) -> None:
        if self._claim is not None:
            self.rationale_drafted.emit(self._claim.id, text)

    def _on_leave(self) -> None:
        self.commit_pending()
        self.leave_requested.emit()

    def _on_done(self) -> None:
        self.commit_pending()
        self.done_requested.emit()

    def _measure(self) -> None:
        self._column.setSpacing(round(2.25 * theme.u()))
        widest = max(section.label.sizeHint().width() for section in self._beside)
        for section in self._beside:
            section.set_label_width(widest)
