"""Provenance: who asserts it, one of a list, its key printed on each row."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from credreview.domain.vocabulary import Term
from credreview.text import tr
from credreview.ui.look import painting, theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.choices import ChoiceCell, ChoiceGroup


class ProvenanceRow(ChoiceCell):
    """Key, icon and word of one kind of provenance."""

    def sizeHint(self) -> QSize:
        """Return room for the whole word."""
        unit = theme.u()
        word = painting.width_of(self.term.short or self.term.label, theme.font("medium"))
        height = max(round(6.1 * unit), self.fontMetrics().height() + unit)
        return QSize(round(self._word_left() + word + 2 * unit), height)

    def minimumSizeHint(self) -> QSize:
        """Return a size that shows some letters; the rest is elided."""
        return QSize(26 * theme.u(), self.sizeHint().height())

    def _word_left(self) -> float:
        unit = theme.u()
        cap = painting.key_cap_width(self.term.key.upper()) if self.term.key else 4.5 * unit
        return cap + 7.5 * unit  # margin, cap, 1u, icon of 4u, 1u

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the state that it is in."""
        of, unit = theme.tokens(), theme.u()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        enabled, chosen = self.isEnabled(), self.isChecked()
        if chosen:
            fill = of.accent_tint if enabled else of.surface
            border = of.accent if enabled else of.edge_off
            painting.box(painter, rect, unit, fill=fill, border=border, width=1.5)
        elif enabled and (self.isDown() or self.underMouse()):
            painting.box(painter, rect, unit, fill=self.surface(None))
        self._paint_outline(painter, rect)
        ink = of.ink if enabled else of.ink3
        self._paint_parts(painter, rect, ink)

    def _paint_outline(self, painter: QPainter, rect: QRectF) -> None:
        of, unit = theme.tokens(), theme.u()
        if not self.isEnabled():
            return
        if self.error:
            painting.box(painter, rect, unit, border=of.error, width=2)
        elif self.suggested:
            painting.box(painter, rect, unit, border=of.accent, width=1.5, dashed=True)
        if self.ring:
            taken = self.isChecked() or self.suggested or self.error
            inner = rect.adjusted(3, 3, -3, -3) if taken else rect
            width, radius = (1.5, unit - 1) if taken else (2, unit)
            painting.box(painter, inner, radius, border=of.accent, width=width)

    def _paint_parts(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        of, unit = theme.tokens(), theme.u()
        enabled, chosen = self.isEnabled(), self.isChecked()
        reverse = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        middle = rect.center().y()
        left = self._word_left()

        def place(x: float, width: float) -> float:
            return rect.width() - x - width if reverse else x

        if self.term.key:
            width, height = painting.key_cap_width(self.term.key.upper()), painting.key_cap_height()
            cap = QRectF(place(unit, width), round(middle - height / 2), width, height)
            key = self.term.key.upper()
            painting.key_cap(painter, cap, key, of, filled=chosen, off=not enabled)
        if self.term.icon:
            role = ("ink" if chosen else "ink2") if enabled else "ink3"
            x = place(left - 5.25 * unit, 4 * unit)
            painting.place_icon(painter, theme.icon(self.term.icon, role), x, middle)
        label = self.term.short or self.term.label
        room = rect.width() - left - unit
        start = Qt.AlignmentFlag.AlignRight if reverse else Qt.AlignmentFlag.AlignLeft
        if self.suggested:
            end = Qt.AlignmentFlag.AlignLeft if reverse else Qt.AlignmentFlag.AlignRight
            said, font = tr("suggested"), theme.font("caption")
            label_width = painting.width_of(label, theme.font("medium"))
            if label_width + painting.width_of(said, font) + 1.5 * unit > room:
                said = "?"  # the name, the tool tip and `words()` say it in full
            width = painting.width_of(said, font)
            x = place(rect.width() - 1.5 * unit - width, width)
            painting.write(painter, QRectF(x, 0, width, rect.height()), said, font, of.ink2, end)
            room -= width + 1.5 * unit
        words = QRectF(place(left, room), 0, room, rect.height())
        painting.write(painter, words, label, theme.font("medium"), ink, start)


class ProvenancePicker(ChoiceGroup):
    """All kinds of provenance in two columns, or one where the words would not fit.

    In compact mode it folds to the chosen row and a button that shows all; it
    unfolds when the keyboard comes in, and folds again after a choice, on Esc,
    and when the keyboard leaves.

    Args:
        terms: The kinds in order, with `key` and `icon`.
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
        self._compact = False
        self._open = False
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)
        self._none = QLabel(self)
        self._none.setTextFormat(Qt.TextFormat.PlainText)
        self._all = PushButton(
            tr("All {count}", count=len(self.cells)), "quiet", icon="chevron-down", parent=self
        )
        self._all.setObjectName(f"{object_name}_all")
        self._all.setAccessibleDescription(name)
        self._all.clicked.connect(lambda: self.set_open(True))
        for cell in self.cells:
            cell.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_value(None)
        self._measure()

    def _cell(self, term: Term) -> ChoiceCell:
        return ProvenanceRow(term, self)

    def compact(self) -> bool:
        """Return whether it folds."""
        return self._compact

    def set_compact(self, on: bool) -> None:
        """Fold to the chosen row (True), or always show all (False)."""
        if on != self._compact:
            self._compact, self._open = on, False
            self._arrange()

    def is_open(self) -> bool:
        """Return whether all rows are shown."""
        return self._open or not self._compact

    def set_open(self, on: bool) -> None:
        """Unfold or fold a compact picker; the focus stays inside where it was inside."""
        if on == self._open or not self._compact:
            return
        inside = self._all.hasFocus() or any(cell.hasFocus() for cell in self.cells)
        self._open = on
        if inside:
            # Before the rows are hidden: a hidden widget gives its focus to a stranger.
            target = self.cell(self.value()) or (self.cells[0] if on else self._all)
            target.setVisible(True)
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._arrange()

    def set_value(self, value: str | None) -> None:
        """Show a value without telling anyone; a compact picker folds to it."""
        changed = value != self.value()
        inside = any(cell.hasFocus() for cell in self.cells)
        target = self.cell(value) or self._all
        if inside and changed and not self.is_open():
            # The row that has the focus is about to be hidden.
            target.setVisible(True)
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        super().set_value(value)
        if changed and self._open:
            self.set_open(False)
        elif not self.is_open():  # the open list shows the same rows whatever is chosen
            self._arrange()

    def _show_suggestion(self) -> None:
        super()._show_suggestion()
        self._none.setText(self.words())

    def _measure(self) -> None:
        unit = theme.u()
        self._grid.setHorizontalSpacing(unit)
        self._grid.setVerticalSpacing(0)
        self._none.setFont(theme.font("body"))
        self._columns = 0
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Return the width of one narrow column: two of them must not keep the panel wide."""
        return QSize(30 * theme.u(), self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go from two columns to one, or back, where the width asks for it."""
        super().resizeEvent(event)
        if self._wanted_columns() != self._columns:
            # Rows must not move inside the layout pass that resizes this.
            QTimer.singleShot(0, self, self._arrange)

    def _wanted_columns(self) -> int:
        longest = max(cell.sizeHint().width() for cell in self.cells)
        return 2 if self.width() >= 2 * longest + theme.u() - 6 * theme.u() else 1

    def _arrange(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        self._columns = self._wanted_columns()
        opened = self.is_open()
        chosen = self.cell(self.value())
        for index, cell in enumerate(self.cells):
            cell.setVisible(opened or cell is chosen)
            if opened:
                row, column = index % self._rows(), index // self._rows()
                self._grid.addWidget(cell, row, column)
        self._none.setVisible(not opened and chosen is None)
        self._all.setVisible(not opened)
        if not opened:
            self._grid.addWidget(chosen or self._none, 0, 0)
            self._grid.addWidget(self._all, 0, 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if opened and self._columns == 2 else 0)
        self.setFocusProxy(self._all if not opened and chosen is None else chosen or self.cells[0])

    def _rows(self) -> int:
        return -(-len(self.cells) // max(1, self._columns))

    def _neighbour(self, index: int, across: int, down: int) -> int:
        last = len(self.cells) - 1
        if down:
            return min(max(0, index + down), last)
        other = index + across * self._rows()
        return other if 0 <= other <= last else index

    def take_key(self, cell: ChoiceCell, event: QKeyEvent) -> bool:
        """Fold on Esc, unfold on an arrow, and do what every group does."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self._open:
            self.set_open(False)
            return True
        if not self.is_open() and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.set_open(True)
            return True
        return super().take_key(cell, event)

    def focus_came(self, cell: ChoiceCell, reason: Qt.FocusReason) -> None:
        """Unfold where the keyboard came in."""
        super().focus_came(cell, reason)
        keyboard = (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        if self._compact and reason in keyboard:
            self.set_open(True)

    def focus_went(self, reason: Qt.FocusReason) -> None:
        """Fold where the keyboard left; not for a mouse, whose target must not move away."""
        super().focus_went(reason)
        keyboard = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if self._open and reason in keyboard and not any(c.hasFocus() for c in self.cells):
            self.set_open(False)
