"""The side panel: the claims of the article, and the form that judges the current one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from credreview.domain.links import LinkedClaim
from credreview.domain.model import Adjudication, Claim, Judgement
from credreview.domain.proposals import LinkedJudgement
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.claims.claim_head import ClaimHead, mode_words
from credreview.ui.claims.claim_list import ClaimListView, rows_shown
from credreview.ui.claims.claim_model import ClaimListModel
from credreview.ui.claims.claim_popup import ClaimPopup
from credreview.ui.claims.claim_row import row_height
from credreview.ui.claims.empty_panel import EmptyPanel, Nothing
from credreview.ui.claims.form_section import Hairline
from credreview.ui.claims.judgement_form import JudgementForm
from credreview.ui.claims.panel_footer import PanelFooter
from credreview.ui.claims.section_scroll import SectionScroll
from credreview.ui.look import theme
from credreview.ui.look.focus import FocusFollower

#: Below this width, in units, labels go above their controls and provenance folds.
NARROW = 92
#: Below this width, in units, margins are 3 u instead of 4 u.
TIGHT = 102


class ClaimPanel(QWidget):
    """Shows claims and asks for what a person decides; it writes nothing itself."""

    claim_activated = Signal(str)
    """A person moved to a claim."""
    judge_requested = Signal(str, dict)
    """A claim's id and the fields to write, named as `judge` names them; None clears."""
    done_next = Signal()
    """Done with this claim; typing has been told before."""
    mark_requested = Signal()
    """The selected words are to become a claim."""
    rationale_drafted = Signal(str, str)
    """A claim's id and its rationale as typed so far, within a second of the typing."""
    link_asked = Signal()
    """The current claim is to be linked to another one."""
    unlink_requested = Signal(str)
    """A link's id: it is to be taken away."""
    linked_claim_asked = Signal(str)
    """A linked claim's id, maybe of another article: it is to be shown."""
    leave_requested = Signal()
    """Esc in a field: the focus belongs back to the claim; typing has been told before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claim_panel")
        self.setAccessibleName(tr("Claim panel"))
        self._vocabulary: Vocabulary | None = None
        self._form: JudgementForm | None = None
        self._scroll: SectionScroll | None = None
        self._sources: list[str] = []
        self._current: str | None = None
        self._owns_keys = False
        self._model = ClaimListModel(self)
        self._head = ClaimHead()
        self._list = ClaimListView(self._model)
        self._popup = ClaimPopup(self._model, self)
        self._line = Hairline()
        self._empty = EmptyPanel()
        self._footer = PanelFooter()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for widget in (self._head, self._list, self._line):
            self._column.addWidget(widget)
        self._column.addWidget(self._empty, 1)
        self._column.addWidget(self._footer)
        self._list.claim_activated.connect(self.claim_activated)
        self._popup.claim_activated.connect(self.claim_activated)
        self._head.step.connect(self._step)
        self._head.list_requested.connect(lambda: self._popup.open_under(self._head, self._current))
        self._empty.mark_requested.connect(self.mark_requested)
        self._footer.done.connect(self._done)
        self._footer.not_checkable.connect(self._set_not_checkable)
        theme.notifier().changed.connect(self._measure)
        FocusFollower(self, self._on_focus)
        self.show_no_article()

    def set_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Offer these words; the form is made anew, what is typed is told before."""
        self.commit_pending()
        old = self._scroll
        self._vocabulary = vocabulary
        self._model.set_vocabulary(vocabulary)
        form = JudgementForm(vocabulary)
        form.attributed_to.set_names(self._sources)
        form.judge_requested.connect(self._on_judge)
        form.rationale_drafted.connect(self.rationale_drafted)
        form.leave_requested.connect(self.leave_requested)
        form.done_requested.connect(self.done_next)
        form.links.link_asked.connect(self.link_asked)
        form.links.unlink_asked.connect(self.unlink_requested)
        form.links.open_asked.connect(self.linked_claim_asked)
        self._form, self._scroll = form, SectionScroll(form)
        self._column.insertWidget(self._column.indexOf(self._empty), self._scroll, 1)
        self._footer.follow_in_tab_order(form.flags.last())
        if old is not None:
            old.hide()
            old.deleteLater()
        self._show_parts()
        self._measure()

    def set_claims(self, claims: Sequence[Claim]) -> None:
        """List the claims of an open article; call `show_claim` for the current one."""
        self._model.set_claims(claims)
        self._head.show_counts(len(claims), self._model.open_count())
        self._empty.show_reason(Nothing.NO_CURRENT if claims else Nothing.NO_CLAIMS)
        if self._current is not None and self._model.row_of(self._current) < 0:
            self._drop_current()
        self._list.show_claim(self._current)
        self._show_parts()
        self._measure()

    def show_no_article(self) -> None:
        """Say that no article is open."""
        self._drop_current()
        self._model.set_claims(())
        self._head.show_counts(0, 0)
        self._empty.show_reason(Nothing.NO_ARTICLE)
        self._show_parts()
        self._measure()

    def show_claim(
        self,
        claim: Claim | None,
        judgements: Sequence[Judgement] = (),
        earlier_grades: Mapping[str, int] | None = None,
        *,
        links: Sequence[LinkedClaim] = (),
        linked: Sequence[LinkedJudgement] = (),
        agreed: Sequence[Adjudication] = (),
        blind: bool = False,
    ) -> None:
        """Show one claim of the list as it is on disk; None shows none.

        Typing that belongs to another claim is told first; typing in this claim stays.

        Args:
            claim: One of `set_claims`, with this reviewer's own judgement.
            judgements: Others' judgements of it.
            earlier_grades: Reliability letters of its source on other claims, with counts.
            links: The claims that bear on it.
            linked: Others' judgements of claims that are the same, or that it continues.
            agreed: What was agreed on it, the latest last.
            blind: The review is in blind mode.
        """
        if claim is None or self._form is None:
            self._drop_current()
        else:
            moved = claim.id != self._current
            self._current = claim.id
            self._form.show_claim(
                claim,
                judgements,
                earlier_grades or {},
                links=links,
                linked=linked,
                agreed=agreed,
                blind=blind,
            )
            self._head.show_claim(claim)
            self._footer.show_not_checkable(self._form.judgement().not_checkable)
            self._list.show_claim(claim.id)
            if moved and self._scroll is not None and not self._scroll.holds_focus():
                self._scroll.verticalScrollBar().setValue(0)
        self._show_parts()

    def set_suggestion(self, provenance: str | None) -> None:
        """Show a provenance of the current claim as suggested, which is no decision."""
        if self._form is not None:
            self._form.provenance.set_suggestion(provenance)

    def set_sources(self, names: Sequence[str]) -> None:
        """Offer these names for "Attributed to"."""
        self._sources = list(names)
        if self._form is not None:
            self._form.attributed_to.set_names(self._sources)

    def set_unsaved(self, unsaved: bool) -> None:
        """Say beside the pair that it is not on disk yet."""
        if self._form is not None:
            self._form.card.set_unsaved(unsaved)

    def set_mode(self, mode: str | None) -> None:
        """Show in the head which keys are awaited.

        Args:
            mode: "reliability", "credibility", "confidence", "directness", or None.
        """
        self._head.set_mode(mode_words(mode, self._vocabulary) if self._vocabulary else "")

    def focus_field(self, name: str) -> None:
        """Give the keyboard to "claims" or to a field, named as `judge` names it."""
        target = self._targets().get(name)
        if target is None:
            raise ValueError(f"the side panel has no field {name!r}")
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def lists_have_focus(self) -> bool:
        """Tell whether the keyboard walks along the claims, and not through the form."""
        return self._list.hasFocus() or self._head.list_button.hasFocus()

    def reveal_field(self, name: str) -> None:
        """Scroll a field into view without giving it the keyboard."""
        target = self._targets().get(name)
        if target is not None and self._scroll is not None:
            self._scroll.reveal(target)

    def commit_pending(self) -> None:
        """Tell what is typed and not written yet; call it before closing or leaving a claim."""
        if self._form is not None:
            self._form.commit_pending()

    def restore_draft(self, claim_id: str, text: str) -> None:
        """Put back a rationale that was typed for the current claim and never written."""
        if self._form is not None:
            self._form.restore_draft(claim_id, text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.surface)
        if self._owns_keys:
            painter.fillRect(0, 0, self.width(), max(2, round(theme.u() / 2)), tokens.accent)

    def _drop_current(self) -> None:
        if self._form is not None:
            self._form.clear()
        self._current = None
        self._list.show_claim(None)
        self._head.show_claim(None)

    def _show_parts(self) -> None:
        shown = self._current is not None and self._scroll is not None
        if self._scroll is not None:
            self._scroll.setVisible(shown)
        self._empty.setVisible(not shown)
        self._footer.setVisible(shown)

    def _measure(self) -> None:
        u, claims = theme.u(), len(self._model.claims())
        rows = rows_shown(self.height(), u)
        self._head.set_one_line(rows == 0)
        self._list.setVisible(bool(rows and claims))
        self._list.setFixedHeight(min(rows, claims) * row_height())
        margin = (3 if self.width() < TIGHT * u else 4) * u
        self._head.set_margins(margin, margin)
        self._footer.set_margins(margin, margin)
        if self._form is not None:
            self._form.set_margins(margin, margin)
            self._form.set_narrow(self.width() < NARROW * u)
        self.update()

    def _targets(self) -> dict[str, QWidget]:
        listed = self._list.isVisible()
        targets: dict[str, QWidget] = {"claims": self._list if listed else self._head.list_button}
        if form := self._form:
            targets |= {
                "provenance": form.provenance,
                "attributed_to": form.attributed_to,
                "directness": form.directness,
                "reliability": form.reliability,
                "credibility": form.credibility,
                "confidence": form.confidence,
                "rationale": form.rationale,
                "flags": form.flags,
            }
        return targets

    def _step(self, by: int) -> None:
        row = self._model.row_of(self._current) + by if self._current is not None else 0
        claims = self._model.claims()
        if 0 <= row < len(claims):
            self.claim_activated.emit(claims[row].id)

    def _on_judge(self, claim_id: str, fields: dict[str, object]) -> None:
        if self._form is not None:
            self._footer.show_not_checkable(self._form.judgement().not_checkable)
        self.judge_requested.emit(claim_id, fields)

    def _set_not_checkable(self, on: bool) -> None:
        if self._form is not None:
            self._form.set_not_checkable(on)

    def _done(self) -> None:
        self.commit_pending()
        self.done_next.emit()

    def _on_focus(self, new: QWidget | None) -> None:
        owns = new is not None and self.isAncestorOf(new)
        if owns != self._owns_keys:
            self._owns_keys = owns
            self.update()
