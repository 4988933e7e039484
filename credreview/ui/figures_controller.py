"""The figures of what the article list shows, in a window beside the main one."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from credreview.domain.errors import UserError
from credreview.domain.model import ArticleQuery, Changed
from credreview.text import tr
from credreview.ui.articles.article_filters import without_filters
from credreview.ui.desk_controller import DeskController
from credreview.ui.parts import Parts
from credreview.ui.review_controller import ReviewController

if TYPE_CHECKING:
    # Loaded with the window: the start of the program does not wait for them.
    from credreview.review.figures import Figures
    from credreview.ui.figures.figures_window import FiguresWindow

#: How long the review rests before the figures are made anew, in milliseconds.
_REST: Final = 400


class FiguresController(QObject):
    """Opens the window, has the figures made in the reading lane, and keeps them in step."""

    def __init__(self, parts: Parts, review: ReviewController, desk: DeskController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        self._desk = desk
        self.window: FiguresWindow | None = None
        self._claims: tuple[str, ...] = ()
        self._asked = 0
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._compute)
        parts.articles.query_changed.connect(self._on_query)
        review.changed.connect(self._on_changed)
        review.closing.connect(self._close)

    def show(self) -> None:
        """Show the figures of what the article list shows."""
        session = self._review.session
        if session is None:
            return
        if self.window is None:
            from credreview.ui.figures.figures_window import FiguresWindow

            self.window = FiguresWindow(self._parts.window)
            self.window.target_chosen.connect(self._choose)
            self.window.all_asked.connect(self._show_all)
        self.window.set_review(session.file.path.stem)
        self._compute()
        self.window.show()
        self.window.activateWindow()
        self.window.focus_first()

    def _compute(self) -> None:
        session = self._review.session
        if session is None or self.window is None:
            return
        self._asked += 1
        asked, query = self._asked, self._parts.articles.query()

        def work() -> "Figures":
            from credreview.review.figures import figures

            return figures(session, query)

        self._parts.reading.run(
            work, partial(self._show, asked, query), "figures", partial(self._say_error, asked)
        )

    def _show(self, asked: int, query: ArticleQuery, made: "Figures") -> None:
        if self.window is not None and asked == self._asked:
            self._claims = made.claims
            self.window.show_figures(made, query)

    def _say_error(self, asked: int, error: UserError) -> None:
        if self.window is not None and asked == self._asked:
            self.window.say_error(error)

    # What a person does in the window

    def _choose(self, target: tuple[str, ...]) -> None:
        """Show the articles that a field stands for in the list, or a claim."""
        from credreview.ui.figures.targets import chosen

        if target[0] == "claims":
            self._go(int(target[1]))
        else:
            self._ask(chosen(target, self._parts.articles.query()))

    def _show_all(self) -> None:
        self._ask(without_filters(self._parts.articles.query()))

    def _ask(self, query: ArticleQuery) -> None:
        self._parts.articles.set_query(query)
        self._compute()

    def _go(self, number: int) -> None:
        """Show a claim by its number in the charts."""
        session = self._review.session
        if session is None or not 0 < number <= len(self._claims):
            return
        claim = session.reader.claim(self._claims[number - 1])
        if claim is None:
            self._parts.status.hint(tr("This claim is not there any more."))
            return
        self._desk.show_article(claim.article, claim.id)
        self._parts.window.activateWindow()
        self._parts.reader.setFocus()

    # What happens outside of it

    def _is_shown(self) -> bool:
        return self.window is not None and self.window.isVisible()

    def _on_query(self, _query: ArticleQuery) -> None:
        if self._is_shown():
            self._compute()

    def _on_changed(self, _changed: Changed) -> None:
        if self._is_shown():
            self._rest.start()

    def _close(self) -> None:
        self._rest.stop()
        self._asked += 1
        self._claims = ()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
