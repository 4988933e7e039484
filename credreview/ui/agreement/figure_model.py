"""The figures of two reviewers as a Qt model, and what each cell says in words."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from credreview.analysis.agreement import Pair, Together
from credreview.report.agreement_words import coefficient_words, dimension_words, percent
from credreview.text import tr

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What stands in a column."""

    DIMENSION = 0
    N = 1
    SAME = 2
    KAPPA = 3
    ALPHA = 4


#: The `Coefficient` behind a cell.
COEFFICIENT_ROLE = Qt.ItemDataRole.UserRole + 1


class FigureModel(QAbstractTableModel):
    """The figures of one pair, and alpha of all who are compared."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pair: Pair | None = None
        self._together: tuple[Together, ...] = ()
        self._people = 0

    def show(self, pair: Pair, together: tuple[Together, ...], people: int) -> None:
        """Show these figures; `people` is how many reviewers alpha is about."""
        self.beginResetModel()
        self._pair, self._together, self._people = pair, together, people
        self.endResetModel()

    def dimension(self, row: int) -> str:
        """Return the dimension of a row."""
        return self._together[row].dimension

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() else len(self._together)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() else len(Column)

    def headerData(  # noqa: D102
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - as Qt's
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        several = tr("Alpha, all {count}", count=self._people)
        return {
            Column.DIMENSION: "",
            Column.N: tr("Claims"),
            Column.SAME: tr("Same"),
            Column.KAPPA: tr("Kappa"),
            Column.ALPHA: several if self._people > 2 else tr("Alpha"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, D102
        if not index.isValid() or self._pair is None:
            return None
        comparison, together = self._pair.comparisons[index.row()], self._together[index.row()]
        column = Column(index.column())
        coefficient = {Column.KAPPA: comparison.kappa, Column.ALPHA: together.alpha}.get(column)
        if role == COEFFICIENT_ROLE:
            return coefficient
        words = {
            Column.DIMENSION: dimension_words(together.dimension),
            Column.N: str(comparison.n),
            Column.SAME: percent(comparison.same_share),
        }
        if role == Qt.ItemDataRole.DisplayRole:
            return coefficient_words(coefficient) if coefficient else words[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = coefficient_words(coefficient) if coefficient else words[column]
            head = self.headerData(column, Qt.Orientation.Horizontal)
            return f"{words[Column.DIMENSION]}, {head}: {said}" if head else said
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.ALPHA:
            return tr("{claims} claims, {values} values", claims=together.units,
                      values=together.values)  # fmt: skip
        return None
