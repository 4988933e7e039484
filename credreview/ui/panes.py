"""The three panes side by side; in a narrow window a rail, a drawer and a switch."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSplitter, QVBoxLayout, QWidget

from credreview.domain.vocabulary import Term
from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.look.pickers import SegmentedControl
from credreview.ui.rail import Drawer, Rail

# Widths in units, from look.md: above which window width, articles, side panel.
_WIDE: Final = 340
_MEDIUM: Final = 300
_NARROW: Final = 170
_WIDTHS: Final[dict[str, tuple[float, float]]] = {
    "wide": (88, 104),
    "medium": (76, 100),
    "narrow": (88, 84),
    "tiny": (88, 84),
}
_LIST_MIN: Final = 66
_PANEL_MIN: Final = 84
_SIDE_MAX: Final = 130
_READER_MIN: Final = {"wide": 120, "medium": 110, "narrow": 80, "tiny": 40}


class Panes(QWidget):
    """Articles, reader and side panel in the widths that the window has room for.

    Args:
        articles: The list.
        reader: The text.
        panel: The side panel.
        parent: Its parent.
    """

    search_requested = Signal()
    """The rail's search button was pressed; the list is shown."""

    def __init__(
        self, articles: QWidget, reader: QWidget, panel: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._articles, self._reader, self._panel = articles, reader, panel
        self._form = ""
        self._units = {name: list(widths) for name, widths in _WIDTHS.items()}
        self._settling = False
        self._side = "text"
        self._rail = Rail()
        self._rail.list_requested.connect(self.toggle_drawer)
        self._rail.search_requested.connect(self._search)
        self._drawer = Drawer(self)
        self._switch = SegmentedControl(
            [
                Term("text", tr("Text"), tr("Text")),
                Term("claim", tr("Claim"), tr("Claim")),
            ],
            tr("Shown here"),
            "text_or_claim",
        )
        self._switch.set_value("text")
        self._switch.chosen.connect(self._show_side)
        self._head = QWidget()
        self._head_row = QHBoxLayout(self._head)
        self._head_row.addWidget(self._switch)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        for index, pane in enumerate((articles, reader, panel)):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(index, int(index == 1))
        self._splitter.splitterMoved.connect(self._remember)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._splitter, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        # Or three panes side by side would keep the window from ever becoming narrow.
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.addWidget(self._rail)
        row.addLayout(column, 1)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def form(self) -> str:
        """Return how the panes stand: "wide", "medium", "narrow" (a rail) or "tiny" (a switch)."""
        return self._form

    def widths(self) -> dict[str, list[float]]:
        """Return the widths that a person gave list and panel, in units, for JSON."""
        return {name: list(units) for name, units in self._units.items()}

    def restore_widths(self, widths: object) -> None:
        """Take over what `widths` returned; what is strange keeps its default."""
        if not isinstance(widths, dict):
            return
        for name in _WIDTHS:
            units = widths.get(name)
            if not isinstance(units, list) or len(units) != 2:
                continue
            if all(type(unit) in (int, float) for unit in units):
                left = min(max(float(units[0]), _LIST_MIN), _SIDE_MAX)
                right = min(max(float(units[1]), _PANEL_MIN), _SIDE_MAX)
                self._units[name] = [left, right]
        self._settle()

    # Narrow windows

    def toggle_drawer(self) -> None:
        """Open the list over the reader, or close it; nothing where the list has its own place."""
        if self._drawer.isVisible():
            self.close_drawer()
        else:
            self.show_articles()

    def show_articles(self) -> None:
        """Bring the list into view and give it the keyboard."""
        if self._form in ("narrow", "tiny"):
            self._place_drawer()
            self._drawer.show()
            self._drawer.raise_()
            self._rail.set_open(True)
        self._articles.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_drawer(self) -> bool:
        """Close the list over the reader; tell whether it was open."""
        was_open = self._drawer.isVisible()
        if was_open:
            self.hide_drawer()
            self._reader.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return was_open

    def hide_drawer(self) -> None:
        """Close the list over the reader; the keyboard stays where it is."""
        self._rail.set_open(False)
        self._drawer.hide()

    def show_text(self) -> None:
        """Bring the article's text into view."""
        if self._form == "tiny":
            self._show_side("text")

    def show_claim(self) -> None:
        """Bring the side panel into view."""
        if self._form == "tiny":
            self._show_side("claim")

    def _search(self) -> None:
        self.show_articles()
        self.search_requested.emit()

    def _show_side(self, side: str | None) -> None:
        self._side = side or self._side
        self._switch.set_value(self._side)
        tiny = self._form == "tiny"
        self._reader.setVisible(not tiny or self._side == "text")
        self._panel.setVisible(not tiny or self._side == "claim")

    # Widths

    def _form_for(self, width: int) -> str:
        units = width / theme.u()
        if units >= _WIDE:
            return "wide"
        if units >= _MEDIUM:
            return "medium"
        return "narrow" if units >= _NARROW else "tiny"

    def _arrange(self) -> None:
        form = self._form_for(self.width())
        if form != self._form:
            self._form = form
            railed = form in ("narrow", "tiny")
            self._rail.setVisible(railed)
            self._head.setVisible(form == "tiny")
            self._rail.set_open(False)
            self._drawer.hide()
            if railed:
                self._drawer.hold(self._articles)
            elif self._splitter.indexOf(self._articles) < 0:
                self._splitter.insertWidget(0, self._articles)
                self._splitter.setStretchFactor(0, 0)
                self._articles.show()
            self._show_side(self._side)
            self._limit()
        self._settle()

    def _limit(self) -> None:
        u = theme.u()
        tiny = self._form == "tiny"
        self._articles.setMinimumWidth(_LIST_MIN * u)
        self._panel.setMinimumWidth((60 if tiny else _PANEL_MIN) * u)
        self._reader.setMinimumWidth(_READER_MIN.get(self._form, 40) * u)
        for side in (self._articles, self._panel):
            side.setMaximumWidth(16777215 if tiny else _SIDE_MAX * u)

    def _settle(self) -> None:
        """Give list and panel their widths, and the reader the rest."""
        if not self._form:
            return
        u, (left, right) = theme.u(), self._units[self._form]
        listed = self._splitter.indexOf(self._articles) >= 0
        sizes = [round(left * u)] if listed else []
        rest = self._splitter.width() - sum(sizes) - round(right * u)
        self._settling = True
        self._splitter.setSizes([*sizes, max(1, rest), round(right * u)])
        self._settling = False
        self._place_drawer()

    def _remember(self) -> None:
        if self._settling or self._form == "tiny":
            return
        sizes, u = self._splitter.sizes(), theme.u()
        self._units[self._form][1] = round(sizes[-1] / u, 2)
        if len(sizes) == 3:
            self._units[self._form][0] = round(sizes[0] / u, 2)

    def _place_drawer(self) -> None:
        u, left = theme.u(), self._rail.width()
        width = min(round(_WIDTHS["narrow"][0] * u), self.width() - left)
        self._drawer.setGeometry(QRect(left, 0, width, self.height()))

    def _retheme(self) -> None:
        u = theme.u()
        self._splitter.setHandleWidth(1)
        self._head_row.setContentsMargins(4 * u, round(1.5 * u), 4 * u, round(1.5 * u))
        self._form = ""
        self._limit()
        # The window learns its new least width first.
        QTimer.singleShot(0, self, self._arrange)

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(100 * theme.u(), 60 * theme.u())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() != Qt.Key.Key_Escape or not self.close_drawer():
            super().keyPressEvent(event)
