"""Key hints: small caps beside words that show which keys do something."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from credreview.text import tr
from credreview.ui.look import painting, theme


class KeyHint(QWidget):
    """Small caps that show which keys do something; spoken as one name.

    Args:
        keys: What stands on each cap, such as "Ctrl", "K".
        parent: Its parent.
    """

    def __init__(self, *keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_keys(*keys)

    @classmethod
    def of(cls, keys: QKeySequence | str, parent: QWidget | None = None) -> "KeyHint":
        """Return the hint for a shortcut, such as "Ctrl+Return"."""
        return cls(*caps_of(keys), parent=parent)

    def set_keys(self, *keys: str) -> None:
        """Show other keys; none hides the hint."""
        appears = bool(keys) and not self._keys and self.parentWidget() is not None
        self._keys = keys
        self.setAccessibleName("+".join(tr("Enter") if key == "↵" else key for key in keys))
        if appears or not keys:
            self.setVisible(appears)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of all caps, 1u apart."""
        widths = [painting.key_cap_width(key) for key in self._keys]
        gaps = theme.u() * max(0, len(widths) - 1)
        return QSize(round(sum(widths) + gaps), round(painting.key_cap_height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the caps; their order is that of pressing, in every reading direction."""
        painter = QPainter(self)
        x, height = 0.0, painting.key_cap_height()
        for key in self._keys:
            cap = QRectF(x, (self.height() - height) / 2, painting.key_cap_width(key), height)
            painting.key_cap(painter, cap, key, theme.tokens())
            x += cap.width() + theme.u()


def caps_of(keys: QKeySequence | str) -> tuple[str, ...]:
    """Return what stands on the caps of a shortcut, in the platform's own words."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    names = native.replace("++", "+\0").split("+") if native else []
    return tuple({"Return": "↵", "Enter": "↵", "\0": "+"}.get(name, name) for name in names)
