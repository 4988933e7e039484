"""Pages of the history: complete, in order, in bounded looks; what was before; what is hidden."""

import json
from pathlib import Path

import pytest
import sessions
from sessions import XENIA, YORICK, Clock

from credreview.domain.errors import UserError
from credreview.domain.history import ERASED, HistoryQuery, Step, since, until
from credreview.domain.identity import REVIEW, judgement_id
from credreview.domain.journal import Change
from credreview.review import actions
from credreview.review.actions import Deed, Plan
from credreview.review.session import ReviewSession
from credreview.store import history
from credreview.store.file import driver
from credreview.store.journal import Journal

WORDS = "ten ships"


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    Clock().install(monkeypatch)
    made = sessions.begin(tmp_path)
    yield made
    made.file.close()


def steps(session: ReviewSession, limit: int = 100, **asked) -> list[Step]:
    """Return all steps of a query, read in pages of some size."""
    found: list[Step] = []
    after = None
    while True:
        page = session.reader.history(HistoryQuery(**asked), after, limit)
        assert len(page.steps) <= limit
        found += page.steps
        after = page.after
        if after is None:
            return found


def write(session: ReviewSession, *changes: Change, label: str = "judge") -> str:
    """Write changes as they are, whatever the rules of a deed; return the action's id."""
    changed = session.do(Deed(label, lambda view: Plan(list(changes))))
    assert changed.action is not None
    return changed.action


def value(session: ReviewSession, claim: str, field: str, at: int = 0):
    """Return what the newest step (or an older one) that wrote a field did to it."""
    found = [v for s in steps(session, claim=claim) for v in s.values if v.field == field]
    return found[at]


def busy(session: ReviewSession) -> str:
    """Do a bit of everything by two people; return a claim."""
    claim = sessions.mark(session, WORDS)
    other = sessions.mark(session, "Nobody saw")
    sessions.judge(
        session, claim, reliability="C", rationale="Why.", attributed_to="Harbour Office"
    )
    sessions.judge(session, claim, reliability="B")
    session.undo()
    session.redo()
    second = ReviewSession.open(session.file.path, YORICK)
    sessions.judge(second, claim, not_checkable=True)
    second.file.close()
    session.do(actions.link(claim, other, "confirms", session.vocabulary, "Because."))
    session.do(actions.write_note("claim", claim, "A note."))
    session.do(actions.set_article(sessions.articles(session)[0], title="Another"))
    session.do(actions.unmark_claim(other))
    return claim


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_of_any_size_tell_the_same_as_one(session: ReviewSession, limit: int) -> None:
    claim = busy(session)
    article = sessions.articles(session)[0]
    for asked in ({}, {"claim": claim}, {"article": article}, {"reviewer": XENIA.id}):
        whole = steps(session, 1000, **asked)
        assert steps(session, limit, **asked) == whole
        assert len({step.action for step in whole}) == len(whole) > 5


def test_the_whole_review_is_told_to_the_last_action(session: ReviewSession) -> None:
    busy(session)
    told = [step.action for step in steps(session)]
    with session.reader.view() as view:
        rows = view.db.execute("SELECT id FROM action ORDER BY n DESC").fetchall()
    assert told == [id.hex() for (id,) in rows]


def test_a_look_is_bounded_and_an_empty_page_is_not_the_last(
    session: ReviewSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy(session)
    whole = {asked: steps(session, reviewer=asked) for asked in (None, XENIA.id)}
    first = until_first(session)
    monkeypatch.setattr(history, "_SCAN", 3)
    for reviewer, all_steps in whole.items():
        assert steps(session, reviewer=reviewer) == all_steps
        page = session.reader.history(HistoryQuery(reviewer=reviewer, until=first))
        assert page.steps == ()
        assert page.after is not None
        assert len(steps(session, reviewer=reviewer, until=first)) == 1


def until_first(session: ReviewSession) -> int:
    """Return a moment after which all but the first action were done."""
    return steps(session)[-1].when + 1


def test_over_is_what_showed_before_in_the_order_of_time(session: ReviewSession) -> None:
    claim = sessions.mark(session, WORDS)
    for grade in ("C", "B", "D"):
        sessions.judge(session, claim, reliability=grade)
    told = [(v.value[0], v.over and v.over[0], v.shows) for v in grades(session, claim)]
    assert told == [("D", "B", True), ("B", "C", False), ("C", None, False)]
    session.undo()
    told = [(v.value[0], v.over and v.over[0], v.shows) for v in grades(session, claim)]
    assert told == [("D", "B", False), ("B", "C", True), ("C", None, False)]
    sessions.judge(session, claim, reliability="E")
    newest = grades(session, claim)[0]
    assert newest.over[0] == "B", "what was undone by then did not show"


def grades(session: ReviewSession, claim: str):
    return [v for s in steps(session, claim=claim) for v in s.values if v.field == "grade"]


def test_an_undone_step_says_by_whom_and_when_and_the_undo_says_what(
    session: ReviewSession,
) -> None:
    claim = sessions.mark(session, WORDS)
    sessions.judge(session, claim, reliability="C")
    off = session.undo()
    told = steps(session, claim=claim)
    assert [s.label for s in told] == ["undo", "judge", "mark_claim"]
    undo, judged, marked = told
    assert undo.undoes is not None
    assert undo.undoes.action == judged.action
    assert judged.off
    (switch,) = judged.switches
    assert (switch.action, switch.on, switch.reviewer_name) == (off.action, False, XENIA.name)
    assert switch.when == undo.when
    assert not marked.off
    on = session.redo()
    judged = steps(session, claim=claim)[2]
    assert not judged.off
    assert [s.action for s in judged.switches] == [off.action, on.action]


def test_an_undo_of_somebody_elses_step_does_not_count_and_is_told_so(
    session: ReviewSession,
) -> None:
    claim = sessions.mark(session, WORDS)
    theirs = sessions.judge(session, claim, reliability="C").action
    second = ReviewSession.open(session.file.path, YORICK)
    write(second, Change("action", theirs, "off", {}), label="undo")
    second.file.close()
    undo, judged, _ = steps(session, claim=claim)
    assert not undo.counts
    assert not judged.off
    assert judged.switches == ()


def test_a_write_to_somebody_elses_judgement_is_told_as_one_that_does_not_count(
    session: ReviewSession,
) -> None:
    claim = sessions.mark(session, WORDS)
    sessions.judge(session, claim, reliability="C")
    second = ReviewSession.open(session.file.path, YORICK)
    record = judgement_id(claim, XENIA.id)
    write(second, Change("judgement", record, "set", {"grade": ["F", "6"]}))
    second.file.close()
    forged, own = grades(session, claim)
    assert not forged.counts
    assert not forged.shows
    assert own.shows
    sessions.judge(session, claim, reliability="B")
    assert grades(session, claim)[0].over == ["C", None], "the forgery never showed"


def test_words_that_were_erased_are_told_as_erased(session: ReviewSession) -> None:
    claim = sessions.mark(session, WORDS)
    sessions.judge(session, claim, rationale="Too much.")
    sessions.judge(session, claim, rationale="Better.")
    with session.file.writing() as connection:
        driver(connection).execute(
            "UPDATE text SET data = NULL, salt = NULL, purged = 1 WHERE salt IS NOT NULL"
            " AND b = (SELECT min(b) FROM text WHERE salt IS NOT NULL)"
        )
    newest, oldest = value(session, claim, "rationale"), value(session, claim, "rationale", 1)
    assert oldest.value is ERASED
    assert (newest.value, newest.over) == ("Better.", ERASED)


def test_kinds_keep_what_wrote_to_such_a_record_not_what_only_touched_it(
    session: ReviewSession,
) -> None:
    claim = busy(session)
    for query in ({}, {"claim": claim}):
        labels = {s.label for s in steps(session, kinds=frozenset({"judgement"}), **query)}
        assert labels == {"judge"}
        labels = {s.label for s in steps(session, kinds=frozenset({"claim"}), **query)}
        assert labels <= {"mark_claim", "unmark_claim"}
        assert labels
    assert {s.label for s in steps(session, kinds=frozenset({"action"}))} == {"undo", "redo"}


def test_a_period_is_of_wall_times_whatever_the_clocks_say(
    session: ReviewSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(1_800_000_000_000).install(monkeypatch)
    claim = sessions.mark(session, WORDS)  # a PC whose clock runs ahead
    clock.now = 1_700_000_500_000
    sessions.judge(session, claim, reliability="C")
    for query in ({}, {"claim": claim}, {"reviewer": XENIA.id}):
        late = steps(session, since=1_750_000_000_000, **query)
        assert [s.label for s in late] == ["mark_claim"]
        early = steps(session, since=1_700_000_500_000, until=1_750_000_000_000, **query)
        assert [s.label for s in early] == ["judge"]


def test_what_a_merge_brought_says_so_and_what_is_set_aside_too(session: ReviewSession) -> None:
    claim = sessions.mark(session, WORDS)
    copy = sessions.copy_for(session, YORICK, "copy")
    sessions.judge(copy, claim, reliability="D")
    sessions.judge(session, claim, reliability="C")
    before = session.reader.newest_action()
    sessions.exchange(copy, session)
    after = session.reader.newest_action()
    copy.file.close()
    with session.file.writing() as connection:
        db = driver(connection)
        db.execute(
            "INSERT INTO merged (m, wall, name, ranges) VALUES (1, 5, 'copy.credreview', ?)",
            (json.dumps([[before + 1, after]]),),
        )
    theirs, mine = (s for s in steps(session, claim=claim) if s.label == "judge")
    theirs, mine = (theirs, mine) if theirs.reviewer == YORICK.id else (mine, theirs)
    assert theirs.came is not None
    assert (theirs.came.name, theirs.came.when) == ("copy.credreview", 5)
    assert mine.came is None
    with session.file.writing() as connection:
        db = driver(connection)
        db.execute("INSERT INTO aside (n_from, n_to) VALUES (?, ?)", (before + 1, after))
    aside = {s.reviewer: s.aside for s in steps(session, claim=claim) if s.label == "judge"}
    assert aside == {XENIA.id: False, YORICK.id: True}
    shows = {v.record[32:]: v.shows for v in grades(session, claim)}
    assert shows == {XENIA.id: True, YORICK.id: False}


def test_blind_mode_hides_others_steps_until_the_own_judgement_is_decided(
    session: ReviewSession,
) -> None:
    claim = sessions.mark(session, WORDS)
    second = ReviewSession.open(session.file.path, YORICK)
    sessions.judge(second, claim, reliability="D", credibility="4", attributed_to="Ferry Union")
    sessions.judge(second, claim, reliability="E")
    second.undo()
    article = sessions.articles(session)[0]
    queries = ({}, {"claim": claim}, {"article": article}, {"reviewer": YORICK.id})
    assert all("Ferry Union" in str(steps(session, **query)) for query in queries), "the control"
    write(session, Change("review", REVIEW, "set", {"blind": True}), label="blind")
    for query in queries:
        assert "Ferry Union" not in str(steps(session, **query))
        assert {s.label for s in steps(session, **query) if s.reviewer == YORICK.id} <= {
            "introduce"
        }
    assert "Ferry Union" in str(steps(second)), "their own"
    sessions.judge(session, claim, reliability="C", credibility="2")
    assert all("Ferry Union" in str(steps(session, **query)) for query in queries)
    second.file.close()


def test_a_link_and_a_note_stand_in_the_history_of_what_they_are_about(
    session: ReviewSession,
) -> None:
    claim = busy(session)
    labels = [s.label for s in steps(session, claim=claim)]
    assert {"link", "note"} <= set(labels)
    linked = next(s for s in steps(session, claim=claim) if s.label == "link")
    assert linked.place.claim == claim, "of its two claims the one that was asked about"
    assert ("note", "Because.") in [(v.field, v.value) for v in linked.values]


def test_an_import_of_many_is_told_in_the_history_of_one_by_that_one_alone(
    session: ReviewSession,
) -> None:
    one, two = sessions.articles(session)
    (imported,) = (s for s in steps(session, article=one) if s.label == "import")
    assert {v.record for v in imported.values if v.kind == "article"} == {one}
    captures = [v for v in imported.values if v.kind == "capture"]
    assert [v.value["article"] for v in captures] == [one]
    (both,) = (s for s in steps(session) if s.label == "import")
    assert {v.record for v in both.values if v.kind == "article"} == {one, two}
    assert both.place.article == "", "it is about several"


def test_a_step_is_told_with_the_claims_own_words(session: ReviewSession) -> None:
    claim = sessions.mark(session, WORDS)
    step = steps(session)[0]
    assert (step.place.claim, step.place.quote) == (claim, WORDS)
    assert step.place.title == "Harbour closed for repairs"


def test_a_record_of_a_kind_that_is_not_known_yet_does_not_stop_the_history(
    session: ReviewSession,
) -> None:
    with session.file.writing() as connection:
        journal = Journal(driver(connection))
        journal.append(
            reviewer=XENIA.id,
            label="foresee",
            wall=1_700_000_900_000,
            changes=[Change("prophecy", "cc" * 16, "new", {"what": ["x", {"text": "not hex"}]})],
        )
        journal.finish()
    newest = steps(session)[0]
    assert newest.label == "foresee"
    assert newest.values[0].kind == "prophecy"


def test_a_day_counts_from_its_beginning_to_its_end() -> None:
    assert until("2025-10-30") - since("2025-10-30") == 24 * 3600 * 1000
    assert until("2025-10-30T14:00") == since("2025-10-30T14:00")
    assert since("2025-10-30T00:00Z") == 1_761_782_400_000
    for words in ("", "30.10.2025", "2025-13-01", "yesterday", "9999-12-31"):
        with pytest.raises(UserError):
            until(words)
