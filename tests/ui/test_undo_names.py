"""The Edit menu names what Undo and Redo would switch."""

from PySide6.QtCore import Qt


def _opened(driver) -> tuple[str, str]:
    """Have the Edit menu about to be shown; return what its first two lines say in the end."""
    menus = driver.window.menus
    menus.menus["edit"].aboutToShow.emit()
    driver.settle()
    return menus.actions["edit.undo"].text(), menus.actions["edit.redo"].text()


def test_a_judgement_is_named_and_what_was_undone_as_well(driver):
    driver.keys("j", "3")
    assert _opened(driver) == ("&Undo a judgement", "&Redo")
    driver.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    before, undone = _opened(driver)
    assert undone == "&Redo a judgement"
    assert before != "&Undo a judgement"


def test_without_a_review_that_can_be_written_the_names_are_plain(driver, path):
    driver.keys("j", "3")
    driver.window.review.shut()
    assert _opened(driver) == ("&Undo", "&Redo")
