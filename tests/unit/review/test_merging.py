"""A merge is a union of journals: nothing is lost, and twice changes nothing."""

import hashlib
from pathlib import Path

import pytest
import sessions
import tables
from sessions import HARBOUR, XENIA, YORICK

from credreview.domain.errors import Cancelled, UserError
from credreview.domain.merging import MergeState
from credreview.domain.model import ClaimState, Person
from credreview.review import actions, merging
from credreview.review.session import ReviewSession
from credreview.store import union, verify
from credreview.store.file import driver

ZELDA = Person("cc" * 16, "Zelda Example")
TEN, TWENTY = "ten ships were turned away", "Fishermen counted twenty"


def everything(session: ReviewSession) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all tables that are not a cache of SQLite's own."""
    with session.file.reading() as connection:
        db = driver(connection)
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in verify.tables()}


def found(session: ReviewSession, words: str) -> set[str]:
    with session.file.reading() as connection:
        return tables.found_by(driver(connection), words)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def pair(tmp_path: Path):
    """Xenia's review, and Yorick's copy of it with judgements of his own."""
    own = sessions.begin(tmp_path / "own")
    claim = sessions.mark(own, TEN)
    other = sessions.copy_for(own, YORICK, "yorick")
    sessions.judge(own, claim, reliability="B", credibility="2", rationale="A count.")
    sessions.judge(other, claim, reliability="D", credibility="4", rationale="No count at all.")
    second = sessions.mark(other, TWENTY)
    sessions.judge(other, second, reliability="C", credibility="3")
    yield own, other
    own.close()
    other.close()


def test_a_preview_tells_what_comes_and_changes_nothing(pair) -> None:
    own, other = pair
    before, theirs = digest(own.file.path), digest(other.file.path)
    prepared = merging.prepare(own, other.file.path)
    report = prepared.report
    assert (len(report.claims), len(report.judgements)) == (1, 2)
    assert len(report.touched_claims) == 2
    assert [(c.name, c.judgements, c.is_new) for c in report.contributors] == [
        (YORICK.name, 2, True)
    ]
    (differing,) = [
        claim
        for claim in prepared.reader.claims(sessions.articles(own)[0])
        if claim.state is ClaimState.DIFFERING
    ]
    assert differing.quote == TEN
    prepared.close()
    assert (digest(own.file.path), digest(other.file.path)) == (before, theirs)


def test_a_merge_brings_what_its_preview_told(pair) -> None:
    own, other = pair
    prepared = merging.prepare(own, other.file.path)
    report = prepared.carry_out()
    prepared.close()
    assert report == prepared.report
    sessions.check(own)
    assert own.check().problems == []
    judged = own.reader.judgements(report.touched_claims[0])
    assert [(j.reviewer_name, j.rationale) for j in judged] == [
        (XENIA.name, "A count."),
        (YORICK.name, "No count at all."),
    ]
    assert merging.report_of(own, 1) == report


def test_merging_again_changes_nothing(pair) -> None:
    own, other = pair
    merging.merge(own, other.file.path)
    before = everything(own)
    prepared = merging.prepare(own, other.file.path)
    assert prepared.is_empty
    assert prepared.carry_out().actions == 0
    prepared.close()
    assert everything(own) == before


def test_both_ways_end_in_one_review(pair) -> None:
    own, other = pair
    merging.merge(own, other.file.path)
    merging.merge(other, own.file.path)
    assert own.reader.fingerprint() == other.reader.fingerprint()
    assert sessions.check(own) == sessions.check(other)


def test_reviews_begun_apart_meet_in_equal_texts(tmp_path: Path) -> None:
    own = sessions.begin(tmp_path / "own")
    other = ReviewSession.create(tmp_path / "apart.credreview", YORICK)
    sessions.bring(other, tmp_path / "theirs", [HARBOUR, "Another text. It says a thing.\n"])
    claim = sessions.mark(own, TEN)
    assert sessions.mark(other, TEN) == claim
    sessions.judge(own, claim, reliability="A", credibility="1")
    sessions.judge(other, claim, reliability="A", credibility="1")
    report = merging.merge(own, other.file.path)
    assert (len(report.articles), len(report.claims), len(report.judgements)) == (1, 0, 1)
    assert len(own.reader.judgements(claim)) == 2
    sessions.check(own)
    assert found(own, "another") == set(report.articles)
    own.close()
    other.close()


def test_undoing_a_merge_after_which_nothing_was_done_leaves_the_file_as_it_was(pair) -> None:
    own, other = pair
    sessions.bring(other, other.file.path.parent / "more", ["A third text. It is new.\n"])
    article = sessions.articles(own)[1]
    other.do(actions.set_article(article, title="A title by Yorick"))
    before, words = everything(own), found(own, "third")
    first = merging.merge(own, other.file.path)
    assert found(own, "third")
    assert found(own, "yorick")
    assert merging.undo_merge(own, 1) is None
    assert everything(own) == before
    assert found(own, "third") == words == set()
    assert found(own, "yorick") == set()
    assert own.check(rebuild=True).problems == []
    assert merging.merges(own) == []
    assert merging.merge(own, other.file.path) == first
    sessions.check(own)


def test_undoing_a_merge_that_was_built_upon_sets_it_aside_until_it_is_lifted(pair) -> None:
    own, other = pair
    claim = other.reader.claims(sessions.articles(other)[0])[-1].id
    report = merging.merge(own, other.file.path)
    shown = sessions.check(own)
    own.do(actions.set_article(sessions.articles(own)[1], title="Done since"))
    after = sessions.check(own)
    entry = merging.undo_merge(own, 1)
    assert entry is not None
    assert entry.state is MergeState.ASIDE
    (left,) = own.reader.claims(sessions.articles(own)[0])
    assert left.quote == TEN
    assert left.state is ClaimState.JUDGED
    assert len(own.reader.judgements(left.id)) == 1
    assert own.check(rebuild=True).problems == []
    assert own.reader.fingerprint() != report.fingerprint
    assert merging.lift(own, 1).state is MergeState.DONE
    assert sessions.check(own) == after != shown
    assert own.reader.claim(claim) is not None
    assert own.check(rebuild=True).problems == []


def test_what_was_set_aside_is_in_every_copy(pair, tmp_path: Path) -> None:
    own, other = pair
    merging.merge(own, other.file.path)
    sessions.mark(own, "Nobody saw it open")
    merging.undo_merge(own, 1)
    third = ReviewSession.create(tmp_path / "third.credreview", ZELDA)
    merging.merge(third, own.file.path)
    assert {j.reviewer for c in third.reader.claims(sessions.articles(third)[0])
            for j in third.reader.judgements(c.id)} == {XENIA.id, YORICK.id}  # fmt: skip
    third.close()


def test_a_review_is_not_merged_with_itself(pair) -> None:
    own, _ = pair
    with pytest.raises(UserError, match="this review itself"):
        merging.prepare(own, own.file.path)


def test_a_clock_that_runs_ahead_is_announced(pair, monkeypatch: pytest.MonkeyPatch) -> None:
    own, other = pair
    clock = sessions.Clock(own.reader.judgements(own.reader.claims(
        sessions.articles(own)[0])[0].id)[0].when + 400 * 24 * 3600 * 1000)  # fmt: skip
    with monkeypatch.context() as patched:
        clock.install(patched)
        sessions.mark(other, "Nobody saw it open")
    prepared = merging.prepare(own, other.file.path)
    assert "clock.ahead" in [announced.id for announced in prepared.report.announcements]
    prepared.close()


def test_seals_that_came_to_known_work_are_brought_and_trying_out_writes_nothing(pair) -> None:
    own, other = pair
    merging.merge(own, other.file.path)
    other.seal("export")
    before = digest(own.file.path)
    prepared = merging.prepare(own, other.file.path)
    assert not prepared.is_empty
    assert prepared.report.actions == 0
    assert digest(own.file.path) == before
    prepared.carry_out()
    prepared.close()
    with own.file.reading() as connection:
        (sealed,) = driver(connection).execute("SELECT count(*) FROM signature").fetchone()
    assert sealed == 1
    prepared = merging.prepare(own, other.file.path)
    assert prepared.is_empty
    prepared.close()


def test_a_merge_that_was_broken_off_goes_on_and_is_undone_as_one(
    pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, other = pair
    before = everything(own)
    monkeypatch.setattr(union, "STEP", 2)
    monkeypatch.setattr(union, "MOST_A_STEP", 2)
    whole = merging.prepare(own, other.file.path)

    def stop(done: int, total: int, name: str = "") -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        whole.carry_out(stop)
    assert [entry.state for entry in merging.merges(own)] == [MergeState.UNFINISHED]
    sessions.check(own)
    report = merging.merge(own, other.file.path)
    assert report == whole.report
    whole.close()
    (entry,) = merging.merges(own)
    assert (entry.state, entry.actions) == (MergeState.DONE, report.actions)
    assert merging.undo_merge(own, entry.number) is None
    assert everything(own) == before


def test_work_between_the_parts_of_a_merge_makes_them_two(
    pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, other = pair
    monkeypatch.setattr(union, "STEP", 2)
    monkeypatch.setattr(union, "MOST_A_STEP", 2)
    prepared = merging.prepare(own, other.file.path)

    def stop(done: int, total: int, name: str = "") -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        prepared.carry_out(stop)
    prepared.close()
    sessions.mark(own, "Nobody saw it open")
    merging.merge(own, other.file.path)
    assert [entry.state for entry in merging.merges(own)] == [MergeState.DONE, MergeState.DONE]
    after = sessions.check(own)
    assert merging.undo_merge(own, 2) is None
    assert merging.undo_merge(own, 1) is not None
    assert own.check(rebuild=True).problems == []
    merging.merge(own, other.file.path)
    merging.lift(own, 1)
    assert sessions.check(own) == after


def test_a_mark_that_is_set_aside_is_written_when_it_is_made_again(tmp_path: Path) -> None:
    own = sessions.begin(tmp_path / "own")
    desktop = sessions.copy_for(own, XENIA, "desktop")
    claim = sessions.mark(desktop, "Nobody saw it open")
    yorick = sessions.copy_for(desktop, YORICK, "yorick")
    sessions.judge(yorick, claim, reliability="B", credibility="2")
    for one in (desktop, yorick):
        one.close()
        merging.merge(own, one.file.path)
    assert merging.undo_merge(own, 1) is not None, "the own mark, from the desktop, is set aside"
    assert own.reader.claim(claim) is not None, "it lives on in what Yorick said of it"
    before = own.reader.newest_action()
    assert sessions.mark(own, "Nobody saw it open") == claim
    assert own.reader.newest_action() > before
    assert merging.undo_merge(own, 2) is not None
    assert own.reader.claim(claim) is not None
    own.close()
