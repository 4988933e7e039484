"""The joined rows of cells: segmented scales, and the two Admiralty grades."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from credreview.domain.vocabulary import Term
from credreview.text import tr
from credreview.ui.look import painting, theme
from credreview.ui.look.choices import ChoiceCell, ChoiceGroup


class JoinedCell(ChoiceCell):
    """A cell of a row whose borders meet; `apart` stands alone, dashed, and is never filled."""

    apart = False
    first = True
    last = True

    def __init__(self, term: Term, group: ChoiceGroup, role: str) -> None:
        self._role = role
        super().__init__(term, group)

    def text_shown(self) -> str:
        """Return what stands in the cell."""
        return self.term.short or self.term.label

    def sizeHint(self) -> QSize:
        """Return room for the whole text; never below 7u by 7u."""
        unit = theme.u()
        width = painting.width_of(self.text_shown(), theme.font(self._role)) + 4 * unit
        height = max(7 * unit, self.fontMetrics().height() + 2 * unit)
        return QSize(round(max(width, 8.25 * unit)), height)

    def minimumSizeHint(self) -> QSize:
        """Return a size that shows some letters; the rest is elided."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 12 * theme.u()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the state that it is in."""
        of, unit = theme.tokens(), theme.u()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        enabled, chosen = self.isEnabled(), self.isChecked()
        filled = chosen and not self.apart
        ink = of.ink if enabled else of.ink3
        edge = of.edge if enabled else of.edge_off
        fill: QColor | None
        if filled:
            fill = of.accent if enabled else of.press
            edge = of.accent if enabled else of.edge_off
            ink = of.on_accent if enabled else of.ink3
        elif chosen and enabled:
            fill = of.accent_tint
        else:
            fill = self.surface(of.base)
        self._box(painter, rect, fill, edge, dashed=self.apart and not chosen)
        if self.error and enabled:
            # One line around all joined cells: the inner ends are drawn where they are clipped.
            left, right = self._sides()
            wide = rect.adjusted(0 if left else -2, 0, 0 if right else 2, 0)
            self._ring_of(painter, wide, of.error)
        elif self.apart and chosen and enabled:
            self._ring_of(painter, rect, of.accent)
        if self.suggested and enabled:
            inner = rect.adjusted(3, 3, -3, -3)
            painting.box(painter, inner, unit - 2, border=of.accent, width=1.5, dashed=True)
        if self.ring and chosen:
            inner = rect.adjusted(2, 2, -2, -2) if filled else rect.adjusted(3, 3, -3, -3)
            inner_ink = of.on_accent if filled else of.accent
            painting.box(painter, inner, unit - 1, border=inner_ink, width=1.5)
        elif self.ring:
            self._ring_of(painter, rect, of.accent)
        words = rect.adjusted(unit, 0, -unit, 0)
        painting.write(painter, words, self.text_shown(), theme.font(self._role), ink)

    def _sides(self) -> tuple[bool, bool]:
        """Return whether the left and the right side are free."""
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return self.last, self.first
        return self.first, self.last

    def _box(
        self, painter: QPainter, rect: QRectF, fill: QColor | None, edge: QColor, *, dashed: bool
    ) -> None:
        left, right = self._sides()
        # Its right border is the neighbour's left one: draw it where it is clipped away.
        wide = rect if right else rect.adjusted(0, 0, 1, 0)
        path = painting.joined_path(wide, theme.u(), left=left, right=right)
        painting.outline(painter, path, fill, edge, dashed=dashed)

    def _ring_of(self, painter: QPainter, rect: QRectF, colour: QColor) -> None:
        left, right = self._sides()
        path = painting.joined_path(rect, theme.u(), 2, left=left, right=right)
        painting.outline(painter, path, None, colour, 2)


class GradeCell(JoinedCell):
    """A cell that shows the grade alone; the words stand beside the row."""

    def __init__(self, term: Term, group: ChoiceGroup) -> None:
        super().__init__(term, group, "strong")

    def text_shown(self) -> str:
        """Return the letter or digit."""
        return self.term.id

    def full(self) -> str:
        """Return the grade with its words."""
        return f"{self.term.id} {self.term.label}"


class SegmentedControl(ChoiceGroup):
    """A scale of a few words in one joined row, such as low, moderate, high.

    Args:
        terms: The values in order.
        name: Accessible name of the group.
        object_name: Its objectName.
        parent: Its parent.
    """

    def __init__(
        self,
        terms: Sequence[Term],
        name: str = "",
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(terms, name, object_name, parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for cell in self.cells:
            assert isinstance(cell, JoinedCell)
            cell.first, cell.last = cell is self.cells[0], cell is self.cells[-1]
            cell.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(cell, 1)
        self.set_value(None)

    def _cell(self, term: Term) -> ChoiceCell:
        return JoinedCell(term, self, "medium")


class GradePicker(ChoiceGroup):
    """One axis of the Admiralty code: five joined grades, and apart "cannot be judged".

    The outside value (F, 6) is no low grade and has no place in the order
    (STANAG 2511): it stands apart, dashed, and is outlined when chosen. The
    words of the value stand at the end, "Not judged" where there is none.

    Args:
        terms: The values in order; ids are what the cells show.
        outside: Id of the value that stands apart.
        name: Accessible name of the group.
        object_name: Its objectName.
        parent: Its parent.
    """

    def __init__(
        self, terms: Sequence[Term], outside: str, name: str = "", object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self._outside = outside
        super().__init__(terms, name, object_name, parent)
        inside = [cell for cell in self.cells if cell.term.id != outside]
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for cell in self.cells:
            assert isinstance(cell, JoinedCell)
            cell.apart = cell.term.id == outside
            if not cell.apart:
                cell.first, cell.last = cell is inside[0], cell is inside[-1]
            cell.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            if cell.apart:
                self._row.addSpacing(3)
            self._row.addWidget(cell)
        self._row.addSpacing(3)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._row.addWidget(self._words, 1)
        self.set_value(None)
        self._measure()

    def _cell(self, term: Term) -> ChoiceCell:
        return GradeCell(term, self)

    def _measure(self) -> None:
        for index in range(self._row.count()):
            item = self._row.itemAt(index)
            gap = item.spacerItem() if item is not None else None
            if gap is not None:
                fixed = QSizePolicy.Policy.Fixed
                gap.changeSize(3 * theme.u(), 0, fixed, QSizePolicy.Policy.Minimum)
        self._row.invalidate()
        self._words.setFont(theme.font("medium"))
        # The longest words break once; the row must not jump when they are chosen.
        self._words.setMinimumHeight(2 * self._words.fontMetrics().lineSpacing())
        self._show_suggestion()

    def _show_suggestion(self) -> None:
        super()._show_suggestion()
        self._words.setText(self.words())
        role = self._words.foregroundRole()
        colours = self._words.palette()
        colours.setColor(role, theme.tokens().ink if self.value() else theme.tokens().ink2)
        colours.setColor(QPalette.ColorGroup.Disabled, role, theme.tokens().ink3)
        self._words.setPalette(colours)

    def words(self) -> str:
        """Return the value's words; a suggestion says that it is one."""
        cell = self.cell(self.suggestion())
        if self.value() is None and cell is not None:
            return tr("{label}, suggested", label=cell.full())
        return super().words()
