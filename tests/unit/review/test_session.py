"""Sessions: undo across restarts, bulk work as one step, and trouble that changes nothing."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import sessions
from sessions import XENIA, YORICK, judge, mark

from credreview.domain.errors import UserError
from credreview.domain.model import ArticleQuery, Changed, Person
from credreview.review import actions, bulk, judging
from credreview.review.session import ReviewSession
from credreview.store.file import driver

WORDS = "ten ships were turned away"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[ReviewSession]:
    made = sessions.begin(tmp_path)
    yield made
    made.file.close()


def reopened(session: ReviewSession, person: Person = XENIA) -> ReviewSession:
    session.close()
    return ReviewSession.open(session.file.path, person)


def grades(session: ReviewSession, claim: str) -> tuple[str | None, str | None]:
    own = session.reader.judgements(claim)
    return (own[0].reliability, own[0].credibility) if own else (None, None)


# Undo and redo


def test_undo_and_redo_go_on_after_a_restart(session: ReviewSession) -> None:
    claim = mark(session, WORDS)
    judge(session, claim, reliability="A", credibility="1")
    judge(session, claim, reliability="B", credibility="2")
    session = reopened(session)
    session.undo()
    assert grades(session, claim) == ("A", "1")
    session = reopened(session)
    session.undo()
    assert grades(session, claim) == (None, None)
    session = reopened(session)
    session.redo()
    session = reopened(session)
    session.redo()
    assert grades(session, claim) == ("B", "2")
    assert session.redo() is None
    session.close()


def test_undo_reaches_back_to_the_beginning_and_stops_there(session: ReviewSession) -> None:
    claim = mark(session, WORDS)
    labels = []
    while changed := session.undo():
        labels.append(changed.label)
    assert labels == ["mark_claim", "import"]
    assert session.reader.claim(claim) is None
    assert session.reader.article_count() == 0
    title = session.reader.summary()[0]
    assert title == "review", "the review itself stays"


def test_redo_ends_with_new_work(session: ReviewSession) -> None:
    claim = mark(session, WORDS)
    judge(session, claim, confidence="low")
    session.undo()
    judge(session, claim, confidence="high")
    assert session.redo() is None
    assert session.reader.judgements(claim)[0].confidence == "high"


def test_undo_is_of_ones_own_deeds_only(session: ReviewSession) -> None:
    claim = mark(session, WORDS)
    other = ReviewSession.open(session.file.path, YORICK)
    assert other.undo() is None
    judge(other, claim, confidence="low")
    session.undo()
    found = other.reader.claim(claim)
    assert found is not None, "judged by another, so undoing the mark does not take it away"
    assert found.own is not None
    other.undo()
    assert other.reader.claim(claim) is None
    other.file.close()


def test_undo_tells_where_to_look(session: ReviewSession) -> None:
    claim = mark(session, WORDS)
    (article,) = {c.article for c in [session.reader.claim(claim)] if c}
    changed = session.undo()
    assert changed is not None
    assert (changed.label, changed.goto) == ("mark_claim", claim)
    assert article in changed.articles
    assert claim in changed.claims


def test_a_bulk_import_is_one_step(
    session: ReviewSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BATCH_FILES", 3)
    texts = [f"Report {number}\n\nThe harbour took in {number} ships.\n" for number in range(10)]
    before = len(sessions.bodies(session))
    sessions.bring(session, tmp_path / "many", texts)
    assert len(sessions.bodies(session)) - before == 4, "several actions"
    assert session.reader.article_count() == 12
    claim = mark(session, "took in 7 ships")
    session.undo()
    session.undo()
    assert session.reader.article_count() == 2
    assert session.reader.claim(claim) is None
    assert list(session.reader.article_keys(ArticleQuery(text='"took in"'))) == []
    session = reopened(session)
    session.redo()
    assert session.reader.article_count() == 12
    assert len(session.reader.article_keys(ArticleQuery(text='"took in"'))) == 10
    session.redo()
    assert session.reader.claim(claim) is not None
    sessions.check(session)
    session.close()


def test_an_undone_import_can_be_done_again(session: ReviewSession, tmp_path: Path) -> None:
    text = "Third article\n\nIt says nothing of note.\n"
    (first,) = sessions.bring(session, tmp_path / "third", [text])
    session.undo()
    assert session.reader.article_count() == 2
    (again,) = sessions.bring(session, tmp_path / "third", [text])
    assert (again.outcome, again.article) == (bulk.Outcome.ADDED, first.article)
    assert session.reader.article_count() == 3
    assert len(session.reader.article(str(first.article)).captures) == 1
    (known,) = sessions.bring(session, tmp_path / "third", [text])
    assert known.outcome is bulk.Outcome.ALREADY_THERE
    sessions.check(session)


def test_an_import_with_very_long_facts_is_split_and_not_refused(
    session: ReviewSession, tmp_path: Path
) -> None:
    long = "Ü" * 1900
    texts = [
        f"---\ntitle: {long}\noutlet: {long}\nauthor: {long}\n---\nBody number {number} of many.\n"
        for number in range(150)
    ]
    results = sessions.bring(session, tmp_path / "long", texts)
    assert {result.outcome for result in results} == {bulk.Outcome.ADDED}
    assert session.reader.article_count() == 152
    session.undo()
    assert session.reader.article_count() == 2


def test_a_batch_named_by_another_program_stops_no_undo(session: ReviewSession) -> None:
    from credreview.domain.journal import Change
    from credreview.store.journal import Journal

    (article, _) = sessions.articles(session)
    with session.file.writing() as connection:
        journal = Journal(driver(connection))
        change = Change("article", article, "set", {"title": "From elsewhere"})
        journal.append(reviewer=XENIA.id, label="import", wall=5, changes=[change], batch="no time")
        journal.finish()
    session.undo()
    assert sessions.title_of(session, article) == "Harbour closed for repairs"


# Several deeds at once


def test_a_deed_that_fails_is_left_out_and_the_rest_is_kept(session: ReviewSession) -> None:
    claim = mark(session, WORDS)
    told: list[Changed] = []
    session.listen(told.append)
    vocabulary = session.vocabulary
    results = session.do_all(
        [
            judging.judge(claim, vocabulary, confidence="low"),
            actions.unmark_claim("ab" * 16),
            judging.judge(claim, vocabulary, directness="paraphrase"),
        ]
    )
    assert [isinstance(result, Changed) for result in results] == [True, False, True]
    assert isinstance(results[1], UserError)
    assert results[1].id == "claim.unknown"
    own = session.reader.judgements(claim)[0]
    assert (own.confidence, own.directness) == ("low", "paraphrase")
    assert told == [results[0], results[2]]
    sessions.check(session)


def test_a_known_span_answers_its_claim_and_writes_nothing(session: ReviewSession) -> None:
    claim = mark(session, WORDS)
    before = session.reader.fingerprint()
    assert mark(session, WORDS) == claim
    assert session.reader.fingerprint() == before
    assert mark(session, WORDS, part=1) != claim


def test_a_first_deed_that_fails_writes_nothing_at_all(session: ReviewSession) -> None:
    other = ReviewSession.open(session.file.path, YORICK)
    before = other.reader.fingerprint()
    with pytest.raises(UserError):
        other.do(actions.unmark_claim("ab" * 16))
    assert other.reader.fingerprint() == before
    claim = mark(other, WORDS)
    judge(other, claim, confidence="low")
    assert other.reader.judgements(claim)[0].reviewer_name == "Yorick Example"
    other.file.close()


def test_a_new_name_of_a_person_shows_on_old_judgements(session: ReviewSession) -> None:
    claim = mark(session, WORDS)
    judge(session, claim, confidence="low")
    session = reopened(session, Person(XENIA.id, "Xenia Newname"))
    judge(session, claim, confidence="high")
    assert session.reader.judgements(claim)[0].reviewer_name == "Xenia Newname"
    session.close()


@pytest.mark.parametrize("given", ["  ", "\u00a0", ""])
def test_a_name_of_nothing_but_space_attributes_to_nobody(
    session: ReviewSession, given: str
) -> None:
    claim = mark(session, WORDS)
    judge(session, claim, attributed_to="Fictional Ministry")
    judge(session, claim, attributed_to=given)
    assert session.reader.judgements(claim)[0].attributed_to is None
    assert session.reader.sources() == ["Fictional Ministry"]


def test_two_spellings_of_a_name_are_one_source(session: ReviewSession) -> None:
    one, other = mark(session, WORDS), mark(session, "Fishermen counted twenty")
    judge(session, one, attributed_to="Fictional Ministry", reliability="B")
    judge(session, other, attributed_to="fictional  ministry")
    assert session.reader.sources() == ["Fictional Ministry"]
    assert session.reader.earlier_grades("FICTIONAL MINISTRY", other) == {"B": 1}


def test_ids_have_one_spelling(session: ReviewSession) -> None:
    claim = mark(session, WORDS)
    assert any(c.isalpha() for c in claim)
    for spelling in (claim.upper(), f"{claim[:8]} {claim[8:]}", claim[:-2], "", "\ud800", "zz"):
        with pytest.raises(UserError):
            session.do(actions.unmark_claim(spelling))
        with pytest.raises(UserError):
            session.do(actions.write_note("claim", spelling, "words"))


# Terms


def test_a_review_keeps_the_terms_it_began_with(
    session: ReviewSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from credreview.review import words

    began_with = session.vocabulary
    newer = json.loads(words.shipped_bytes())
    newer["version"] += 1
    newer["provenance"] = newer["provenance"][:1]
    monkeypatch.setattr(words, "shipped_bytes", lambda: json.dumps(newer).encode())
    again = ReviewSession.open(session.file.path, XENIA)
    assert again.vocabulary == began_with
    again.close()
    (tmp_path / "later").mkdir()
    later = ReviewSession.create(tmp_path / "later" / "new.credreview", XENIA)
    assert len(later.vocabulary.provenance) == 1
    later.close()


def test_own_terms_travel_with_the_judgements_that_use_them(
    session: ReviewSession, home: Path
) -> None:
    own = home / "config" / "vocabulary.json"
    own.parent.mkdir(exist_ok=True)
    term = {"id": "own_rumour", "label": "Rumour", "short": "Rum", "definition": "Heard somewhere"}
    own.write_text(json.dumps({"terms": {"provenance": [term]}}), encoding="utf-8")
    session = reopened(session)
    claim = mark(session, WORDS)
    judge(session, claim, provenance="own_rumour")
    session.close()
    own.unlink()  # another machine, where nobody has that term
    elsewhere = ReviewSession.open(session.file.path, YORICK)
    found = elsewhere.vocabulary.find("provenance", "own_rumour")
    assert found is not None
    assert found.label == "Rumour"
    judge(elsewhere, claim, provenance="own_rumour")
    elsewhere.close()


def test_own_terms_that_cannot_be_read_are_told_and_not_overlooked(
    session: ReviewSession, home: Path
) -> None:
    own = home / "config" / "vocabulary.json"
    own.parent.mkdir(exist_ok=True)
    for content in ("{", "[]", '{"provenance": 5}', '{"provenance": [5]}', '{"x": []}'):
        own.write_text(content, encoding="utf-8")
        opened = ReviewSession.open(session.file.path, XENIA)
        with pytest.raises(UserError):
            _ = opened.vocabulary
        assert opened.check().problems == [], "a check needs no terms"
        opened.file.close()


# Creating


@pytest.mark.parametrize("title", ["Ünï \U0001f426", "half \udc80 a letter", "a\0b", "x" * 100_000])
def test_whatever_a_title_holds_a_review_is_made(tmp_path: Path, title: str) -> None:
    session = ReviewSession.create(tmp_path / "new.credreview", XENIA, title=title)
    assert session.reader.summary()[0]
    assert session.check().problems == []
    session.close()


def test_a_review_whose_file_name_is_no_text_is_made_and_opened(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.credreview"))
    try:
        session = ReviewSession.create(path, XENIA)
    except UserError:
        pytest.skip("this file system takes names in UTF-8 only")
    fingerprint = session.reader.fingerprint()
    session.close()
    again = ReviewSession.open(path, XENIA)
    assert again.reader.fingerprint() == fingerprint
    again.close()


def test_a_name_without_the_ending_is_refused(tmp_path: Path) -> None:
    for name in ("review", "review.db", ".credreview", "review.credreview.txt"):
        with pytest.raises(UserError) as caught:
            ReviewSession.create(tmp_path / name, XENIA)
        assert caught.value.id == "file.bad_name"
    assert list(tmp_path.iterdir()) == []
