"""The article list's view: cards while it is narrow, a table while it is wide."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from credreview.domain.model import SortKey
from credreview.text import tr
from credreview.ui.articles.article_model import SORTS, ArticleModel, Column, Index
from credreview.ui.articles.article_rows import ArticleDelegate, paint_ring
from credreview.ui.articles.article_table_head import ArticleTableHead
from credreview.ui.look import theme

#: From this width on, in u, rows are table cells.
TABLE_FROM = 150

#: Widths of the table's columns in u; the title takes the rest.
WIDTHS = {
    Column.OUTLET: 24.0,
    Column.PUBLISHED: 23.0,
    Column.CLAIMS: 13.0,
    Column.PROGRESS: 20.0,
    Column.MIX: 14.0,
    Column.CHANGED: 26.0,
}


class ArticleTable(QTableView):
    """A table whose rows all have one height, so that a million cost no more than ten.

    A QTreeView walks and keeps all its rows (1.4 s and 48 MB for a million), a QListView
    too (2.6 s); this one takes 5 ms and nothing beyond the keys.

    Letters and digits are passed on: they judge or move, they do not search here.
    """

    chosen = Signal(object)
    """The key of an article that a person moved to, or clicked or pressed Enter on again."""

    sort_asked = Signal(object)
    """The `SortKey` of the column whose head was clicked."""

    def __init__(self, model: ArticleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self._arranging = False
        self._widths = dict(WIDTHS)
        self._rows = ArticleDelegate(self)
        self.setObjectName("articles")
        self.setAccessibleName(tr("Articles"))
        self.setModel(model)
        self.setItemDelegate(self._rows)
        self.setHorizontalHeader(ArticleTableHead(self))
        self._set_up()
        head = self.horizontalHeader()
        head.sectionClicked.connect(self._head_clicked)
        head.sectionResized.connect(self._head_resized)
        self.selectionModel().currentChanged.connect(self._current_changed)
        theme.notifier().changed.connect(self.measure)
        self._set_table(False)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        side = self.verticalHeader()
        side.hide()
        # One fixed height for all rows is what spares Qt a record for each of them.
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(1)

    def article_model(self) -> ArticleModel:
        """Return the model this view was made with."""
        model = self.model()
        assert isinstance(model, ArticleModel)
        return model

    def is_table(self) -> bool:
        """Tell whether rows are table cells just now."""
        return self._rows.table

    def show_snippets(self, on: bool) -> None:
        """Give every row a line for the words around a search hit, or take it away."""
        if on != self._rows.snippets:
            self._rows.snippets = on
            self.measure()

    def show_sort(self, sort: SortKey | None, descending: bool) -> None:
        """Mark the column that the rows are sorted by; None marks none."""
        column = next((int(column) for column, key in SORTS.items() if key is sort), -1)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)

    def current_row(self) -> int:
        """Return the current row, or -1."""
        return self.currentIndex().row()

    def select_row(self, row: int | None) -> None:
        """Make a row the current one without telling anybody; None leaves no current row."""
        self._quiet = True
        try:
            if row is None:
                self.selectionModel().clear()
            else:
                self.setCurrentIndex(self.model().index(row, 0))
        finally:
            self._quiet = False

    def height_of_current(self) -> int | None:
        """Return how far the current row's top is below the list's, None where it is unseen."""
        row = self.current_row()
        if row < 0:
            return None
        top = self.rowViewportPosition(row)
        inside = -self._rows.row_height() < top < self.viewport().height()
        return top if inside else None

    def scroll_current_to(self, height: int | None) -> None:
        """Bring the current row to where `height_of_current` was, None just into view."""
        row = self.current_row()
        if row < 0:
            self.scrollToTop()
            return
        self.executeDelayedItemsLayout()
        if height is not None:
            self.verticalScrollBar().setValue(row * self._rows.row_height() - height)
        self.scrollTo(self.currentIndex())

    def column_widths(self) -> list[float]:
        """Return the widths of all columns but the title's, in u."""
        return [round(self._widths[column], 2) for column in WIDTHS]

    def set_column_widths(self, widths: Sequence[float]) -> None:
        """Set what `column_widths` returned; a list of another length changes nothing."""
        if len(widths) == len(WIDTHS):
            clamped = (min(100.0, max(6.0, float(width))) for width in widths)
            self._widths = dict(zip(WIDTHS, clamped, strict=True))
            self.measure()

    def measure(self) -> None:
        """Take heights and widths from the theme again; the row at the top stays there."""
        first = max(0, self.rowAt(0))
        height = self._rows.row_height()
        with self._arrange():
            self.verticalHeader().setDefaultSectionSize(height)
            self.verticalScrollBar().setSingleStep(height)
            head = self.horizontalHeader()
            head.setMinimumSectionSize(6 * theme.u())
            if self.is_table():
                for column, width in self._widths.items():
                    head.resizeSection(column, round(width * theme.u()))
        self._take_margin()
        if self.model().rowCount():
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(first * height)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        self._take_margin()
        table = self.width() >= TABLE_FROM * theme.u()
        if table != self.is_table():
            self._set_table(table)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102, N802
        super().leaveEvent(event)
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        before = self.current_row()
        super().mousePressEvent(event)
        row = self.rowAt(event.position().toPoint().y())
        if row >= 0 and row == before and event.button() is Qt.MouseButton.LeftButton:
            self._tell(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_row() < 0 or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self._tell(self.current_row())
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        # Qt makes the first row current when the focus comes; passing by must choose nothing.
        before = self.currentIndex().isValid()
        self._quiet = True
        super().focusInEvent(event)
        self._quiet = False
        if not before:
            self.selectionModel().clearCurrentIndex()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        super().focusOutEvent(event)
        self.viewport().update()

    def moveCursor(  # noqa: D102, N802
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        actions = QAbstractItemView.CursorAction
        rows = self.model().rowCount()
        if rows and action in (actions.MoveHome, actions.MoveEnd):
            row = 0 if action is actions.MoveHome else rows - 1
            return self.model().index(row, max(0, self.currentIndex().column()))
        return super().moveCursor(action, modifiers)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        super().paintEvent(event)
        if self.hasFocus():
            row, ring = self.current_row(), self.viewport().rect()
            if row >= 0:
                top = self.rowViewportPosition(row)
                ring = QRect(0, top, ring.width(), self._rows.row_height())
            painter = QPainter(self.viewport())
            paint_ring(painter, ring)
            painter.end()

    def _set_table(self, table: bool) -> None:
        self._rows.table = table
        head = self.horizontalHeader()
        with self._arrange():
            head.setVisible(table)
            for column in WIDTHS:
                self.setColumnHidden(column, not table)
            head.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        self.measure()

    @contextmanager
    def _arrange(self) -> Iterator[None]:
        """What the columns' widths become in here was not a person's doing."""
        self._arranging = True
        try:
            yield
        finally:
            self._arranging = False

    def _take_margin(self) -> None:
        # A scroll bar takes its width from the margin, so that content does not jump.
        u = theme.u()
        self._rows.margin_right = max(u, 4 * u - (self.width() - self.viewport().width()))

    def _hover(self, row: int) -> None:
        if row != self._rows.hovered:
            height = self._rows.row_height()
            for changed in (row, self._rows.hovered):
                if changed >= 0:
                    top = self.rowViewportPosition(changed)
                    self.viewport().update(0, top, self.viewport().width(), height)
            self._rows.hovered = row

    def _head_clicked(self, column: int) -> None:
        if sort := SORTS.get(Column(column)):
            self.sort_asked.emit(sort)

    def _head_resized(self, column: int, _old: int, new: int) -> None:
        if not self._arranging and self.is_table() and column != Column.TITLE:
            self._widths[Column(column)] = new / theme.u()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: D102, N802
        super().selectionChanged(selected, deselected)
        QTimer.singleShot(0, self, self._follow_selection)

    def _follow_selection(self) -> None:
        """Move to a row that a screen reader selected: it leaves the current one as it was."""
        for index in self.selectionModel().selectedRows():
            if index.row() != self.current_row():
                self.setCurrentIndex(index)
                return

    def _current_changed(self, current: Index, previous: Index) -> None:
        if current.row() != previous.row():
            self.viewport().update()
            if current.isValid() and not self._quiet:
                self._tell(current.row())

    def _tell(self, row: int) -> None:
        key = self.article_model().key_at(row)
        if key is not None:
            self.chosen.emit(key)
