"""Makes the application and the main window, and opens what is to be seen first."""

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from credreview.domain.model import Person
from credreview.review.session import ReviewSession
from credreview.text import install_translator
from credreview.ui.collector import Collector
from credreview.ui.crash import CrashHook, tell_of_the_end_before
from credreview.ui.last_words import LastWords
from credreview.ui.look import theme
from credreview.ui.main_window import MainWindow
from credreview.ui.settings import Settings


def start(for_qt: list[str], review: Path | None, person: Person | None) -> int:
    """Run the window until it is closed.

    Args:
        for_qt: Options for Qt.
        review: The review that was asked for, or None for the last one.
        person: Who reviews, or None where that is to be found out.

    Returns:
        The exit code.
    """
    app = QApplication(["credreview", *for_qt])
    app.setApplicationName("credreview")
    app.setDesktopFileName("credreview")
    last_words = LastWords()
    hook = CrashHook()
    hook.install()
    install_translator(_translate)
    settings = Settings()
    window = make_window(app, settings)
    collector = Collector(app)
    hook.told.connect(lambda error: window.review.tell("file", error))
    window.review.refused.connect(lambda error: sys.stderr.write(f"credreview: {error}\n"))
    tell_of_the_end_before(window.parts.messages, last_words.found)
    try:
        window.show()
        QTimer.singleShot(0, window, lambda: open_first(window, review, person))
        return app.exec()
    finally:
        # However the loop ended: a lane's thread would keep the process alive unseen.
        window.end()
        collector.end()
        last_words.end()


def make_window(app: QApplication, settings: Settings) -> MainWindow:
    """Return the main window in the look that the settings name, not yet shown."""
    scheme = settings.get("scheme", str, "system")
    theme.apply(app, scheme if scheme in theme.SCHEMES else "system")
    scale = settings.get("text_scale", float, 1.0)
    if scale != 1.0:
        theme.set_text_scale(scale)
    if not settings.get("serif", bool, True):
        theme.set_article_serif(False)
    return MainWindow(settings)


def open_first(
    window: MainWindow,
    review: Path | None,
    person: Person | None,
    session: ReviewSession | None = None,
) -> None:
    """Show a session that is there, else what was asked for, the last review, or the sample."""
    last = window.parts.settings.last()
    if session is not None:
        window.review.attach(session)
    elif review is not None:
        window.review.open_path(review, person)
    elif last is not None and last.is_file():
        window.review.open_path(last, person)
    else:
        window.review.open_sample()


def _translate(text: str, n: int) -> str:
    """Return a text in the reader's language; without a translation file it stays as it is."""
    return QCoreApplication.translate("credreview", text, None, n)
