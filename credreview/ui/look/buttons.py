"""Push buttons and chips, painted in the six states of a control."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from credreview.text import tr
from credreview.ui.look import painting, theme
from credreview.ui.look.painted_button import PaintedButton

Kind = Literal["normal", "primary", "quiet"]
ChipKind = Literal["filter", "add", "flag", "choice"]


class PushButton(PaintedButton):
    """A button with words, an icon or both.

    Args:
        text: Its words; plain text, "&" marks a mnemonic as everywhere in Qt.
        kind: "primary" for the one next step of a window, "quiet" without a border.
        icon: Name of an icon before the words.
        name: Accessible name and tool tip of a button that has only an icon.
        parent: Its parent.
    """

    def __init__(
        self,
        text: str = "",
        kind: Kind = "normal",
        *,
        icon: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind = kind
        self.icon_name = icon
        if name:
            self.setAccessibleName(name)
            self.setToolTip(painting.plain_tip(name))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def _role(self) -> str:
        return "strong" if self.kind == "primary" else "medium"

    def _words(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def sizeHint(self) -> QSize:
        """Return the size for the whole text; 7u high, more only for a taller font."""
        unit = theme.u()
        height = max(7 * unit, self.fontMetrics().height() + 2 * unit)
        if not self.text():
            return QSize(height, height)
        width = painting.width_of(self._words(), theme.font(self._role()))
        if self.icon_name:
            width += 5.5 * unit
        return QSize(round(width + (4 if self.kind == "quiet" else 5) * unit), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the state that it is in."""
        of, unit = theme.tokens(), theme.u()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ink = self._paint_box(painter, rect, unit)
        words = self._words()
        font = theme.font(self._role())
        side = 4 * unit if self.icon_name else 0
        gap = 1.5 * unit if self.icon_name and words else 0.0
        room = rect.width() - 2 * unit - side - gap
        text_width = min(painting.width_of(words, font), room) if words else 0.0
        x = (rect.width() - side - gap - text_width) / 2
        reverse = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if self.icon_name:
            role = next((r for r in ("on_accent", "ink3", "ink2") if getattr(of, r) == ink), "ink")
            at = rect.width() - x - side if reverse else x
            painting.place_icon(painter, theme.icon(self.icon_name, role), at, rect.center().y())
        at = x if reverse else x + side + gap
        painting.write(painter, QRectF(at, 0, text_width, rect.height()), words, font, ink)

    def _paint_box(self, painter: QPainter, rect: QRectF, unit: int) -> QColor:
        """Paint what lies behind the words and return their colour."""
        of = theme.tokens()
        enabled = self.isEnabled()
        if self.kind == "primary":
            painting.box(painter, rect, unit, fill=self._accent() if enabled else of.press)
            if self.ring:
                inner = rect.adjusted(2, 2, -2, -2)
                painting.box(painter, inner, unit - 1, border=of.on_accent, width=1.5)
            return of.on_accent if enabled else of.ink3
        fill = self._surface()
        if self.kind == "normal":
            border = of.edge if enabled else of.edge_off
            painting.box(painter, rect, unit, fill=fill or of.raised, border=border)
        elif fill is not None:
            painting.box(painter, rect, unit, fill=fill)
        if self.ring:
            painting.box(painter, rect, unit, border=of.accent, width=2)
        if not enabled:
            return of.ink3
        return of.ink if self.kind == "normal" else of.ink2

    def _accent(self) -> QColor:
        of = theme.tokens()
        if self.isDown():
            return of.accent.darker(125 if of.dark else 143)
        if self.underMouse():
            return of.accent.lighter(110) if of.dark else of.accent.darker(114)
        return of.accent


class Chip(PaintedButton):
    """A small rounded button: a filter that is on, "add a filter", or a flag to toggle.

    Args:
        text: Its words; long ones are elided, the tool tip and the name keep them whole.
        kind: "filter" bears a cross and emits `removed`; "add" is dashed; "flag" is checkable,
            and so is "choice", which bears a tick while it is on.
        parent: Its parent.
    """

    removed = Signal()

    def __init__(self, text: str, kind: ChipKind = "filter", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.kind = kind
        self._words = ""
        self.setCheckable(kind in ("flag", "choice"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if kind == "filter":
            self.setAccessibleDescription(tr("Filter; Delete removes it"))
        self.set_words(text)

    def set_words(self, text: str) -> None:
        """Show other words."""
        self._words = text
        self.setAccessibleName(text)
        self.setToolTip(painting.plain_tip(text))
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Return the whole words."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return the size for the whole words, at most 60u wide."""
        unit = theme.u()
        height = max(6 * unit, self.fontMetrics().height() + unit)
        words = painting.width_of(self._words, theme.font("chip"))
        return QSize(round(min(words + 10 * unit, 60 * unit)), height)

    def minimumSizeHint(self) -> QSize:
        """Return a size that shows some letters."""
        return QSize(min(20 * theme.u(), self.sizeHint().width()), self.sizeHint().height())

    def _cross(self) -> QRectF:
        """Return where the cross is hit; at least 6u wide."""
        width = 6.0 * theme.u()
        reverse = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return QRectF(0 if reverse else self.width() - width, 0, width, self.height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove the filter where its cross is clicked."""
        hit = self.kind == "filter" and self.isDown() and self._cross().contains(event.position())
        if hit and event.button() == Qt.MouseButton.LeftButton:
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove the filter with Delete or Backspace."""
        if self.kind == "filter" and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the state that it is in."""
        of, unit = theme.tokens(), theme.u()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        on = self.kind == "filter" or self.isChecked()
        border = of.accent if on else of.edge
        if not self.isEnabled():
            border = of.edge_off
        painting.box(
            painter, rect, rect.height() / 2,
            fill=self._surface() or (of.accent_tint if on and self.isEnabled() else None),
            border=of.accent if self.ring else border,
            width=2 if self.ring else (1.5 if self.isCheckable() and on else 1),
            dashed=self.kind == "add" and not self.ring,
        )  # fmt: skip
        role = "ink3" if not self.isEnabled() else ("ink" if on else "ink2")
        words = QRectF(2.5 * unit, 0, rect.width() - 5 * unit, rect.height())
        reverse = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        at_end = (self.kind == "filter") != reverse
        icons = {"filter": "close", "add": "plus", "flag": "flag", "choice": "check"}
        side = 3 * unit if self.kind == "filter" else round(3.5 * unit)
        x = words.right() - side if at_end else words.left()
        if on or self.kind != "choice":
            icon = theme.icon(icons[self.kind], role, side)
            painting.place_icon(painter, icon, x, rect.center().y())
        room = side + 1.25 * unit
        words.adjust(0 if at_end else room, 0, -room if at_end else 0, 0)
        align = Qt.AlignmentFlag.AlignRight if reverse else Qt.AlignmentFlag.AlignLeft
        ink: QColor = getattr(of, role)
        painting.write(painter, words, self._words, theme.font("chip"), ink, align)
