"""The cells of a confusion matrix, and what each says in words."""

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from credreview.analysis.agreement import Comparison
from credreview.analysis.ratings import MISSING
from credreview.domain.progress import NOT_CHECKABLE
from credreview.domain.vocabulary import Vocabulary
from credreview.report.agreement_words import value_words
from credreview.text import tr
from credreview.ui.look import painting

Index = QModelIndex | QPersistentModelIndex

_DISPLAY: Final = Qt.ItemDataRole.DisplayRole


class MatrixModel(QAbstractTableModel):
    """The cells of one comparison."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.comparison: Comparison | None = None
        self._names = ("", "")
        self._words: tuple[str, ...] = ()

    def show(self, comparison: Comparison, one: str, other: str, vocabulary: Vocabulary) -> None:
        """Show what two reviewers, of these names, said in one dimension."""
        scale = comparison.scale
        self.beginResetModel()
        self.comparison = comparison
        self._names = (one, other)
        self._words = tuple(value_words(scale.dimension, v, vocabulary) for v in scale.all)
        self.endResetModel()

    def compared(self) -> int:
        """Return how many first rows and columns are compared; the rest stands apart."""
        return len(self.comparison.scale.values) if self.comparison else 0

    def is_numbered(self) -> bool:
        """Tell whether the values are too long for the heads of columns: numbers stand there."""
        return self.comparison is not None and not self.comparison.scale.is_ordered

    def head(self, section: int, *, down: bool) -> str:
        """Return the head of a row, in full, or of a column, as short as it can be."""
        assert self.comparison is not None
        words, value = self._words[section], self.comparison.scale.all[section]
        if down:
            numbered = self.is_numbered() and section < self.compared()
            return f"{section + 1}  {words}" if numbered else words
        short = {MISSING: "–", NOT_CHECKABLE: tr("n/c")}
        if value in short:
            return short[value]
        return str(section + 1) if self.is_numbered() else words

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() else len(self._words)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() else len(self._words)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401, D102
        down = orientation == Qt.Orientation.Vertical
        if role == _DISPLAY:
            return self.head(section, down=down)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            who = self._names[0 if down else 1]
            return painting.plain_tip(f"{who}: {self._words[section]}")
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401, D102
        if not index.isValid() or self.comparison is None:
            return None
        row, column = index.row(), index.column()
        count = self.comparison.matrix[row][column]
        if role == _DISPLAY:
            return str(count) if count else ""
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return painting.plain_tip(self.cell_words(row, column))
        return None

    def cell_words(self, row: int, column: int) -> str:
        """Return what a cell says, in words."""
        if self.comparison is None:
            return ""
        count = self.comparison.matrix[row][column]
        said = tr(
            "{one}: {value}, {other}: {theirs}",
            one=self._names[0],
            value=self._words[row],
            other=self._names[1],
            theirs=self._words[column],
        )
        if count == 1:
            return tr("{said} – 1 claim", said=said)
        return tr("{said} – {count} claims", said=said, count=count)
