"""Two parts stand side by side where both have room, else one above the other."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from credreview.ui.look import theme
from credreview.ui.look.halves import Halves

BESIDE, ABOVE = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


@pytest.fixture
def halves(show) -> Iterator[Halves]:
    first, second = QWidget(), QWidget()
    first.setMinimumWidth(200)
    second.setMinimumWidth(300)
    made = Halves(first, second, most=90, share=1 / 2)
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made)
    window.resize(601, 400)
    show(window)
    yield made
    window.close()


def resize(halves: Halves, wide: int) -> None:
    halves.window().resize(wide, 400)
    QApplication.processEvents()


def test_they_turn_before_one_covers_the_other_and_back(halves: Halves) -> None:
    assert halves.orientation() is BESIDE
    resize(halves, 500)
    assert halves.orientation() is ABOVE, "the line between them has a width too"
    first, second = (halves.widget(at) for at in (0, 1))
    assert first.geometry().bottom() < second.y()
    assert first.width() == second.width() == 500
    resize(halves, 501)
    assert halves.orientation() is BESIDE
    assert first.geometry().right() < second.x()


def test_they_turn_when_a_part_needs_more_room(halves: Halves) -> None:
    halves.widget(1).setMinimumWidth(450)
    QApplication.processEvents()
    assert halves.orientation() is ABOVE
    assert halves.minimumSizeHint().width() == 450, "a window on it may be as narrow"


def test_the_first_has_its_share_until_somebody_moves_the_line(halves: Halves) -> None:
    assert halves.sizes() == [300, 300]
    resize(halves, 2000)
    assert halves.sizes()[0] == 90 * theme.u()
    halves.moveSplitter(420, 1)
    resize(halves, 1900)
    assert halves.sizes()[0] == 420
