"""Moving between claims and articles, and correcting what is known about an article."""

from bisect import bisect_left

from PySide6.QtCore import QObject

from credreview.domain.model import ClaimState
from credreview.review.actions import set_article
from credreview.text import tr
from credreview.ui.desk_controller import DeskController
from credreview.ui.dialogs.keyboard import open_over
from credreview.ui.parts import Parts
from credreview.ui.pending import Write, index_of
from credreview.ui.review_controller import ReviewController


class MovingController(QObject):
    """Handlers of the Go menu."""

    def __init__(self, parts: Parts, review: ReviewController, desk: DeskController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        self._desk = desk
        parts.reader.facts_requested.connect(self.edit_facts)

    def next_claim(self) -> None:
        """Go to the claim after this one; without a current one, to the first from here on."""
        self._step(1)

    def previous_claim(self) -> None:
        """Go to the claim before this one."""
        self._step(-1)

    def _step(self, by: int) -> None:
        at = index_of(self._desk.claims, self._desk.current)
        if at < 0:
            starts = [claim.start for claim in self._desk.claims]
            at = bisect_left(starts, self._parts.reader.top_position()) + min(by, 0)
            at = min(max(at, 0), len(self._desk.claims) - 1)
        else:
            at += by
        if 0 <= at < len(self._desk.claims):
            self._desk.show_claim(self._desk.claims[at].id)
        elif not self._desk.claims:
            self._parts.status.hint(tr("This article has no claims yet."))
        else:
            self._desk.show_claim(self._desk.current)  # it may have been scrolled away
            last = tr(
                "This is the last claim of the article. Shift+J goes on to the next open one."
            )
            self._parts.status.hint(last if by > 0 else tr("This is the first claim."))

    def next_open(self) -> None:
        """Go to the next claim without an own judgement, here or in the articles that follow."""
        session, parts = self._review.session, self._parts
        if session is None:
            return
        at = index_of(self._desk.claims, self._desk.current)
        for claim in self._desk.claims[at + 1 :]:
            if claim.state is ClaimState.OPEN:
                self._desk.show_claim(claim.id)
                return
        keys, key, current = parts.articles.keys(), parts.articles.current_key(), self._desk.current
        if self._desk.article is not None:
            key = self._desk.article.key

        # Asked here and now: the next key must judge the claim that is then current.
        found = session.reader.next_open(key, keys, current)
        if found is None:
            parts.status.hint(tr("Every claim in the list has your judgement."))
        else:
            self._desk.show_article(*found)

    def next_article(self) -> None:
        """Go to the next article of the list."""
        if not self._parts.articles.choose_next(1):
            self._parts.status.hint(tr("This is the last article of the list."))

    def previous_article(self) -> None:
        """Go to the article before this one in the list."""
        if not self._parts.articles.choose_next(-1):
            self._parts.status.hint(tr("This is the first article of the list."))

    def edit_facts(self) -> None:
        """Let a person correct title, outlet, author, date, address and language."""
        article, session = self._desk.article, self._review.session
        if article is None or session is None:
            return
        from credreview.ui.dialogs.facts_dialog import FactsDialog

        dialog = FactsDialog(article, self._parts.window)

        def take() -> None:
            given = dialog.changes()
            if session is not self._review.session or session.file.read_only:
                self._parts.status.hint(tr("This review is closed or read-only; nothing changed."))
            elif given:
                deed = set_article(article.id, **given)
                self._parts.saver.submit(Write(deed, article.id))

        dialog.accepted.connect(take)
        open_over(self._parts.window, dialog)
