from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from reader_examples import article, open_reader

from credreview.ui.look import theme
from credreview.ui.reader.title_block import TitleBlock

FACTS = {"title": "Harbour closed", "outlet": "Sample Wire", "published": "2025-10-30"}


@pytest.fixture
def reader(qapp):
    with open_reader() as pane:
        yield pane


def words(reader):
    block = reader.findChild(TitleBlock)
    return [label.text() for label in block.findChildren(QLabel) if label.isVisible()]


def button(reader, name):
    return reader.findChild(QPushButton, name)


def test_facts_are_named_and_what_is_missing_is_not_stated(reader):
    reader.show_article(article(**FACTS), [])
    shown = words(reader)
    assert shown[0] == "Harbour closed"
    pairs = dict(zip(shown[1::2], shown[2::2], strict=False))
    assert pairs["Outlet"] == "Sample Wire"
    assert pairs["Author"] == "not stated"
    assert pairs["Published"] == "30 Oct 2025"
    assert pairs["Imported"] == "15 Jun 2025"


def test_supplied_facts_stand_in_brackets_and_guessed_ones_say_so(reader):
    of = replace(
        article(**FACTS),
        supplied=frozenset({"title", "outlet"}),
        guessed=frozenset({"published", "outlet"}),
    )
    reader.show_article(of, [])
    shown = words(reader)
    assert shown[0] == "[Harbour closed]"
    assert "[Sample Wire]" in shown
    assert shown[shown.index("30 Oct 2025") + 1] == "guessed"
    assert shown.count("guessed") == 1


def test_a_missing_title_is_said_to_be_missing(reader):
    reader.show_article(article(), [])
    assert words(reader)[0] == "Title not stated"


def test_names_from_files_are_plain_text_with_controls_shown(reader):
    reader.show_article(article(title="<b>x</b>\n\u202ey", outlet="<img src=x>"), [])
    assert words(reader)[0] == "<b>x</b> \u21c4y"
    for label in reader.findChild(TitleBlock).findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_whole_hash_is_copied(reader):
    of = article(**FACTS)
    reader.show_article(of, [])
    assert f"{of.text_sha256[:8]} {of.text_sha256[8:16]} …" in words(reader)
    button(reader, "copy_hash").click()
    assert QGuiApplication.clipboard().text() == of.text_sha256


def test_the_facts_can_be_edited(reader, qtbot):
    reader.show_article(article(**FACTS), [])
    with qtbot.waitSignal(reader.facts_requested):
        button(reader, "edit_facts").click()


def test_a_narrow_reader_shows_one_line_that_opens(reader, qapp):
    reader.show_article(article(**FACTS), [])
    reader.resize(80 * theme.u(), 500)
    qapp.processEvents()
    assert words(reader) == ["Harbour closed", "Sample Wire · 30 Oct 2025"]
    button(reader, "show_facts").click()
    assert "SHA-256" in words(reader)
    reader.resize(120 * theme.u(), 500)
    qapp.processEvents()
    assert "Sample Wire · 30 Oct 2025" not in words(reader)


def test_the_title_stands_over_the_text(reader, qapp):
    reader.show_article(article(**FACTS), [])
    for width in (1000, 600):
        reader.resize(width, 500)
        qapp.processEvents()
        label = reader.findChild(QLabel, "article_title")
        left = label.mapTo(reader, label.rect().topLeft()).x()
        assert left == reader.view.x() + reader.view.column.left


def test_wide_margins_do_not_keep_the_reader_from_being_narrowed(reader, qapp):
    reader.show_article(article(**FACTS), [])
    reader.resize(1600, 500)
    qapp.processEvents()
    reader.resize(400, 500)
    qapp.processEvents()
    assert reader.width() == 400
