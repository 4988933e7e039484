"""How far reviewers agree, in a window beside the main one."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from credreview.domain.errors import UserError
from credreview.domain.work import Ticker
from credreview.review.session import ReviewSession
from credreview.text import tr
from credreview.ui.beside_controller import BesideController
from credreview.ui.claims.grade_words import pair as grade_pair
from credreview.ui.desk_controller import DeskController
from credreview.ui.jobs import Job
from credreview.ui.parts import Parts
from credreview.ui.reader.bidi import show_controls
from credreview.ui.review_controller import ReviewController

if TYPE_CHECKING:
    # Loaded with the window: the start of the program does not wait for them.
    from credreview.review.agreement import Figures
    from credreview.ui.agreement.agreement_window import AgreementWindow
    from credreview.ui.differences.difference_list import Entry

#: How long the review rests before the figures are made anew, in milliseconds.
_REST: Final = 500
#: Claims of a cell that are listed, and how many are read in one turn.
_LISTED: Final = 200
_AT_ONCE: Final = 25


class AgreementController(BesideController):
    """Opens the window, has the figures made in the reading lane, and keeps them in step."""

    window: "AgreementWindow | None"

    def __init__(self, parts: Parts, review: ReviewController, desk: DeskController) -> None:
        super().__init__(parts, review, _REST)
        self._desk = desk
        self._chosen: frozenset[str] = frozenset()
        self._job: Job | None = None
        self._wanted: list[str] = []
        self._listed: list[str] = []

    def show(self) -> None:
        """Show how far the reviewers of this review agree."""
        session = self._review.session
        if session is None:
            return
        if self.window is None:
            from credreview.ui.agreement.agreement_window import AgreementWindow

            self.window = AgreementWindow(self._parts.window)
            self.window.reviewers_chosen.connect(self._choose)
            self.window.claims_asked.connect(self._list)
            self.window.go_asked.connect(self._go)
        self.window.set_review(session.file.path.stem, session.vocabulary)
        self._compute()
        self.window.show()
        self.window.activateWindow()
        self.window.table.setFocus()

    def _choose(self, reviewers: frozenset[str]) -> None:
        self._chosen = reviewers
        self._compute()

    def _compute(self) -> None:
        session = self._review.session
        if session is None or self.window is None:
            return
        self._stop()
        chosen = self._chosen

        def work(tick: Ticker) -> "Figures":
            from credreview.review.agreement import figures

            return figures(session, chosen, tick)

        job = self._parts.reading.start(tr("Comparing reviewers"), work)
        job.finished.connect(partial(self._show_figures, job, session, chosen))
        job.failed.connect(partial(self._show_error, job))
        job.cancelled.connect(partial(self._forget, job))
        self._job = job

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show_figures(
        self, job: Job, session: ReviewSession, chosen: frozenset[str], made: "Figures"
    ) -> None:
        if self._forget(job) and self.window is not None:
            self.window.show_figures(made, chosen, session.reviewer.id)

    def _show_error(self, job: Job, error: UserError) -> None:
        if self._forget(job) and self.window is not None:
            self.window.say_error(error)

    def _forget(self, job: Job) -> bool:
        """Tell whether this job is the latest, which is over then."""
        latest = job is self._job
        if latest:
            self._job = None
        return latest

    # The claims of a cell

    def _list(self, claims: list[str]) -> None:
        self._wanted, self._listed = claims, []
        self._read(claims, [])

    def _read(self, claims: list[str], entries: "list[Entry]") -> None:
        """Read some more claims, unless others are wanted by now."""
        session, window = self._review.session, self.window
        pair = window.pair() if window is not None else None
        if session is None or pair is None:
            return
        start = len(entries)
        part = claims[start : min(start + _AT_ONCE, _LISTED)]
        if not part:
            return

        def done(found: "list[Entry]") -> None:
            if self.window is None or claims is not self._wanted:
                return
            read = [*entries, *found]
            self._listed = claims[: len(read)]
            if len(read) == min(len(claims), _LISTED):
                self.window.claims.show_entries(read, len(claims) - len(read))
            else:
                self._read(claims, read)

        work = partial(_entries, session, part, (pair.one, pair.other))
        self._parts.reading.run(work, done, "agreement", lambda _: None)

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._listed):
            self._desk.go_to_claim(self._listed[row])

    def _let_go(self) -> None:
        self._stop()
        self._chosen, self._wanted, self._listed = frozenset(), [], []


def _entries(session: ReviewSession, claims: Sequence[str], pair: tuple[str, str]) -> "list[Entry]":
    """Return claims as rows: the words, what both said of them, and the article."""
    from credreview.ui.differences.difference_list import Entry

    reader = session.reader
    titles: dict[str, str] = {}
    found = []
    for id in claims:
        claim = reader.claim(id)
        if claim is None:
            found.append(Entry(None, tr("This claim is not there any more."), ""))
            continue
        said = {j.reviewer: j for j in reader.judgements(id)}
        both = [
            tr("{name}: {grades}", name=show_controls(j.reviewer_name), grades=grade_pair(j))
            for j in map(said.get, pair)
            if j is not None
        ]
        if claim.article not in titles:
            key = reader.key_of(claim.article)
            rows = reader.article_rows([key]) if key is not None else []
            titles[claim.article] = rows[0].title if rows else ""
        detail = " · ".join([*both, show_controls(titles[claim.article])])
        found.append(Entry(None, claim.quote, detail, is_quote=True))
    return found
