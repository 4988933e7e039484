"""A review in which two people differ in every way there is, and the window on it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton
from window_examples import ANNA, BORIS, Driver, make_review, span

from credreview.domain.model import ArticleQuery
from credreview.review import actions, adjudicating, judging
from credreview.review.session import ReviewSession
from credreview.store.file import driver
from credreview.store.journal import Journal
from credreview.ui.differences.difference_page import DifferencePage

GRADES = {"reliability": "B", "credibility": "2", "provenance": "news_report"}
OTHERS = {"reliability": "C", "credibility": "3", "provenance": "news_report"}


def bring(giver: Path, taker: ReviewSession) -> None:
    """Bring all actions and texts of one file into another."""
    with closing(sqlite3.connect(giver)) as source, taker.file.writing() as connection:
        db = driver(connection)
        columns = "sha, codec, size, salt, purged, data"
        db.executemany(
            f"INSERT OR IGNORE INTO text ({columns}) VALUES (?, ?, ?, ?, ?, ?)",
            source.execute(f"SELECT {columns} FROM text").fetchall(),
        )
        journal = Journal(db)
        for (body,) in source.execute("SELECT body FROM action ORDER BY n"):
            journal.accept(body)
        journal.finish()


def differing_review(folder: Path) -> Path:
    """Make a review of three claims: one differs, one is settled, one was deleted and judged.

    The title of its article was corrected by both, apart.
    """
    path = make_review(folder)
    copy = folder / "boris.credreview"
    anna = ReviewSession.open(path, ANNA)
    (article,) = [
        row.id
        for row in anna.reader.article_rows(list(anna.reader.article_keys(ArticleQuery())))
        if "Port" in row.title
    ]
    port, ships, _ = [claim.id for claim in anna.reader.claims(article)]
    text = anna.reader.article(article).text
    hill = anna.do(actions.mark_claim(article, *span(text, "from the hill"))).answers["claim"]
    shutil.copy(path, copy)
    boris = ReviewSession.open(copy, BORIS)
    words = anna.vocabulary
    anna.do(judging.judge(port, words, **GRADES, confidence="moderate", rationale="Own count."))
    anna.do(judging.judge(ships, words, **GRADES))
    anna.do(actions.set_article(article, title="Port shut"))
    anna.do(actions.unmark_claim(hill))
    boris.do(judging.judge(port, words, **OTHERS, confidence="low", rationale="One source."))
    boris.do(judging.judge(ships, words, **OTHERS))
    boris.do(judging.judge(hill, words, **OTHERS))
    boris.do(actions.set_article(article, title="Harbour shut"))
    boris.close()
    bring(copy, anna)
    anna.do(
        adjudicating.adjudicate(
            ships, words, reason="We read it again together.", reliability="B", credibility="3"
        )
    )
    anna.close()
    return path


class Settler(Driver):
    """Works in the window of differences."""

    @property
    def room(self):
        """The window of differences."""
        return self.window.differences.window

    def rows(self) -> list[str]:
        """Return the details of all rows."""
        model = self.room.list.model()
        return [model.entry(row).detail for row in range(model.rowCount())]

    def choose(self, words: str) -> DifferencePage:
        """Choose the row whose detail has these words; return its page."""
        row = next(i for i, detail in enumerate(self.rows()) if words in detail)
        self.room.list.setCurrentIndex(self.room.list.model().index(row, 0))
        page = self.room.page()
        assert page is not None
        return page

    def press(self, name: str) -> None:
        """Press a button of the page, and wait until everything is on disk and shown."""
        button = self.button(name)
        assert button.isEnabled()
        button.click()
        self.rest()

    def button(self, name: str):
        """Return a button of the page."""
        found = self.room.page().findChild(QAbstractButton, name)
        assert found is not None, f"the page has no {name}"
        return found

    def rest(self) -> None:
        """Wait until all is written, and the list read anew."""
        self.settle()
        controller = self.window.differences
        self.qtbot.waitUntil(lambda: not controller._rest.isActive())
        self.settle()
