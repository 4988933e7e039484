"""Files that come in by the plus button, or are dropped on the article list."""

from pathlib import Path

import pytest
from article_examples import click, search, table
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from credreview.ui.look.controls import PushButton

# The offscreen platform says so of every window and menu that is shown.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def drop(target, urls: list[str]) -> bool:
    """Drag addresses over a widget and let them go there; tell whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    enter = QDragEnterEvent(QPoint(50, 50), action, data, button, none.NoModifier)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(50, 50), action, data, button, none.NoModifier)
    QApplication.sendEvent(target, event)
    return event.isAccepted()


@pytest.mark.parametrize(("words", "signal"), [("Files…", "add_files"), ("Folder…", "add_folder")])
def test_the_plus_button_asks_for_files_or_a_folder(pane, qtbot, words, signal):
    qtbot.mouseClick(pane.findChild(PushButton, "add_articles"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(getattr(pane, signal)):
        click(qtbot, QApplication.activePopupWidget(), words)


def test_dropped_files_and_folders_are_handed_over_as_paths(pane, qtbot, tmp_path):
    note = tmp_path / "a note.txt"
    urls = [QUrl.fromLocalFile(str(path)).toString() for path in (note, tmp_path)]
    with qtbot.waitSignal(pane.files_dropped) as told:
        assert drop(pane, urls)
    assert told.args[0] == [Path(note), tmp_path]


def test_an_address_on_the_web_is_not_taken(pane):
    assert not drop(pane, ["https://example.org/article.html"])


def test_the_search_field_leaves_dropped_files_to_the_pane(pane):
    assert not search(pane).acceptDrops()
    assert not table(pane).viewport().acceptDrops()
