"""The window that prints: choices make another report, and the preview follows the review."""

import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from report_examples import child, choose, opened_printing, settle, words
from shiboken6 import isValid
from window_examples import BORIS, opened

from credreview.domain.summary import Kind, Paper
from credreview.review.actions import set_article
from credreview.review.judging import judge
from credreview.review.summaries import templates_folder
from credreview.ui.look import theme
from credreview.ui.settings import Settings


@pytest.fixture
def printing(driver):
    made = opened_printing(driver)
    yield made
    if isValid(made.window):
        made.window.close()


def test_the_open_article_is_what_is_offered_first(driver, printing) -> None:
    assert printing.request.kind is Kind.ARTICLE
    assert printing.request.about == driver.window.desk.article.id
    assert "Port closed to foreign ships" in printing.window.preview.picture(1).words
    assert child(printing, "report_subject").text() == "Port closed to foreign ships"


def test_a_part_that_is_unticked_is_in_the_report_no_more_and_that_is_kept(
    driver, printing
) -> None:
    assert "Method. Each claim counts once" in words(driver, printing)
    QTest.mouseClick(child(printing, "part_method"), Qt.MouseButton.LeftButton)
    settle(driver, printing)
    assert printing.request.left_out == {"method"}
    assert "Each claim counts once" not in words(driver, printing)
    choose(printing, "report_kind", Kind.REVIEW.value)
    assert child(printing, "part_method").isChecked(), "each kind has contents of its own"
    choose(printing, "report_kind", Kind.ARTICLE.value)
    assert not child(printing, "part_method").isChecked()
    driver.window.parts.settings.save()
    assert Settings().get("reports", dict)["left_out"] == {"article": ["method"]}


def test_without_the_articles_summaries_what_stands_in_them_cannot_be_chosen(
    driver, printing
) -> None:
    choose(printing, "report_kind", Kind.REVIEW.value)
    settle(driver, printing)
    assert "Article credibility summary" in words(driver, printing)
    QTest.mouseClick(child(printing, "part_each_article"), Qt.MouseButton.LeftButton)
    settle(driver, printing)
    assert not child(printing, "part_hashes").isEnabled()
    assert "Article credibility summary" not in words(driver, printing)


def test_a_mark_stands_on_each_page_and_is_kept_for_this_review_alone(
    driver, printing, tmp_path, qtbot
) -> None:
    choose(printing, "report_mark", "TLP:AMBER")
    settle(driver, printing)
    assert printing.room.report().mark == "TLP:AMBER"
    assert "clients" in printing.window.choices.meaning.text()
    settings = driver.window.parts.settings
    from window_examples import make_review

    (tmp_path / "other").mkdir()
    with opened(qtbot, make_review(tmp_path / "other"), settings=settings) as other:
        assert opened_printing(other).request.mark is None
    driver.window.activateWindow()
    printing.window.choices.show_offer(printing.window.choices._offer)
    assert printing.window.choices.request().mark == "TLP:AMBER"


def test_the_sheet_that_is_chosen_is_the_one_that_is_shown(driver, printing) -> None:
    QTest.mouseClick(child(printing, "report_paper_letter"), Qt.MouseButton.LeftButton)
    settle(driver, printing)
    assert printing.request.paper is Paper.LETTER
    rect = printing.window.preview.page_rect(1)
    assert rect.height() / rect.width() == pytest.approx(11 / 8.5, abs=0.01)


def test_what_the_list_shows_can_be_summed_up_alone(driver, printing) -> None:
    listed = driver.window.parts.articles
    listed.set_query(replace(listed.query(), text="ministry"))
    driver.settle()
    choose(printing, "report_kind", Kind.REVIEW.value)
    driver.window.activateWindow()
    printing.window.activateWindow()
    driver.qtbot.waitUntil(child(printing, "report_articles_shown").isVisible)
    assert child(printing, "report_articles_shown").text() == "Those that the list shows now: 1"
    QTest.mouseClick(child(printing, "report_articles_shown"), Qt.MouseButton.LeftButton)
    settle(driver, printing)
    said = words(driver, printing)
    assert "The ministry denies it" in said
    assert "Port closed" not in said
    assert not printing.window.choices.statement.isEnabled(), "the statement is of all articles"


def test_where_the_subject_is_missing_it_says_so(driver, printing) -> None:
    for kind, said in (
        (Kind.MERGE, "Nothing was merged into this review."),
        (Kind.SOURCE, "No claim is attributed to anybody yet."),
        (Kind.OUTLET, "No article states its outlet."),
        (Kind.CLAIM, "No claim is chosen."),
    ):
        choose(printing, "report_kind", kind.value)
        driver.qtbot.waitUntil(lambda said=said: said in printing.window.empty.text())
        assert not printing.window.print.isEnabled()
        assert not printing.window.save.isEnabled()


def test_an_outlet_is_chosen_by_its_name_in_any_capitals(driver, printing) -> None:
    article = driver.window.desk.article.id
    driver.window.review.session.do(set_article(article, outlet="Sample Wire"))
    driver.settle()
    choose(printing, "report_kind", Kind.OUTLET.value)
    field = child(printing, "report_outlet")
    driver.qtbot.waitUntil(lambda: field.text() == "Sample Wire")
    field.setText("sample wirE")  # typing would open a list, which needs a screen
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(driver, printing)
    assert printing.request.about == "Sample Wire"
    assert "Outlet profile" in words(driver, printing)
    field.setText("Nobody")
    QTest.keyClick(field, Qt.Key.Key_Return)
    driver.qtbot.waitUntil(lambda: "by this name" in printing.window.empty.text())


def test_another_article_is_taken_when_that_is_asked_for(driver, printing) -> None:
    driver.article("The ministry denies it")
    printing.window.activateWindow()
    take = child(printing, "report_take")
    driver.qtbot.waitUntil(take.isVisible)
    assert "Port closed" in printing.window.preview.picture(1).words, "it does not change by itself"
    QTest.mouseClick(take, Qt.MouseButton.LeftButton)
    settle(driver, printing)
    assert "The ministry denies it" in printing.window.preview.picture(1).words
    assert not take.isVisible()


def test_a_judgement_shows_after_a_moment_on_the_page_where_one_is(driver, printing) -> None:
    preview = printing.window.preview
    assert preview.count() > 1
    preview.go_to(2)
    settle(driver, printing)
    claim = driver.window.desk.claims[0].id
    session = driver.window.review.session
    session.do(judge(claim, session.vocabulary, reliability="B", credibility="2",
                     rationale="A counted list was shown."))  # fmt: skip
    settle(driver, printing)
    assert preview.page() == 2
    assert "A counted list was shown." in words(driver, printing)


def test_whose_judgement_counts_can_be_chosen_where_several_judged(qtbot, path) -> None:
    with opened(qtbot, path, BORIS) as driver:
        session = driver.window.review.session
        driver.article("Port closed")
        claim = driver.window.desk.claims[0].id
        session.do(judge(claim, session.vocabulary, reliability="C", credibility="3"))
    with opened(qtbot, path) as driver:
        session = driver.window.review.session
        session.do(judge(claim, session.vocabulary, reliability="B", credibility="2"))
        driver.article("Port closed")
        printing = opened_printing(driver, Kind.REVIEW)
        assert printing.request.lead == ""
        choose(printing, "report_lead", BORIS.id)
        settle(driver, printing)
        assert printing.request.lead == BORIS.id
        printing.window.close()


def test_a_reference_leads_to_its_page(driver, printing) -> None:
    choose(printing, "report_kind", Kind.REVIEW.value)
    settle(driver, printing)
    preview = printing.window.preview
    image = preview.picture(1)
    rect, target = next(hit for hit in image.hits if hit[1][0] == "page" and int(hit[1][1]) > 2)
    scale = preview.scale()
    place = preview.page_rect(1).topLeft() + (rect.center() * scale).toPoint()
    preview.verticalScrollBar().setValue(place.y() - 100)
    place = preview.page_rect(1).topLeft() + (rect.center() * scale).toPoint()
    QTest.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert preview.page() == int(target[1])


def test_a_field_of_a_chart_narrows_the_list_and_a_card_shows_its_claim(driver, printing) -> None:
    printing._go_where(("provenance", "government_statement"))
    driver.settle()
    assert driver.window.parts.articles.query().provenance == {"government_statement"}
    claim = driver.window.desk.claims[1].id
    preview = printing.window.preview
    found = None
    for number in range(1, preview.count() + 1):
        preview.go_to(number)
        driver.qtbot.waitUntil(lambda number=number: preview.picture(number) is not None)
        hits = [rect for rect, target in preview.picture(number).hits if target == ("claim", claim)]
        if hits:
            found = hits[0]
            break
    assert found is not None
    corner = preview.page_rect(number).topLeft()
    preview.verticalScrollBar().setValue(
        preview.verticalScrollBar().value() + corner.y() + round(found.top() * preview.scale()) - 50
    )
    place = preview.page_rect(number).topLeft() + (found.center() * preview.scale()).toPoint()
    QTest.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert driver.window.desk.current != claim, "one click only looks"
    QTest.mouseDClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert driver.window.desk.current == claim


def test_keys_reach_everything(driver, printing) -> None:
    window = printing.window
    window.activateWindow()
    window.choices.kind.setFocus()
    seen = []
    for _ in range(60):
        focused = QApplication.focusWidget()
        assert focused.window() is window
        if focused.objectName() in seen and focused is not window.preview:  # which has links
            break
        seen.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    for name in (
        "report_kind", "report_statement", "part_statement", "part_method", "report_mark",
        "report_paper_a4", "page_number", "page_zoom", "zoom_in", "report_preview", "report_close",
        "report_system_preview", "report_save_as", "report_print_now",
    ):  # fmt: skip
        assert name in seen
    ticks = [name for name in seen if name.startswith("part_")]
    assert ticks == [f"part_{name}" for name in window.choices.parts]
    assert seen.index("report_statement") < seen.index(ticks[0])
    assert seen.index(ticks[-1]) < seen.index("report_mark")


def test_who_stands_on_a_tick_stays_there_when_the_window_comes_back(driver, printing) -> None:
    box = child(printing, "part_method")
    box.setFocus()
    printing.window.activated.emit()
    settle(driver, printing)
    assert child(printing, "part_method") is box
    assert QApplication.focusWidget() is box


def test_the_ticks_are_those_of_an_own_outline(driver, printing) -> None:
    folder = templates_folder()
    folder.mkdir(parents=True)
    (folder / "article.md").write_text("@masthead\n# Said\n@claims\n\n# When\n@timeline\n")
    try:
        printing.window.activated.emit()
        settle(driver, printing)
        assert list(printing.window.choices.parts) == ["claims", "timeline"]
        driver.qtbot.waitUntil(
            lambda: "Source summary statement" not in words(driver, printing), timeout=10_000
        )
        choose(printing, "report_kind", Kind.REVIEW.value)
        settle(driver, printing)
        review = printing.window.choices.parts
        assert list(review)[list(review).index("each_article") + 1] == "claims"
        assert "record" not in review
    finally:
        shutil.rmtree(folder)


def test_an_outline_that_is_broken_for_one_article_is_told_of(driver, printing) -> None:
    folder = templates_folder()
    folder.mkdir(parents=True)
    outline = "# {{ title }}\n{% if number == 2 %}\n@no_such_part\n{% endif %}\n@claims\n"
    (folder / "article.md").write_text(outline)
    bars = printing.window.messages
    try:
        choose(printing, "report_kind", Kind.REVIEW.value)
        settle(driver, printing)
        driver.qtbot.waitUntil(lambda: "no_such_part" in said_in(bars))
        assert "the built-in template is used" in said_in(bars)
        (folder / "article.md").write_text("# {{ title }}\n@claims\n")
        choose(printing, "report_kind", Kind.ARTICLE.value)
        choose(printing, "report_kind", Kind.REVIEW.value)
        driver.qtbot.waitUntil(lambda: "no_such_part" not in said_in(bars))
    finally:
        shutil.rmtree(folder)


def said_in(bars) -> str:
    return " ".join(label.text() for label in bars.findChildren(QLabel))


def test_keys_turn_pages_zoom_and_close(driver, printing) -> None:
    window, preview = printing.window, printing.window.preview
    ctrl = Qt.KeyboardModifier.ControlModifier
    preview.setFocus()
    QTest.keyClick(preview, Qt.Key.Key_End)
    assert preview.page() == preview.count() > 1
    QTest.keyClick(preview, Qt.Key.Key_Home)
    assert preview.page() == 1
    before = preview.factor()
    QTest.keyClick(preview, Qt.Key.Key_Plus, ctrl)
    assert preview.factor() > before
    assert preview.fit() == ""
    QTest.keyClick(preview, Qt.Key.Key_0, ctrl)
    assert preview.fit() == "width"
    choose(printing, "page_zoom", "page")
    assert preview.fit() == "page"
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page() == 2
    QTest.keyClick(preview, Qt.Key.Key_G, ctrl)
    assert QApplication.focusWidget() is window.bar.field
    QTest.keyClicks(window.bar.field, "1")
    QTest.keyClick(window.bar.field, Qt.Key.Key_Return)
    assert preview.page() == 1
    QTest.keyClick(preview, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is window.choices.kind
    QTest.keyClick(window.choices.kind, Qt.Key.Key_Escape)
    assert not window.isVisible()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_words_of_the_choices_are_cut_off(driver, scale) -> None:
    theme.set_text_scale(scale)
    printing = opened_printing(driver, Kind.REVIEW)
    printing.window.resize(1280, 720)
    choices = printing.window.choices
    driver.qtbot.waitUntil(
        lambda: choices.viewport().width() >= choices.widget().minimumSizeHint().width()
    )
    for box in choices.parts.values():
        assert box.width() >= box.sizeHint().width()
    assert printing.window.preview.viewport().width() > 300
    printing.window.close()


def test_on_a_small_screen_with_large_text_the_choices_cover_no_page(driver) -> None:
    theme.set_text_scale(2.0)
    printing = opened_printing(driver, Kind.REVIEW)
    window = printing.window
    window.resize(780, 700)
    driver.qtbot.waitUntil(lambda: window.preview.viewport().width() > 600)
    assert window.choices.geometry().bottom() < window._stack.y()
    for box in window.choices.parts.values():
        assert box.width() >= box.sizeHint().width()
    for part in (window.bar.field, window.bar.zoom):
        assert part.width() >= part.minimumSizeHint().width()
    window.close()


def test_the_sheet_stays_white_in_the_dark(driver, qapp, printing) -> None:
    theme.apply(qapp, "dark")
    settle(driver, printing)
    shot = printing.window.preview.viewport().grab().toImage()
    assert shot.pixelColor(QPoint(3, 3)).lightness() < 100
    rect = printing.window.preview.page_rect(1)
    assert shot.pixelColor(rect.topLeft() + QPoint(5, 5)).lightness() == 255


def test_the_review_that_is_closed_takes_the_window_along(driver, printing) -> None:
    window = printing.window
    driver.window.review.close_by_hand()
    assert driver.window.reports.printing is None
    assert not window.isVisible()
