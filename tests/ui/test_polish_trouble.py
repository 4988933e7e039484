"""Files that cannot be opened, or are damaged while open: said in a bar, with what helps."""

import sys
import threading

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QPushButton
from window_examples import ANNA, make_review, opened

from credreview import environment
from credreview.domain.errors import UserError
from credreview.ui.crash import CrashHook
from credreview.ui.main_window import MainWindow
from credreview.ui.settings import Settings
from credreview.ui.start import open_first


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("CREDREVIEW_HOME", str(tmp_path / "home"))


@pytest.fixture
def window(qtbot):
    made = MainWindow(Settings())
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()
    made.deleteLater()


def words_of(bar) -> list[str]:
    return [button.text() for button in bar.findChildren(QPushButton) if button.text()]


def test_a_named_file_that_is_no_review_is_told_of_in_the_window(qtbot, window, tmp_path):
    path = tmp_path / "text.credreview"
    path.write_text("This is no database.")
    refused = []
    window.review.refused.connect(refused.append)
    open_first(window, path, ANNA)
    qtbot.waitUntil(lambda: bool(refused))
    assert [error.id for error in refused] == ["file.not_a_review"]
    assert "is not a review" in window.parts.messages.bar("open").title()
    # What else can be opened is offered beside it.
    assert "Start my own review…" in words_of(window.parts.messages.bar("welcome"))


def test_what_may_pass_can_be_tried_again(qtbot, window, tmp_path):
    path = make_review(tmp_path)
    away = path.rename(tmp_path / "away")
    window.review.open_path(path, ANNA)
    qtbot.waitUntil(lambda: window.parts.messages.bar("open") is not None)
    away.rename(path)
    bar = window.parts.messages.bar("open")
    again = next(b for b in bar.findChildren(QPushButton) if b.text() == "Try again")
    again.click()
    qtbot.waitUntil(lambda: window.review.session is not None)
    assert window.parts.messages.bar("open") is None


def test_with_damage_the_backups_are_offered_where_there_are_any(window):
    window.review.tell("file", UserError("file.damaged", "It is damaged."))
    assert "Show backups" not in words_of(window.parts.messages.bar("file"))
    (environment.data_folder() / "backups").mkdir()
    window.review.tell("file", UserError("file.damaged", "It is damaged."))
    assert "Show backups" in words_of(window.parts.messages.bar("file"))


def test_a_failure_of_the_world_that_nobody_caught_is_no_bug(qtbot, capsys):
    before, threads = sys.excepthook, threading.excepthook
    hook = CrashHook()
    hook.install()
    try:
        with qtbot.waitSignal(hook.told) as told:
            error = UserError("file.damaged", "It is damaged.")
            sys.excepthook(UserError, error, None)
    finally:
        sys.excepthook, threading.excepthook = before, threads
        qInstallMessageHandler(None)
    assert told.args == [error]
    assert capsys.readouterr().err == ""


def test_ending_twice_lets_go_of_everything_once(qtbot, tmp_path):
    with opened(qtbot, make_review(tmp_path)) as driver:
        driver.window.end()
        assert driver.window.review.session is None
        driver.window.end()


def test_what_was_added_counts_as_saved_in_the_status_line(qtbot, tmp_path):
    with opened(qtbot, make_review(tmp_path)) as driver:
        parts = driver.window.parts
        parts.saver.saved_at = 1
        more = tmp_path / "more.md"
        more.write_text("# One more\n\nIt says that a ship has come.\n", encoding="utf-8")
        driver.window.imports.add([more])
        qtbot.waitUntil(lambda: parts.messages.bar("import") is not None)
        driver.settle()
        assert parts.saver.saved_at > 1
