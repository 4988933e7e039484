"""The head of the left pane: how many articles, in which order, and how to add some."""

from PySide6.QtCore import QLocale, QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QWidget

from credreview.domain.model import ArticleQuery
from credreview.text import tr
from credreview.ui.articles.article_filters import is_ranked, sort_menu
from credreview.ui.articles.article_words import sort_words
from credreview.ui.look import theme
from credreview.ui.look.controls import PushButton
from credreview.ui.look.plain_label import PlainLabel


class ArticleHead(QWidget):
    """The word "Articles", their number, the sort button and the plus button with their menus."""

    sort_chosen = Signal(object, bool)
    """A `SortKey`, and whether it is to descend."""
    add_files = Signal()
    add_folder = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = ArticleQuery()
        self._title = PlainLabel(tr("Articles"), "panel_head", parent=self)
        self._number = PlainLabel("", "small", "ink2", self)
        self._number.setObjectName("article_count")
        self._sort = PushButton("", "quiet", icon="sort", parent=self)
        self._sort.setObjectName("sort")
        self._plus = PushButton("", "quiet", icon="plus", name=tr("Add articles"), parent=self)
        self._plus.setObjectName("add_articles")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._line.addWidget(self._title)
        self._line.addWidget(self._number)
        self._line.addStretch(1)
        self._line.addWidget(self._sort)
        self._line.addWidget(self._plus)
        self._sort.clicked.connect(self._open_sort_menu)
        self._plus.clicked.connect(self._open_add_menu)
        theme.notifier().changed.connect(self._fit)
        self.show_order(self._query)

    def show_order(self, query: ArticleQuery) -> None:
        """Say by what the list is sorted."""
        self._query = query
        direction = tr("ascending") if not query.descending else tr("descending")
        name = tr(
            "Sort by: {order}, {direction}", order=sort_words(query.sort), direction=direction
        )
        if is_ranked(query):
            name = tr("Sort by: relevance")
        self._sort.setAccessibleName(name)
        self._sort.setToolTip(name)
        self._fit()

    def show_count(self, shown: int, every: int, *, filtered: bool) -> None:
        """Say how many articles are shown, and of how many where some are left out."""
        all_ = QLocale().toString(every)
        some = tr("{shown} of {all}", shown=QLocale().toString(shown), all=all_)
        self._number.setText(some if filtered else all_)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: D102, N802
        # Less than the line's own: the words of the sort button go before the pane grows.
        needed = sum(part.sizeHint().width() for part in (self._title, self._number, self._plus))
        return QSize(needed + self._plus.sizeHint().height() + self._gaps(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The sort button has words while they fit; its name and tool tip always have."""
        self._line.setSpacing(round(1.5 * theme.u()))
        words = tr("Relevance") if is_ranked(self._query) else sort_words(self._query.sort)
        self._sort.setText(words)
        parts = (self._title, self._number, self._sort, self._plus)
        if sum(part.sizeHint().width() for part in parts) + self._gaps() > self.width():
            self._sort.setText("")

    def _gaps(self) -> int:
        return 4 * self._line.spacing()

    def _open_sort_menu(self) -> None:
        _pop_up(sort_menu(self._query, self.sort_chosen.emit, self), self._sort)

    def _open_add_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("add_menu")
        menu.addAction(tr("Files…")).triggered.connect(lambda: self.add_files.emit())
        menu.addAction(tr("Folder…")).triggered.connect(lambda: self.add_folder.emit())
        _pop_up(menu, self._plus)


def _pop_up(menu: QMenu, under: QWidget) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(under.mapToGlobal(QPoint(0, under.height())))
