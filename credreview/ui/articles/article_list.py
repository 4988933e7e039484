"""The left pane: all articles of a review, searched, filtered and sorted."""

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from credreview.domain.model import ArticleQuery, SortKey
from credreview.ui.articles.article_filter_bar import FilterBar
from credreview.ui.articles.article_filters import (
    Facets,
    Group,
    is_filtered,
    is_ranked,
    query_from,
    query_state,
    starts_descending,
)
from credreview.ui.articles.article_head import ArticleHead
from credreview.ui.articles.article_model import ArticleModel, ArticleReader
from credreview.ui.articles.article_pages import DropHint, EmptyPage, local_paths
from credreview.ui.articles.article_table import ArticleTable
from credreview.ui.look import theme

T = TypeVar("T")


class Runner(Protocol):
    """Does work, now or in the background, and hands the answer over in the window's thread."""

    def __call__(self, work: Callable[[], T], done: Callable[[T], None], name: str, /) -> None:
        """Call `done(work())`; `name` is for progress and logs."""


def run_now(work: Callable[[], T], done: Callable[[T], None], _name: str) -> None:
    """Do the work before returning."""
    done(work())


class ArticleListPane(QWidget):
    """Head, search, filters and the list; remembers which article a person is at.

    The order stays while a person works: `refresh` reads rows again where they stand, and only
    `reload` and a new query order anew. An article that the query leaves out stays the current
    one, though no row shows it.
    """

    article_chosen = Signal(object)
    """The key (int) of the article that a person moved to."""
    query_changed = Signal(object)
    """The `ArticleQuery` that a person made."""
    add_files = Signal()
    add_folder = Signal()
    files_dropped = Signal(object)
    """Paths (list of `Path`) of the files and folders that were dropped here."""
    failed = Signal(object)
    """A `UserError`: some rows could not be read and are blank."""

    def __init__(self, run: Runner = run_now, parent: QWidget | None = None) -> None:
        """Make an empty pane.

        Args:
            run: Carries out the queries for keys and counts; rows in sight are read at once.
            parent: Its parent widget.
        """
        super().__init__(parent)
        self._run = run
        self._reader: ArticleReader | None = None
        self._key: int | None = None
        self._count = 0
        self._asked = 0
        self._model = ArticleModel(self)
        self._table = ArticleTable(self._model, self)
        self._head = ArticleHead(self)
        self._bar = FilterBar(self)
        self._empty = EmptyPage(self)
        self._drop = DropHint(self)
        self._arrange()
        self._connect()
        self._retheme()
        self.set_reader(None)

    def _arrange(self) -> None:
        self._top = QVBoxLayout()
        self._top.addWidget(self._head)
        self._top.addWidget(self._bar)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._top)
        whole.addLayout(self._pages, 1)
        self.setFocusProxy(self._table)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self._table.chosen.connect(self._choose_by_hand)
        self._table.sort_asked.connect(self._sort_by_head)
        self._model.failed.connect(self.failed)
        self._bar.query_changed.connect(self._query_by_hand)
        self._bar.facets_wanted.connect(self._open_filters)
        self._bar.search.down_pressed.connect(self._into_list)
        self._empty.clear.clicked.connect(self._bar.clear)
        self._head.sort_chosen.connect(self._sort_by_hand)
        self._head.add_files.connect(self.add_files)
        self._head.add_folder.connect(self.add_folder)
        theme.notifier().changed.connect(self._retheme)

    # What the window calls

    def set_reader(self, reader: ArticleReader | None) -> None:
        """Show the articles of another review, or of none; no article is current then."""
        self._reader = reader
        self._key = None
        self._count = 0
        self._model.set_reader(reader)
        self._bar.set_facets(Facets())
        self.setEnabled(reader is not None)
        self.reload()

    def reload(self) -> None:
        """Ask for all keys again, in the order of the query; the current article stays current."""
        self._ask(to_top=False)
        self._ask_facets(self._bar.set_facets)

    def refresh(self, articles: Collection[str]) -> None:
        """Read the rows of these articles (ids as hex) again, where they are shown.

        The order stays as it is, and an article that the filters would leave out now stays.
        """
        self._model.refresh(articles)

    def choose(self, key: int) -> bool:
        """Make an article the current one without telling anybody.

        Returns:
            Whether the list shows it; False where the query leaves it out.
        """
        self._key = key
        row = self._model.row_of(key)
        self._table.select_row(row)
        if row is not None:
            self._table.scroll_current_to(self._table.height_of_current())
        return row is not None

    def choose_next(self, step: int) -> bool:
        """Go `step` rows down (up where it is negative), as by hand: `article_chosen` tells.

        Without a current row this is the first row, or the last.

        Returns:
            False at the end of the list; nothing has changed then.
        """
        rows, row = self._model.rowCount(), self._table.current_row()
        goal = row + step if row >= 0 else 0 if step > 0 else rows - 1
        if not 0 <= goal < rows:
            return False
        self._table.setCurrentIndex(self._model.index(goal, 0))
        return True

    def current_key(self) -> int | None:
        """Return the current article's key, even where the query leaves it out."""
        return self._key

    def keys(self) -> Sequence[int]:
        """Return the keys of all articles listed, in the order shown; not to be altered."""
        return self._model.keys()

    def query(self) -> ArticleQuery:
        """Return what the list shows, and in which order."""
        return self._bar.query()

    def set_query(self, query: ArticleQuery) -> None:
        """Show another query; `query_changed` is not emitted."""
        self._bar.set_query(query)
        self._ask(to_top=True)

    def focus_search(self) -> None:
        """Put the caret into the search field, its text selected."""
        self._bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._bar.search.selectAll()

    def state(self) -> dict[str, Any]:
        """Return order, filters and column widths for JSON; a search is not remembered."""
        return {**query_state(self.query()), "columns": self._table.column_widths()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take over what `state` returned; what is missing or unknown keeps its default."""
        columns = state.get("columns")
        if isinstance(columns, list) and all(isinstance(width, int | float) for width in columns):
            self._table.set_column_widths(columns)
        self.set_query(query_from(state))

    # Queries and their answers

    def _ask(self, *, to_top: bool) -> None:
        reader, query = self._reader, self.query()
        self._asked += 1
        asked = self._asked
        self._head.show_order(query)
        self._table.show_sort(None if is_ranked(query) else query.sort, query.descending)
        if reader is None:
            self._show(query, array("q"), 0, to_top)
            return

        def done(answer: "tuple[array[int], int]") -> None:
            if asked == self._asked:
                self._show(query, *answer, to_top)

        self._run(lambda: (reader.article_keys(query), reader.article_count()), done, "articles")

    def _show(self, query: ArticleQuery, keys: "array[int]", count: int, to_top: bool) -> None:
        bar = self._table.verticalScrollBar()
        height, value = self._table.height_of_current(), bar.value()
        self._count = count
        self._table.show_snippets(bool(query.text))
        self._model.set_keys(keys, query.text)
        row = self._model.row_of(self._key) if self._key is not None else None
        self._table.select_row(row)
        if to_top:
            self._table.scrollToTop()
        elif row is None:
            self._table.executeDelayedItemsLayout()
            bar.setValue(value)
        else:
            self._table.scroll_current_to(height)
        self._head.show_count(len(keys), count, filtered=is_filtered(query))
        self._show_page()

    def _ask_facets(self, use: Callable[[Facets], None]) -> None:
        reader = self._reader
        if reader is None:
            return

        def work() -> Facets:
            labels = tuple((term.id, term.label) for term in reader.vocabulary().provenance)
            return Facets(reader.outlets(), reader.provenances(), labels)

        def done(facets: Facets) -> None:
            if reader is self._reader:
                use(facets)

        self._run(work, done, "filters")

    def _open_filters(self, only: Group | None) -> None:
        self._ask_facets(lambda facets: self._bar.show_menu(facets, only))

    def _query_by_hand(self, query: ArticleQuery) -> None:
        self._ask(to_top=True)
        self.query_changed.emit(query)

    def _sort_by_hand(self, sort: SortKey, descending: bool) -> None:
        # A person who picks an order wants that one, not the relevance that stood before it.
        query = replace(self.query(), sort=sort, descending=descending, ranked=False)
        self._bar.set_query(query)
        self._ask(to_top=False)
        self.query_changed.emit(query)

    def _sort_by_head(self, sort: SortKey) -> None:
        query = self.query()
        again = sort is query.sort and not is_ranked(query)
        self._sort_by_hand(sort, not query.descending if again else starts_descending(sort))

    # What a person does

    def _choose_by_hand(self, key: int) -> None:
        self._key = key
        self.article_chosen.emit(key)

    def _into_list(self) -> None:
        self._table.setFocus(Qt.FocusReason.TabFocusReason)
        if self._table.current_row() < 0:
            self.choose_next(1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102, N802
        if local_paths(event):
            event.acceptProposedAction()
            self._drop.setGeometry(self.rect())
            self._drop.raise_()
            self._drop.show()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: D102, N802
        self._drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102, N802
        self._drop.hide()
        if paths := local_paths(event):
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    # What it looks like

    def _show_page(self) -> None:
        nothing = self._reader is not None and not self._model.rowCount()
        if nothing:
            self._empty.say(filtered=bool(self._count))
        self._pages.setCurrentWidget(self._empty if nothing else self._table)

    def _retheme(self) -> None:
        u = theme.u()
        side = 3 * u if self.width() < 102 * u else 4 * u
        self._top.setContentsMargins(3 * u, 2 * u, side, round(2.25 * u))
        self._top.setSpacing(round(1.25 * u))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        self._retheme()

    def event(self, event: QEvent) -> bool:  # noqa: D102
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.update()  # the line above the list has moved with it
        return handled

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.tokens().surface)
        page = self._empty if self._empty.isVisible() else self._table
        edge = page.geometry().top() - 1
        painter.fillRect(0, edge, self.width(), 1, theme.tokens().line)
        painter.end()
