"""A text that was erased elsewhere: its mark erases nothing here, and keeps no words out."""

from pathlib import Path

import pytest
import sessions
import tables
from sessions import BRIDGE, HARBOUR, XENIA, YORICK

from credreview.review import merging
from credreview.review.session import ReviewSession
from credreview.store.file import driver

TEN = "ten ships were turned away"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """A genuine review, and one in which somebody marked every text as erased."""
    own = sessions.begin(tmp_path / "begun")
    claim = sessions.mark(own, TEN)
    genuine = sessions.copy_for(own, YORICK, "genuine")
    sessions.judge(genuine, claim, reliability="B", credibility="2", rationale="A count.")
    erased = sessions.copy_for(genuine, YORICK, "erased")
    with erased.file.writing() as connection:
        driver(connection).execute(
            "UPDATE text SET purged = 1, data = NULL, salt = NULL, codec = 0, size = 0"
        )
    for session in (own, genuine, erased):
        session.file.close()
    return {"genuine": genuine.file.path, "erased": erased.file.path}


def found(session: ReviewSession, words: str) -> set[str]:
    with session.file.reading() as connection:
        return tables.found_by(driver(connection), words)


@pytest.mark.parametrize("order", [("erased", "genuine"), ("genuine", "erased")])
def test_the_words_come_with_the_next_file_that_has_them(tmp_path, files, order) -> None:
    mine = ReviewSession.create(tmp_path / "mine.credreview", XENIA)
    for name in order:
        merging.merge(mine, files[name])
    article = sessions.articles(mine)[0]
    assert mine.reader.article(article).text == HARBOUR.strip()
    (claim,) = mine.reader.claims(article)
    assert claim.quote == TEN
    assert mine.reader.judgements(claim.id)[0].rationale == "A count."
    assert article in found(mine, "fishermen")
    assert mine.check(rebuild=True).problems == []
    mine.close()


def test_importing_the_article_brings_its_words_as_well(tmp_path: Path, files) -> None:
    mine = ReviewSession.create(tmp_path / "mine.credreview", XENIA)
    merging.merge(mine, files["erased"])
    assert found(mine, "fishermen") == set()
    sessions.bring(mine, tmp_path / "again", (HARBOUR, BRIDGE))
    assert [len(mine.reader.article(a).text) for a in sessions.articles(mine)] == [
        len(HARBOUR.strip()),
        len(BRIDGE.strip()),
    ]
    assert len(found(mine, "fishermen")) == 1
    assert mine.check(rebuild=True).problems == []
    mine.close()
