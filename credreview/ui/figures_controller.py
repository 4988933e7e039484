"""The figures of what the article list shows, in a window beside the main one."""

from functools import partial
from typing import TYPE_CHECKING, Final

from credreview.domain.errors import UserError
from credreview.domain.model import ArticleQuery
from credreview.ui.articles.article_filters import without_filters
from credreview.ui.beside_controller import BesideController
from credreview.ui.desk_controller import DeskController
from credreview.ui.parts import Parts
from credreview.ui.review_controller import ReviewController

if TYPE_CHECKING:
    # Loaded with the window: the start of the program does not wait for them.
    from credreview.review.figures import Figures
    from credreview.ui.figures.figures_window import FiguresWindow

#: How long the review rests before the figures are made anew, in milliseconds.
_REST: Final = 400


class FiguresController(BesideController):
    """Opens the window, has the figures made in the reading lane, and keeps them in step."""

    window: "FiguresWindow | None"

    def __init__(self, parts: Parts, review: ReviewController, desk: DeskController) -> None:
        super().__init__(parts, review, _REST)
        self._desk = desk
        self._claims: tuple[str, ...] = ()
        self._asked = 0
        parts.articles.query_changed.connect(self._on_query)

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
        if 0 < number <= len(self._claims):
            self._desk.go_to_claim(self._claims[number - 1])

    # What happens outside of it

    def _on_query(self, _query: ArticleQuery) -> None:
        if self.is_shown():
            self._compute()

    def _let_go(self) -> None:
        self._asked += 1
        self._claims = ()
