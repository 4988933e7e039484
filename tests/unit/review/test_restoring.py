"""Restoring: any value of the history comes back as a new action of whoever wants it."""

from pathlib import Path

import pytest
import sessions
from sessions import XENIA, YORICK, Clock

from credreview.domain.errors import UserError
from credreview.domain.history import HistoryQuery, Step
from credreview.domain.identity import REVIEW, judgement_id
from credreview.domain.journal import Change
from credreview.domain.model import Changed
from credreview.review import actions
from credreview.review.actions import Deed, Plan
from credreview.review.restoring import restore
from credreview.review.session import ReviewSession
from credreview.store.file import driver

WORDS = "ten ships"


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    Clock().install(monkeypatch)
    made = sessions.begin(tmp_path)
    yield made
    made.file.close()


@pytest.fixture
def second(session: ReviewSession):
    made = ReviewSession.open(session.file.path, YORICK)
    yield made
    made.file.close()


def again(session: ReviewSession, action: str | None, record: str, field: str) -> Changed:
    return session.do(restore(action or "", record, field, session.vocabulary))


def own(session: ReviewSession, claim: str):
    found = session.reader.claim(claim)
    assert found is not None
    assert found.own is not None
    return found.own


def newest(session: ReviewSession, **asked) -> Step:
    return session.reader.history(HistoryQuery(**asked)).steps[0]


GIVEN = {
    "provenance": ("government_statement", "anonymous_official"),
    "directness": ("paraphrase", "direct_quote"),
    "confidence": ("low", "high"),
    "rationale": ("The first words.", "Other words."),
    "attributed_to": ("Harbour Office", "Ferry Union"),
}


@pytest.mark.parametrize("field", GIVEN)
def test_an_earlier_value_of_the_own_judgement_comes_back(
    session: ReviewSession, field: str
) -> None:
    claim = sessions.mark(session, WORDS)
    first, later = GIVEN[field]
    action = sessions.judge(session, claim, **{field: first}).action
    sessions.judge(session, claim, **{field: later})
    done = again(session, action, judgement_id(claim, XENIA.id), field)
    assert getattr(own(session, claim), field) == first
    assert done.label == "restore"
    assert done.message.startswith("Restored: ")
    assert claim in done.claims
    step = newest(session, claim=claim)
    assert step.label == "restore"
    assert [v.over for v in step.values if v.field == field] == [later]
    session.undo()
    assert getattr(own(session, claim), field) == later


def test_a_grade_comes_back_as_one_also_over_not_checkable_and_into_it(
    session: ReviewSession,
) -> None:
    claim = sessions.mark(session, WORDS)
    record = judgement_id(claim, XENIA.id)
    graded = sessions.judge(session, claim, reliability="B", credibility="2").action
    half = sessions.judge(session, claim, credibility=None).action
    none = sessions.judge(session, claim, not_checkable=True).action
    for action, expected in ((graded, ("B", "2", False)), (none, ("B", None, True)),
                             (half, ("B", None, False))):  # fmt: skip
        again(session, action, record, "grade")
        shown = own(session, claim)
        assert (shown.reliability, shown.credibility, shown.not_checkable) == expected


def test_flags_come_back_as_they_were(session: ReviewSession) -> None:
    claim = sessions.mark(session, WORDS)
    flags = [term.id for term in session.vocabulary.flags[:2]]
    action = sessions.judge(session, claim, flags=flags).action
    sessions.judge(session, claim, flags=[])
    again(session, action, judgement_id(claim, XENIA.id), "flags")
    assert own(session, claim).flags == tuple(sorted(flags))


def test_somebody_elses_value_becomes_ones_own_and_theirs_stays(
    session: ReviewSession, second: ReviewSession
) -> None:
    claim = sessions.mark(session, WORDS)
    sessions.judge(session, claim, rationale="Mine.", reliability="C", credibility="3")
    theirs = sessions.judge(second, claim, rationale="Theirs.", reliability="E").action
    for field in ("rationale", "grade"):
        again(session, theirs, judgement_id(claim, YORICK.id), field)
    mine, other = session.reader.judgements(claim)
    assert (mine.reviewer, mine.rationale, mine.reliability) == (XENIA.id, "Theirs.", "E")
    assert (other.reviewer, other.rationale, other.reliability) == (YORICK.id, "Theirs.", "E")


def test_words_are_referred_to_and_not_kept_twice_so_that_they_can_be_erased(
    session: ReviewSession, second: ReviewSession
) -> None:
    def texts() -> int:
        with session.reader.view() as view:
            return view.db.execute("SELECT count(*) FROM text").fetchone()[0]

    claim = sessions.mark(session, WORDS)
    action = sessions.judge(session, claim, rationale="A name to be erased.").action
    sessions.judge(session, claim, rationale="Harmless.")
    sessions.judge(second, claim, reliability="B")
    before = texts()
    again(session, action, judgement_id(claim, XENIA.id), "rationale")
    assert texts() == before
    with session.file.writing() as connection:
        driver(connection).execute(
            "UPDATE text SET data = NULL, salt = NULL, purged = 1 WHERE salt IS NOT NULL"
        )
    assert own(session, claim).rationale is None
    with pytest.raises(UserError) as caught:
        again(second, action, judgement_id(claim, XENIA.id), "rationale")
    assert caught.value.id == "restore.erased"


def test_a_deleted_mark_comes_back_with_its_judgement(session: ReviewSession) -> None:
    claim = sessions.mark(session, WORDS)
    sessions.judge(session, claim, reliability="B")
    deleted = session.do(actions.unmark_claim(claim)).action
    assert session.reader.claim(claim) is None
    again(session, deleted, claim, "")
    assert own(session, claim).reliability == "B"
    with pytest.raises(UserError) as caught:
        again(session, deleted, claim, "")
    assert caught.value.id == "restore.shows"


def test_facts_come_back_from_corrections_and_from_the_file(session: ReviewSession) -> None:
    article = sessions.articles(session)[0]
    imported = newest(session, article=article)
    (found,) = (v for v in imported.values if v.kind == "capture")
    first = session.do(actions.set_article(article, title="First", outlet="Harbour Post")).action
    session.do(actions.set_article(article, title="Second", outlet=None))
    again(session, first, article, "outlet")
    facts = session.reader.article(article).facts
    assert (facts.title, facts.outlet) == ("Second", "Harbour Post")
    again(session, imported.action, found.record, "title")
    assert sessions.title_of(session, article) == found.value["title"]


def test_a_link_and_a_note_come_back(session: ReviewSession, second: ReviewSession) -> None:
    claim, other = sessions.mark(session, WORDS), sessions.mark(session, "Nobody saw")
    made = session.do(actions.link(claim, other, "confirms", session.vocabulary, "Because."))
    note = session.do(actions.write_note("claim", claim, "A note."))
    ids = {"link": made.answers["link"], "note": note.answers["note"]}
    for kind, id in ids.items():
        second.do(Deed("remove", lambda view, k=kind, i=id: Plan([Change(k, i, "del", {})])))
        with session.reader.view() as view:
            assert not view.is_alive(kind, id), "the control"
    again(session, made.action, ids["link"], "note")
    again(session, note.action, ids["note"], "")
    with session.reader.view() as view:
        assert view.fields("link", ids["link"])["relation"] == "confirms"
        assert view.fields("note", ids["note"])["about"] == ["claim", claim]
    with pytest.raises(UserError) as caught:
        again(session, note.action, ids["note"], "")
    assert caught.value.id == "restore.shows"


def test_the_title_of_the_review_comes_back(session: ReviewSession) -> None:
    (began,) = (s for s in session.reader.history(HistoryQuery()).steps if s.label == "begin")
    session.do(Deed("x", lambda view: Plan([Change("review", REVIEW, "set", {"title": "New"})])))
    again(session, began.action, REVIEW, "title")
    with session.reader.view() as view:
        assert view.fields("review", REVIEW)["title"] == "review"


@pytest.mark.parametrize(
    ("record", "field", "problem"),
    [
        ("judgement", "colour", "restore.impossible"),
        ("judgement", "flags", "restore.impossible"),
        ("judgement", "", "restore.impossible"),
        ("nothing", "grade", "restore.impossible"),
        ("judgement", "grade", "restore.shows"),
    ],
)
def test_what_cannot_come_back_is_refused_and_nothing_is_written(
    session: ReviewSession, record: str, field: str, problem: str
) -> None:
    claim = sessions.mark(session, WORDS)
    action = sessions.judge(session, claim, reliability="B").action
    before = session.reader.newest_action()
    id = judgement_id(claim, XENIA.id) if record == "judgement" else "00" * 16
    with pytest.raises(UserError) as caught:
        again(session, action, id, field)
    assert caught.value.id == problem
    assert session.reader.newest_action() == before


@pytest.mark.parametrize("action", ["", "zz", "00" * 32, "00"])
def test_an_action_that_is_not_there_is_refused(session: ReviewSession, action: str) -> None:
    with pytest.raises(UserError) as caught:
        again(session, action, "00" * 16, "grade")
    assert caught.value.id == "action.unknown"


def test_what_blind_mode_hides_cannot_be_restored_either(
    session: ReviewSession, second: ReviewSession
) -> None:
    claim = sessions.mark(session, WORDS)
    theirs = sessions.judge(second, claim, reliability="E", credibility="5").action
    blind = Change("review", REVIEW, "set", {"blind": True})
    session.do(Deed("blind", lambda view: Plan([blind])))
    with pytest.raises(UserError) as caught:
        again(session, theirs, judgement_id(claim, YORICK.id), "grade")
    assert caught.value.id == "action.unknown"
    sessions.judge(session, claim, reliability="C", credibility="2")
    again(session, theirs, judgement_id(claim, YORICK.id), "grade")
    assert own(session, claim).reliability == "E"


def test_a_grade_in_a_shape_that_nobody_writes_is_refused(
    session: ReviewSession, second: ReviewSession
) -> None:
    claim = sessions.mark(session, WORDS)
    change = Change("judgement", judgement_id(claim, YORICK.id), "set", {"grade": "B2"})
    action = second.do(Deed("judge", lambda view: Plan([change]))).action
    with pytest.raises(UserError) as caught:
        again(session, action, change.record, "grade")
    assert caught.value.id == "restore.impossible"
