"""Decisions: marks, judgements, undo; each becomes one write, in the order they were made."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from credreview.domain.errors import UserError
from credreview.domain.model import Changed, Claim, Judgement
from credreview.review.actions import mark_claim, unmark_claim
from credreview.review.judging import judge
from credreview.text import tr
from credreview.ui.desk_controller import DeskController
from credreview.ui.key_router import is_typing
from credreview.ui.keymap import Ask, Judge, Keymap, Meaning
from credreview.ui.moving_controller import MovingController
from credreview.ui.parts import Parts
from credreview.ui.pending import Write, index_of, mark
from credreview.ui.review_controller import ReviewController


class JudgingController(QObject):
    """Turns keys, menus and the panel's wishes into writes."""

    asked = Signal(str)
    """A single key asks for this action of the table."""

    def __init__(
        self,
        parts: Parts,
        review: ReviewController,
        desk: DeskController,
        moving: MovingController,
        keymap: Keymap,
    ) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        self._desk = desk
        self._moving = moving
        self._keymap = keymap
        self._at: str | None = None
        parts.panel.judge_requested.connect(self.judge)
        parts.panel.done_next.connect(self.done_next)
        parts.panel.mark_requested.connect(self.mark)
        parts.panel.rationale_drafted.connect(self._keep_draft)
        parts.panel.leave_requested.connect(self.back_to_claim)
        parts.saver.refused.connect(self._on_refused)
        parts.saver.slow_changed.connect(self._show_unsaved)
        review.opened.connect(self._open)
        desk.moved.connect(self._on_moved)

    # Keys

    def act(self, meaning: Meaning) -> None:
        """Do what a key means."""
        self._parts.panel.set_mode(self._keymap.mode)
        if isinstance(meaning, Ask):
            self.asked.emit(meaning.action)
        elif isinstance(meaning, Judge):
            if self._desk.current is None:
                self._parts.status.hint(tr("No claim is chosen. J goes to the next one."))
            else:
                self.judge(self._desk.current, {meaning.field: meaning.value})
                self._parts.panel.reveal_field(meaning.field)

    def mode_grades(self) -> None:
        """Read the next keys as grades."""
        self._enter("reliability")

    def mode_directness(self) -> None:
        """Read the next key as directness."""
        self._enter("directness")

    def mode_confidence(self) -> None:
        """Read the next key as confidence."""
        self._enter("confidence")

    def _enter(self, mode: str) -> None:
        if self._desk.current is not None:
            self._keymap.enter(mode)
            self._parts.panel.set_mode(mode)
            self._parts.panes.show_claim()
            self._parts.panel.reveal_field(mode)

    def _leave_mode(self) -> None:
        self._keymap.leave()
        self._parts.panel.set_mode(None)

    # Marks

    def mark(self) -> None:
        """Make the selected words a claim; words that are one already only become the current."""
        article, span = self._desk.article, self._parts.reader.selected_span()
        if article is None:
            return
        if span is None:
            self._parts.status.hint(
                tr("Select the words that assert something, then press C. F7 shows a caret.")
            )
            return
        known = [c for c in self._desk.claims if (c.start, c.end) == span]
        self._parts.reader.select_span(span[1], span[1])
        if known:
            self._desk.show_claim(known[0].id)
            self._parts.status.hint(tr("These words are a claim already."))
            return
        made = mark(article.id, span, mark_claim(article.id, *span))
        shown = partial(self._show_marked, article.id, made.claim, self._desk.current)
        self._submit(replace(made, done=shown))

    def _show_marked(
        self, article: str, claim: str, before: str | None, _changed: Changed | None
    ) -> None:
        desk = self._desk
        if desk.article is None or desk.article.id != article or claim == desk.current:
            return
        if desk.current != before or is_typing(QApplication.focusWidget()):
            # It took a while; whoever went on meanwhile must not be moved under their fingers.
            self._parts.status.hint(tr("The claim is marked."))
        else:
            desk.show_claim(claim)

    def unmark(self) -> None:
        """Delete the current claim's mark; undo brings it back."""
        claim = self._desk.claim()
        if claim is not None:
            self._submit(Write(unmark_claim(claim.id), claim.article, claim.id))
            self._parts.status.hint(tr("The mark is deleted. Ctrl+Z brings it back."))

    # Judgements

    def judge(self, claim_id: str, fields: Mapping[str, Any]) -> None:
        """Write values of a claim's judgement; what stands so already is not written again."""
        session = self._review.session
        if session is None or self._desk.article is None:
            return
        waiting = self._parts.saver.pending
        if waiting:
            self._desk.lay_over()
        at = index_of(self._desk.claims, claim_id)
        claim = self._desk.claims[at] if at >= 0 else session.reader.claim(claim_id)
        if claim is None:
            gone = UserError(
                "claim.gone",
                tr("The claim was deleted meanwhile; this was not written: {words}",
                   words=", ".join(str(value)[:200] for value in fields.values())),
                tr("Mark its words again, and judge it there."),
            )  # fmt: skip
            self._parts.messages.show_error("refused", gone)
            return
        # What an undo on its way will leave is not known: then all is written again.
        certain = all(not isinstance(write.deed, str) for write in waiting)
        news = {
            name: value
            for name, value in fields.items()
            if not certain or not _stands(claim, name, value)
        }
        if not news:
            return
        try:
            deed = judge(claim_id, session.vocabulary, **news)
        except UserError as error:
            self._parts.messages.show_error("refused", error)
            return
        write = Write(deed, claim.article, claim_id, news)
        if "rationale" in news:
            done = partial(self._drop_draft, claim_id, news["rationale"])
            write = replace(write, done=done)
        self._submit(write)

    def set_provenance(self, term: str) -> None:
        """Set the current claim's provenance."""
        if self._desk.current is not None:
            self.judge(self._desk.current, {"provenance": term})

    def toggle_not_checkable(self) -> None:
        """Say that there is no fact to grade in the current claim, or that there is."""
        claim = self._desk.claim()
        if claim is not None:
            on = not (claim.own is not None and claim.own.not_checkable)
            self.judge(claim.id, {"not_checkable": on})

    def focus_attributed_to(self) -> None:
        """Go to the field that says who asserts it."""
        self._focus("attributed_to")

    def focus_rationale(self) -> None:
        """Go to the rationale."""
        self._focus("rationale")

    def focus_flags(self) -> None:
        """Go to the flags."""
        self._focus("flags")

    def _focus(self, field: str) -> None:
        if self._desk.current is not None:
            self._parts.panes.show_claim()
            self._parts.panel.focus_field(field)

    def back_to_claim(self) -> None:
        """Leave a field: the keyboard goes back to the claim, where keys judge."""
        if self._parts.reader.isVisible():
            self._parts.reader.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._parts.panel.focus_field("claims")

    def done_next(self) -> None:
        """Write what is typed, and go on to the next claim, or to one that is open."""
        self._parts.panel.commit_pending()
        if not self._parts.panel.lists_have_focus():
            self.back_to_claim()
        at = index_of(self._desk.claims, self._desk.current)
        if 0 <= at < len(self._desk.claims) - 1:
            self._moving.next_claim()
        else:
            self._moving.next_open()

    # Undo

    def undo(self) -> None:
        """Undo the latest decision; one that could not be saved is taken back first."""
        self._parts.panel.commit_pending()
        dropped = self._parts.saver.take_back()
        if dropped is not None:
            if self._desk.drafts is not None and "rationale" in dropped.fields:
                self._desk.drafts.drop(dropped.claim)
            self._desk.show_again()
            self._parts.status.hint(tr("Taken back: {what}", what=deed_words(dropped.label)))
            return
        self._submit(Write("undo", done=partial(self._undone, "undo")))

    def redo(self) -> None:
        """Do again what was undone last."""
        self._submit(Write("redo", done=partial(self._undone, "redo")))

    def _undone(self, how: str, changed: Changed | None) -> None:
        hint = self._parts.status.hint
        if changed is None:
            nothing = tr("There is nothing to undo."), tr("There is nothing to redo.")
            hint(nothing[how == "redo"])
            return
        if not is_typing(QApplication.focusWidget()):
            self._desk.go_to(changed)
        what = deed_words(changed.label)
        said = tr("Undone: {what}", what=what) if how == "undo" else tr("Redone: {what}", what=what)
        hint(f"{said}. {changed.message}" if changed.message else said)

    # Writing

    def _submit(self, write: Write) -> None:
        session = self._review.session
        if session is None:
            return
        if session.file.read_only:
            self._parts.status.hint(tr("This review is open read-only."))
            self._desk.show_again()
            return
        self._parts.saver.submit(write)

    def _on_refused(self, _write: Write, error: UserError | None) -> None:
        self._desk.show_again()
        if error is not None:
            self._parts.messages.show_error("refused", error)

    def _show_unsaved(self, slow: bool) -> None:  # noqa: FBT001 - a signal's argument
        if slow:
            self._desk.show_again()
        claim = self._desk.current
        waits = slow and claim is not None and self._parts.saver.pending.about(claim)
        self._parts.panel.set_unsaved(waits)

    def _on_moved(self) -> None:
        if self._desk.current != self._at:
            self._at = self._desk.current
            self._leave_mode()
            saver = self._parts.saver
            waits = self._at is not None and saver.pending.about(self._at)
            self._parts.panel.set_unsaved(waits and saver.is_slow)

    def _open(self) -> None:
        session = self._review.session
        self._keymap.set_vocabulary(session.vocabulary if session else None)
        self._parts.panel.set_mode(None)

    def _keep_draft(self, claim: str, text: str) -> None:
        if self._desk.drafts is not None:
            self._desk.drafts.keep(claim, text, self._desk.stored_rationale(claim))

    def _drop_draft(self, claim: str, written: str | None, _changed: Changed | None) -> None:
        drafts = self._desk.drafts
        if drafts is not None and (drafts.text_of(claim) or "").strip() == (written or "").strip():
            drafts.drop(claim)


def _stands(claim: Claim, name: str, value: Any) -> bool:  # noqa: ANN401 - one of many fields
    own = claim.own or Judgement(claim=claim.id, reviewer="")
    shown = getattr(own, name)
    return bool(set(shown) == set(value or ()) if name == "flags" else shown == value)


def deed_words(label: str) -> str:
    """Return what an action did, in words."""
    return {
        "mark_claim": tr("marking a claim"),
        "unmark_claim": tr("deleting a mark"),
        "judge": tr("a judgement"),
        "flag": tr("a flag"),
        "set_article": tr("the facts of an article"),
        "link": tr("a link"),
        "unlink": tr("taking a link away"),
        "adjudicate": tr("an agreed judgement"),
        "withdraw_adjudication": tr("taking an agreed judgement back"),
        "settle": tr("choosing one of two values"),
        "set_blind": tr("blind mode"),
        "set_handling": tr("the handling mark"),
        "same_claim": tr("linking the same claim"),
        "not_same": tr("“not the same claim”"),
        "version_of": tr("linking two versions"),
        "not_version_of": tr("“no versions of one article”"),
        "continue_claim": tr("a claim’s place in another version"),
        "not_continued": tr("“not in that version”"),
        "note": tr("a note"),
        "import": tr("an import"),
        "write_statement": tr("a source summary statement"),
        "describe_source": tr("the description of a source"),
        "restore": tr("restoring a value"),
    }.get(label, label)
