"""Search: whatever is typed has an answer, and snippets show what was found."""

from pathlib import Path

import pytest
import sessions
from hypothesis import given
from hypothesis import strategies as st
from sessions import BRIDGE, HARBOUR

from credreview.domain.model import ArticleQuery
from credreview.review import actions
from credreview.review.session import ReviewSession
from credreview.store import search


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> ReviewSession:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CREDREVIEW_HOME", str(tmp_path_factory.mktemp("home")))
        texts = [HARBOUR, BRIDGE, "Café Münster\n\nÅngström's naïve façade, co-owned.\n"]
        return sessions.begin(tmp_path_factory.mktemp("search"), texts)


def titles(session: ReviewSession, text: str, *, ranked: bool = False) -> list[str]:
    query = ArticleQuery(text=text, ranked=ranked)
    rows = session.reader.article_rows(session.reader.article_keys(query))
    return sorted(row.title for row in rows)


@pytest.mark.parametrize("ranked", [False, True])
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("harbour", ["Harbour closed for repairs"]),
        ("HARB", ["Harbour closed for repairs"]),
        ("arbour", []),
        ("harb ", []),
        ("said", ["Bridge opens early", "Harbour closed for repairs"]),
        ("said bridge", ["Bridge opens early"]),
        ('"bridge opened"', ["Bridge opens early"]),
        ('"opened bridge"', []),
        ('"bridge open', ["Bridge opens early"]),
        ("cafe munster", ["Café Münster"]),
        ("angstrom's", ["Café Münster"]),
        ("co-owned", ["Café Münster"]),
        ("said OR nothing", []),
        ("title:harbour", []),
        ("-harbour", ["Harbour closed for repairs"]),
        ("(harbour)", ["Harbour closed for repairs"]),
        ("...", []),
        ("_", []),
        ('"', []),
        ('""', []),
        ("*", []),
        ("\U0001f426", []),
        ("\x00", []),
        ("a\x00b", []),
        ("\ud800", []),
        ("said\x00bridge", ["Bridge opens early"]),
    ],
)
def test_what_is_typed_finds_its_articles(
    session: ReviewSession, typed: str, found: list[str], ranked: bool
) -> None:
    assert titles(session, typed, ranked=ranked) == found


def test_an_empty_search_shows_all(session: ReviewSession) -> None:
    assert len(titles(session, "")) == len(titles(session, "  ")) == 3


@given(typed=st.text(max_size=30) | st.text('"*():^-+{}ANDORNOT ab', max_size=20))
def test_nothing_that_can_be_typed_is_an_error(session: ReviewSession, typed: str) -> None:
    query = ArticleQuery(text=typed)
    keys = session.reader.article_keys(query)
    assert [row.key for row in session.reader.article_rows(keys, typed)] == list(keys)


def test_a_corrected_title_is_found_by_its_words_and_no_more_by_the_old(tmp_path: Path) -> None:
    session = sessions.begin(tmp_path)
    (article, _) = sessions.articles(session)
    session.do(actions.set_article(article, title="Quay shut"))
    assert titles(session, "quay") == ["Quay shut"]
    assert titles(session, '"closed for repairs"') == ["Quay shut"], "the text holds them as well"
    session.undo()
    assert titles(session, "quay") == []
    session.file.close()


def test_a_row_without_a_title_names_its_file(tmp_path) -> None:
    session = sessions.begin(tmp_path, ["all of it runs on in one line, without a heading\n"])
    (row,) = session.reader.article_rows(session.reader.article_keys(ArticleQuery()))
    assert (row.title, row.file_name) == ("", "0000.txt")
    session.file.close()


@given(st.text(max_size=300), st.text(max_size=12))
def test_a_snippet_without_its_marks_is_a_piece_of_the_text(text: str, typed: str) -> None:
    text = text.replace(search.HIT_START, "").replace(search.HIT_END, "")
    made = search.snippet(text, hits) if (hits := search.hits(typed)) else ""
    if search.HIT_START in made:
        plain = made.replace(search.HIT_START, "").replace(search.HIT_END, "")
        inner = plain.removeprefix("… ").removesuffix(" …")
        assert " ".join(inner.split()) in " ".join(text.split())


def test_a_snippet_marks_the_hits_and_says_where_it_was_cut() -> None:
    text = "Some words before. " * 20 + "Müller said so.\n\nSo said Muller. " + "Words after. " * 30
    made = search.snippet(text, search.hits("muller"))
    assert f"{search.HIT_START}Müller{search.HIT_END}" in made
    assert f"{search.HIT_START}Muller{search.HIT_END}" in made
    assert made.startswith("… ")
    assert made.endswith(" …")
    assert "\n" not in made
    beginning = search.snippet(text, search.hits("nowhere"))
    assert text.startswith(beginning)
    assert search.HIT_START not in beginning


@given(st.text())
def test_folding_keeps_every_position(text: str) -> None:
    assert len(search.fold(text)) == len(text)
