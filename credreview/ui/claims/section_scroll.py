"""A scroll area that brings the whole section of the focused control into view."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from credreview.ui.look import theme
from credreview.ui.look.focus import FocusFollower


class SectionScroll(QScrollArea):
    """Scrolls a column of sections; a label never stays out of view above its control."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        # What lies behind is painted once, by the panel.
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        FocusFollower(self, self._on_focus)

    def reveal(self, control: QWidget) -> None:
        """Scroll as little as shows a control's whole section, or itself if that is too tall."""
        section = self._section_of(control)
        if section is None:
            return
        if layout := self._content.layout():
            layout.activate()
        height = self.viewport().height()
        target = section if section.height() <= height else control
        gap = round(1.5 * theme.u())
        top = target.mapTo(self._content, target.rect().topLeft()).y() - gap
        bottom = top + target.height() + 2 * gap
        bar = self.verticalScrollBar()
        if bottom > bar.value() + height:
            bar.setValue(bottom - height)
        if top < bar.value():
            bar.setValue(top)

    def holds_focus(self) -> bool:
        """Tell whether the keyboard is in one of the sections."""
        focused = QApplication.focusWidget()
        return focused is not None and self._content.isAncestorOf(focused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        handled = super().eventFilter(watched, event)
        if watched is self._content and event.type() == QEvent.Type.Resize:
            # A field that grows while one types in it stays whole in view.
            focused = QApplication.focusWidget()
            if focused is not None and self._content.isAncestorOf(focused):
                self.reveal(focused)
        return handled

    def _on_focus(self, new: QWidget | None) -> None:
        # What is being clicked on stays under the pointer, or the click would miss it.
        held = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if new is not None and not held and self._content.isAncestorOf(new):
            self.reveal(new)

    def _section_of(self, control: QWidget) -> QWidget | None:
        widget: QWidget | None = control
        while widget is not None and widget.parentWidget() is not self._content:
            widget = widget.parentWidget()
        return widget
