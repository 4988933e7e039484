"""The window of figures: the charts of a report over what the article list shows."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from credreview.domain.errors import UserError
from credreview.domain.model import ArticleQuery
from credreview.review.figures import Figures
from credreview.text import tr
from credreview.ui.articles.article_filters import is_filtered
from credreview.ui.dialogs.beside_window import BesideWindow
from credreview.ui.figures.figure_section import FigureSection
from credreview.ui.figures.targets import is_on
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.paper.blocks import Target

#: Sections in their order.
_NAMES: Final = ("grades", "provenance", "progress", "timeline")


def _words(name: str) -> tuple[str, str]:
    """Return the heading of a section, and what it shows."""
    return {
        "grades": (
            tr("Grades"),
            tr("The two axes are judged apart; no cell is a score, and nothing is added up."),
        ),
        "provenance": (
            tr("Provenance of the claims"),
            tr("Who asserts it, not who prints it. The families are no ranks."),
        ),
        "progress": (tr("Progress"), tr("How far your judging is.")),
        "timeline": (
            tr("Claims by date"),
            tr("By the date on which their article was published."),
        ),
    }[name]


class FiguresWindow(BesideWindow):
    """A window beside the main one; it is given figures, and asks for articles.

    Args:
        parent: The main window.
    """

    target_chosen = Signal(object)
    """The target of the field whose articles are wanted."""
    all_asked = Signal()
    """The list is to show all articles again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("figures_window")
        self.about = PlainLabel("", "label", wrap=True)
        self.about.setObjectName("figures_about")
        self.empty = PlainLabel("", wrap=True)
        self.empty.setObjectName("figures_empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        self.sections = {name: FigureSection(name, *_words(name)) for name in _NAMES}
        self.all = PushButton(tr("Show &all articles"))
        self.all.setObjectName("figures_all")
        self.close_button = PushButton(tr("Close"))
        self._stack = QStackedWidget()
        self._is_new = False
        self._lay_out()
        for section in self.sections.values():
            section.activated.connect(self.target_chosen)
        self.all.clicked.connect(self.all_asked)
        self.close_button.clicked.connect(self.close)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()
        room, u = self.screen().availableSize(), theme.u()
        self.resize(
            min(210 * u, round(room.width() * 0.9)), min(220 * u, round(room.height() * 0.9))
        )
        self.say(tr("Counting…"))

    def _lay_out(self) -> None:
        self._page = QWidget()
        self._page.setObjectName("figures_page")
        self._column = QVBoxLayout(self._page)
        for section in self.sections.values():
            self._column.addWidget(section)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._page)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.empty)
        self._head, self._foot = QHBoxLayout(), QHBoxLayout()
        self._head.addWidget(self.about, 1)
        self._head.addWidget(self.all)
        self._foot.addStretch(1)
        self._foot.addWidget(self.close_button)
        self._whole = QVBoxLayout(self)
        self._whole.addLayout(self._head)
        self._whole.addWidget(self._stack, 1)
        self._whole.addLayout(self._foot)

    def set_review(self, title: str) -> None:
        """Show figures of this review from now on."""
        self.setWindowTitle(tr("Figures – {name}", name=title))

    def say(self, words: str) -> None:
        """Show words in place of figures."""
        self.empty.setText(words)
        self._stack.setCurrentWidget(self.empty)

    def say_error(self, error: UserError) -> None:
        """Say why there are no figures."""
        self.say(str(error))

    def show_figures(self, figures: Figures, query: ArticleQuery) -> None:
        """Show these figures of what a query keeps; the fields that were chosen stay."""
        self.about.setText(_about_words(figures, query))
        self.all.setVisible(is_filtered(query))
        if not figures.charts:
            self.say(_empty_words(figures, query))
            return

        def on(target: Target) -> bool:
            return is_on(target, query)

        for name, section in self.sections.items():
            chart = figures.charts.get(name)
            section.setVisible(chart is not None)
            if chart is not None:
                section.show_chart(chart, on)
        self._stack.setCurrentWidget(self._scroll)
        if self._is_new:
            self._is_new = False
            self.sections[_NAMES[0]].view.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Give the keyboard to the first chart, as soon as there is one."""
        self._is_new = True

    def _retheme(self) -> None:
        u = theme.u()
        palette = self._page.palette()
        palette.setColor(self._page.backgroundRole(), theme.tokens().base)
        self._page.setPalette(palette)
        self._page.setAutoFillBackground(True)
        self._whole.setContentsMargins(0, 2 * u, 0, 0)
        self._whole.setSpacing(0)
        self._head.setContentsMargins(4 * u, 0, 4 * u, 2 * u)
        self._head.setSpacing(2 * u)
        self._foot.setContentsMargins(4 * u, 2 * u, 4 * u, 3 * u)
        self._column.setContentsMargins(4 * u, 4 * u, 4 * u, 4 * u)
        self._column.setSpacing(8 * u)
        room = self.screen().availableGeometry()
        self.setMinimumSize(min(120 * u, room.width()), min(90 * u, room.height()))


def _about_words(figures: Figures, query: ArticleQuery) -> str:
    claims = (
        tr("1 claim") if len(figures.claims) == 1
        else tr("{count} claims", count=f"{len(figures.claims):,}")
    )  # fmt: skip
    articles = (
        tr("1 article") if figures.articles == 1
        else tr("{count} articles", count=f"{figures.articles:,}")
    )  # fmt: skip
    if is_filtered(query):
        return tr("Your judgements of {claims} in {articles}: those that the list shows",
                  claims=claims, articles=articles)  # fmt: skip
    return tr("Your judgements of {claims} in {articles}: all of the review",
              claims=claims, articles=articles)  # fmt: skip


def _empty_words(figures: Figures, query: ArticleQuery) -> str:
    if is_filtered(query):
        return tr("No claim is marked in the articles that the list shows.")
    if figures.articles:
        return tr("No claim is marked yet.\n\nMark words in an article and press C.")
    return tr("There are no articles in this review yet.")
