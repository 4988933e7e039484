"""The window of figures, driven: charts narrow the article list, and follow it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_examples import ANNA, Driver, opened, span

from credreview.domain.model import ArticleQuery
from credreview.review.actions import mark_claim, set_article
from credreview.review.judging import judge
from credreview.review.session import ReviewSession
from credreview.ui.figures.chart_view import ChartView
from credreview.ui.figures.figures_window import FiguresWindow
from credreview.ui.look import theme
from credreview.ui.look.buttons import Chip
from credreview.ui.settings import Settings

TARGETS = {
    ("grade", "C", "2"): ("Grade C2", 1),
    ("grade", "-"): ("Grade: not checkable", 1),
    ("grade", "none"): ("Grade: none yet", 1),
    ("provenance", "eyewitness"): ("Provenance: Eyewitness or first-hand account", 1),
    ("provenance", ""): ("Provenance: not given", 1),
    ("state", "judged"): ("Judged claims", 2),
    ("state", "open"): ("Open claims", 1),
    ("period", "2025-10-29"): ("Published 2025-10-29", 1),
    ("period", ""): ("Published: no date", 1),
}


@pytest.fixture
def path(path: Path) -> Path:
    """Return a review with four claims: C2, not checkable and none in one article, B3 in other."""
    session = ReviewSession.open(path, ANNA)
    by_title = {
        session.reader.article(key).facts.title: session.reader.article(key)
        for key in session.reader.article_keys(ArticleQuery())
    }
    first = next(a for title, a in by_title.items() if title and "Port" in title)
    second = next(a for title, a in by_title.items() if title and "ministry" in title)
    session.do(set_article(first.id, published="2025-10-29"))
    one, other, _third = [claim.id for claim in session.reader.claims(first.id)]
    start, end = span(second.text, "called the report an invention")
    fourth = session.do(mark_claim(second.id, start, end)).answers["claim"]
    terms = session.vocabulary
    session.do(judge(one, terms, provenance="eyewitness", reliability="C", credibility="2"))
    session.do(judge(other, terms, provenance="eyewitness", not_checkable=True))
    given = {"provenance": "government_statement", "reliability": "B", "credibility": "3"}
    session.do(judge(fourth, terms, **given))
    session.close()
    return path


class Shown:
    """The window of figures over the main one."""

    def __init__(self, driver: Driver) -> None:
        self.driver, self.qtbot, self.main = driver, driver.qtbot, driver.window

    def open(self) -> FiguresWindow:
        assert self.main.menus.trigger("review.figures")
        self.settle()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        return self.window

    @property
    def window(self) -> FiguresWindow:
        window = self.main.figures.window
        assert window is not None
        return window

    def settle(self) -> None:
        self.driver.settle()
        self.driver.settle()

    def view(self, name: str) -> ChartView:
        return self.window.sections[name].view

    def of(self, kind: str) -> ChartView:
        names = {"grade": "grades", "provenance": "provenance", "state": "progress"}
        return self.view(names.get(kind, "timeline"))

    def place(self, target: tuple[str, ...]) -> tuple[ChartView, QPoint]:
        view = self.of(target[0])
        field = next(field for field in view.fields if field.target == target)
        # At its corner: boxes of single claims stand in the middle of a row.
        return view, (field.rect.topLeft() + QPoint(3, 3)).toPoint()

    def click(self, *target: str) -> None:
        view, place = self.place(target)
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def chips(self) -> list[str]:
        found = self.main.parts.articles.findChildren(Chip)
        return [chip.words() for chip in found if chip.kind == "filter" and not chip.isHidden()]

    def listed(self) -> int:
        return len(self.main.parts.articles.keys())

    def numbers(self, name: str) -> list[list[str]]:
        table = self.window.sections[name].table
        return [
            [table.item(row, column).text() for column in range(table.columnCount())]
            for row in range(table.rowCount())
        ]


@pytest.fixture
def shown(driver: Driver) -> Shown:
    return Shown(driver)


def test_a_click_shows_the_articles_in_the_list_and_the_chip_goes_back(shown: Shown) -> None:
    shown.open()
    for target, (chip, count) in TARGETS.items():
        assert shown.listed() == 2
        shown.click(*target)
        assert shown.chips() == [chip]
        assert shown.listed() == count, target
        assert shown.window.about.text().endswith("those that the list shows")
        chips = shown.main.parts.articles.findChildren(Chip)
        first = next(c for c in chips if c.kind == "filter" and not c.isHidden())
        QTest.keyClick(first, Qt.Key.Key_Delete)
        shown.settle()
        assert shown.chips() == []
        words = "Your judgements of 4 claims in 2 articles: all of the review"
        assert shown.window.about.text() == words


def test_the_figures_are_those_of_what_the_list_shows(shown: Shown) -> None:
    shown.open()
    assert shown.numbers("progress")[0][1:] == ["2", "0", "1", "1"]
    assert [row[1] for row in shown.numbers("provenance")] == ["2", "1", "1"]
    shown.click("period", "")
    assert shown.numbers("progress")[0][1:] == ["1", "0", "0", "0"]
    words = "Your judgements of 1 claim in 1 article: those that the list shows"
    assert shown.window.about.text() == words
    assert not shown.window.sections["timeline"].isVisible(), "no date is left"


def test_a_second_click_on_a_field_shows_all_again(shown: Shown) -> None:
    shown.open()
    assert not shown.window.all.isVisible()
    shown.click("grade", "C", "2")
    assert shown.window.all.isVisible()
    shown.click("grade", "C", "2")
    assert (shown.chips(), shown.listed()) == ([], 2)
    shown.click("grade", "C", "2")
    QTest.mouseClick(shown.window.all, Qt.MouseButton.LeftButton)
    shown.settle()
    assert (shown.chips(), shown.listed()) == ([], 2)


def test_two_charts_narrow_together(shown: Shown) -> None:
    shown.open()
    shown.click("grade", "C", "2")
    shown.click("provenance", "eyewitness")
    assert shown.chips() == ["Provenance: Eyewitness or first-hand account", "Grade C2"]
    assert shown.listed() == 1


def test_arrows_reach_every_field_and_enter_chooses_it(shown: Shown) -> None:
    shown.open()
    view = shown.view("grades")
    assert QApplication.focusWidget() is view
    reached = [view.field()]
    for _ in view.fields[1:]:
        QTest.keyClick(view, Qt.Key.Key_Right)
        reached.append(view.field())
    assert reached == view.fields
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.field() == view.fields[-1]
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.field() == view.fields[0]
    targets = [field.target for field in view.fields]
    assert targets[0] == ("grade", "B", "3")
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.field() is not None
    assert view.field().target == ("grade", "C", "2")
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.field().target == ("grade", "B", "3")
    QTest.keyClick(view, Qt.Key.Key_Return)
    shown.settle()
    assert shown.chips() == ["Grade B3"]
    assert view.field() is not None
    assert view.field().target == ("grade", "B", "3"), "the field stays the current one"
    QTest.keyClick(view, Qt.Key.Key_Space)
    shown.settle()
    assert shown.chips() == []


def test_a_box_of_a_claim_leads_to_the_claim(shown: Shown) -> None:
    shown.open()
    view = shown.view("provenance")
    box = next(field for field in view.fields if field.target == ("claims", "4"))
    assert box.words == "Claim 4"
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=box.rect.center().toPoint())
    shown.settle()
    claim = shown.main.desk.claim()
    assert claim is not None
    assert claim.quote == "called the report an invention"


def test_the_table_says_what_the_chart_says_with_names(shown: Shown) -> None:
    window = shown.open()
    for name, section in window.sections.items():
        assert section.view.isVisible()
        assert section.view.accessibleName()
        assert section.view.field().words in section.view.accessibleDescription()
        QTest.mouseClick(section.switch, Qt.MouseButton.LeftButton, pos=QPoint(9, 9))
        assert not section.view.isVisible(), name
        assert section.table.isVisible()
        assert section.table.accessibleName().endswith(", as a table")
        assert section.switch.accessibleName() == section.table.accessibleName()
    table = window.sections["grades"].table
    rows = {row[0].split(":")[0]: row[1] for row in shown.numbers("grades")}
    assert rows == {"B3": "1", "C2": "1", "Not judged yet": "1", "Not checkable": "1",
                    "One grade of two": "0"}  # fmt: skip
    fields = {"".join(f.target[1:]): f.words for f in window.sections["grades"].view.fields}
    assert fields["B3"] == "B3: 1 claim"
    spoken = table.item(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("B3")
    assert spoken.endswith("Number: 1")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentRow() == 1
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_the_figures_follow_a_judgement(shown: Shown) -> None:
    shown.open()
    shown.main.activateWindow()
    session = shown.main.review.session
    assert session is not None
    claims = [c for a in (shown.main.desk.article,) for c in session.reader.claims(a.id)]
    third = claims[2].id
    session.do(judge(third, session.vocabulary, reliability="E", credibility="5"))
    view = shown.view("grades")
    shown.qtbot.waitUntil(
        lambda: ("grade", "E", "5") in [field.target for field in view.fields], timeout=5000
    )


def test_a_review_without_claims_says_what_to_do(qtbot, tmp_path: Path) -> None:
    path = tmp_path / "empty.credreview"
    ReviewSession.create(path, ANNA).close()
    from credreview.ui.main_window import MainWindow

    window = MainWindow(Settings())
    with qtbot.waitExposed(window):
        window.show()
    window.review.open_path(path, ANNA)
    qtbot.waitUntil(lambda: window.review.session is not None)
    window.menus.trigger("review.figures")
    figures = window.figures.window
    assert figures is not None
    qtbot.waitUntil(lambda: "no articles" in figures.empty.text())
    assert figures.empty.isVisible()
    window.review.close_by_hand()
    qtbot.waitUntil(lambda: window.figures.window is None)
    window.close()
    window.deleteLater()


def test_the_filter_is_there_again_when_the_review_is_opened_again(qtbot, path: Path) -> None:
    settings = Settings()
    with opened(qtbot, path, settings=settings) as driver:
        shown = Shown(driver)
        shown.open()
        shown.click("grade", "C", "2")
        shown.click("state", "open")
        shown.window.close()
    with opened(qtbot, path, settings=settings) as driver:
        assert Shown(driver).chips() == ["Open claims", "Grade C2"]


def test_nothing_is_cut_off_in_any_theme_and_size(shown: Shown, qapp: QApplication) -> None:
    window = shown.open()
    looks = (("light", 1.0, 900), ("dark", 2.0, 1400), ("contrast_black", 2.0, 900),
             ("contrast_white", 1.0, 600))  # fmt: skip
    for scheme, scale, width in looks:
        theme.apply(qapp, scheme)
        theme.set_text_scale(scale)
        window.resize(width, 900)
        QApplication.processEvents()
        for section in window.sections.values():
            view = section.view
            assert view.height() >= view.heightForWidth(view.width())
            for field in view.fields:
                assert view.rect().toRectF().contains(field.rect), field


def test_colours_are_those_of_the_theme_and_of_none_in_high_contrast(
    shown: Shown, qapp: QApplication
) -> None:
    window = shown.open()
    view = window.sections["provenance"].view

    def hues() -> set[int]:
        image = view.grab().toImage()
        colours = (
            image.pixelColor(x, y)
            for x in range(2, round(12 * theme.u() / 4), 2)
            for y in range(0, image.height(), 2)
        )
        return {colour.hue() // 10 for colour in colours if colour.saturation() > 60}

    assert len(hues()) >= 2, "official, report and none have colours of their own"
    theme.apply(qapp, "contrast_black")
    shown.settle()
    assert hues() == set()
