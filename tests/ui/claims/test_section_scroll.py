"""Sections in a page that scrolls: the keyboard brings them into view, a click moves nothing."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from credreview.ui.claims.section_scroll import SectionScroll


@pytest.fixture
def scroll(show) -> SectionScroll:
    """Give a page of eight sections, of which the fourth is cut off by the lower edge."""
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for number in range(8):
        section = QWidget()
        section.setFixedHeight(100)
        button = QPushButton(str(number), section)
        button.setGeometry(0, 0, 100, 30)
        column.addWidget(section)
    made = SectionScroll(content)
    made.resize(200, 320)
    return show(made)


def button(scroll: SectionScroll, number: int) -> QPushButton:
    return scroll.findChildren(QPushButton)[number]


def test_what_gets_the_keyboard_is_brought_into_view_with_its_section(scroll) -> None:
    button(scroll, 3).setFocus()
    assert scroll.verticalScrollBar().value() >= 80


def test_a_click_on_a_section_that_is_cut_off_is_no_miss(scroll) -> None:
    clicked = []
    target = button(scroll, 3)
    target.clicked.connect(lambda: clicked.append(3))
    window = scroll.windowHandle()
    at = target.mapTo(scroll, QPoint(50, 10))
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=at)
    assert target.hasFocus()
    assert clicked == [3]
    assert scroll.verticalScrollBar().value() == 0
