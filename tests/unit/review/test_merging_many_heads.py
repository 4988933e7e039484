"""A review with more heads than an action may name as parents merges, and work goes on in it."""

from pathlib import Path

import pytest
import sessions
import tables
from sessions import YORICK

from credreview.domain import journal as actions
from credreview.domain.errors import UserError
from credreview.domain.identity import claim_id
from credreview.domain.journal import MAX_PARENTS, Change
from credreview.review import merging
from credreview.review.session import ReviewSession
from credreview.store.file import driver
from credreview.store.journal import Journal

HEADS = MAX_PARENTS + 8
WORDS = "Nobody saw it open"


def heads(session: ReviewSession) -> list[str]:
    with session.reader.view() as view:
        return view.heads()


def newest_parents(session: ReviewSession) -> list[str]:
    with session.file.reading() as connection:
        rows = tables.actions(driver(connection))
    return list(next(a for a in reversed(rows.values()) if a.label == "mark_claim").parents)


@pytest.fixture
def wide(tmp_path: Path):
    """Give Yorick's review, in which as many machines of his each marked a claim, unseen."""
    own = sessions.begin(tmp_path / "own")
    (article, *_) = sessions.articles(own)
    session = sessions.copy_for(own, YORICK, "wide")
    own.close()
    (head,) = heads(session)
    with session.file.writing() as connection:
        journal = Journal(driver(connection))
        for number in range(HEADS):
            id = claim_id(article, number, number + 9)
            span = {"article": article, "start": number, "stop": number + 9, "part": 0}
            body = actions.write_body(
                reviewer=YORICK.id,
                label="mark_claim",
                wall=1_700_000_000_000 + number,
                parents=[head],
                changes=[Change("claim", id, "new", span), Change("article", article, "set", {})],
            )
            assert journal.accept(body)
        journal.finish()
    assert len(heads(session)) == HEADS
    yield session
    session.close()


def test_it_comes_whole_and_once(wide, tmp_path) -> None:
    other = sessions.begin(tmp_path / "other")
    report = merging.merge(other, wide.file.path)
    assert len(report.claims) == HEADS
    assert len(heads(other)) == HEADS + 1
    assert merging.merge(other, wide.file.path).actions == 0
    merging.merge(wide, other.file.path)
    assert wide.reader.fingerprint() == other.reader.fingerprint()
    assert sessions.check(wide) == sessions.check(other)
    assert other.check(rebuild=True).problems == []
    assert merging.undo_merge(other, 1) is None
    assert len(heads(other)) == 1
    other.close()


def test_what_is_done_in_it_names_the_latest_and_goes_everywhere(wide, tmp_path) -> None:
    other = sessions.begin(tmp_path / "other")
    merging.merge(other, wide.file.path)
    count = len(heads(other))
    claim = sessions.mark(other, WORDS)
    assert len(newest_parents(other)) == MAX_PARENTS
    assert len(heads(other)) == count - MAX_PARENTS + 1
    sessions.judge(other, claim, credibility="2")
    assert len(heads(other)) == 1, "the next one knows the rest"
    assert len(merging.merge(wide, other.file.path).judgements) == 1
    assert sessions.check(wide) == sessions.check(other)
    other.close()


def undone_beside_many(wide: ReviewSession, folder: Path) -> ReviewSession:
    """Return a review in which something was undone that is one of more heads than fit."""
    other = sessions.begin(folder)
    claim = sessions.mark(other, WORDS)
    merging.merge(other, wide.file.path)
    assert other.undo().label == "mark_claim"
    assert other.reader.claim(claim) is None
    return other


def test_undo_names_what_it_undoes_among_more_heads_than_fit(wide, tmp_path) -> None:
    with_undo = undone_beside_many(wide, tmp_path / "other")
    merging.merge(wide, with_undo.file.path)
    assert sessions.check(wide) == sessions.check(with_undo)
    with_undo.close()


def test_the_control_an_undo_that_names_any_parents_is_refused(wide, tmp_path, monkeypatch) -> None:
    def any_of_them(self, changes):
        return sorted(self._heads, key=lambda head: head.clock)[:MAX_PARENTS]

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "_parents", any_of_them)
        with_undo = undone_beside_many(wide, tmp_path / "other")
    with pytest.raises(UserError, match="switches an action that it has not seen"):
        merging.merge(wide, with_undo.file.path)
    with_undo.close()
