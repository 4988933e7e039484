"""The bar over the preview: which page it is and of how many, and how large it is shown."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.controls import ComboBox
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reports.page_geometry import STEPS
from credreview.ui.reports.preview import Preview

_MOST_PAGES = 99_999


class PageBar(QWidget):
    """Moves and zooms a preview, and shows where it is.

    Args:
        preview: What it moves.
        parent: Its parent.
    """

    page_chosen = Signal(int)
    """The page that was asked for."""

    def __init__(self, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_bar")
        self._preview = preview
        self.back = _icon_button("chevron-left", tr("Previous page"), "page_back")
        self.on = _icon_button("chevron-right", tr("Next page"), "page_on")
        self.field = QLineEdit()
        self.field.setObjectName("page_number")
        self.field.setAccessibleName(tr("Page"))
        self.field.setValidator(QIntValidator(1, _MOST_PAGES, self.field))
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._label = PlainLabel(tr("Page"), colour="ink2")
        self._label.setBuddy(self.field)
        self.total = PlainLabel("", colour="ink2")
        self.total.setObjectName("page_total")
        self.smaller = _icon_button("minus", tr("Smaller"), "zoom_out")
        self.larger = _icon_button("plus", tr("Larger"), "zoom_in")
        self.zoom = ComboBox(tr("Zoom"))
        self.zoom.setObjectName("page_zoom")
        self.zoom.addItem(tr("Fit width"), "width")
        self.zoom.addItem(tr("Fit page"), "page")
        for step in STEPS[1:]:
            self.zoom.addItem(_percent(step), step)
        self._row = QHBoxLayout(self)
        for part in (self.back, self._label, self.field, self.total, self.on):
            self._row.addWidget(part)
        self._row.addStretch(1)
        for end in (self.smaller, self.zoom, self.larger):
            self._row.addWidget(end)
        self._connect()
        theme.notifier().changed.connect(self._retheme)
        self._retheme()
        self.show_page()
        self.show_zoom()

    def _connect(self) -> None:
        preview = self._preview
        self.back.clicked.connect(lambda: self.page_chosen.emit(preview.page() - 1))
        self.on.clicked.connect(lambda: self.page_chosen.emit(preview.page() + 1))
        self.field.returnPressed.connect(self._typed)
        self.field.editingFinished.connect(self.show_page)
        self.smaller.clicked.connect(lambda: preview.zoom_by(-1))
        self.larger.clicked.connect(lambda: preview.zoom_by(1))
        self.zoom.activated.connect(self._choose_zoom)
        preview.page_changed.connect(self.show_page)
        preview.zoom_changed.connect(self.show_zoom)
        self.page_chosen.connect(preview.go_to)

    def show_page(self) -> None:
        """Show the page that is in sight, and how many there are."""
        page, count = self._preview.page(), self._preview.count()
        if not self.field.hasFocus() or not self.field.isModified():
            self.field.setText(str(page))
        self.total.setText(tr("of …") if count is None else tr("of {count}", count=count))
        self.total.setAccessibleName(
            tr("Pages are being counted") if count is None else self.total.text()
        )
        self.back.setEnabled(page > 1)
        self.on.setEnabled(count is None or page < count)
        self._arrange()

    def show_zoom(self) -> None:
        """Show how large pages are."""
        fit, factor = self._preview.fit(), self._preview.factor()
        at = self.zoom.findData(fit or factor)
        last = self.zoom.count() - 1
        if self.zoom.itemData(last) is None:
            self.zoom.removeItem(last)
        if at < 0:  # a size of no step stands at the end while it lasts
            self.zoom.addItem(_percent(factor))
            at = self.zoom.count() - 1
        self.zoom.setCurrentIndex(at)
        self.smaller.setEnabled(factor > STEPS[0])
        self.larger.setEnabled(factor < STEPS[-1])

    def _typed(self) -> None:
        self.field.setModified(False)
        self.page_chosen.emit(int(self.field.text()))
        self._preview.setFocus()

    def _choose_zoom(self) -> None:
        wanted = self.zoom.currentData()
        if isinstance(wanted, float):
            self._preview.set_factor(wanted)
        elif wanted is not None:
            self._preview.set_fit(wanted)

    def _retheme(self) -> None:
        u = theme.u()
        self._row.setContentsMargins(3 * u, u, 3 * u, u)
        self._row.setSpacing(u)
        digits = self.field.fontMetrics().horizontalAdvance("00000")
        self.field.setFixedWidth(digits + 4 * u)
        self.field.setMinimumHeight(7 * u)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Do without the word before the number where there is little room."""
        size = super().minimumSizeHint()
        if not self._label.isHidden():
            size.setWidth(size.width() - self._word())
        return size

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self._label.setVisible(self.width() >= self.minimumSizeHint().width() + self._word())

    def _word(self) -> int:
        return self._label.sizeHint().width() + self._row.spacing()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.tokens().surface)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.tokens().line)


def _icon_button(icon: str, name: str, object_name: str) -> PushButton:
    button = PushButton(kind="quiet", icon=icon, name=name)
    button.setObjectName(object_name)
    return button


def _percent(factor: float) -> str:
    return tr("{percent} %", percent=round(100 * factor))
