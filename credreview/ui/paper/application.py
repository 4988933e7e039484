"""Qt's application, without which there are no fonts; made without a screen where there is none."""

import os

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

_PLATFORM = "QT_QPA_PLATFORM"


def ensure() -> QCoreApplication:
    """Return the application that runs, or a new one that needs no screen; keep it alive."""
    running = QCoreApplication.instance()
    if running is not None:
        return running
    chosen = os.environ.get(_PLATFORM)
    os.environ[_PLATFORM] = "offscreen"
    try:
        return QGuiApplication(["credreview"])
    finally:
        if chosen is None:
            del os.environ[_PLATFORM]
        else:
            os.environ[_PLATFORM] = chosen
