"""A main window on a review in which two people differ, with the window of differences open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from difference_examples import differing_review
from window_examples import ANNA, Driver, opened

from credreview.ui.differences.difference_page import DifferencePage


class Settler(Driver):
    """Works in the window of differences."""

    @property
    def room(self):
        """The window of differences."""
        return self.window.differences.window

    def rows(self) -> list[str]:
        """Return the details of all rows."""
        model = self.room.list.model()
        return [model.entry(row).detail for row in range(model.rowCount())]

    def choose(self, words: str) -> DifferencePage:
        """Choose the row whose detail has these words; return its page."""
        row = next(i for i, detail in enumerate(self.rows()) if words in detail)
        self.room.list.setCurrentIndex(self.room.list.model().index(row, 0))
        page = self.room.page()
        assert page is not None
        return page

    def press(self, name: str) -> None:
        """Press a button of the page, and wait until everything is on disk and shown."""
        button = self.button(name)
        assert button.isEnabled()
        button.click()
        self.rest()

    def button(self, name: str):
        """Return a button of the page."""
        from PySide6.QtWidgets import QAbstractButton

        found = self.room.page().findChild(QAbstractButton, name)
        assert found is not None, f"the page has no {name}"
        return found

    def rest(self) -> None:
        """Wait until all is written, and the list read anew."""
        self.settle()
        controller = self.window.differences
        self.qtbot.waitUntil(lambda: not controller._rest.isActive())
        self.settle()


@pytest.fixture
def settler(qtbot, tmp_path: Path) -> Iterator[Settler]:
    path = differing_review(tmp_path)
    with opened(qtbot, path, ANNA) as driver:
        made = Settler(qtbot, driver.window)
        made.window.differences.show()
        made.qtbot.waitUntil(lambda: made.room.list.count() == 3)
        yield made
