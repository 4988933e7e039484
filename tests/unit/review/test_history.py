"""Who set what, when: the history of a claim and of an article; what null and a second word do."""

from pathlib import Path

import pytest
import sessions
from sessions import XENIA, YORICK

from credreview.domain.errors import UserError
from credreview.domain.history import HistoryQuery
from credreview.domain.model import ArticleQuery
from credreview.review.actions import link, mark_claim, set_article
from credreview.review.judging import judge
from credreview.review.session import ReviewSession


@pytest.fixture
def session(tmp_path: Path):
    made = sessions.begin(tmp_path)
    yield made
    made.file.close()


def first_claim(session: ReviewSession) -> tuple[str, str]:
    key = session.reader.article_keys(ArticleQuery())[0]
    article = session.reader.article(key).id
    return article, session.do(mark_claim(article, 0, 7)).answers["claim"]


def test_the_history_of_a_claim_names_each_value_and_who_set_it(session: ReviewSession) -> None:
    _, claim = first_claim(session)
    session.do(judge(claim, session.vocabulary, attributed_to="Harbour Office", rationale="Why."))
    session.do(judge(claim, session.vocabulary, reliability="B"))
    session.undo()
    told = [
        (value.field, value.value, step.reviewer_name, step.off)
        for step in session.reader.history(HistoryQuery(claim=claim)).steps
        for value in step.values
    ]
    assert ("attributed_to", "Harbour Office", XENIA.name, False) in told
    assert ("rationale", "Why.", XENIA.name, False) in told
    assert ("grade", ["B", None], XENIA.name, True) in told
    assert session.reader.history(HistoryQuery(claim="no id")).steps == ()


def test_the_history_of_an_article_names_import_and_corrections(session: ReviewSession) -> None:
    article, _ = first_claim(session)
    found_as = session.reader.article(article).facts.title
    session.do(set_article(article, title="Another title"))
    told = session.reader.history(HistoryQuery(article=article)).steps
    assert [step.label for step in told] == ["set_article", "mark_claim", "import"]
    (value,) = told[0].values
    assert (value.field, value.value) == ("title", "Another title")
    assert value.over == found_as, "as the file gave it"
    assert found_as


def test_undo_by_the_one_who_marked_hides_nothing_that_others_built_on_it(
    session: ReviewSession, tmp_path: Path
) -> None:
    article, claim = first_claim(session)
    other = ReviewSession.open(session.file.path, YORICK)
    other.do(judge(claim, other.vocabulary, reliability="C", credibility="3"))
    session.undo()
    session.undo()
    assert [c.id for c in other.reader.claims(article)] == [claim]
    assert other.reader.key_of(article) is not None
    other.file.close()


def test_marking_again_after_ones_own_deletion_is_an_action_of_its_own(
    session: ReviewSession,
) -> None:
    from credreview.review.actions import unmark_claim

    article, claim = first_claim(session)
    session.do(unmark_claim(claim))
    other = ReviewSession.open(session.file.path, YORICK)
    other.do(mark_claim(article, 0, 7))
    again = session.do(mark_claim(article, 0, 7))
    other.undo()
    assert again.action is not None
    assert session.reader.claim(claim) is not None, "what was acknowledged stands"
    other.file.close()


def test_null_clears_a_grade_but_not_what_is_no_grade(session: ReviewSession) -> None:
    _, claim = first_claim(session)
    session.do(judge(claim, session.vocabulary, not_checkable=True))
    session.do(judge(claim, session.vocabulary, credibility=None))
    own = session.reader.judgements(claim)[0]
    assert own.not_checkable, "there was no credibility to clear"
    session.do(judge(claim, session.vocabulary, not_checkable=None))
    assert not session.reader.judgements(claim)[0].not_checkable


def test_facts_with_characters_that_nobody_sees_are_refused(session: ReviewSession) -> None:
    article, _ = first_claim(session)
    with pytest.raises(UserError):
        session.do(set_article(article, outlet="Harbour\x07 Post"))
    with pytest.raises(UserError):
        session.do(set_article(article, published="2025-10-01\u202e"))


def test_an_own_term_lives_on_with_the_judgement_of_somebody_else(
    session: ReviewSession, home: Path
) -> None:
    own = home / "config" / "vocabulary.json"
    own.parent.mkdir(exist_ok=True)
    own.write_text('{"terms": {"provenance": [{"id": "own_leaflet", "label": "Leaflet"}]}}')
    _, claim = first_claim(session)
    fresh = ReviewSession.open(session.file.path, XENIA)
    fresh.do(judge(claim, fresh.vocabulary, provenance="own_leaflet"))
    other = ReviewSession.open(session.file.path, YORICK)
    other.do(judge(claim, other.vocabulary, provenance="own_leaflet"))
    fresh.undo()
    own.unlink()
    third = ReviewSession.open(session.file.path, YORICK)
    term = third.vocabulary.find("provenance", "own_leaflet")
    assert term is not None
    assert term.label == "Leaflet"
    for opened in (fresh, other, third):
        opened.file.close()


def test_a_link_keeps_both_claims_and_their_articles(session: ReviewSession) -> None:
    keys = session.reader.article_keys(ArticleQuery())
    ids = [session.reader.article(key).id for key in keys]
    claims = [session.do(mark_claim(id, 0, 5)).answers["claim"] for id in ids]
    other = ReviewSession.open(session.file.path, YORICK)
    other.do(link(claims[0], claims[1], "confirms", other.vocabulary))
    for _ in range(3):
        session.undo()
    assert other.reader.article_count() == 2
    assert all(other.reader.claim(claim) for claim in claims)
    other.file.close()
