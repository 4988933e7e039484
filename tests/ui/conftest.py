"""What tests of the window share: no screen needed, one look, nothing left behind."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint
from PySide6.QtGui import QCursor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from credreview.ui.look import theme

if TYPE_CHECKING:
    from window_examples import Driver


def pytest_configure(config: pytest.Config) -> None:
    # Said by the screenless platform for every window that has a smallest size.
    config.addinivalue_line("qt_log_ignore", "propagateSizeHints")
    # How long a wait for what will come is patient, in milliseconds: on a busy machine keys are
    # derived from passphrases, files written and pages laid out slowly.
    for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitExposed):
        wait.__kwdefaults__["timeout"] = 30_000
    # As in the program (see ui/collector.py): never while Qt hands over a list of widgets.
    gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()


@pytest.fixture(autouse=True)
def _garbage() -> Iterator[None]:
    yield
    if gc.get_count()[0] > 20_000:
        gc.collect()


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    """Start each test in the light theme at 100 %; fail on a window that a test leaves open."""
    theme.apply(qapp, "light")
    theme.set_text_scale(1.0)
    theme.set_article_serif(True)
    yield
    stray = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    names = [f"{type(widget).__name__} {widget.objectName()!r}" for widget in stray]
    for widget in stray:
        widget.close()
    # What was copied may belong to Python, and the screenless platform frees it after Python's end.
    QApplication.clipboard().clear()
    theme.apply(qapp, "light")
    theme.set_text_scale(1.0)
    assert not names, f"windows are left open: {names}"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDREVIEW_HOME", str(tmp_path / "home"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a small review lies."""
    from window_examples import make_review

    return make_review(tmp_path)


@pytest.fixture
def driver(qtbot, path: Path) -> "Iterator[Driver]":
    """Give a driver of the main window on the small review, at the article with three claims."""
    # Not above: tests of one part must not need all others.
    from window_examples import opened

    with opened(qtbot, path) as made:
        made.article("Port closed")
        made.window.parts.reader.setFocus()
        yield made


@pytest.fixture
def show(qtbot) -> Callable[[QWidget], QWidget]:
    """Return a function that shows a widget in an active window and returns it."""

    def shown(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        # Away from the corner where the screenless platform's pointer rests.
        QCursor.setPos(widget.mapToGlobal(QPoint(widget.width() + 300, widget.height() + 300)))
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return shown


@pytest.fixture
def picture() -> Callable[[QWidget], bytes]:
    """Return a function that tells what a widget looks like, for comparing."""

    def taken(widget: QWidget) -> bytes:
        image: QImage = widget.grab().toImage()
        held = QByteArray()
        buffer = QBuffer(held)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "BMP")
        return bytes(held.data())

    return taken
