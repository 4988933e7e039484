"""What lies on the desk: the article and the claim that a person is at, and moving between them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from credreview.domain.errors import UserError
from credreview.domain.model import Article, Changed, Claim, ClaimState
from credreview.review.session import ReviewSession
from credreview.text import tr
from credreview.ui.drafts import Drafts
from credreview.ui.parts import Parts
from credreview.ui.pending import index_of
from credreview.ui.review_controller import ReviewController

if TYPE_CHECKING:
    from credreview.domain.vocabulary import Vocabulary

#: Deeds that change nothing but what claims show: only those are read again.
_ON_CLAIMS: Final = frozenset({"judge", "flag", "adjudicate", "withdraw_adjudication"})


class DeskController(QObject):
    """Shows articles and claims as they stand on disk, with what is not written yet over it."""

    moved = Signal()
    """Another article or claim is the current one, or their values are others."""

    def __init__(self, parts: Parts, review: ReviewController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        self.article: Article | None = None
        self.claims: list[Claim] = []
        self.current: str | None = None
        self.drafts: Drafts | None = None
        self._on_disk: list[Claim] = []
        self._vocabulary: Vocabulary | None = None
        self._at = -1
        self._remember = QTimer(self, singleShot=True, interval=1000)
        self._remember.timeout.connect(self.keep_place)
        review.opened.connect(self._open)
        review.closing.connect(self.keep_place)
        review.closed.connect(self._clear)
        review.changed.connect(self.refresh)
        parts.articles.article_chosen.connect(self.show_article)
        parts.reader.claim_activated.connect(self.show_claim)
        parts.panel.claim_activated.connect(self.show_claim)

    @property
    def _session(self) -> ReviewSession | None:
        return self._review.session

    def claim(self) -> Claim | None:
        """Return the current claim, as it will be when all is written."""
        return next((claim for claim in self.claims if claim.id == self.current), None)

    # Opening and leaving a review

    def _open(self) -> None:
        session = self._session
        assert session is not None
        parts = self._parts
        same = self.article.id if self.article is not None else None
        place = parts.settings.place(session.file.path)
        self.drafts = Drafts(session.file.path, session.reviewer.id)
        self.article, self.current, self._on_disk, self.claims = None, None, [], []
        self._vocabulary = session.vocabulary
        parts.panel.set_vocabulary(session.vocabulary)
        parts.panel.show_no_article()
        parts.panel.set_sources(session.reader.sources(limit=10_000))
        parts.articles.set_reader(None)
        parts.articles.restore(place.get("list") or {})
        parts.articles.set_reader(session.reader)
        at = place.get("article")
        if not isinstance(at, str) or not self._go_back(session, at, place):
            parts.reader.show_article(None, ())
            self._say_empty()
            self.choose_first()
        if same is None:
            parts.articles.setFocus()
        self.moved.emit()

    def _go_back(self, session: ReviewSession, article: str, place: dict[str, Any]) -> bool:
        key = session.reader.key_of(article)
        if key is None:
            return False
        claim, scroll = place.get("claim"), place.get("scroll")
        self.show_article(key, claim if isinstance(claim, str) else None)
        if isinstance(scroll, int):
            # When the window has its size: the lines are broken then.
            QTimer.singleShot(0, self, lambda: self._parts.reader.scroll_to(scroll))
        return self.article is not None

    def choose_first(self) -> None:
        """Show the first article of the list if none is shown, once the list has its keys."""

        def choose(_: None) -> None:
            if self.article is None and self._session is not None:
                self._parts.articles.choose_next(1)
                self._say_empty()

        # The list asks for its keys in the same lane, which works in order.
        self._parts.reading.run(lambda: None, choose, "first")

    def _say_empty(self) -> None:
        count = self._session.reader.article_count() if self._session else 0
        if count:
            self._parts.reader.set_empty(tr("No article is open"), tr("Choose one in the list."))
        else:
            self._parts.reader.set_empty(
                tr("No articles yet"),
                tr("Drop text or Markdown files here, or press the plus sign over the list."),
            )

    def _clear(self) -> None:
        self.article, self.current, self.drafts = None, None, None
        self._on_disk, self.claims = [], []
        parts = self._parts
        parts.articles.set_reader(None)
        parts.panel.show_no_article()
        parts.reader.show_article(None, ())
        parts.reader.set_empty(
            tr("No review is open"),
            tr("Open a review, or make a new one: Ctrl+O, Ctrl+N."),
        )
        self.moved.emit()

    def keep_place(self) -> None:
        """Remember article, claim, scroll position and list for the next time."""
        session = self._session
        if session is None:
            return
        parts = self._parts
        parts.settings.set_place(
            session.file.path,
            {
                "reviewer": session.reviewer.id,
                "article": self.article.id if self.article else None,
                "claim": self.current,
                "scroll": parts.reader.top_position(),
                "list": parts.articles.state(),
            },
        )
        parts.settings.save()

    # Articles and claims

    def show_article(self, key: int | str, claim: str | None = None) -> None:
        """Show an article by its number or id, and one of its claims."""
        session = self._session
        if session is None:
            return
        if self.article is not None and key in (self.article.key, self.article.id):
            if claim is not None:
                self.show_claim(claim)
            return
        self._parts.panel.commit_pending()
        try:
            article = session.reader.article(key)
            self._on_disk = session.reader.claims(article.id)
        except UserError as error:
            self._parts.messages.show_error("article", error)
            return
        self.article, self.current = article, None
        self.lay_over()
        self._parts.reader.show_article(article, self.claims)
        self._parts.reader.set_current(None)
        self._parts.panel.set_claims(self.claims)
        self._parts.panel.show_claim(None)
        if self._parts.articles.current_key() != article.key:
            self._parts.articles.choose(article.key)
        self._parts.panes.show_text()
        if index_of(self.claims, claim) >= 0:
            self.show_claim(claim)
        self._remember.start()
        self.moved.emit()

    def go_to_claim(self, id: str) -> None:
        """Show a claim that was chosen in another window, and let the keys go on in the text."""
        claim = self._session.reader.claim(id) if self._session is not None else None
        if claim is None:
            self._parts.status.hint(tr("This claim is not there any more."))
            return
        self.show_article(claim.article, claim.id)
        self._parts.window.activateWindow()
        self._parts.reader.setFocus()

    def show_claim(self, claim: str | None, *, reveal: bool = True) -> None:
        """Make a claim of this article the current one."""
        self._at = index_of(self.claims, claim)
        self.current = claim = claim if self._at >= 0 else None
        self._parts.reader.set_current(claim, reveal)
        self._show_judgement()
        if claim is not None and self.drafts is not None:
            draft = self.drafts.of(claim, self.stored_rationale(claim))
            if draft is not None:
                self._parts.panel.restore_draft(claim, draft)
        self._remember.start()
        self.moved.emit()

    def stored_rationale(self, claim: str) -> str | None:
        """Return one's own rationale of a claim as the disk holds it."""
        at = index_of(self._on_disk, claim)
        own = self._on_disk[at].own if at >= 0 else None
        return own.rationale if own else None

    def _show_judgement(self) -> None:
        session, claim = self._session, self.claim()
        if session is None or claim is None:
            self._parts.panel.show_claim(None)
            return
        source = claim.own.attributed_to if claim.own else None
        earlier = session.reader.earlier_grades(source, claim.id) if source else {}
        judgements = session.reader.judgements(claim.id)
        links = session.reader.claim_links(claim.id)
        linked = session.reader.linked_judgements(claim.id)
        agreed, blind = session.reader.adjudications(claim.id), session.reader.is_blind()
        self._parts.panel.show_claim(
            claim, judgements, earlier, links=links, linked=linked, agreed=agreed, blind=blind
        )

    def go_to(self, changed: Changed) -> None:
        """Show what an undone or redone action was about."""
        session = self._session
        if session is None:
            return
        claim = session.reader.claim(changed.goto) if changed.goto else None
        if claim is not None:
            self.show_article(claim.article, claim.id)
        elif changed.articles and not changed.everything:
            self.show_article(min(changed.articles))

    # What was committed

    def refresh(self, changed: Changed) -> None:
        """Read again what an action touched, and show it; all else stays as it is."""
        session, parts = self._session, self._parts
        if session is None:
            return
        if changed.everything:
            parts.articles.reload()
            self._renew_vocabulary(session)
        else:
            parts.articles.refresh(changed.articles)
        article = self.article
        if article is None or not (changed.everything or article.id in changed.articles):
            return
        try:
            if changed.everything or changed.label not in _ON_CLAIMS:
                self._read_all(session, article, facts=changed.label not in ("mark_claim", "note"))
            else:
                self._read_again(session, changed.claims)
        except UserError as error:
            if self._still_there(session, article):
                parts.messages.show_error("article", error)
            return
        if changed.label in ("judge", "undo", "redo") or changed.everything:
            parts.panel.set_sources(session.reader.sources(limit=10_000))
        self.show_again()

    def _renew_vocabulary(self, session: ReviewSession) -> None:
        """Offer others' own terms, which may have come with a merge or be gone with it."""
        if session.vocabulary != self._vocabulary:
            self._vocabulary = session.vocabulary
            self._parts.panel.set_vocabulary(session.vocabulary)

    def _still_there(self, session: ReviewSession, article: Article) -> bool:
        """Tell whether an article is there; where an import was undone, the desk is cleared."""
        if session.reader.key_of(article.id) is not None:
            return True
        self.article, self.current, self._on_disk, self.claims = None, None, [], []
        self._parts.panel.show_no_article()
        self._parts.reader.show_article(None, ())
        self._say_empty()
        self.moved.emit()
        return False

    def _read_all(self, session: ReviewSession, article: Article, *, facts: bool) -> None:
        if facts:
            self.article = session.reader.article(article.id)
        self._on_disk = session.reader.claims(article.id)
        if facts:
            self.lay_over()
            self._parts.reader.show_article(self.article, self.claims)

    def _read_again(self, session: ReviewSession, claims: Iterable[str]) -> None:
        """Read single claims: an article may have ten thousand."""
        for id in claims:
            at, news = index_of(self._on_disk, id), session.reader.claim(id)
            if at >= 0 and news is not None:
                self._on_disk[at] = replace(news, number=self._on_disk[at].number)

    def lay_over(self) -> None:
        """Lay what is not written yet over what the disk holds."""
        session, article = self._session, self.article
        if session is not None and article is not None:
            self.claims = self._parts.saver.pending.over(
                self._on_disk, article.id, article.text, session.reviewer.id
            )

    def show_again(self) -> None:
        """Show the claims as they stand, with what is not written yet."""
        if self.article is None:
            return
        self.lay_over()
        if self.current is not None and index_of(self.claims, self.current) < 0:
            # The current claim is gone: the one that took its place is the current one.
            at = min(self._at, len(self.claims) - 1)
            self.current = self.claims[at].id if at >= 0 else None
        self._at = index_of(self.claims, self.current)
        self._parts.reader.set_claims(self.claims)
        self._parts.panel.set_claims(self.claims)
        self._parts.reader.set_current(self.current, False)  # noqa: FBT003 - its own signature
        self._show_judgement()
        self.moved.emit()

    def position_words(self) -> str:
        """Return where one is, in words."""
        if self._session is None or self.article is None:
            return ""
        still_open = sum(claim.state is ClaimState.OPEN for claim in self.claims)
        count = len(self.claims)
        if not count:
            return tr("No claims yet")
        if (claim := self.claim()) is not None:
            return tr(
                "Claim {number} of {count}, {open} open",
                number=claim.number,
                count=count,
                open=still_open,
            )
        if count == 1:
            return tr("1 claim, {open} open", open=still_open)
        return tr("{count} claims, {open} open", count=count, open=still_open)
