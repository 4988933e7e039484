"""What a reviewer says of an article: kept as typed, dates as dates."""

from pathlib import Path

import pytest
import sessions
from sessions import BRIDGE, HARBOUR

from credreview.domain.model import ArticleQuery
from credreview.review import actions
from credreview.review.session import ReviewSession


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReviewSession:
    monkeypatch.setenv("CREDREVIEW_HOME", str(tmp_path / "home"))
    return sessions.begin(tmp_path / "one", (HARBOUR, BRIDGE))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("30.10.2025", "2025-10-30"),
        ("October 30, 2025", "2025-10-30"),
        ("2025-10-30 10:02", "2025-10-30T10:02:00"),
        ("10/11/2025", "10/11/2025"),  # October or November: nobody knows
        ("late in autumn", "late in autumn"),
        ("2025-10", "2025-10"),
    ],
)
def test_a_date_that_can_be_read_is_kept_as_a_date_and_all_else_as_typed(session, typed, kept):
    article = sessions.articles(session)[0]
    session.do(actions.set_article(article, published=typed))
    assert session.reader.article(article).facts.published == kept


def test_an_article_is_found_by_the_month_of_a_date_that_was_typed(session):
    article = sessions.articles(session)[0]
    session.do(actions.set_article(article, published="30.10.2025"))
    found = session.reader.article_keys(ArticleQuery(published=frozenset({"2025-10"})))
    assert list(found) == [session.reader.key_of(article)]
