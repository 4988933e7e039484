"""The figures of two reviewers: a row for each dimension, kappa and alpha with their intervals."""

from PySide6.QtCore import (
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from credreview.analysis.agreement import Pair, Together
from credreview.analysis.coefficients import Coefficient
from credreview.report.agreement_words import (
    coefficient_words,
    interval_words,
    number,
    why_words,
)
from credreview.text import tr
from credreview.ui.agreement.figure_model import COEFFICIENT_ROLE, Column, FigureModel, Index
from credreview.ui.agreement.interval import paint_axis, paint_interval
from credreview.ui.articles.article_rows import paint_ring
from credreview.ui.look import painting, theme

_START = Qt.AlignmentFlag.AlignLeft


class FigureTable(QTableView):
    """The table; the row that is chosen decides which matrix is shown."""

    dimension_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = FigureModel(self)
        self.setObjectName("agreement_figures")
        self.setAccessibleName(tr("Figures of agreement"))
        self.setModel(self.figures)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalHeader(_Head(self))
        self.verticalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def show_figures(self, pair: Pair, together: tuple[Together, ...], people: int) -> None:
        """Show the figures of two reviewers, and alpha of all; the chosen row stays."""
        row = max(0, self.currentIndex().row())
        self.figures.show(pair, together, people)
        self.selectRow(row)

    def dimension(self) -> str:
        """Return the dimension of the chosen row."""
        return self.figures.dimension(max(0, self.currentIndex().row()))

    def _on_current(self, now: QModelIndex) -> None:
        if now.isValid():
            self.dimension_chosen.emit(self.figures.dimension(now.row()))

    def _retheme(self) -> None:
        u, head = theme.u(), self.horizontalHeader()
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(max(8 * u, self.fontMetrics().height() + 3 * u))
        head.setMinimumSectionSize(1)
        for column, width in ((Column.DIMENSION, 32), (Column.N, 15), (Column.SAME, 13)):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, width * u)
        for column in (Column.KAPPA, Column.ALPHA):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setFixedHeight(head.sizeHint().height() + 4 * rows.defaultSectionSize() + 1)


def _chart(rect: QRectF) -> QRectF:
    """Return where the interval is painted in a cell; empty where there is no room for it."""
    u = theme.u()
    words = painting.width_of("−0.00 [−0.00, −0.00]", theme.font("small"))
    room = rect.width() - words - 12 * u  # at the end some for half of the last figure
    if room < 14 * u:
        return QRectF()
    width = min(room, 50 * u)
    return QRectF(rect.left() + words + 7 * u, rect.top(), width, rect.height())


class _Delegate(QStyledItemDelegate):
    """Paints a cell: words, or a coefficient with its interval."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        return QSize(10 * theme.u(), 8 * theme.u())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        of, u, rect, state = theme.tokens(), theme.u(), QRect(option.rect), option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, of.accent_tint if chosen else of.base)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), of.line)
        column, coefficient = Column(index.column()), index.data(COEFFICIENT_ROLE)
        if chosen and column is Column.DIMENSION:
            bar = QRect(rect.left(), rect.top(), max(2, round(0.75 * u)), rect.height())
            painter.fillRect(QStyle.visualRect(option.direction, rect, bar), of.accent)
        if isinstance(coefficient, Coefficient):
            self._paint_coefficient(painter, QRectF(rect), coefficient)
        else:
            is_name = column is Column.DIMENSION
            align = _START if is_name else Qt.AlignmentFlag.AlignRight
            font = theme.font("label" if is_name else "body")
            room = QRectF(rect).adjusted(3 * u if is_name else 0, 0, -2 * u, 0)
            painting.write(painter, room, str(index.data()), font, of.ink, align)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect)

    def _paint_coefficient(self, painter: QPainter, rect: QRectF, coefficient: Coefficient) -> None:
        of, u = theme.tokens(), theme.u()
        inner = rect.adjusted(4 * u, 0, -u, 0)
        if coefficient.value is None:
            words = coefficient_words(coefficient)
            painting.write(painter, inner, words, theme.font("small"), of.ink2, _START)
            return
        value = number(coefficient.value)
        font = theme.font("label")
        painting.write(painter, inner, value, font, of.ink, _START)
        rest = inner.adjusted(painting.width_of("−0.00", font) + 2 * u, 0, 0, 0)
        chart = _chart(rect)
        if coefficient.why is not None:
            words = why_words(coefficient.why)
            painting.write(painter, rest, words, theme.font("small"), of.ink2, _START)
            return
        words = interval_words(coefficient)
        painting.write(painter, rest, words, theme.font("small"), of.ink2, _START)
        if not chart.isEmpty():
            paint_interval(painter, chart, coefficient)


class _Head(QHeaderView):
    """Column heads; over the intervals the values of their scale."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(super().sizeHint().width(), 7 * theme.u())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: D102, N803
        if not rect.isValid():
            return
        of, u, column = theme.tokens(), theme.u(), Column(logicalIndex)
        painter.save()
        painter.fillRect(rect, of.surface)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), of.line)
        words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        is_chart = column in (Column.KAPPA, Column.ALPHA)
        align = _START if is_chart else Qt.AlignmentFlag.AlignRight
        room = QRectF(rect).adjusted(4 * u if is_chart else 0, 0, -2 * u, 0)
        painting.write(painter, room, words, theme.font("small"), of.ink2, align)
        chart = _chart(QRectF(rect))
        if is_chart and not chart.isEmpty():
            paint_axis(painter, chart)
        painter.restore()
