"""The confusion matrix: one reviewer's values down, the other's across, how many claims in each."""

from typing import Any, Final

from PySide6.QtCore import (
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from credreview.analysis.agreement import Comparison
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.agreement.matrix_model import Index, MatrixModel
from credreview.ui.look import painting, theme

#: Between what is compared and what stands apart, in units.
_GAP: Final = 2


class Matrix(QTableView):
    """The matrix; arrows and clicks choose a cell, Enter goes on to its claims."""

    cell_chosen = Signal(int, int)
    """Row and column of the cell that is chosen now."""
    entered = Signal()
    """Enter on a cell, or a double click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = MatrixModel(self)
        self.setObjectName("agreement_matrix")
        self.setAccessibleName(tr("Who said what: claims by pairs of values"))
        self.setModel(self.cells)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalHeader(_Head(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(_Head(Qt.Orientation.Vertical, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self._cover_corner()
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for area in (self, self.horizontalHeader(), self.verticalHeader()):
            area.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda _: self.entered.emit())
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def show_comparison(
        self, comparison: Comparison, one: str, other: str, vocabulary: Vocabulary
    ) -> None:
        """Show another comparison; where its values are the same, the chosen cell stays."""
        before, at = self.cells.comparison, self.currentIndex()
        stays = before is not None and before.scale == comparison.scale and at.isValid()
        row, column = (at.row(), at.column()) if stays else _fullest(comparison)
        self.cells.show(comparison, one, other, vocabulary)
        self._retheme()
        self.setCurrentIndex(self.cells.index(row, column))

    def keyPressEvent(self, event: Any) -> None:  # noqa: ANN401, D102 - a QKeyEvent
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _cover_corner(self) -> None:
        """Leave the corner between the heads empty: the style's button has colours of its own."""
        self.setCornerButtonEnabled(False)
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            corner.setAccessibleName(tr("Values"))
            cover = QVBoxLayout(corner)
            cover.setContentsMargins(0, 0, 0, 0)
            blank = QWidget()
            blank.setBackgroundRole(QPalette.ColorRole.Window)
            blank.setAutoFillBackground(True)
            cover.addWidget(blank)

    def _on_current(self, now: QModelIndex) -> None:
        if now.isValid():
            self.cell_chosen.emit(now.row(), now.column())

    def _retheme(self) -> None:
        u, down, across = theme.u(), self.verticalHeader(), self.horizontalHeader()
        side = max(7 * u, self.fontMetrics().height() + 2 * u)
        model, font = self.cells, theme.font("small")
        heads = [model.head(at, down=False) for at in range(model.columnCount())]
        wide = max([side, *(painting.width_of(words, font) + 2 * u for words in heads)])
        for header, size in ((down, side), (across, round(wide))):
            header.setMinimumSectionSize(1)
            header.setDefaultSectionSize(size)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            if 0 < model.compared() < header.count():
                header.resizeSection(model.compared(), size + _GAP * u)
        self.updateGeometries()
        # Room for a scroll bar below; what is left is left empty.
        self.setMaximumHeight(self.sizeHint().height() + 3 * u)

    def sizeHint(self) -> QSize:  # noqa: D102
        down, across = self.verticalHeader(), self.horizontalHeader()
        return QSize(
            down.sizeHint().width() + across.length() + 2,
            across.sizeHint().height() + down.length() + 2,
        )

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(40 * theme.u(), 45 * theme.u())


def _fullest(comparison: Comparison) -> tuple[int, int]:
    """Return the cell to begin with: the fullest where two differ, else the first of all."""
    cells = [
        (count, -row, -column)
        for row, counts in enumerate(comparison.matrix)
        for column, count in enumerate(counts)
        if row != column
    ]
    count, row, column = max(cells, default=(0, 0, 0))
    return (-row, -column) if count else (0, 0)


def _box(model: MatrixModel, rect: QRect, row: int, column: int) -> QRect:
    """Return where a cell is painted: what stands apart, behind a gap."""
    gap, at = _GAP * theme.u(), model.compared()
    return rect.adjusted(gap if column == at else 0, gap if row == at else 0, 0, 0)


class _Delegate(QStyledItemDelegate):
    """Paints a cell: its count, outlined on the diagonal, dashed where nothing is compared."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        model = index.model()
        if not isinstance(model, MatrixModel):
            return
        of, state, row, column = theme.tokens(), option.state, index.row(), index.column()
        box = _box(model, QRect(option.rect), row, column)
        rect = QRectF(box).adjusted(1, 1, -1, -1)
        fill = of.base
        if state & QStyle.StateFlag.State_Selected:
            fill = of.accent_tint
        elif state & QStyle.StateFlag.State_MouseOver:
            fill = of.hover
        is_compared = max(row, column) < model.compared()
        same = is_compared and row == column
        painter.save()
        border = of.ink if same else of.line if is_compared else of.edge
        painting.box(
            painter, rect, 1, fill=fill, border=border, width=2 if same else 1,
            dashed=not is_compared,
        )  # fmt: skip
        font = theme.font("strong" if same else "body")
        painting.write(painter, rect, str(index.data() or ""), font, of.ink)
        if state & QStyle.StateFlag.State_Selected:
            width = 2.0 if state & QStyle.StateFlag.State_HasFocus else 1.0
            painting.box(painter, rect.adjusted(2, 2, -2, -2), 1, border=of.accent, width=width)
        painter.restore()


class _Head(QHeaderView):
    """The values beside and above the cells."""

    def __init__(self, orientation: Qt.Orientation, parent: QTableView) -> None:
        super().__init__(orientation, parent)
        self.setSectionsClickable(False)

    def _matrix(self) -> MatrixModel:
        model = self.model()
        assert isinstance(model, MatrixModel)
        return model

    def sizeHint(self) -> QSize:  # noqa: D102
        u, model, font = theme.u(), self._matrix(), theme.font("small")
        high = max(6 * u, self.fontMetrics().height() + u)
        if self.orientation() == Qt.Orientation.Horizontal:
            return QSize(super().sizeHint().width(), high)
        words = [model.head(at, down=True) for at in range(model.rowCount())]
        widest = max((painting.width_of(word, font) for word in words), default=0.0)
        return QSize(round(min(widest + 3 * u, 52 * u)), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: D102, N803
        if not rect.isValid():
            return
        down, model = self.orientation() == Qt.Orientation.Vertical, self._matrix()
        at = (logicalIndex, -1) if down else (-1, logicalIndex)
        room = QRectF(_box(model, rect, *at))
        painter.save()
        if down:
            room.adjust(0, 0, -1.5 * theme.u(), 0)
        align = Qt.AlignmentFlag.AlignRight if down else Qt.AlignmentFlag.AlignHCenter
        words = model.head(logicalIndex, down=down)
        painting.write(painter, room, words, theme.font("small"), theme.tokens().ink2, align)
        painter.restore()
