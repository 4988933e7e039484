"""The first start: the sample review, its bar, and tips that cover no text."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QPushButton, QWidget

from credreview.ui.look.controls import Tip
from credreview.ui.main_window import MainWindow
from credreview.ui.settings import Settings
from credreview.ui.start import open_first


@pytest.fixture
def window(qtbot):
    made = MainWindow(Settings())
    made.resize(1440, 900)
    with qtbot.waitExposed(made):
        made.show()
    open_first(made, None, None, None)
    qtbot.waitUntil(lambda: made.desk.article is not None, timeout=20_000)
    yield made
    made.close()
    made.deleteLater()


def tips(window) -> list[Tip]:
    return [tip for tip in window.findChildren(Tip) if tip.isVisible()]


def buttons(window) -> dict[str, QPushButton]:
    bar = window.parts.messages.bar("welcome")
    return {button.text(): button for button in bar.findChildren(QPushButton)}


def test_the_sample_opens_for_a_fictional_reviewer_with_four_tips(qtbot, window):
    assert window.review.is_sample()
    assert window.parts.status.reviewer.text() == "Sample Reviewer"
    assert "sample review" in window.parts.messages.bar("welcome").title()
    qtbot.waitUntil(lambda: len(tips(window)) == 4)


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (1000, 700)])
def test_no_tip_ever_covers_the_article(qtbot, window, size):
    qtbot.waitUntil(lambda: len(tips(window)) == 4)
    window.resize(*size)
    qtbot.wait(100)
    reader = window.parts.reader
    text = QRect(reader.mapTo(window, QPoint(0, 0)), reader.size())
    for tip in tips(window):
        bubble = tip.geometry().marginsRemoved(tip.bubble_margins())
        assert not bubble.intersects(text), tip.objectName()


def test_tips_make_room_for_the_form_and_can_be_shown_again(qtbot, window):
    qtbot.waitUntil(lambda: len(tips(window)) == 4)
    window.moving.next_claim()
    assert tips(window) == []
    buttons(window)["Show tips"].click()
    assert tips(window)


def test_hidden_tips_stay_hidden_at_the_next_start(qtbot, window):
    qtbot.waitUntil(lambda: len(tips(window)) == 4)
    buttons(window)["Hide tips"].click()
    assert tips(window) == []
    assert Settings().get("tips", bool) is False
    window.review.close_by_hand()
    window.review.open_sample()
    qtbot.waitUntil(lambda: window.desk.article is not None)
    qtbot.wait(100)
    assert tips(window) == []
    assert window.findChild(QWidget, "message_bar") is not None


def test_an_own_review_has_no_bar_about_the_sample(qtbot, window, tmp_path):
    from window_examples import ANNA, make_review

    window.review.open_path(make_review(tmp_path), ANNA)
    qtbot.waitUntil(lambda: not window.review.is_sample())
    assert window.parts.messages.bar("welcome") is None
    assert tips(window) == []
