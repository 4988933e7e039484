"""The panes: their widths in units, the rail, the drawer and the switch."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from credreview.ui.look import theme
from credreview.ui.panes import Panes


class Pane(QLineEdit):
    """Something that takes the keyboard."""


@pytest.fixture
def panes(show):
    parts = [Pane() for _ in range(3)]
    made = Panes(*parts)
    made.parts = parts
    made.resize(360 * theme.u(), 200 * theme.u())
    return show(made)


def resize(panes, qtbot, units):
    panes.resize(units * theme.u(), 200 * theme.u())
    form = "wide" if units >= 340 else "medium" if units >= 300 else "narrow"
    form = form if units >= 170 else "tiny"
    qtbot.waitUntil(lambda: panes.form() == form)
    qtbot.wait(20)


@pytest.mark.parametrize(("units", "left", "right"), [(360, 88, 104), (480, 88, 104),
                                                      (320, 76, 100)])  # fmt: skip
def test_list_and_panel_have_their_widths_and_the_text_the_rest(panes, qtbot, units, left, right):
    resize(panes, qtbot, units)
    articles, reader, panel = panes.parts
    u = theme.u()
    assert abs(articles.width() - left * u) <= 1
    assert abs(panel.width() - right * u) <= 1
    assert abs(reader.width() - (units - left - right) * u) <= 4


def test_widths_that_a_person_gave_are_kept_in_units(panes, qtbot):
    articles, _, panel = panes.parts
    u = theme.u()
    panes._splitter.setSizes([100 * u, 140 * u, 118 * u])
    panes._splitter.splitterMoved.emit(100 * u, 1)
    widths = panes.widths()
    assert widths["wide"][0] == pytest.approx(100, abs=1)
    resize(panes, qtbot, 420)
    assert articles.width() == pytest.approx(100 * u, abs=2)
    theme.set_text_scale(1.5)
    panes.resize(360 * theme.u(), 200 * theme.u())
    qtbot.waitUntil(lambda: abs(articles.width() - 100 * theme.u()) < 8)
    assert panel.width() > 110 * theme.u()


@pytest.mark.parametrize("strange", [None, [], {"wide": "x"}, {"wide": [1]}, {"wide": ["a", 2]}])
def test_strange_widths_keep_the_usual_ones(panes, strange):
    before = panes.widths()
    panes.restore_widths(strange)
    assert panes.widths() == before


def test_restored_widths_stay_within_bounds(panes):
    panes.restore_widths({"wide": [1, 100000]})
    assert panes.widths()["wide"] == [66, 130]


def test_a_narrow_window_has_a_rail_and_the_list_in_a_drawer(panes, qtbot):
    articles, reader, panel = panes.parts
    resize(panes, qtbot, 250)
    rail, drawer = panes.findChild(QWidget, "rail"), panes.findChild(QWidget, "drawer")
    assert rail.isVisible()
    assert not articles.isVisible()
    assert panel.isVisible()
    QTest.mouseClick(panes.findChild(QWidget, "rail_list"), Qt.MouseButton.LeftButton)
    assert drawer.isVisible()
    assert articles.hasFocus()
    assert drawer.geometry().left() == rail.width()
    QTest.keyClick(articles, Qt.Key.Key_Escape)
    assert not drawer.isVisible()
    assert reader.hasFocus()
    resize(panes, qtbot, 360)
    assert articles.isVisible()
    assert not rail.isVisible()


def test_the_rail_toggled_without_a_click_shows_the_list_as_a_screen_reader_does_it(panes, qtbot):
    resize(panes, qtbot, 250)
    button, drawer = panes.findChild(QWidget, "rail_list"), panes.findChild(QWidget, "drawer")
    button.toggle()
    assert drawer.isVisible()
    assert button.isChecked()
    button.toggle()
    assert not drawer.isVisible()
    assert not button.isChecked()


def test_the_smallest_window_switches_between_text_and_claim(panes, qtbot):
    _, reader, panel = panes.parts
    resize(panes, qtbot, 160)
    assert reader.isVisible()
    assert not panel.isVisible()
    panes.show_claim()
    assert panel.isVisible()
    assert not reader.isVisible()
    resize(panes, qtbot, 360)
    assert reader.isVisible()
    assert panel.isVisible()
