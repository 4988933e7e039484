"""How far reviewers agree, in a real window: figures, the matrix, the claims behind a cell."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from window_examples import ANNA, BORIS, Driver

from credreview.domain.identity import REVIEW
from credreview.domain.journal import Change
from credreview.domain.model import ArticleQuery, Person
from credreview.review.actions import Deed, Plan
from credreview.review.judging import judge
from credreview.review.session import ReviewSession
from credreview.ui.agreement.agreement_window import AgreementWindow
from credreview.ui.agreement.figure_model import Column
from credreview.ui.look import theme

CLARA = Person("c3" * 16, "Sample Clara")


def claims_of(path: Path) -> list[str]:
    session = ReviewSession.open(path, ANNA)
    keys = session.reader.article_keys(ArticleQuery())
    articles = [session.reader.article(key).id for key in keys]
    found = [claim.id for article in articles for claim in session.reader.claims(article)]
    session.close()
    assert len(found) == 3
    return found


def judged(path: Path, person: Person, *pairs: str) -> None:
    """Judge the claims in their order; "" leaves one out, "-" says not checkable."""
    claims = claims_of(path)
    session = ReviewSession.open(path, person)
    for claim, pair in zip(claims, pairs, strict=False):
        if pair == "-":
            session.do(judge(claim, session.vocabulary, not_checkable=True))
        elif pair:
            given = {"reliability": pair[0], "credibility": pair[1]}
            session.do(judge(claim, session.vocabulary, provenance="eyewitness", **given))
    session.close()


@pytest.fixture
def path(path: Path) -> Path:
    """Return a review whose three claims Anna and Boris judged."""
    judged(path, ANNA, "A1", "B2", "C3")
    judged(path, BORIS, "A1", "C2", "F3")
    return path


class Shown:
    """The window of agreement over the main one."""

    def __init__(self, driver: Driver) -> None:
        self.driver, self.qtbot, self.main = driver, driver.qtbot, driver.window

    def open(self) -> AgreementWindow:
        assert self.main.menus.trigger("review.agreement")
        window = self.window
        self.qtbot.waitUntil(lambda: not self.main.parts.reading.is_busy())
        self.settle()
        return window

    @property
    def window(self) -> AgreementWindow:
        window = self.main.agreement.window
        assert window is not None
        return window

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.main.parts.reading.is_busy())
        self.driver.settle()
        self.driver.settle()

    def row(self, dimension: str) -> None:
        names = ("provenance", "reliability", "credibility", "confidence")
        self.window.table.selectRow(names.index(dimension))
        self.settle()

    def cell(self, row: int, column: int) -> None:
        matrix = self.window.matrix
        centre = matrix.visualRect(matrix.cells.index(row, column)).center()
        QTest.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=centre)
        self.settle()

    def text(self, row: int, column: Column) -> str:
        model = self.window.table.figures
        return str(model.data(model.index(row, column)))

    def claims(self) -> list[str]:
        list_ = self.window.claims.list
        return [str(list_.model().index(row, 0).data()) for row in range(list_.count())]


@pytest.fixture
def shown(driver: Driver) -> Shown:
    return Shown(driver)


def test_the_table_shows_what_two_reviewers_said(shown: Shown) -> None:
    window = shown.open()
    assert window.judged.text() == "3 claims judged by both"
    assert [shown.text(row, Column.N) for row in range(4)] == ["3", "2", "3", "0"]
    assert [shown.text(row, Column.SAME) for row in range(4)] == ["100 %", "50 %", "100 %", "–"]
    assert shown.text(0, Column.KAPPA) == "all values are the same"
    assert shown.text(1, Column.KAPPA).startswith("0.50 ")
    assert shown.text(3, Column.ALPHA) == "no claim to compare"
    shown.row("reliability")
    assert "one step apart 1" in window.counts.text()
    assert "F: from one 1, from both 0" in window.counts.text()


def test_a_cell_lists_its_claims_with_what_both_said(shown: Shown) -> None:
    window = shown.open()
    shown.row("reliability")
    assert shown.claims() == ["“forty ships are waiting”"], "the fullest cell where they differ"
    assert window.claims.head.text() == "Sample Anna: B, Sample Boris: C – 1 claim"
    shown.cell(2, 5)
    assert window.claims.head.text() == "Sample Anna: C, Sample Boris: F – 1 claim"
    assert shown.claims() == ["“counted twelve ships”"]
    row = window.claims.list.model().index(0, 0)
    spoken = row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Sample Anna: C3 · Sample Boris: F3 · Port closed to foreign ships" in spoken
    shown.cell(4, 4)
    assert shown.claims() == []
    assert not window.go.isEnabled()


def test_enter_goes_from_the_cell_to_its_claims_and_to_the_main_window(shown: Shown) -> None:
    window = shown.open()
    shown.row("reliability")
    window.matrix.setFocus()
    QTest.keyClick(window.matrix, Qt.Key.Key_Up)
    shown.settle()
    assert window.matrix.currentIndex().row() == 0
    QTest.keyClick(window.matrix, Qt.Key.Key_Down)
    shown.settle()
    QTest.keyClick(window.matrix, Qt.Key.Key_Return)
    assert window.focusWidget() is window.claims.list
    QTest.keyClick(window.claims.list, Qt.Key.Key_Return)
    claim = shown.main.desk.claim()
    assert claim is not None
    assert claim.quote == "forty ships are waiting"
    assert window.isVisible()


def test_the_figures_follow_the_review(shown: Shown) -> None:
    window = shown.open()
    session = shown.main.review.session
    assert session is not None
    claim = claims_of(session.file.path)[1]
    assert shown.text(1, Column.SAME) == "50 %"
    given = {"reliability": "C", "credibility": "2"}
    shown.main.review.session.do(judge(claim, session.vocabulary, **given))
    shown.qtbot.waitUntil(lambda: shown.text(1, Column.SAME) == "100 %")
    shown.settle()
    assert window.table.dimension() == "provenance", "the chosen row stays"


def test_three_reviewers_are_compared_in_pairs_and_together(path: Path, shown: Shown) -> None:
    judged(path, CLARA, "B1", "C2", "-")
    window = shown.open()
    shown.settle()
    pairs = window.reviewers.pairs
    assert [pairs.itemText(at) for at in range(pairs.count())] == [
        "Sample Anna and Sample Boris",
        "Sample Anna and Sample Clara",
        "Sample Boris and Sample Clara",
    ]
    assert window.table.figures.headerData(Column.ALPHA, Qt.Orientation.Horizontal) == (
        "Alpha, all 3"
    )
    pairs.setCurrentIndex(2)
    pairs.activated.emit(2)
    shown.row("credibility")
    assert window.axes.text() == "Down: Sample Boris. Across: Sample Clara."
    assert "not checkable: from one 1, from both 0" in window.counts.text()
    boxes = window.reviewers.findChildren(QCheckBox)
    assert [box.isChecked() for box in boxes] == [True, True, True]
    boxes[0].click()
    shown.settle()
    assert [pairs.itemText(at) for at in range(pairs.count())] == ["Sample Boris and Sample Clara"]
    boxes[1].click()
    assert boxes[1].isChecked(), "one alone cannot be compared"


def test_a_choice_that_is_gone_gives_way_to_all(path: Path, shown: Shown) -> None:
    judged(path, CLARA, "B1", "C2", "-")
    window = shown.open()
    shown.settle()
    window.reviewers.findChildren(QCheckBox)[0].click()
    shown.settle()
    assert window.reviewers.pairs.count() == 1
    clara = ReviewSession.open(path, CLARA)
    while clara.undo() is not None:
        pass
    clara.close()
    shown.main.company.look_around()
    shown.qtbot.waitUntil(
        lambda: window.reviewers.pairs.itemText(0) == "Sample Anna and Sample Boris"
    )
    shown.settle()


def test_nobody_else_is_said_in_words(shown: Shown, path: Path) -> None:
    """The control is every other test: there the figures stand in this place."""
    session = ReviewSession.open(path, BORIS)
    while session.undo() is not None:
        pass
    session.close()
    window = shown.open()
    assert window.empty.isVisible()
    assert window.empty.text().startswith("Nobody else has judged a claim that you judged")
    assert "File > Merge" in window.empty.text()
    assert not window.copy.isEnabled()
    assert not window.table.isVisible()


def test_blind_mode_keeps_out_what_one_has_not_judged(shown: Shown, path: Path) -> None:
    session = ReviewSession.open(path, BORIS)
    blind = Change("review", REVIEW, "set", {"blind": True})
    session.do(Deed("blind", lambda _: Plan([blind])))
    session.close()
    anna = ReviewSession.open(path, ANNA)
    anna.undo()
    anna.close()
    window = shown.open()
    assert window.judged.text() == "2 claims judged by both"
    assert "1 claim is left out" in window.notes.text()


def test_the_figures_can_be_copied_as_text(shown: Shown) -> None:
    window = shown.open()
    shown.row("reliability")
    window.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "Sample Anna and Sample Boris: 3 claims judged by both" in copied
    assert "Source reliability  2   50 %  0.50" in copied
    assert "Down: Sample Anna. Across: Sample Boris." in copied
    assert "not checkable  0" in copied


def test_closing_the_review_closes_the_window(shown: Shown) -> None:
    shown.open()
    shown.main.review.close_by_hand()
    assert shown.main.agreement.window is None
    assert not shown.main.menus.trigger("review.agreement")


def test_a_cell_is_told_apart_without_colour(shown: Shown) -> None:
    window = shown.open()
    shown.row("reliability")
    theme.apply(QGuiApplication.instance(), "contrast_white")
    window.matrix.setCurrentIndex(window.matrix.cells.index(4, 3))

    def ink(row: int, column: int) -> int:
        """Return how much of a cell is black."""
        rect = window.matrix.visualRect(window.matrix.cells.index(row, column))
        image = window.matrix.viewport().grab(rect).toImage().convertToFormat(
            window.matrix.grab().toImage().Format.Format_Grayscale8
        )  # fmt: skip
        pixels = (
            image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())
        )
        return sum(pixel.lightness() < 128 for pixel in pixels)

    plain, same, apart = ink(3, 4), ink(4, 4), ink(6, 6)
    assert same > 1.5 * plain, "the diagonal has a thicker line"
    assert 0 < apart < plain, "what is not compared has a broken one"
