"""A text that was erased elsewhere: its mark erases nothing here, and keeps no words out."""

from contextlib import closing
from pathlib import Path

import pytest
import sessions
import tables
from sessions import BRIDGE, HARBOUR, XENIA, YORICK

from credreview.domain.merging import MergeReport
from credreview.review import merge_words, merging
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


def merged(session: ReviewSession, path: Path) -> tuple[MergeReport, MergeReport, list[str]]:
    """Return what a merge said that it would bring, what it brought, and that in words."""
    with closing(merging.prepare(session, path)) as prepared:
        told = prepared.report
        brought = prepared.carry_out()
    return told, brought, merge_words.report_lines(told)


def test_a_file_whose_only_news_are_words_says_so_before_they_come(tmp_path: Path, files) -> None:
    mine = ReviewSession.create(tmp_path / "mine.credreview", XENIA)
    merging.merge(mine, files["erased"])
    article = sessions.articles(mine)[0]
    told, brought, lines = merged(mine, files["genuine"])
    assert told.has_news
    assert (told.actions, len(told.filled)) == (0, 2)
    assert article in told.filled
    # The originals and the blocks of both, the vocabulary, and the rationale.
    assert told.filled_texts > 2
    assert merge_words.new_words(told).startswith("the words of 2 articles, ")
    assert any("which come now: the words of 2 articles" in line for line in lines)
    assert not any("Nothing new" in line for line in lines)
    assert (brought.filled, brought.filled_texts) == (told.filled, told.filled_texts)
    assert mine.reader.article(article).text == HARBOUR.strip()
    told, _, lines = merged(mine, files["genuine"])
    assert not told.has_news, "the control: now there is nothing"
    assert any("Nothing new" in line for line in lines)
    assert mine.check(rebuild=True).problems == []
    mine.close()


def test_what_was_erased_here_on_purpose_stays_erased_and_the_preview_says_so(
    tmp_path: Path, files
) -> None:
    mine = ReviewSession.open(files["erased"], XENIA)
    told, _, lines = merged(mine, files["genuine"])
    assert not told.has_news
    (said,) = told.announcements
    assert said.id == "erased.here"
    assert "the words of 2 articles, " in said.message
    assert said.hint == "They stay erased here."
    assert any(said.message in line for line in lines)
    assert mine.reader.article(sessions.articles(mine)[0]).text == ""
    mine.close()


def test_one_that_holds_no_words_either_brings_none(tmp_path: Path, files) -> None:
    mine = ReviewSession.create(tmp_path / "mine.credreview", XENIA)
    merging.merge(mine, files["erased"])
    told, brought, _ = merged(mine, files["erased"])
    assert (told.has_news, brought.has_news, told.announcements) == (False, False, ())
    mine.close()
