"""Differences between reviewers, and what settles them."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction

from credreview.domain.differences import Difference, DifferenceKey
from credreview.domain.errors import UserError
from credreview.domain.model import Changed, Judgement
from credreview.domain.proposals import (
    PlacedClaim,
    Proposals,
    SameClaimProposal,
    UnplacedClaim,
    VersionProposal,
)
from credreview.review import adjudicating
from credreview.review.actions import Deed, mark_claim, unmark_claim
from credreview.review.judging import judge
from credreview.review.session import ReviewSession
from credreview.text import tr
from credreview.ui.desk_controller import DeskController
from credreview.ui.jobs import Job, Lane
from credreview.ui.parts import Parts
from credreview.ui.pending import Write
from credreview.ui.review_controller import ReviewController

if TYPE_CHECKING:
    # Loaded with the window: the start of the program does not wait for them.
    from credreview.ui.differences.differences_window import DifferencesWindow
    from credreview.ui.differences.entries import Proposal
    from credreview.ui.differences.proposals import Excerpt

#: How long to wait before reading anew what somebody goes on changing, in milliseconds.
_REST: Final = 120
#: Deeds after which nothing else is proposed than before.
_NO_NEWS: Final = frozenset({"judge", "flag", "note", "adjudicate", "withdraw_adjudication"})
_TAKEN: Final = ("provenance", "attributed_to", "directness", "confidence", "rationale")


def values_of(judgement: Judgement) -> dict[str, Any]:
    """Return all of a judgement's values, as `judge` takes them."""
    values: dict[str, Any] = {name: getattr(judgement, name) for name in _TAKEN}
    values |= {"reliability": judgement.reliability, "flags": list(judgement.flags)}
    if judgement.not_checkable:
        return values | {"not_checkable": True}
    return values | {"credibility": judgement.credibility}


class DifferencesController(QObject):
    """Opens the window, feeds it through lanes, and writes what is decided there."""

    def __init__(self, parts: Parts, review: ReviewController, desk: DeskController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        self._desk = desk
        self.window: DifferencesWindow | None = None
        self._proposals: Proposals | None = None
        self._search: Job | None = None
        self._is_stopped = False
        # Of its own: comparing texts may take long, and a search must not wait for it.
        self._lane = Lane("proposals", self)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._refresh)
        review.closing.connect(self._close)
        review.changed.connect(self._on_changed)
        parts.saver.refused.connect(self._on_refused)

    def end(self) -> None:
        """End the lane; nothing is looked up any more."""
        self._lane.close()

    # The window

    def show(self) -> None:
        """Show the differences of the review."""
        if self._review.session is None:
            return
        if self.window is None:
            self.window = self._make()
        self.window.show()
        self.window.activateWindow()
        self.window.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._is_stopped = False
        self._refresh()

    def _make(self) -> "DifferencesWindow":
        from credreview.ui.differences.differences_window import DifferencesWindow

        made = DifferencesWindow(self._parts.window)
        made.wanted.connect(self._show_page)
        made.opened.connect(self._open_item)
        made.filters.query_changed.connect(self._refresh)
        made.proposals_asked.connect(self.show)
        for name in ("edit.undo", "edit.redo"):
            action = self._parts.window.findChild(QAction, name)
            if action is not None:
                made.addAction(action)  # their keys act in this window too
        return made

    def _refresh(self) -> None:
        """Read all keys anew, and the proposals where they may be others."""
        session, window = self._review.session, self._open_window()
        if session is None or window is None:
            return
        query, reader = window.filters.query(), session.reader

        def read() -> tuple[list[DifferenceKey], list[tuple[str, str]]]:
            return reader.difference_keys(query), reader.judges()

        def done(found: tuple[list[DifferenceKey], list[tuple[str, str]]]) -> None:
            if window is not self._open_window() or session is not self._review.session:
                return
            keys, judges = found
            window.filters.set_people(judges, session.reviewer.id)
            window.show_differences(session.vocabulary, keys, reader.difference_rows)
            self._show_page(window.current())

        self._parts.reading.run(read, done, "differences", self._failed)
        if self._proposals is None and self._search is None and not self._is_stopped:
            self._look_for_proposals(session, window)

    def _look_for_proposals(self, session: ReviewSession, window: "DifferencesWindow") -> None:
        job = self._lane.start(
            tr("Looking for proposals"), lambda tick: session.reader.proposals(tick=tick)
        )

        def done(found: Proposals) -> None:
            if self._forget(job):
                self._proposals = found
                listed: list[Proposal] = [*found.same, *found.versions]
                listed += [*found.placed, *found.unplaced]
                window.show_proposals(listed)

        def failed(error: UserError) -> None:
            if self._forget(job):
                self._failed(error)

        def cancelled() -> None:
            if self._forget(job):
                # By the person: it would only begin again with the next decision.
                self._is_stopped = True
                window.show_proposals([])
                window.search.say_stopped()

        self._search = job
        window.search.watch(job)
        job.finished.connect(done)
        job.failed.connect(failed)
        job.cancelled.connect(cancelled)

    def _forget(self, job: Job) -> bool:
        """Tell whether this is the search whose answer counts, which is over then."""
        counts = job is self._search
        if counts:
            self._search = None
        return counts

    def _drop_proposals(self) -> None:
        """Let what is known, or being looked for, of proposals count no longer."""
        self._proposals = None
        if self._search is not None:
            self._search.cancel()
            self._search = None

    def _failed(self, error: UserError) -> None:
        self._parts.messages.show_error("differences", error)

    def _open_window(self) -> "DifferencesWindow | None":
        return self.window if self.window is not None and self.window.isVisible() else None

    # Pages

    def _show_page(self, item: "DifferenceKey | Proposal | None") -> None:
        session, window = self._review.session, self.window
        if session is None or window is None:
            return
        if isinstance(item, DifferenceKey):
            found = session.reader.difference_rows([item])
            self._show_difference(session, window, found[0] if found else None)
        elif item is not None:
            self._show_proposal(session, window, item)
        else:
            window.show_page(None)

    def _show_difference(
        self, session: ReviewSession, window: "DifferencesWindow", difference: Difference | None
    ) -> None:
        from credreview.ui.differences.difference_page import DifferencePage

        before = window.page()
        if difference is None:
            window.show_page(None)
            return
        form = None
        if isinstance(before, DifferencePage):
            if before.difference == difference:
                return
            if before.difference.claim == difference.claim:
                form = before.form
        page = DifferencePage(
            session.vocabulary,
            difference,
            session.reviewer.id,
            lambda: session.reader.sources(limit=10_000),
            read_only=session.file.read_only,
        )
        page.take_over.connect(partial(self._take_over, difference))
        page.agreed.connect(partial(self._agree, difference))
        page.withdraw.connect(partial(self._withdraw, difference))
        page.choose.connect(partial(self._choose, difference))
        page.keep.connect(partial(self._keep, difference))
        page.delete.connect(lambda: self._write(unmark_claim(difference.claim), difference))
        page.go_there.connect(lambda: self._go(difference.article, difference.claim))
        if form is not None:
            page.continue_form(form)
        window.show_page(page)

    def _show_proposal(
        self, session: ReviewSession, window: "DifferencesWindow", proposal: "Proposal"
    ) -> None:
        from credreview.ui.differences.proposals import ProposalPage

        articles, place = _articles_of(proposal), None
        keys = [key for id in articles if (key := session.reader.key_of(id)) is not None]
        rows = session.reader.article_rows(keys)
        titles = {row.id: row.title or row.file_name for row in rows}
        if isinstance(proposal, PlacedClaim | UnplacedClaim):
            place = self._excerpt(session, proposal)
        page = ProposalPage(proposal, titles, place, read_only=session.file.read_only)
        page.decided.connect(self._decide)
        page.go_there.connect(self._go)
        window.show_page(page)

    def _excerpt(
        self, session: ReviewSession, proposal: PlacedClaim | UnplacedClaim
    ) -> "Excerpt | None":
        from credreview.ui.differences.proposals import excerpt

        if isinstance(proposal, PlacedClaim):
            span: tuple[int, int] | None = (proposal.start, proposal.end)
        else:
            span = proposal.guess
        if span is None or session.reader.key_of(proposal.target) is None:
            return None
        return excerpt(session.reader.article(proposal.target).text, *span)

    def _open_item(self, item: "DifferenceKey | Proposal") -> None:
        session = self._review.session
        if session is None:
            return
        if isinstance(item, DifferenceKey):
            for found in session.reader.difference_rows([item]):
                self._go(found.article, found.claim)
        elif isinstance(item, SameClaimProposal):
            self._go(item.article, item.one)
        elif isinstance(item, VersionProposal):
            self._go(item.newer, "")
        else:
            self._go(item.target, "")

    def _go(self, article: str, claim: str) -> None:
        session = self._review.session
        if session is None or not article or session.reader.key_of(article) is None:
            return
        self._desk.show_article(article, claim or None)
        self._parts.window.activateWindow()
        self._parts.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is decided

    def _take_over(self, difference: Difference, reviewer: str) -> None:
        session = self._review.session
        theirs = next((j for j in difference.judgements if j.reviewer == reviewer), None)
        if session is not None and theirs is not None:
            values = values_of(theirs)
            self._write(judge(difference.claim, session.vocabulary, **values), difference, values)

    def _agree(self, difference: Difference, values: dict[str, Any], reason: str) -> None:
        session = self._review.session
        if session is None:
            return
        try:
            deed = adjudicating.adjudicate(
                difference.claim, session.vocabulary, reason=reason, **values
            )
        except UserError as error:
            self._say_problem(error)
            return
        self._write(deed, difference)

    def _withdraw(self, difference: Difference) -> None:
        self._write(adjudicating.withdraw_adjudication(difference.claim), difference)

    def _choose(self, difference: Difference, action: str) -> None:
        field = (difference.record_kind, difference.record, difference.field)
        self._write(adjudicating.settle_field(*field, action), difference)

    def _keep(self, difference: Difference) -> None:
        session = self._review.session
        claim = session.reader.claim(difference.claim) if session else None
        if claim is not None:
            # Whoever marks the words again has seen the deletion.
            deed = mark_claim(claim.article, claim.start, claim.end, claim.part)
            self._write(deed, difference)

    def _decide(self, deed: Deed) -> None:
        if self._may_write():
            self._drop_proposals()
            self._parts.saver.submit(Write(deed))

    def _write(
        self, deed: Deed, difference: Difference, fields: dict[str, Any] | None = None
    ) -> None:
        if self._may_write():
            write = Write(deed, difference.article, difference.claim, fields or {})
            self._parts.saver.submit(write)

    def _may_write(self) -> bool:
        session = self._review.session
        return session is not None and not session.file.read_only

    def _on_refused(self, _write: Write, error: UserError | None) -> None:
        if error is not None and self._open_window() is not None:
            self._say_problem(error)
            self._refresh()

    def _say_problem(self, error: UserError) -> None:
        from credreview.ui.differences.difference_page import DifferencePage

        page = self.window.page() if self.window is not None else None
        if isinstance(page, DifferencePage) and page.form is not None:
            page.form.show_problem(f"{error.message} {error.hint}".strip())

    # What happens outside of the window

    def _on_changed(self, changed: Changed) -> None:
        if changed.label not in _NO_NEWS:
            self._drop_proposals()
        if self._open_window() is not None:
            self._rest.start()

    def _close(self) -> None:
        self._drop_proposals()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None


def _articles_of(proposal: "Proposal") -> Sequence[str]:
    if isinstance(proposal, SameClaimProposal):
        return (proposal.article,)
    if isinstance(proposal, VersionProposal):
        return (proposal.older, proposal.newer)
    return (proposal.origin, proposal.target)
