"""A review in which two people differ in every way there is, and the window on it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from window_examples import ANNA, BORIS, make_review, span

from credreview.domain.model import ArticleQuery
from credreview.review import actions, adjudicating, judging
from credreview.review.session import ReviewSession
from credreview.store.file import driver
from credreview.store.journal import Journal

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
