"""A field for a name that is known: completed, and recognised in any capitals."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from credreview.ui.look import theme


class NameField(QLineEdit):
    """Takes one of some names.

    Args:
        name: Its objectName.
        words: What it is called.
        hint: What stands in it while it is empty.
        parent: Its parent.
    """

    chosen = Signal()
    """Enter, a choice from the list, or the field was left."""

    def __init__(self, name: str, words: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setPlaceholderText(hint)
        self._names: dict[str, str] = {}
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.editingFinished.connect(self.chosen)
        # Queued: the field takes the chosen name over in the same signal, after us.
        completer.activated.connect(self.chosen, Qt.ConnectionType.QueuedConnection)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def offer(self, names: Sequence[str], first: str) -> None:
        """Offer these names; an empty field shows the first one."""
        self._names = {_folded(name): name for name in names}
        if self._model.stringList() != list(names):
            self._model.setStringList(list(names))
        if not self.text() and not self.hasFocus():
            self.setText(first)
            self.setCursorPosition(0)

    def name(self) -> str:
        """Return the name as it is written in the review; "" for one that is not there."""
        typed = self.text()
        # First to the letter: two outlets may differ in their capitals alone.
        exact = typed in self._model.stringList()
        return typed if exact else self._names.get(_folded(typed), "")

    def _retheme(self) -> None:
        self.setMinimumHeight(7 * theme.u())


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
