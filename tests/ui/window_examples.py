"""A small review, and the main window on it, for tests that drive the whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from credreview.domain.model import Person
from credreview.review.actions import mark_claim
from credreview.review.bulk import import_files
from credreview.review.session import ReviewSession
from credreview.ui.main_window import MainWindow
from credreview.ui.settings import Settings

ANNA = Person("a1" * 16, "Sample Anna")
BORIS = Person("b2" * 16, "Sample Boris")

FIRST = """# Port closed to foreign ships

The harbour office of Corvana said the port is closed since Monday.

An officer who would not be named said forty ships are waiting.

A witness counted twelve ships from the hill.
"""
SECOND = """# The ministry denies it

The ministry of Kordavia called the report an invention.

One analyst expects the port to open within a week.
"""


def span(text: str, words: str) -> tuple[int, int]:
    """Return where words stand in a text."""
    start = text.index(words)
    return start, start + len(words)


def make_review(folder: Path, person: Person = ANNA) -> Path:
    """Make a review of two articles, the first with three claims, none judged."""
    articles = folder / "articles"
    articles.mkdir()
    (articles / "first.md").write_text(FIRST, encoding="utf-8")
    (articles / "second.md").write_text(SECOND, encoding="utf-8")
    path = folder / "harbour.credreview"
    session = ReviewSession.create(path, person)
    (one, _two) = [result.article for result in import_files(session, [articles])]
    assert one is not None
    text = session.reader.article(one).text
    for words in ("the port is closed", "forty ships are waiting", "counted twelve ships"):
        session.do(mark_claim(one, *span(text, words)))
    session.close()
    return path


class Driver:
    """Presses keys in a main window and waits for what they do."""

    def __init__(self, qtbot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    def key(self, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is, and wait until what it decides is on disk."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.settle()

    def keys(self, *keys: str) -> None:
        """Press single keys."""
        for key in keys:
            self.key(key)

    def type(self, words: str) -> None:
        """Type words where the keyboard is."""
        QTest.keyClicks(QApplication.focusWidget(), words)

    def settle(self) -> None:
        """Wait until everything is on disk and shown."""
        saver = self.window.parts.saver
        self.qtbot.waitUntil(lambda: not saver.pending or saver.error is not None)
        done = []
        self.window.parts.reading.run(lambda: None, done.append)
        self.qtbot.waitUntil(lambda: bool(done))

    def article(self, words: str) -> None:
        """Show the article whose title has these words."""
        window = self.window
        session = window.review.session
        assert session is not None
        self.settle()
        rows = session.reader.article_rows(list(window.parts.articles.keys()))
        window.desk.show_article(next(row.key for row in rows if words in row.title))

    def own(self):
        """Return the own judgement of the current claim as it stands on disk."""
        window = self.window
        assert window.review.session is not None
        assert window.desk.current is not None
        claim = window.review.session.reader.claim(window.desk.current)
        assert claim is not None
        return claim.own


@contextmanager
def opened(
    qtbot, path: Path, person: Person = ANNA, settings: Settings | None = None
) -> Iterator[Driver]:
    """Give a driver of a shown window on a review; the window is closed afterwards."""
    window = MainWindow(settings or Settings())
    window.resize(1440, 900)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    try:
        window.review.open_path(path, person)
        qtbot.waitUntil(lambda: window.review.session is not None)
        qtbot.waitUntil(lambda: window.desk.article is not None)
        driver = Driver(qtbot, window)
        driver.settle()
        yield driver
    finally:
        window.parts.saver.drop_all()
        window.close()
        window.deleteLater()


Window = Callable[..., Driver]
