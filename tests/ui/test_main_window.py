"""The whole window over a real review file: its parts, moving about, articles, text size."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from credreview.ui.look import theme
from credreview.ui.settings import Settings

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_named_widgets_are_there_under_their_names(driver):
    driver.keys("J")
    names = {
        "articles": "Articles",
        "article_text": "Article text",
        "claims": "Claims",
        "provenance": "Provenance",
        "attributed_to": "Attributed to",
        "directness": "Directness",
        "source_reliability": "Source reliability",
        "information_credibility": "Information credibility",
        "confidence": "Confidence",
        "rationale": "Rationale",
        "reviewer": "Reviewer",
    }
    for name, accessible in names.items():
        widgets = driver.window.findChildren(QWidget, name)
        assert [w.accessibleName() for w in widgets if w.accessibleName() == accessible], name


def test_brackets_move_between_articles(driver):
    first = driver.window.desk.article.id
    keys = driver.window.parts.articles.keys()
    down = keys[0] == driver.window.desk.article.key
    driver.keys("]" if down else "[")
    assert driver.window.desk.article.id != first
    driver.keys("[" if down else "]")
    assert driver.window.desk.article.id == first


def test_f6_goes_round_the_panels(driver):
    seen = []
    for _ in range(4):
        driver.key(Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget().objectName())
    assert seen == ["claims", "reviewer", "articles", "article_text"]


def test_text_size_keys_change_the_text_and_are_remembered(driver):
    driver.key(Qt.Key.Key_Plus, CTRL)
    assert theme.text_scale() == 1.15
    assert Settings().get("text_scale", float) == 1.15
    driver.key(Qt.Key.Key_0, CTRL)
    assert theme.text_scale() == 1.0


def test_a_label_that_was_never_shown_follows_the_text_size(driver):
    theme.set_text_scale(2.0)
    driver.key(Qt.Key.Key_F, CTRL)
    count = driver.window.findChild(QWidget, "find_count")
    QTest.keyClicks(QApplication.focusWidget(), "port")
    assert count.font().pointSizeF() == theme.font("small").pointSizeF()


def test_facts_that_a_reviewer_corrects_show_at_once(driver):
    driver.window.moving.edit_facts()
    dialog = driver.window.findChild(QWidget, "facts_dialog")
    dialog.fields["outlet"].setText("Sample Wire")
    dialog.accept()
    driver.settle()
    article = driver.window.desk.article
    assert article.facts.outlet == "Sample Wire"
    assert "outlet" in article.supplied
    assert len(driver.window.desk.claims) == 3


def test_an_import_says_what_became_of_each_file(driver, tmp_path):
    more = tmp_path / "more"
    more.mkdir()
    (more / "third.txt").write_text("A third article about the port of Averay.\n")
    (more / "empty.txt").write_text("")
    (more / "first.md").write_bytes((tmp_path / "articles" / "first.md").read_bytes())
    driver.window.imports.add([more])
    driver.qtbot.waitUntil(lambda: driver.window.parts.messages.bar("import") is not None)
    title = driver.window.parts.messages.bar("import").title()
    assert title == "1 added, 1 already there, 1 refused"
    driver.settle()
    assert len(driver.window.parts.articles.keys()) == 3


def test_undoing_an_import_takes_its_articles_off_the_desk(driver, tmp_path):
    (tmp_path / "third.txt").write_text("A third article about the port of Averay.\n")
    window = driver.window
    window.imports.add([tmp_path / "third.txt"])
    driver.qtbot.waitUntil(lambda: window.parts.messages.bar("import") is not None)
    driver.settle()
    window.desk.show_article(max(window.parts.articles.keys()))
    assert "Averay" in window.desk.article.text
    driver.key(Qt.Key.Key_Z, CTRL)
    driver.settle()
    assert window.desk.article is None
    assert len(window.parts.articles.keys()) == 2
    driver.key(Qt.Key.Key_Z, CTRL | SHIFT)
    driver.settle()
    assert len(window.parts.articles.keys()) == 3


def test_a_mode_scrolls_to_what_it_sets_and_leaves_the_keyboard_in_the_text(driver):
    window = driver.window
    window.resize(1280, 600)
    driver.keys("J", "V")
    confidence = window.findChild(QWidget, "confidence")
    assert not confidence.visibleRegion().isEmpty()
    assert QApplication.focusWidget().objectName() == "article_text"
