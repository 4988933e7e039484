"""Links between claims in the real window: made by keys, shown, followed, taken away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_examples import Driver, make_review, opened

from credreview.ui.links.link_dialog import LinkDialog


@pytest.fixture
def driver(qtbot, tmp_path):
    with opened(qtbot, make_review(tmp_path)) as made:
        made.article("Port closed")
        yield made


def dialog_of(driver: Driver) -> LinkDialog:
    driver.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, LinkDialog)]
    (dialog,) = [w for w in found if w.isVisible()]
    driver.qtbot.waitUntil(lambda: dialog.list.count() > 0)
    return dialog


def make_link(driver: Driver, words: str) -> None:
    dialog = dialog_of(driver)
    QTest.keyClicks(dialog.search, words)
    driver.qtbot.waitUntil(lambda: dialog.list.count() == 1)
    dialog.relation.cell("contradicts").click()
    dialog.note.setText("Forty or twelve?")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    driver.settle()


def form(driver: Driver):
    return driver.window.parts.panel._form


def test_a_claim_is_linked_by_the_keyboard_and_the_link_is_on_disk_and_shown(driver):
    driver.keys("J", "J")
    here = driver.window.desk.current
    make_link(driver, "twelve")
    (found,) = driver.window.review.session.reader.claim_links(here)
    assert (found.link.relation, found.note) == ("contradicts", "Forty or twelve?")
    driver.qtbot.waitUntil(lambda: len(form(driver).links.cards()) == 1)
    (card,) = form(driver).links.cards()
    assert "counted twelve ships" in card.accessibleName()
    assert "Forty or twelve?" in card.accessibleName()


def test_a_link_leads_to_the_other_claim_where_it_is_shown_as_well(driver):
    driver.keys("J", "J")
    here = driver.window.desk.current
    make_link(driver, "twelve")
    driver.qtbot.waitUntil(lambda: len(form(driver).links.cards()) == 1)
    form(driver).links.cards()[0].go.click()
    assert driver.window.desk.current != here
    (card,) = form(driver).links.cards()
    assert card.claim == here


def test_a_link_is_taken_away_by_its_button_and_undo_brings_it_back(driver):
    driver.keys("J", "J")
    make_link(driver, "twelve")
    driver.qtbot.waitUntil(lambda: len(form(driver).links.cards()) == 1)
    form(driver).links.cards()[0].away.click()
    driver.settle()
    assert form(driver).links.cards() == []
    driver.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(form(driver).links.cards()) == 1


def test_nothing_can_be_linked_before_a_claim_is_chosen_in_the_dialog(driver):
    driver.keys("J")
    dialog = dialog_of(driver)
    assert dialog.save.isEnabled()
    QTest.keyClicks(dialog.search, "nobody said this")
    driver.qtbot.waitUntil(lambda: dialog.list.count() == 0)
    assert not dialog.save.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_relation_says_what_it_means_and_is_never_none(driver):
    driver.keys("J")
    dialog = dialog_of(driver)
    meanings = set()
    for term in driver.window.review.session.vocabulary.relations:
        dialog.relation.cell(term.id).click()
        assert dialog.relation.value() == term.id
        meanings.add(dialog._meaning.text())
    assert len(meanings) == 3
    QTest.keyClick(dialog.relation.cell("same_origin"), Qt.Key.Key_Backspace)
    assert dialog.relation.value() is not None
    dialog.reject()
