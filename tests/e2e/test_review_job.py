"""The whole job in the real window over the two real articles, with keys alone.

Import, mark ten claims of eight kinds of provenance, grade them, say why,
undo across articles, close, and find it all again in another window.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from credreview.domain.model import ArticleQuery, ClaimState
from credreview.ui.look import theme
from credreview.ui.main_window import MainWindow
from credreview.ui.settings import Settings

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

#: Which article (a word of it), where the words begin, how many words, provenance key, grades.
CLAIMS = (
    ("Havana", "tallied at least", 6, "2", "B2"),
    ("Havana", "close to", 5, "2", "B3"),
    ("Havana", "thousands of Cubans", 4, "1", "C4"),
    ("Havana", "supplicant US", 4, "9", "D5"),
    ("Havana", "at over 10,000", 3, "U", "F3"),
    ("Havana", "20,000 North", 3, "7", "F6"),
    ("Waging", "military delegation visited", 4, "1", "C3"),
    ("Waging", "director of Innovative", 3, "5", "A1"),
    ("Waging", "no coincidence", 2, "0", ""),
    ("Waging", "could supply military", 4, "X", "C2"),
)
PROVENANCE = {
    "1": "government_statement", "2": "intelligence_estimate", "5": "legal_record",
    "7": "news_report", "9": "social_post", "0": "opinion_piece", "X": "expert_analysis",
    "U": "unattributed",
}  # fmt: skip


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command line as a person would."""
    command = [sys.executable, "-m", "credreview", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)


class Hands:
    """Presses keys in a shown window."""

    def __init__(self, qtbot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    def key(self, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.key(key)
            self.settle()

    def settle(self) -> None:
        saver = self.window.parts.saver
        self.qtbot.waitUntil(lambda: not saver.pending)
        done: list[object] = []
        self.window.parts.reading.run(lambda: None, done.append)
        self.qtbot.waitUntil(lambda: bool(done))

    def go_to_article(self, word: str) -> None:
        """Press keys until the article with this word is shown."""
        for key in ("[", "[", "]", "]"):
            article = self.window.desk.article
            if article is not None and word in article.text[:400]:
                return
            self.keys(key)
        raise AssertionError(word)

    def mark(self, words: str, count: int) -> None:
        """Find words with the find bar, select on from there with the caret, and press C."""
        window = self.window
        article = window.desk.article
        assert article is not None
        self.key(Qt.Key.Key_F, CTRL)
        QApplication.focusWidget().selectAll()
        QTest.keyClicks(QApplication.focusWidget(), words)
        start = article.text.index(words)
        self.key(Qt.Key.Key_Escape)
        # The caret stands where the hit begins, as a click there would leave it.
        window.parts.reader.select_span(start, start)
        for _ in range(count):
            self.key(Qt.Key.Key_Right, CTRL | SHIFT)
        span = window.parts.reader.selected_span()
        assert span is not None
        assert span[0] == start
        self.keys("C")
        claim = window.desk.claim()
        assert claim is not None
        assert (claim.start, claim.end) == span


@contextmanager
def shown(qtbot, path: Path) -> Iterator[Hands]:
    """Give hands on a window that shows a review as Sample Analyst."""
    from credreview.review import people

    window = MainWindow(Settings())
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    try:
        window.review.open_path(path, people.named("Sample Analyst"))
        qtbot.waitUntil(lambda: window.review.session is not None)
        hands = Hands(qtbot, window)
        hands.settle()
        yield hands
    finally:
        window.close()
        window.deleteLater()


def everything(window: MainWindow) -> dict[tuple[str, int, int], tuple[object, ...]]:
    """Return each claim of the review with its own judgement's values."""
    session = window.review.session
    assert session is not None
    found = {}
    for key in list(session.reader.article_keys(ArticleQuery())):
        article = session.reader.article(key)
        for claim in session.reader.claims(article.id):
            own = claim.own
            assert own is not None
            values = (own.provenance, own.reliability, own.credibility, own.not_checkable,
                      own.confidence, own.directness, own.rationale)  # fmt: skip
            found[article.id, claim.start, claim.end] = values
    return found


def test_two_real_articles_are_reviewed_with_keys_and_found_again(
    qtbot, qapp, tmp_path, real_articles
):
    theme.apply(qapp, "light")
    path = tmp_path / "real.credreview"
    assert run("new", path, "--reviewer", "Sample Analyst").returncode == 0

    with shown(qtbot, path) as hands:
        window = hands.window
        window.imports.add([real_articles])
        qtbot.waitUntil(lambda: window.parts.messages.bar("import") is not None, timeout=20_000)
        assert window.parts.messages.bar("import").title() == "2 added"
        qtbot.waitUntil(lambda: window.desk.article is not None)
        window.parts.reader.setFocus()
        hands.key(Qt.Key.Key_F7)

        for word, words, count, key, grades in CLAIMS:
            hands.go_to_article(word)
            hands.mark(words, count)
            hands.keys(key)
            hands.keys(*(("R", *grades) if grades else ("Y",)))
            hands.keys("V", "M")
        assert len(everything(window)) == len(CLAIMS)

        hands.keys("D", "P", "E")
        QTest.keyClicks(QApplication.focusWidget(), "It names no document; 2 others do.")
        hands.key(Qt.Key.Key_Escape)
        hands.settle()
        assert window.desk.claim().own.rationale == "It names no document; 2 others do."

        # Undo leads back to the other article, claim by claim; redo leads on again.
        before = everything(window)
        first = window.desk.article.id
        hands.go_to_article("Havana")
        hands.keys("J", "N")
        changed = window.desk.current
        hands.go_to_article("Waging")
        hands.key(Qt.Key.Key_Z, CTRL)
        hands.settle()
        assert window.desk.article.id != first
        assert window.desk.current == changed
        assert everything(window) == before
        for _ in range(3):
            hands.key(Qt.Key.Key_Z, CTRL)
            hands.settle()
        assert window.desk.article.id == first
        assert everything(window) != before
        for _ in range(3):
            hands.key(Qt.Key.Key_Z, CTRL | SHIFT)
            hands.settle()
        assert everything(window) == before
        place = (window.desk.article.id, window.desk.current)

    assert {values[0] for values in before.values()} == set(PROVENANCE.values())
    with shown(qtbot, path) as hands:
        window = hands.window
        qtbot.waitUntil(lambda: window.desk.article is not None)
        assert everything(window) == before
        assert (window.desk.article.id, window.desk.current) == place
        states = {c.state for c in window.desk.claims}
        assert states == {ClaimState.JUDGED, ClaimState.NOT_CHECKABLE}

    checked = run("check", path)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "All is sound." in checked.stdout
