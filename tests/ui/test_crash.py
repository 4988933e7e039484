"""What is told of our own bugs: enough to find them, and no word of an article."""

import logging
import sys
import threading

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning
from PySide6.QtWidgets import QApplication, QWidget

from credreview.ui.crash import CrashHook, report


def broken(quote: str) -> None:
    raise KeyError(quote)


SECRET = "twelve ships from the hill"


@pytest.fixture
def hook(qapp, monkeypatch):
    before, before_threads = sys.excepthook, threading.excepthook
    made = CrashHook()
    made.install()
    yield made
    sys.excepthook, threading.excepthook = before, before_threads
    qInstallMessageHandler(None)


def test_a_report_names_kind_and_place_and_quotes_nothing():
    try:
        broken(SECRET)
    except KeyError as error:
        words = report(type(error), error.__traceback__)
    assert "builtins.KeyError" in words
    assert "test_crash.py" in words
    assert "broken" in words
    assert SECRET not in words


def test_a_bug_is_logged_and_shown_in_a_dialog_that_can_be_copied(qtbot, hook, caplog, capsys):
    shown = []

    def look() -> bool:
        dialog = next(
            (w for w in QApplication.topLevelWidgets() if w.objectName() == "crash_dialog"), None
        )
        if dialog is not None and dialog.isVisible():
            shown.append(dialog.findChild(QWidget, "details").toPlainText())
            dialog.close()
        return bool(shown)

    from PySide6.QtCore import QTimer

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    with caplog.at_level(logging.ERROR):
        try:
            broken(SECRET)
        except KeyError:
            sys.excepthook(*sys.exc_info())
    qtbot.waitUntil(lambda: bool(shown))
    timer.stop()
    assert "builtins.KeyError" in shown[0]
    told = shown[0] + caplog.text + capsys.readouterr().err
    assert SECRET not in told
    assert "broken" in caplog.text


def test_a_bug_in_a_thread_reaches_the_hook_too(qtbot, hook, monkeypatch, capsys):
    told = []
    monkeypatch.setattr(hook, "_show", told.append)
    hook._happened.disconnect()
    hook._happened.connect(told.append)
    thread = threading.Thread(target=broken, args=(SECRET,))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(told))
    assert "KeyError" in told[0]


def test_messages_of_qt_go_to_the_log(hook, caplog):
    with caplog.at_level(logging.WARNING, "credreview.qt"):
        qWarning("something odd")
    assert "something odd" in caplog.text
