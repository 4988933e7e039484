"""Groups of choices: one value or none, set on purpose and never by passing over.

Arrows move the focus, Space or a click chooses, Backspace clears. Each cell is
a radio button for a screen reader; one cell of the group is in the Tab order.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QRadioButton, QWidget

from credreview.domain.vocabulary import Term
from credreview.text import tr
from credreview.ui.look import painting, theme

_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class ChoiceCell(QRadioButton):
    """One value of a group; the group decides what is chosen, the cell paints it."""

    def __init__(self, term: Term, group: "ChoiceGroup") -> None:
        super().__init__(group)
        self.term = term
        self.suggested = False
        self.error = False
        self._group = group
        self._ring = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setObjectName(f"{group.objectName()}_{term.id}")
        head = f"{self.full()} ({term.key})" if len(term.key) == 1 else self.full()
        self.setToolTip(painting.plain_tip(f"{head}\n{term.definition}".strip()))
        self.setAccessibleDescription(term.definition)
        self.name_itself()

    def full(self) -> str:
        """Return the standard's own words for the value."""
        return self.term.label

    def name_itself(self) -> None:
        """Set the accessible name; a suggestion says that it is one."""
        name = self.full()
        self.setAccessibleName(tr("{name}, suggested", name=name) if self.suggested else name)

    def nextCheckState(self) -> None:
        """Leave the state alone: the group sets it when a choice is made."""

    def hitButton(self, pos: object) -> bool:
        """Take a click anywhere in the cell, not on an indicator alone."""
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Become the group's place in the Tab order; show the ring unless a mouse came."""
        self._ring = painting.shows_ring(event, self._ring)
        super().focusInEvent(event)
        self._group.focus_came(self, event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the group, which may fold."""
        super().focusOutEvent(event)
        self._group.focus_went(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses; the group takes the arrows, Home, End and Backspace."""
        self._ring = True
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        elif not self._group.take_key(self, event):
            event.ignore()

    @property
    def ring(self) -> bool:
        """Whether the focus ring is shown."""
        return self._ring and self.hasFocus()

    def surface(self, rest: QColor | None) -> QColor | None:
        """Return the fill of an unchosen cell for its state."""
        of = theme.tokens()
        if not self.isEnabled():
            return of.surface
        if self.isDown():
            return of.press
        return of.hover if self.underMouse() else rest

    def minimumSizeHint(self) -> QSize:
        """Return the size below which nothing can be read."""
        return self.sizeHint()


class ChoiceGroup(QFrame):
    """The cells of one scale, with at most one chosen.

    A frame without a line: screen readers name a frame around its cells, a plain widget not.

    Attributes:
        chosen: Emitted when the reviewer chooses a term (its id) or clears the
            value (None); not by `set_value`.

    Args:
        terms: The values in order.
        name: Accessible name of the whole group; its snake_case is the objectName.
        parent: Its parent.
    """

    chosen = Signal(object)

    def __init__(
        self,
        terms: Sequence[Term],
        name: str = "",
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self._value: str | None = None
        self._suggestion: str | None = None
        self.cells: list[ChoiceCell] = [self._make_cell(term) for term in terms]
        self._at(self.cells[0])
        theme.notifier().changed.connect(self._measure)

    def _make_cell(self, term: Term) -> ChoiceCell:
        cell = self._cell(term)
        cell.clicked.connect(lambda: self.choose(term.id))
        # A screen reader toggles a cell without a click. What `set_value` shows is chosen already.
        cell.toggled.connect(lambda on: self.choose(term.id) if on else None)
        return cell

    def _cell(self, term: Term) -> ChoiceCell:
        """Return a new cell; the kinds of groups differ in this."""
        raise NotImplementedError

    def _measure(self) -> None:
        """Lay out again in the present unit."""

    def value(self) -> str | None:
        """Return the id that is chosen, or None."""
        return self._value

    def set_value(self, value: str | None) -> None:
        """Show a value without telling anyone; an id that is not on the scale shows no cell.

        A focus inside the group goes along to the new value.
        """
        changed, inside = value != self._value, any(cell.hasFocus() for cell in self.cells)
        self._value = value
        for cell in self.cells:
            # A radio button does not let itself be unchecked while it is exclusive.
            cell.setAutoExclusive(False)
            cell.setChecked(cell.term.id == value)
            cell.setAutoExclusive(True)
        chosen = self.cell(value)
        if not inside:
            self._at(chosen or self.cells[0])
        elif changed and chosen is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        if value is not None:
            self._suggestion = None
        self._show_suggestion()

    def set_suggestion(self, value: str | None) -> None:
        """Show a term as suggested, which is no decision: dashed, hollow, and said so.

        A chosen value hides the suggestion.
        """
        self._suggestion = value if self._value is None else None
        self._show_suggestion()

    def suggestion(self) -> str | None:
        """Return the id that is shown as suggested, or None."""
        return self._suggestion

    def _show_suggestion(self) -> None:
        for cell in self.cells:
            cell.suggested = cell.term.id == self._suggestion
            cell.name_itself()
            cell.update()
        self.setAccessibleDescription(self.words())
        self.update()

    def set_error(self, on: bool) -> None:
        """Draw the border of an error around all cells, or take it away."""
        for cell in self.cells:
            cell.error = on
            cell.update()

    def words(self) -> str:
        """Return the value in words: the term's label, or "Not judged"."""
        if self._value is not None:
            cell = self.cell(self._value)
            return cell.term.label if cell else self._value
        cell = self.cell(self._suggestion)
        if cell is not None:
            return tr("Not judged; suggested: {label}", label=cell.term.label)
        return tr("Not judged")

    def cell(self, value: str | None) -> ChoiceCell | None:
        """Return the cell of a term's id, or None."""
        return next((cell for cell in self.cells if cell.term.id == value), None)

    def choose(self, value: str | None) -> None:
        """Take the reviewer's choice; None clears. What is chosen already is not told again."""
        if value == self._value:
            return
        self.set_value(value)
        self.chosen.emit(value)

    def take_key(self, cell: ChoiceCell, event: QKeyEvent) -> bool:
        """Act on a key that a cell got, and tell whether it was one of ours."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Qt.Key(event.key())
        index = self.cells.index(cell)
        if key == Qt.Key.Key_Backspace:
            self.choose(None)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self.cells) - 1)
        elif key in _ARROWS:
            across, down = _ARROWS[key]
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                across = -across
            self._go(self._neighbour(index, across, down))
        else:
            return False
        return True

    def _neighbour(self, index: int, across: int, down: int) -> int:
        """Return where an arrow leads; one row: both directions go along it, without wrapping."""
        return min(max(0, index + across + down), len(self.cells) - 1)

    def _go(self, index: int) -> None:
        self.cells[index].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_came(self, cell: ChoiceCell, reason: Qt.FocusReason) -> None:
        """Keep this cell as the group's place in the Tab order."""
        self._at(cell)

    def focus_went(self, reason: Qt.FocusReason) -> None:
        """Let the Tab order enter at the chosen value next time."""
        if not any(cell.hasFocus() for cell in self.cells):
            self._at(self.cell(self._value) or self.cells[0])

    def _at(self, at: ChoiceCell) -> None:
        for cell in self.cells:
            one = cell is at
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(at)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again where the reading direction changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._measure()
