"""Two or more things side by side, with a mark where they differ."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from credreview.text import tr
from credreview.ui.differences.compared import ComparedRow
from credreview.ui.look import painting, theme
from credreview.ui.look.plain_label import PlainLabel

#: Units: the labels, the least width of a side, and a mark between two sides.
_LABEL, _SIDE, _MARK = 27, 30, 7
#: Below this width, in units, the labels break and make room.
_NARROW, _NARROW_LABEL = 115, 20
#: Characters; longer words are read, not compared at a glance.
_PROSE = 60


class Comparison(QScrollArea):
    """A line for each thing that is compared, a column for each side.

    What differs is tinted and marked "≠", so that neither depends on the
    other; what is the same is quiet, with "=". Columns beyond the room there
    is are reached by scrolling across.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparison")
        self.setAccessibleName(tr("Comparison"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._heads: tuple[str, ...] = ()
        self._rows: tuple[ComparedRow, ...] = ()
        self._page = QWidget()
        self.setWidget(self._page)
        self._page.setAutoFillBackground(False)
        theme.notifier().changed.connect(self._build)

    def show_rows(self, heads: Sequence[str], rows: Sequence[ComparedRow]) -> None:
        """Compare this.

        Args:
            heads: A word for each side, such as "Yours: Anna".
            rows: The lines; each has a cell for each side.
        """
        shown = (tuple(heads), tuple(rows))
        if shown != (self._heads, self._rows):
            self._heads, self._rows = shown
            self._build()

    def _build(self) -> None:
        u = theme.u()
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(round(1.25 * u))
        for side, head in enumerate(self._heads):
            grid.setColumnMinimumWidth(1 + 2 * side, _SIDE * u)
            grid.setColumnStretch(1 + 2 * side, 1)
            if side:
                grid.setColumnMinimumWidth(2 * side, _MARK * u)
            label = PlainLabel(head, "label", wrap=True)
            label.setObjectName("compared_head")
            label.setContentsMargins(3 * u, 0, u, 0)
            label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(label, 0, 1 + 2 * side)
        for line, row in enumerate(self._rows, 1):
            self._add(grid, line, row)
        self.setWidget(page)
        page.setAutoFillBackground(False)  # `setWidget` turned it on
        self._page = page
        self._fit()

    def _add(self, grid: QGridLayout, line: int, row: ComparedRow) -> None:
        label = PlainLabel(row.label, "body", "ink2", wrap=True)
        label.setObjectName("compared_label")
        label.setAccessibleName(self._spoken(row))
        grid.addLayout(_at_top(label), line, 0)
        role = "strong" if row.differs else "body"
        if any(len(words) > _PROSE for words in row.cells):
            role = "body"  # bold is for what is taken in at a glance
        for side, words in enumerate(row.cells):
            cell = ComparedCell(words, role, differs=row.differs and bool(words))
            grid.addWidget(cell, line, 1 + 2 * side)
            same = row.same[side - 1] if side else None
            if same is not None:
                mark = PlainLabel("=" if same else "≠", "strong", "ink2" if same else "differing")
                mark.setObjectName("compared_mark")
                mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
                mark.setAccessibleName(tr("the same") if same else tr("different"))
                grid.addLayout(_at_top(mark), line, 2 * side)

    def _spoken(self, row: ComparedRow) -> str:
        sides = [
            tr("{who}: {what}", who=head, what=cell or tr("nothing"))
            for head, cell in zip(self._heads, row.cells, strict=False)
        ]
        how = tr("different") if row.differs else ""
        return "; ".join(part for part in (row.label, how, *sides) if part)

    def sizeHint(self) -> QSize:
        """Return room for all lines at the width there is."""
        page = self._page
        wide = max(self.viewport().width(), page.minimumSizeHint().width())
        layout = page.layout()
        high = max(0, layout.totalHeightForWidth(wide)) if layout is not None else 0
        bar = self.horizontalScrollBar().sizeHint().height()
        across = page.minimumSizeHint().width() > self.viewport().width()
        return QSize(100 * theme.u(), high + (bar if across else 0))

    def minimumSizeHint(self) -> QSize:
        """Return the height of all lines: a column that scrolls holds it."""
        return QSize(60 * theme.u(), self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """Ask for the height that the new width needs."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        # Not within the event: the viewport would keep the height that it is just being given.
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        u, grid = theme.u(), self._page.layout()
        if isinstance(grid, QGridLayout):
            label = _LABEL if self.width() >= _NARROW * u else _NARROW_LABEL
            grid.setColumnMinimumWidth(0, label * u)
        self.setFixedHeight(self.sizeHint().height())


def _at_top(label: PlainLabel) -> QVBoxLayout:
    """Return a label at the height of the first line of the cells beside it."""
    column = QVBoxLayout()  # margins of a label that wraps are left out of its height
    column.setContentsMargins(0, round(1.25 * theme.u()), 0, 0)
    column.addWidget(label)
    column.addStretch(1)
    return column


class ComparedCell(QWidget):
    """What one side says; tinted where the sides differ, in high contrast framed.

    Args:
        words: Plain text; "" shows a dash.
        role: A role of `theme.font`.
        differs: Whether the sides differ here; else it is quiet.
        parent: Its parent.
    """

    def __init__(
        self, words: str, role: str = "body", *, differs: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("compared_cell")
        self._differs = differs
        label = PlainLabel(words or "–", role, "ink" if differs else "ink2", wrap=True)
        if not words:
            label.setAccessibleName(tr("nothing"))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        u = theme.u()
        column.setContentsMargins(3 * u, round(1.25 * u), 2 * u, round(1.25 * u))
        column.addWidget(label)
        column.addStretch(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tint."""
        if not self._differs:
            return
        of = theme.tokens()
        border = of.differing if of.high_contrast else None
        rect = QRectF(self.rect())
        painting.box(QPainter(self), rect, theme.u() / 2, fill=of.diff_tint, border=border)
