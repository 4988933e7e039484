"""How things look and where the keyboard is: theme, text size, finding, panels."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.parts import Parts


class ViewController(QObject):
    """Handlers of the View menu and of finding."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self.caret = False
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        parts.panes.search_requested.connect(self.search)

    # Look

    def set_scheme(self, scheme: str) -> None:
        """Put on a theme, and remember it."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, scheme)
        self._parts.settings.set("scheme", scheme)
        self._parts.settings.save()

    def larger(self) -> None:
        """Show all text one step larger."""
        self._set_scale(next((s for s in theme.TEXT_SCALES if s > theme.text_scale()), None))

    def smaller(self) -> None:
        """Show all text one step smaller."""
        below = [scale for scale in theme.TEXT_SCALES if scale < theme.text_scale()]
        self._set_scale(below[-1] if below else None)

    def normal(self) -> None:
        """Show text in the desktop's own size."""
        self._set_scale(1.0)

    def _set_scale(self, scale: float | None) -> None:
        if scale is None or scale == theme.text_scale():
            self._parts.status.hint(
                tr("Text size {percent} %", percent=round(100 * theme.text_scale()))
            )
            return
        theme.set_text_scale(scale)
        self._parts.settings.set("text_scale", scale)
        self._parts.settings.save()
        self._parts.status.hint(tr("Text size {percent} %", percent=round(100 * scale)))

    def set_serif(self, on: bool) -> None:  # noqa: FBT001 - a checkable action's state
        """Show articles in a serif or in the interface's type."""
        theme.set_article_serif(on)
        self._parts.settings.set("serif", on)
        self._parts.settings.save()

    # Finding

    def find(self) -> None:
        """Find words in the article."""
        self._parts.panes.show_text()
        self._parts.reader.open_find()

    def find_next(self) -> None:
        """Go to the next hit."""
        self._parts.reader.find_next()

    def find_previous(self) -> None:
        """Go to the hit before."""
        self._parts.reader.find_previous()

    def search(self) -> None:
        """Search all articles."""
        self._parts.panes.show_articles()
        self._parts.articles.focus_search()

    # Keyboard

    def set_caret(self, on: bool) -> None:  # noqa: FBT001 - a checkable action's state
        """Show a caret in the article, that selects with Shift and the arrows."""
        self.caret = on
        self._parts.panes.show_text()
        self._parts.reader.set_caret(on)
        if on:
            self._parts.status.hint(tr("Shift and arrows select; C marks a claim; F7 leaves."))

    def copy(self) -> None:
        """Copy what is selected where the keyboard is."""
        focused = QApplication.focusWidget()
        copy = getattr(focused, "copy", None)
        if callable(copy):
            copy()

    def next_panel(self) -> None:
        """Give the keyboard to the next panel."""
        self._cycle(1)

    def previous_panel(self) -> None:
        """Give the keyboard to the panel before."""
        self._cycle(-1)

    def _cycle(self, by: int) -> None:
        parts = self._parts
        panels: list[QWidget] = [parts.articles, parts.reader, parts.panel, parts.status]
        at = next((i for i, panel in enumerate(panels) if _holds_focus(panel)), -1)
        for step in range(1, len(panels) + 1):
            goal = panels[(at + by * step) % len(panels)]
            if goal is parts.articles:
                parts.panes.show_articles()
            elif goal is parts.reader:
                parts.panes.show_text()
                parts.reader.setFocus(Qt.FocusReason.ShortcutFocusReason)
            elif goal is parts.panel:
                parts.panes.show_claim()
                parts.panel.focus_field("claims")
            else:
                parts.status.reviewer.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if _holds_focus(goal):
                return

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None:
            return
        parts = self._parts
        reading = new is parts.reader or parts.reader.isAncestorOf(new)
        parts.reader.set_owns_keys(reading)
        if reading or parts.panel.isAncestorOf(new):
            parts.panes.hide_drawer()


def _holds_focus(panel: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is panel or panel.isAncestorOf(focused))
