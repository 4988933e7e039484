"""The window of differences: what is listed, and what settles it."""

from pathlib import Path

from difference_examples import differing_review
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from window_examples import BORIS, make_review, opened

from credreview.domain.model import ClaimState
from credreview.review.session import ReviewSession
from credreview.ui.claims.agreed_card import AgreedCard
from credreview.ui.differences.comparison import ComparedCell
from credreview.ui.look import theme
from credreview.ui.look.plain_label import PlainLabel


def words_of(widget, name: str) -> list[str]:
    return [label.text() for label in widget.findChildren(PlainLabel, name)]


def claim(settler, words: str):
    session = settler.window.review.session
    for found in session.reader.claims(settler.window.desk.article.id):
        if found.quote == words:
            return found
    return None


def test_all_that_differs_is_listed_and_what_is_settled_on_demand(settler) -> None:
    assert [detail.partition(":")[0] for detail in settler.rows()] == [
        "Judgement",
        "Deleted by Sample Anna",
        "Article fact, title",
    ]
    settled = settler.room.filters.chips["settled"]
    assert settled.words() == "Settled 1"
    settled.click()
    assert settler.rows()[3] == "Agreed: B3. Judgement: B2 and C3"
    settler.room.filters.chips["judgement"].click()
    assert len(settler.rows()) == 3


def test_two_judgements_stand_side_by_side_with_their_differences_marked(settler) -> None:
    page = settler.choose("B2 and C3")
    assert words_of(page, "compared_head") == ["Yours: Sample Anna", "Theirs: Sample Boris"]
    labels = words_of(page, "compared_label")
    marks = words_of(page, "compared_mark")
    assert labels[:3] == ["Source reliability", "Credibility", "Provenance"]
    assert marks == ["≠", "≠", "=", "≠", "≠"]
    spoken = page.findChildren(PlainLabel, "compared_label")[0].accessibleName()
    assert "different" in spoken
    assert "C  Fairly reliable" in spoken


def test_an_agreed_judgement_needs_grades_and_a_reason_and_settles_the_claim(settler) -> None:
    page = settler.choose("B2 and C3")
    settler.button("agree").click()
    form = page.form
    form.record.click()
    assert "both grades" in form.note.text()
    form.start_from(BORIS.id)
    assert form.reliability.value() == "C"
    form.record.click()
    assert "why this was agreed" in form.note.text()
    assert claim(settler, "the port is closed").state is ClaimState.DIFFERING
    QTest.keyClicks(form.reason, "Both of us read the order.")
    settler.press("record_agreed")
    found = claim(settler, "the port is closed")
    assert (found.state, found.is_settled) == (ClaimState.JUDGED, True)
    assert (found.own.reliability, found.own.credibility) == ("B", "2"), "one's own stays"
    (agreed,) = settler.window.review.session.reader.adjudications(found.id)
    assert (agreed.agreed.reliability, agreed.agreed.credibility) == ("C", "3")
    assert agreed.agreed.rationale == "Both of us read the order."
    assert len(settler.rows()) == 2
    settler.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settler.rest()
    assert len(settler.rows()) == 3, "undo reopens it"


def test_what_is_typed_stays_while_somebody_else_writes(settler) -> None:
    page = settler.choose("B2 and C3")
    settler.button("agree").click()
    page.form.start_from(BORIS.id)
    QTest.keyClicks(page.form.reason, "Half a reas")
    differing = claim(settler, "the port is closed")
    settler.window.judging.judge(differing.id, {"credibility": "4"})
    settler.rest()
    now = settler.room.page()
    assert now is not page, "the new values are shown"
    assert now.form.reason.typed() == "Half a reas"
    assert now.form.reliability.value() == "C"


def test_theirs_can_be_taken_over_as_a_new_entry(settler) -> None:
    settler.choose("B2 and C3")
    settler.press("take_over")
    own = claim(settler, "the port is closed").own
    assert (own.reliability, own.credibility, own.confidence) == ("C", "3", "low")
    assert own.rationale == "One source."
    assert len(settler.rows()) == 2
    settler.window.judging.undo()
    settler.rest()
    own = claim(settler, "the port is closed").own
    assert (own.reliability, own.credibility, own.rationale) == ("B", "2", "Own count.")


def test_one_of_two_titles_is_chosen(settler) -> None:
    page = settler.choose("Article fact")
    assert sorted(words_of(page, "compared_head")) == ["Theirs: Sample Boris", "Yours: Sample Anna"]
    shown = [cell.text() for cell in page.comparison.findChildren(PlainLabel)]
    assert "shows now" in shown
    assert "in the history" in shown
    buttons = {b.text(): b for b in page.findChildren(type(settler.button("choose_value")))}
    buttons["Choose “Port shut”"].click()
    settler.rest()
    assert settler.window.desk.article.facts.title == "Port shut"
    assert len(settler.rows()) == 2


def test_a_deleted_claim_is_kept_or_deleted(settler) -> None:
    settler.choose("Deleted by")
    settler.press("keep_claim")
    assert claim(settler, "from the hill").deleted_by == ()
    assert len(settler.rows()) == 2
    settler.window.judging.undo()
    settler.rest()
    settler.choose("Deleted by")
    settler.press("delete_claim")
    assert claim(settler, "from the hill") is None
    assert len(settler.rows()) == 2


def test_an_agreed_judgement_is_shown_and_taken_back(settler) -> None:
    settler.room.filters.chips["settled"].click()
    page = settler.choose("Agreed: B3")
    (card,) = page.findChildren(AgreedCard)
    assert "We read it again together." in words_of(card, "agreed_reason")
    settler.press("withdraw")
    assert claim(settler, "forty ships are waiting").state is ClaimState.DIFFERING
    assert settler.rows().count("Judgement: B2 and C3") == 2


def test_enter_shows_the_claim_in_the_main_window(settler) -> None:
    settler.choose("B2 and C3")
    settler.room.list.setFocus()
    QTest.keyClick(settler.room.list, Qt.Key.Key_Return)
    desk = settler.window.desk
    assert desk.current == claim(settler, "the port is closed").id


def test_a_dimension_narrows_the_list(settler) -> None:
    combo = settler.room.filters._dimension
    combo.setCurrentIndex(combo.findData("provenance"))
    settler.rest()
    assert settler.rows() == []
    assert "what you asked for" in settler.room._empty.text()
    combo.setCurrentIndex(combo.findData("confidence"))
    settler.rest()
    assert len(settler.rows()) == 1


def test_a_review_without_differences_says_what_would_be_listed(qtbot, tmp_path: Path) -> None:
    with opened(qtbot, make_review(tmp_path)) as driver:
        driver.window.differences.show()
        driver.settle()
        room = driver.window.differences.window
        qtbot.waitUntil(lambda: "Nothing differs" in room._empty.text())
        assert room.list.count() == 0
        assert not room._split.isVisible()


def test_a_review_that_is_read_only_offers_nothing_that_writes(qtbot, tmp_path: Path) -> None:
    path = differing_review(tmp_path)
    with opened(qtbot, path) as driver:
        driver.window.review.reopen_read_only()
        qtbot.waitUntil(lambda: driver.window.review.session.file.read_only)
        driver.window.differences.show()
        room = driver.window.differences.window
        qtbot.waitUntil(lambda: room.page() is not None)
        names = ("agree", "take_over")
        found = [b for b in room.page().findChildren(type(room.page()._go_button()))]
        assert [b.isEnabled() for b in found if b.objectName() in names] == [False, False]
        assert ReviewSession is type(driver.window.review.session)


def test_cells_are_tinted_only_where_both_sides_say_something_else(settler, picture) -> None:
    page = settler.choose("B2 and C3")
    cells = page.findChildren(ComparedCell)
    tinted = [cell for cell in cells if cell._differs]
    assert len(tinted) == 8
    assert picture(tinted[0]) != picture(next(c for c in cells if not c._differs))


def test_the_list_follows_the_theme_while_it_is_open(settler, qapp) -> None:
    for scheme in ("dark", "contrast_black"):
        theme.apply(qapp, scheme)
        shot = settler.room.list.viewport().grab().toImage()
        below_all_rows = shot.pixelColor(shot.width() // 2, shot.height() - 2)
        assert below_all_rows.name() == theme.tokens().surface.name()


def test_on_a_small_screen_with_large_text_all_of_a_page_is_in_the_width_there_is(settler) -> None:
    theme.set_text_scale(2.0)
    settler.room.resize(1200, 640)
    settler.choose("Judgement:")
    settler.press("agree")
    settler.qtbot.wait(100)
    scroll = settler.room.findChild(QScrollArea, "difference_scroll")
    page = settler.room.page()
    assert page.width() <= scroll.viewport().width()
    form = page.form.mapTo(scroll.viewport(), QPoint(0, 0)).y()
    assert 0 <= form < scroll.viewport().height(), "the form that was asked for is in sight"


def test_whoever_walks_with_tab_sees_the_whole_field_and_the_button_after_it(settler) -> None:
    settler.room.resize(settler.room.width(), 420)
    page = settler.choose("B2 and C3")
    settler.press("agree")
    settler.qtbot.wait(100)
    focused = QApplication.focusWidget
    for _ in range(20):
        if focused() is page.form.reason:
            break
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is page.form.reason
    scroll = settler.room.findChild(QScrollArea, "difference_scroll")
    seen = scroll.viewport().rect()
    for part in (page.form.reason, page.form.record):
        top = part.mapTo(scroll.viewport(), QPoint(0, 0))
        assert seen.contains(part.rect().translated(top)), part.objectName()
