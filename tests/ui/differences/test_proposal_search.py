"""The search for proposals: a job that shows itself where it takes long, and can be stopped."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from difference_examples import Settler, bring
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_examples import ANNA, BORIS, make_review, opened, span

from credreview.domain.model import ArticleQuery
from credreview.domain.proposals import Proposals
from credreview.domain.work import Ticker, silent
from credreview.review import actions
from credreview.review.session import ReviewSession
from credreview.store.reader import Reader
from credreview.ui.look.buttons import PushButton

#: So long a search may take in these tests before it is told that it hangs, in seconds.
_HANGS = 20


class Slow:
    """Makes each search wait, ticking, until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on = threading.Event()
        self.begun = 0
        search = Reader.proposals

        def slow(reader: Reader, articles=None, tick: Ticker = silent) -> Proposals:
            self.begun += 1
            for _ in range(_HANGS * 100):
                tick(1, 4)
                if self.go_on.wait(0.01):
                    return search(reader, articles, tick)
            raise AssertionError("nobody stopped it, or let it go on")

        monkeypatch.setattr(Reader, "proposals", slow)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    made = Slow(monkeypatch)
    yield made
    made.go_on.set()


@pytest.fixture
def overlapping(tmp_path: Path) -> Path:
    """Make a review in which two people marked words that overlap."""
    path, copy = make_review(tmp_path), tmp_path / "boris.credreview"
    shutil.copy(path, copy)
    boris = ReviewSession.open(copy, BORIS)
    for row in boris.reader.article_rows(list(boris.reader.article_keys(ArticleQuery()))):
        if "Port" in row.title:
            text = boris.reader.article(row.id).text
            boris.do(actions.mark_claim(row.id, *span(text, "said forty ships are waiting")))
    boris.close()
    anna = ReviewSession.open(path, ANNA)
    bring(copy, anna)
    anna.close()
    return path


def button(settler: Settler, name: str) -> PushButton:
    found = settler.room.search.findChild(PushButton, name)
    assert found is not None
    return found


def words(settler: Settler) -> str:
    return settler.room.search._view.words()


def test_a_long_search_shows_how_far_it_is_and_goes_when_it_is_over(
    qtbot, overlapping: Path, slow: Slow
) -> None:
    with opened(qtbot, overlapping, ANNA) as driver:
        settler = Settler(qtbot, driver.window)
        settler.window.differences.show()
        qtbot.waitUntil(lambda: settler.room.search.isVisible())
        qtbot.waitUntil(lambda: words(settler) == "Looking for proposals 1 of 4")
        assert not button(settler, "proposals_again").isVisible()
        slow.go_on.set()
        qtbot.waitUntil(lambda: settler.room.list.count() == 1)
        assert not settler.room.search.isVisible()


def test_it_is_stopped_by_keyboard_stays_stopped_and_begins_again_when_asked(
    qtbot, overlapping: Path, slow: Slow
) -> None:
    with opened(qtbot, overlapping, ANNA) as driver:
        settler = Settler(qtbot, driver.window)
        settler.window.differences.show()
        qtbot.waitUntil(lambda: settler.room.search.isVisible())
        cancel = button(settler, "job_cancel")
        cancel.setFocus()
        QTest.keyClick(cancel, Qt.Key.Key_Space)
        again = button(settler, "proposals_again")
        qtbot.waitUntil(again.isVisible)
        assert again.hasFocus(), "the keyboard is not lost"
        assert settler.room.list.count() == 0
        session = settler.window.review.session
        session.do(actions.set_article(settler.window.desk.article.id, title="Another"))
        driver.settle()
        assert slow.begun == 1, "no change begins it again"
        slow.go_on.set()
        QTest.keyClick(again, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: settler.room.list.count() == 1)
        assert slow.begun == 2
        assert not settler.room.search.isVisible()


def test_a_change_lets_the_search_begin_anew_and_the_old_answer_count_no_longer(
    qtbot, overlapping: Path, slow: Slow
) -> None:
    with opened(qtbot, overlapping, ANNA) as driver:
        settler = Settler(qtbot, driver.window)
        settler.window.differences.show()
        qtbot.waitUntil(lambda: slow.begun == 1)
        session = settler.window.review.session
        session.do(actions.set_article(settler.window.desk.article.id, title="Another"))
        qtbot.waitUntil(lambda: slow.begun == 2)
        assert not button(settler, "proposals_again").isVisible(), "nobody stopped it"
        qtbot.waitUntil(lambda: words(settler) == "Looking for proposals 1 of 4")
        slow.go_on.set()
        qtbot.waitUntil(lambda: settler.room.list.count() == 1)
        assert slow.begun == 2


def test_a_quick_search_shows_nothing_of_itself(qtbot, overlapping: Path, slow: Slow) -> None:
    slow.go_on.set()
    with opened(qtbot, overlapping, ANNA) as driver:
        settler = Settler(qtbot, driver.window)
        settler.window.differences.show()
        shown = []
        settler.room.search._wait.timeout.connect(lambda: shown.append(True))
        qtbot.waitUntil(lambda: settler.room.list.count() == 1)
        assert not settler.room.search.isVisible()
        assert shown == []


def test_the_window_closes_while_it_searches(qtbot, overlapping: Path, slow: Slow) -> None:
    with opened(qtbot, overlapping, ANNA) as driver:
        driver.window.differences.show()
        qtbot.waitUntil(lambda: slow.begun == 1)
