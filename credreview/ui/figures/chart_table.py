"""The figures of a chart as a real table, for those who do not see the chart."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from credreview.report.tables import Cell, Table
from credreview.report.words import pair_text
from credreview.text import tr
from credreview.ui.look import painting, theme
from credreview.ui.reader.bidi import show_controls

_START: Final = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_WRAP: Final = Qt.TextFlag.TextWordWrap.value
_END: Final = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


class ChartTable(QTableWidget):
    """As high as its rows; to read, not to write.

    Args:
        name: What it shows.
        parent: Its parent.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: list[float] = []
        self.setAccessibleName(tr("{name}, as a table", name=name))
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalHeader(_Head(Qt.Orientation.Horizontal, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setVisible(False)
        self.horizontalHeader().setSectionsClickable(False)
        theme.notifier().changed.connect(self._fit)

    def show_table(self, table: Table) -> None:
        """Show these figures; the field that was current stays, as far as there is one."""
        at = self.currentRow(), self.currentColumn()
        self.clear()
        self.setRowCount(len(table.rows))
        self.setColumnCount(len(table.columns))
        self._shares = [column.width for column in table.columns]
        for number, column in enumerate(table.columns):
            head = QTableWidgetItem(column.title)
            head.setTextAlignment(_END if column.is_number else _START)
            self.setHorizontalHeaderItem(number, head)
        for place, row in enumerate(table.rows):
            for number, cell in enumerate(row.cells):
                self.setItem(place, number, _item(table, place, number, _words(cell)))
        if table.rows:
            self.setCurrentCell(
                min(max(at[0], 0), len(table.rows) - 1), min(max(at[1], 0), len(table.columns) - 1)
            )
        self._fit()

    def _fit(self) -> None:
        """Give the columns their shares of the width, and the table the height of its rows."""
        whole, room = sum(self._shares) or 1.0, self.viewport().width()
        for number, share in enumerate(self._shares):
            self.setColumnWidth(number, int(room * share / whole))
        self.horizontalHeader().setFixedHeight(self.horizontalHeader().sizeHint().height())
        self.resizeRowsToContents()
        self.setFixedHeight(self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def sizeHint(self) -> QSize:  # noqa: D102
        head = self.horizontalHeader().sizeHint().height()
        return QSize(100 * theme.u(), head + self.verticalHeader().length() + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(40 * theme.u(), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Escape to the window."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _item(table: Table, row: int, column: int, words: str) -> QTableWidgetItem:
    item = QTableWidgetItem(words)
    item.setTextAlignment(_END if table.columns[column].is_number else _START)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    first, head = _words(table.rows[row].cells[0]), table.columns[column].title
    said = f"{head}: {words}" if head else words
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{first}, {said}" if column else said)
    return item


def _words(cell: Cell) -> str:
    """Return all that a field says, in one line."""
    pair = [pair_text(*cell.pair)] if cell.pair else []
    lines = ["".join(run.text for run in paragraph.words) for paragraph in cell.paragraphs]
    return show_controls(": ".join([*pair, " ".join(lines)]))


def _side(asked: int, direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Return the side at which words stand that are asked to the start or the end."""
    reverse = direction == Qt.LayoutDirection.RightToLeft
    at_end = bool(asked & Qt.AlignmentFlag.AlignTrailing.value)
    side = Qt.AlignmentFlag.AlignRight if at_end != reverse else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute  # the painter mirrors it once more otherwise


class _Delegate(QStyledItemDelegate):
    """Paints a field: its words, broken into lines, and a hairline beneath."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of all lines in the column's width."""
        self.initStyleOption(option, index)
        u, view = theme.u(), option.widget
        assert isinstance(view, QTableWidget)
        room = QRect(0, 0, max(4 * u, view.columnWidth(index.column()) - 4 * u), 10_000)
        words = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, option.text)
        return QSize(room.width(), max(6 * u, words.height() + 2 * u))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint it; the current field has a tint, and a ring while the keyboard is here."""
        self.initStyleOption(option, index)
        of, u, rect = theme.tokens(), theme.u(), QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            inner = rect.adjusted(0, 0, 0, -1)
            painting.box(painter, inner, u, fill=of.accent_tint,
                         border=of.accent if focused else None, width=2)  # fmt: skip
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), of.line)
        painter.setPen(of.ink)
        painter.setFont(option.font)
        side = _side(int(option.displayAlignment), option.direction)
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect.adjusted(2 * u, 0, -2 * u, 0), int(flags), option.text)
        painter.restore()


class _Head(QHeaderView):
    """The titles of the columns over a strong line."""

    def sizeHint(self) -> QSize:  # noqa: D102
        u = theme.u()
        tallest = max((self._height(at) for at in range(self.count())), default=0)
        return QSize(super().sizeHint().width(), max(7 * u, tallest + 2 * u))

    def _height(self, section: int) -> int:
        """Return the height of a title, broken into lines."""
        u = theme.u()
        room = QRect(0, 0, max(4 * u, self.sectionSize(section) - 4 * u), 10_000)
        metrics = QFontMetrics(theme.font("label"))
        return metrics.boundingRect(room, _WRAP, self._words(section)).height()

    def _words(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: D102, N803
        if not rect.isValid():
            return
        of, u, model = theme.tokens(), theme.u(), self.model()
        painter.save()
        painter.fillRect(rect, of.base)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), of.ink)
        role = Qt.ItemDataRole.TextAlignmentRole
        asked = int(model.headerData(logicalIndex, Qt.Orientation.Horizontal, role) or 0)
        side = _side(asked, self.layoutDirection())
        flags = side.value | Qt.AlignmentFlag.AlignBottom.value | _WRAP
        painter.setPen(of.ink)
        painter.setFont(theme.font("label"))
        room = QRectF(rect).adjusted(2 * u, 0, -2 * u, -u)
        painter.drawText(room, flags, self._words(logicalIndex))
        painter.restore()
