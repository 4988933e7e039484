"""Flags of a claim: small toggles, any number of them on."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from credreview.domain.vocabulary import Term
from credreview.text import tr
from credreview.ui.look.buttons import Chip
from credreview.ui.look.flow_layout import FlowLayout
from credreview.ui.look.painting import plain_tip
from credreview.ui.reader.bidi import show_controls


class FlagChips(QFrame):
    """One chip for each flag of the vocabulary, and for each unknown one that a claim has.

    Attributes:
        chosen: The ids that are on now, sorted, after a person toggled one.
    """

    chosen = Signal(tuple)

    def __init__(self, terms: Sequence[Term], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._terms = tuple(terms)
        self._chips: dict[str, Chip] = {}
        self._quiet = False
        self.setObjectName("flags")
        self.setAccessibleName(tr("Flags"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self)
        for term in self._terms:
            self._add(term.id, term.label, term.definition)
        self.set_value(())

    def last(self) -> QWidget:
        """Return the chip that Tab reaches last."""
        return [*self._chips.values()][-1] if self._chips else self

    def value(self) -> tuple[str, ...]:
        """Return the ids that are on, sorted."""
        return tuple(sorted(id for id, chip in self._chips.items() if chip.isChecked()))

    def set_value(self, value: Iterable[str]) -> None:
        """Show these flags as on without telling anyone."""
        wanted = set(value)
        known = {term.id for term in self._terms}
        for id in set(self._chips) - known - wanted:
            chip = self._chips.pop(id)
            self._flow.removeWidget(chip)
            chip.deleteLater()
        for id in sorted(wanted - set(self._chips)):
            self._add(id, show_controls(id), "")
        self._quiet = True
        for id, chip in self._chips.items():
            chip.setChecked(id in wanted)
        self._quiet = False
        for chip in self._chips.values():
            self.setFocusProxy(chip)
            break

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        chip = self.focusWidget()
        clears = event.key() == Qt.Key.Key_Backspace and not event.modifiers()
        if clears and isinstance(chip, Chip):
            chip.setChecked(False)
            return
        super().keyPressEvent(event)

    def _toggled(self) -> None:
        if not self._quiet:
            self.chosen.emit(self.value())

    def _add(self, id: str, label: str, definition: str) -> None:
        chip = Chip(label, "flag", self)
        chip.setObjectName(f"flags_{id}")
        chip.setToolTip(plain_tip(f"{label}\n{definition}".strip()))
        chip.setAccessibleDescription(definition)
        # Not `clicked`: a screen reader toggles without a click.
        chip.toggled.connect(self._toggled)
        self._chips[id] = chip
        self._flow.addWidget(chip)
        if self.isVisible():
            chip.show()
