"""A main window on a review in which two people differ, with the window of differences open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from difference_examples import Settler, differing_review
from window_examples import ANNA, opened


@pytest.fixture
def settler(qtbot, tmp_path: Path) -> Iterator[Settler]:
    path = differing_review(tmp_path)
    with opened(qtbot, path, ANNA) as driver:
        made = Settler(qtbot, driver.window)
        made.window.differences.show()
        made.qtbot.waitUntil(lambda: made.room.list.count() == 3)
        yield made
