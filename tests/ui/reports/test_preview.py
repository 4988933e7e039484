"""The preview asks for what is in sight, keeps its place, and forgets what takes too much room."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from report_examples import A4, FakeSheets

from credreview.ui.reports import preview as preview_module
from credreview.ui.reports.preview import Preview


@pytest.fixture
def preview(show):
    made = Preview()
    made.resize(700, 500)
    show(made)
    yield made
    made.close()


@pytest.fixture
def asked(preview):
    """Return what the preview has asked for; nobody answers."""
    seen = []
    preview.wanted.connect(lambda number, scale: seen.append(number))
    return seen


def answer_all(preview, sheets: FakeSheets) -> None:
    """Answer each question at once."""
    preview.wanted.connect(lambda n, scale: preview.show_page(n, sheets.paint(n, scale)))


def begin(preview, count: int, sheets: FakeSheets | None = None) -> FakeSheets:
    sheets = sheets or FakeSheets(count)
    answer_all(preview, sheets)
    preview.begin(A4, keep_place=False)
    preview.set_count(count, is_final=True)
    return sheets


def test_one_page_is_asked_for_at_a_time_and_first_the_one_in_sight(preview, asked) -> None:
    preview.begin(A4, keep_place=False)
    preview.set_count(1, is_final=False)
    preview.set_count(400, is_final=False)
    assert asked == [1]
    preview.go_to(300)
    assert asked == [1], "the first answer is on its way"
    preview.show_page(1, FakeSheets(1).paint(1, 0.1))
    assert asked == [1, 300], "what was passed by is not painted"


def test_a_page_that_is_not_counted_yet_comes_when_it_is(preview, asked) -> None:
    preview.begin(A4, keep_place=False)
    preview.set_count(1, is_final=False)
    preview.show_page(1, FakeSheets(1).paint(1, preview._wanted_scale()))
    preview.go_to(50)
    assert preview.page() == 50
    assert asked == [1]
    preview.set_count(49, is_final=False)
    assert asked[-1] == 49 or asked == [1], "page 50 is not there yet"
    preview.no_page(49)
    preview.set_count(60, is_final=False)
    assert asked[-1] == 50


def test_a_place_behind_the_last_page_becomes_the_last_page(preview) -> None:
    begin(preview, 30)
    preview.go_to(30)
    preview.begin(A4, keep_place=True)
    preview.set_count(1, is_final=False)
    assert preview.page() == 30
    preview.set_count(12, is_final=True)
    assert preview.page() == 12
    assert preview.count() == 12


def test_what_is_made_anew_keeps_its_old_pictures_until_there_are_new_ones(preview) -> None:
    sheets = begin(preview, 9)
    preview.go_to(4)
    sheets.painted.clear()
    shot = preview.viewport().grab().toImage()
    preview.wanted.disconnect()
    preview.begin(A4, keep_place=True)
    assert preview.page() == 4
    assert preview.picture(4) is None, "it is out of date"
    assert preview.viewport().grab().toImage() == shot, "and still in sight"
    answer_all(preview, sheets)
    preview.set_count(9, is_final=True)
    assert 4 in sheets.painted


def test_with_the_total_the_pages_in_sight_are_painted_again(preview) -> None:
    sheets = FakeSheets(30)
    answer_all(preview, sheets)
    preview.begin(A4, keep_place=False)
    preview.set_count(20, is_final=False)
    assert sheets.painted.count(1) == 1
    preview.set_count(30, is_final=True)
    assert sheets.painted.count(1) == 2, "now its foot can say of how many it is the first"


def test_pictures_that_nobody_sees_are_let_go_of(preview, monkeypatch) -> None:
    monkeypatch.setattr(preview_module, "_KEPT", 3_000_000)
    begin(preview, 60)
    for number in range(1, 60):
        preview.go_to(number)
    held = [number for number in range(1, 61) if preview.picture(number) is not None]
    assert 59 in held
    assert len(held) < 8


def test_a_larger_view_and_a_resize_leave_the_same_words_at_the_top(preview) -> None:
    begin(preview, 40)
    preview.go_to(17)
    bar = preview.verticalScrollBar()
    bar.setValue(bar.value() + preview.page_rect(17).height() // 3)
    share = -preview.page_rect(17).top() / preview.page_rect(17).height()
    for width in (420, 900, 700):
        preview.resize(width, 500)
        QApplication.processEvents()
        now = -preview.page_rect(17).top() / preview.page_rect(17).height()
        assert now == pytest.approx(share, abs=0.02)


def test_ctrl_and_the_wheel_zoom_around_the_pointer(preview) -> None:
    begin(preview, 5)
    preview.go_to(2)
    at = QPoint(300, 260)
    rect = preview.page_rect(2)
    before = (at.y() - rect.top()) / rect.height()
    turn = QWheelEvent(
        QPointF(at), QPointF(preview.viewport().mapToGlobal(at)), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    factor = preview.factor()
    QApplication.sendEvent(preview.viewport(), turn)
    assert preview.factor() > factor
    rect = preview.page_rect(2)
    assert (at.y() - rect.top()) / rect.height() == pytest.approx(before, abs=0.01)


def test_a_whole_page_is_in_sight_where_that_is_chosen(preview) -> None:
    begin(preview, 5)
    preview.set_fit("page")
    for number in (1, 2, 3):
        rect = preview.page_rect(number)
        assert preview.viewport().rect().contains(rect)
        QTest.keyClick(preview, Qt.Key.Key_Space)
    assert preview.page() == 4
    QTest.keyClick(preview, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert preview.page() == 3


def test_pictures_are_sharp_at_each_size(preview) -> None:
    begin(preview, 3)
    for factor in (0.5, 1.0, 2.0):
        preview.set_factor(factor)
        wide = preview.page_rect(1).width() * preview.viewport().devicePixelRatioF()
        assert preview.picture(1).image.width() == pytest.approx(wide, abs=1)


def test_a_link_is_followed_where_it_stands_and_nowhere_else(preview) -> None:
    begin(preview, 12)
    seen = []
    preview.activated.connect(seen.append)
    scale = preview.scale()
    corner = preview.page_rect(1).topLeft()
    inside = corner + QPoint(round(2000 * scale), round(1500 * scale))
    QTest.mouseMove(preview.viewport(), inside)
    QTest.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=inside)
    QTest.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=corner + QPoint(5, 5))
    assert seen == [("page", "9")]


def test_a_screen_reader_is_told_the_page_and_its_words(preview) -> None:
    begin(preview, 7)
    preview.go_to(3)
    told = QAccessible.queryAccessibleInterface(preview)
    assert told.text(QAccessible.Text.Name) == "Page 3 of 7"
    assert told.text(QAccessible.Text.Description) == "words of page 3"
    assert told.role() == QAccessible.Role.Document


def test_other_paper_has_another_form(preview) -> None:
    begin(preview, 3)
    preview.begin(QSizeF(6120, 7920), keep_place=True)
    rect = preview.page_rect(1)
    assert rect.height() / rect.width() == pytest.approx(11 / 8.5, abs=0.01)
