"""What tests of the window share: no screen needed, one look, nothing left behind."""

import os
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint
from PySide6.QtGui import QCursor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from credreview.ui.look import theme


def pytest_configure(config: pytest.Config) -> None:
    # Said by the screenless platform for every window that has a smallest size.
    config.addinivalue_line("qt_log_ignore", "propagateSizeHints")


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
    theme.apply(qapp, "light")
    theme.set_text_scale(1.0)
    assert not names, f"windows are left open: {names}"


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
