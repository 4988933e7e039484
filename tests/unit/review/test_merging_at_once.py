"""A large merge takes over what its preview made, where the review is still as it was."""

from pathlib import Path

import pytest
import sessions
from sessions import YORICK
from test_merging import digest, everything, found, pair  # noqa: F401 - a fixture

from credreview.domain.errors import Cancelled
from credreview.domain.merging import MergeState
from credreview.review import actions, merging
from credreview.review.merging import Prepared
from credreview.review.session import ReviewSession
from credreview.store import union


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes is large enough to be taken over."""
    monkeypatch.setattr(Prepared, "_is_quick_to_adopt", lambda self: True)


@pytest.fixture
def united(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files into which something was united, action by action."""
    files: list[Path] = []
    right = union.unite

    def unite(file, *given):
        files.append(file.path)
        return right(file, *given)

    monkeypatch.setattr(union, "unite", unite)
    return files


def richer(pair):  # noqa: F811 - the fixture's value
    """Let the other review change and bring what the own one knows, and more."""
    own, other = pair
    sessions.bring(other, other.file.path.parent / "more", ["A third text. It is new.\n"])
    other.do(actions.set_article(sessions.articles(own)[1], title="A title by Yorick"))
    other.undo()
    other.do(actions.set_article(sessions.articles(own)[0], title="Another by Yorick"))
    other.seal("export")
    return own, other


def test_what_the_preview_made_is_taken_over_and_not_done_again(pair, united) -> None:  # noqa: F811
    own, other = richer(pair)
    prepared = merging.prepare(own, other.file.path)
    report = prepared.carry_out()
    prepared.close()
    assert own.file.path not in united
    assert report == prepared.report == merging.report_of(own, 1)
    sessions.check(own)
    assert own.check(rebuild=True).problems == []
    assert found(own, "third")
    assert found(own, "yorick") == {sessions.articles(own)[0]}


def test_it_leaves_the_review_that_a_union_leaves(pair, tmp_path: Path, monkeypatch) -> None:  # noqa: F811
    own, other = richer(pair)
    sessions.Clock().install(monkeypatch)
    twin = tmp_path / "twin.credreview"
    own.save_copy(twin)
    merging.merge(own, other.file.path)
    monkeypatch.setattr(Prepared, "_is_quick_to_adopt", lambda self: False)
    second = ReviewSession.open(twin, own.reviewer)
    merging.merge(second, other.file.path)
    at_once, step_by_step = everything(own), everything(second)
    for held in (at_once, step_by_step):  # when it was, and the report beside it
        held["merged"] = [(m, *rest) for m, _, *rest in held["merged"]]
    assert at_once == step_by_step
    assert found(own, "yorick") == found(second, "yorick")
    second.close()


def test_what_was_done_since_the_preview_is_kept(pair, united) -> None:  # noqa: F811
    own, other = richer(pair)
    prepared = merging.prepare(own, other.file.path)
    claim = sessions.mark(own, "Nobody saw it open")
    prepared.carry_out()
    prepared.close()
    assert united[-1] == own.file.path, "done again, in the review as it is now"
    assert own.reader.claim(claim) is not None
    sessions.check(own)
    assert own.check(rebuild=True).problems == []


def test_what_another_program_did_since_the_preview_is_kept(pair, united) -> None:  # noqa: F811
    own, other = richer(pair)
    prepared = merging.prepare(own, other.file.path)
    beside = ReviewSession.open(own.file.path, YORICK)
    claim = sessions.mark(beside, "Nobody saw it open")
    beside.close()
    prepared.carry_out()
    prepared.close()
    assert united[-1] == own.file.path
    assert own.reader.claim(claim) is not None
    sessions.check(own)


def test_taking_over_without_a_look_at_what_was_done_since_loses_it(pair, monkeypatch) -> None:  # noqa: F811
    """The control."""
    own, other = richer(pair)
    prepared = merging.prepare(own, other.file.path)
    claim = sessions.mark(own, "Nobody saw it open")
    monkeypatch.setattr(prepared, "_is_untouched", lambda: True)
    prepared.carry_out()
    prepared.close()
    assert own.reader.claim(claim) is None


def test_stopped_on_the_way_it_leaves_the_review_as_it_was(pair) -> None:  # noqa: F811
    own, other = richer(pair)
    before = digest(own.file.path)
    prepared = merging.prepare(own, other.file.path)
    asked: list[int] = []

    def stop(done: int, total: int, name: str = "") -> None:
        asked.append(done)
        if done == total - 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        prepared.carry_out(stop)
    assert asked == sorted(asked)
    assert digest(own.file.path) == before
    assert prepared.carry_out() == prepared.report, "asked again, it is carried out"
    prepared.close()
    sessions.check(own)


def test_it_is_undone_as_any_merge(pair) -> None:  # noqa: F811
    own, other = richer(pair)
    before = everything(own)
    merging.merge(own, other.file.path)
    (entry,) = merging.merges(own)
    assert (entry.state, entry.can_be_removed) == (MergeState.DONE, True)
    assert merging.undo_merge(own, entry.number) is None
    assert everything(own) == before
    assert found(own, "third") == found(own, "yorick") == set()
    assert own.check(rebuild=True).problems == []


def test_a_merge_that_was_broken_off_is_finished_and_undone_as_one(
    pair,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own, other = richer(pair)
    before = everything(own)
    with monkeypatch.context() as patch:
        patch.setattr(Prepared, "_is_quick_to_adopt", lambda self: False)
        patch.setattr(union, "STEP", 2)
        patch.setattr(union, "MOST_A_STEP", 2)
        whole = merging.prepare(own, other.file.path)

        def stop(done: int, total: int, name: str = "") -> None:
            if done:
                raise Cancelled

        with pytest.raises(Cancelled):
            whole.carry_out(stop)
        whole.close()
    (begun,) = merging.merges(own)
    assert merging.merge(own, other.file.path) == whole.report
    (entry,) = merging.merges(own)
    assert (entry.number, entry.when, entry.state) == (begun.number, begun.when, MergeState.DONE)
    assert merging.undo_merge(own, entry.number) is None
    assert everything(own) == before


def test_only_what_is_worth_it_and_no_more_than_two_seconds_of_work_is_taken_over(
    pair,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    own, other = pair
    texts = [f"Text {number}. " + "The office said that ships came. " * 400 for number in range(9)]
    sessions.bring(other, other.file.path.parent / "more", texts)

    def is_taken_over() -> bool:
        prepared = merging.prepare(own, other.file.path)
        answer = prepared._is_quick_to_adopt()
        prepared.close()
        return answer

    assert not is_taken_over(), "a few actions come in one transaction anyhow"
    monkeypatch.setattr(union, "STEP", 1)
    assert is_taken_over()
    monkeypatch.setattr(merging, "MOST_AT_ONCE", 8192)
    assert not is_taken_over(), "others would wait too long"
    monkeypatch.setattr(merging, "MOST_AT_ONCE", 10**9)
    monkeypatch.setattr(merging, "_WORTH_A_LOOK", 0.01)
    assert not is_taken_over(), "too much would be looked through"
