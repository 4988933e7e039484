"""The links of a page by keyboard: Tab goes from one to the next, Enter follows, Esc leaves."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from report_examples import A4, opened_printing, settle

from credreview.ui.look.tokens import THEMES
from credreview.ui.reports.page_image import PageImage, Target
from credreview.ui.reports.page_links import links_of
from credreview.ui.reports.preview import Preview

#: In no order; the first goes over two lines, the last lies below what is in sight at first.
HITS: tuple[tuple[QRectF, Target], ...] = (
    (QRectF(4000, 1000, 900, 140), ("page", "2")),
    (QRectF(600, 1140, 400, 140), ("page", "2")),
    (QRectF(600, 2000, 4000, 900), ("claim", "ab" * 16)),
    (QRectF(600, 300, 800, 140), ("page", "3")),
    (QRectF(600, 3200, 800, 140), ("anchor", "not counted yet")),
    (QRectF(600, 7900, 800, 140), ("grade", "B", "2")),
)
NAMES = ("the first", "claim", "A quote", "Contents", "", "")


def page(number: int = 1, scale: float = 0.1) -> PageImage:
    image = QImage(
        round(A4.width() * scale), round(A4.height() * scale), QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.white)
    return PageImage(
        image, scale, HITS if number == 1 else (), "words", NAMES if number == 1 else ()
    )


class Room(QWidget):
    """A preview of three pages between two fields."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.preview, self.after = QLineEdit(), Preview(), QLineEdit()
        column = QVBoxLayout(self)
        for part in (self.before, self.preview, self.after):
            column.addWidget(part)
        self.followed: list[Target] = []
        self.preview.activated.connect(self.followed.append)
        self.preview.wanted.connect(lambda n, scale: self.preview.show_page(n, page(n, scale)))
        self.resize(700, 500)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        focused = self.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, *modifiers)

    def said(self) -> str:
        told = QAccessible.queryAccessibleInterface(self.preview)
        return told.text(QAccessible.Text.Name)


@pytest.fixture
def room(show) -> Room:
    made = show(Room())
    made.preview.begin(A4, keep_place=False)
    made.preview.set_count(3, is_final=True)
    made.activateWindow()
    made.before.setFocus()
    return made


def test_links_are_in_reading_order_and_a_broken_one_is_one() -> None:
    found = links_of(page())
    assert [link.target for link in found] == [
        ("page", "3"), ("page", "2"), ("claim", "ab" * 16), ("grade", "B", "2"),
    ]  # fmt: skip
    assert [len(link.places) for link in found] == [1, 2, 1, 1]
    assert [link.spoken() for link in found] == [
        "Link to page 3: Contents",
        "Link to page 2: the first claim",
        "Link to this claim in its article: A quote",
        "Link to the articles with such claims",
    ]


def test_tab_goes_through_the_links_of_the_page_and_on(room: Room) -> None:
    said = []
    for _ in range(5):
        room.press(Qt.Key.Key_Tab)
        assert room.preview.hasFocus()
        said.append(room.said())
    assert said == ["Page 1 of 3", *(link.spoken() for link in links_of(page()))]
    room.press(Qt.Key.Key_Tab)
    assert room.after.hasFocus()
    assert room.said() == "Page 1 of 3", "nothing is chosen any more"
    room.press(Qt.Key.Key_Backtab)
    room.press(Qt.Key.Key_Backtab)
    assert room.before.hasFocus(), "backwards nobody has to pass them all"


def test_back_from_the_first_link_is_the_page_and_then_the_field_before(room: Room) -> None:
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        room.press(key)
    assert room.said() == "Link to page 3: Contents"
    room.press(Qt.Key.Key_Backtab)
    assert room.preview.hasFocus()
    assert room.said() == "Page 1 of 3"
    room.press(Qt.Key.Key_Backtab)
    assert room.before.hasFocus()


def test_enter_follows_and_esc_leaves_the_link_alone(room: Room) -> None:
    room.press(Qt.Key.Key_Tab)
    room.press(Qt.Key.Key_Return)
    assert room.followed == [], "no link is chosen yet"
    room.press(Qt.Key.Key_Tab)
    room.press(Qt.Key.Key_Return)
    room.press(Qt.Key.Key_Tab)
    room.press(Qt.Key.Key_Tab)
    room.press(Qt.Key.Key_Enter)
    assert room.followed == [("page", "3"), ("claim", "ab" * 16)]
    room.press(Qt.Key.Key_Escape)
    assert room.said() == "Page 1 of 3"
    room.press(Qt.Key.Key_Return)
    assert len(room.followed) == 2


def test_the_ring_is_painted_around_each_line_of_the_link_and_in_sight(room: Room) -> None:
    preview = room.preview
    ring = THEMES["light"].accent.rgb()

    def rings(place: QRectF) -> int:
        seen = preview.on_view(1, place).adjusted(-4, -4, 4, 4).toRect()
        picture = preview.viewport().grab(seen).toImage()
        return sum(
            picture.pixel(x, y) == ring
            for x in range(picture.width())
            for y in range(picture.height())
        )

    for _ in range(3):
        room.press(Qt.Key.Key_Tab)
    assert rings(HITS[0][0]) > 50
    assert rings(HITS[1][0]) > 50
    assert rings(HITS[3][0]) == 0, "the control: the link before"
    for _ in range(2):
        room.press(Qt.Key.Key_Tab)
    lowest = preview.on_view(1, HITS[5][0])
    assert QRectF(preview.viewport().rect()).contains(lowest), "scrolled there"
    assert rings(HITS[5][0]) > 50


def test_the_walk_begins_at_what_is_in_sight(room: Room) -> None:
    room.press(Qt.Key.Key_Tab)
    bar = room.preview.verticalScrollBar()
    bar.setValue(round(room.preview.on_view(1, HITS[2][0]).top()) - 5)
    room.press(Qt.Key.Key_Tab)
    assert room.said() == "Link to this claim in its article: A quote"
    bar.setValue(round(bar.value() + room.preview.on_view(1, HITS[5][0]).top()) - 100)
    room.press(Qt.Key.Key_Tab)
    assert room.said() == "Link to the articles with such claims", "the quote is out of sight"


def test_a_real_report_is_walked_through_and_a_claim_shown(driver) -> None:
    printing = opened_printing(driver)
    settle(driver, printing)
    preview = printing.window.preview
    preview.setFocus()
    said = []
    for _ in range(200):
        preview.focusNextPrevChild(True)
        link = preview.walk.link()
        if link is None:
            break
        said.append(link.spoken())
        assert link.words or link.target[0] not in ("page", "claim"), link
    assert said, "there is something to follow on the first page"
    assert len(set(said)) == len(said), "no two say the same"
    printing.window.close()
