"""What those who write a statement are shown: the program's words, and what was written last."""

import pytest
import sessions

from credreview.domain.errors import UserError
from credreview.domain.identity import REVIEW
from credreview.domain.model import ArticleQuery
from credreview.domain.summary import HEADS, Kind, Request
from credreview.review.statement_texts import source_texts, statement_texts
from credreview.review.statements import describe_source, write_statement


@pytest.fixture
def session(tmp_path):
    made = sessions.begin(tmp_path)
    claim = sessions.mark(made, "ten ships were turned away")
    sessions.judge(made, claim, attributed_to="Harbour office")
    yield made
    made.close()


def test_the_program_says_something_under_each_head(session):
    texts = statement_texts(session, Request(Kind.REVIEW))
    assert list(texts.program) == list(HEADS)
    assert all(texts.program.values())
    assert "Harbour office" in texts.program["weight"]
    assert texts.written is None


def test_what_was_written_stands_beside_it_and_does_not_change_it(session):
    before = statement_texts(session, Request(Kind.REVIEW)).program
    session.do(write_statement("review", REVIEW, gaps="Nobody asked the pilots."))
    texts = statement_texts(session, Request(Kind.REVIEW))
    assert texts.written.words == {"gaps": "Nobody asked the pilots."}
    assert texts.written.by == sessions.XENIA.name
    assert texts.program == before


def test_the_statement_is_of_the_whole_review_whatever_the_list_shows(session):
    session.do(write_statement("review", REVIEW, gaps="Much."))
    narrowed = Request(Kind.REVIEW, query=ArticleQuery(text="bridge"))
    assert statement_texts(session, narrowed) == statement_texts(session, Request(Kind.REVIEW))


def test_an_article_has_a_statement_of_its_own(session):
    (first, second) = sessions.articles(session)
    session.do(write_statement("article", first, gaps="Of the harbour."))
    texts = statement_texts(session, Request(Kind.ARTICLE, first))
    assert texts.written.words == {"gaps": "Of the harbour."}
    assert texts.title == "Harbour closed for repairs"
    assert statement_texts(session, Request(Kind.ARTICLE, second)).written is None


def test_what_is_said_of_a_source_as_such(session):
    assert source_texts(session, "harbour office").kind == ""
    session.do(describe_source("Harbour office", kind="Port authority", descriptor="It sees all."))
    facts = source_texts(session, "HARBOUR OFFICE")
    assert (facts.name, facts.kind, facts.descriptor) == (
        "Harbour office", "Port authority", "It sees all.",
    )  # fmt: skip
    with pytest.raises(UserError):
        source_texts(session, "Nobody")
