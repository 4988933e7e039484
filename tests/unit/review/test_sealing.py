"""When a session seals, what it says of the person, and that nothing of it stops the work."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
import sessions
from machines import actions, forge, signatures
from sessions import XENIA, YORICK

from credreview.domain.errors import UserError
from credreview.domain.model import Person
from credreview.domain.seals import Announced, SealState, announcement, key_field
from credreview.review import keys, made, people, sample, seals
from credreview.review.session import ReviewSession
from credreview.store import kept
from credreview.store.file import driver


@pytest.fixture
def review(tmp_path: Path) -> ReviewSession:
    return sessions.begin(tmp_path / "review")


def record(session: ReviewSession, reviewer: str = XENIA.id) -> dict[str, object]:
    with session.reader.view() as view:
        return view.fields("reviewer", reviewer) or {}


def reopened(session: ReviewSession, person: Person = XENIA) -> ReviewSession:
    session.close()
    return ReviewSession.open(session.file.path, person)


def test_whoever_acts_first_announces_name_and_key(review: ReviewSession) -> None:
    public = keys.public_key(XENIA.id)
    said = {key_field(public): announcement(Announced(public))}
    assert record(review) == {"name": XENIA.name, **said}
    before = len(actions(review))
    again = reopened(review)
    sessions.mark(again, "ten ships")
    assert len(actions(again)) == before + 1, "all is said already"


def test_what_changed_about_a_person_is_said_before_their_next_action(review) -> None:
    before = len(actions(review))
    changed = replace(XENIA, name="Xenia Second", organisation="An Institute", role="Analyst")
    again = reopened(review, changed)
    sessions.mark(again, "ten ships")
    assert len(actions(again)) == before + 2
    shown = record(again)
    assert [shown[n] for n in ("name", "organisation", "role")] == [
        "Xenia Second",
        "An Institute",
        "Analyst",
    ]
    third = reopened(again, replace(changed, role=""))
    sessions.mark(third, "twenty")
    assert record(third)["role"] is None


def test_a_change_while_the_review_is_open_is_said_at_once(review: ReviewSession) -> None:
    told = []
    review.listen(told.append)
    review.became(replace(XENIA, name="Xenia Second"))
    assert record(review)["name"] == "Xenia Second"
    assert [changed.label for changed in told] == ["introduce"]
    review.became(replace(XENIA, name="Xenia Second"))
    assert len(told) == 1
    copy = sessions.copy_for(review, YORICK, "copy")
    before = len(actions(copy))
    copy.became(replace(YORICK, name="Another"))
    assert len(actions(copy)) == before, "who has done nothing here is not named here"


def test_undo_passes_over_a_vouch(review: ReviewSession) -> None:
    sessions.mark(review, "ten ships")
    review.do(seals.vouch_for(b"\5" * 32))
    undone = review.undo()
    assert undone is not None
    assert undone.label == "mark_claim"


def test_closing_seals_what_this_session_did_and_nothing_else(review: ReviewSession) -> None:
    assert signatures(review) == set()
    again = reopened(review)
    (sealed,) = signatures(again)
    assert sealed[0].hex() == actions(again)[-1]
    again = reopened(again)
    assert signatures(again) == {sealed}, "who only looked seals nothing"
    before = actions(again)
    visitor = reopened(again, YORICK)
    visitor = reopened(visitor, YORICK)
    assert (actions(visitor), signatures(visitor)) == (before, {sealed})
    again = reopened(visitor)
    sessions.mark(again, "ten ships")
    again.undo()
    assert len(signatures(reopened(again))) == 2


def test_a_new_review_is_sealed_when_it_is_closed(tmp_path: Path) -> None:
    session = ReviewSession.create(tmp_path / "new.credreview", XENIA)
    assert len(signatures(reopened(session))) == 1


def test_closing_never_fails_for_a_seal(review: ReviewSession, tmp_path: Path) -> None:
    path = keys.path_of(XENIA.id)
    path.write_text("damaged")
    review.close()
    again = ReviewSession.open(review.file.path, XENIA)
    assert signatures(again) == set()
    sessions.mark(again, "ten ships")
    again.file.path.rename(tmp_path / "away.credreview")
    again.close()


def test_work_goes_on_with_a_key_that_cannot_be_read(tmp_path: Path) -> None:
    keys.public_key(XENIA.id)
    keys.path_of(XENIA.id).write_text("damaged")
    session = sessions.begin(tmp_path / "review")
    sessions.mark(session, "ten ships")
    assert record(session) == {"name": XENIA.name}
    assert session.seal("export").key is None
    assert keys.path_of(XENIA.id).read_text() == "damaged"


def test_a_locked_key_seals_nothing_and_is_announced_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_OPERATIONS", 1)
    monkeypatch.setattr(keys, "_MEMORY", 8192)
    public = keys.public_key(XENIA.id)
    keys.set_passphrase(XENIA.id, "", "one")
    keys.lock(XENIA.id)
    session = sessions.begin(tmp_path / "review")
    assert key_field(public) in record(session)
    assert session.seal("export").key is None
    with pytest.raises(UserError) as caught:
        session.do(seals.vouch_for(b"\5" * 32))
    assert caught.value.id == "keys.locked"
    keys.unlock(XENIA.id, "one")
    assert session.seal("export").key == public


def test_whoever_exports_seals_and_says_who_they_are(review: ReviewSession) -> None:
    copy = sessions.copy_for(review, YORICK, "copy")
    sealed = copy.seal("export")
    assert sealed.key == keys.public_key(YORICK.id)
    assert record(copy, YORICK.id)["name"] == YORICK.name
    assert list(copy.seal_states(actions(copy)).values()).count(SealState.VERIFIED) == 1
    with copy.file.reading() as connection:
        (state,) = kept.kept_states(driver(connection))
    assert state.fingerprint == copy.reader.fingerprint() == sealed.fingerprint


def test_only_ones_own_key_vouches_and_not_for_itself(review: ReviewSession) -> None:
    with pytest.raises(UserError) as caught:
        review.do(seals.vouch_for(keys.public_key(XENIA.id)))
    assert caught.value.id == "keys.same"


def test_a_check_counts_the_seals_and_tells_a_forged_one(review: ReviewSession) -> None:
    sessions.mark(review, "ten ships")
    found = review.check()
    assert found.seals is not None
    assert found.seals.of[SealState.UNSEALED] == found.actions
    assert found.problems == []
    review.seal("export")
    found = review.check()
    assert found.seals is not None
    assert found.seals.of == {SealState.VERIFIED: found.actions}
    forge(review, "UPDATE signature SET sig = zeroblob(64)")
    found = review.check()
    (problem,) = found.problems
    assert problem.startswith("FORGED: ")
    assert actions(review)[-1][:12] in problem


def test_seals_of_a_damaged_journal_are_not_looked_at(review: ReviewSession) -> None:
    review.seal("export")
    forge(review, "UPDATE action SET body = x'00' WHERE n = 2")
    found = review.check()
    assert found.problems
    assert found.seals is None


def test_each_transaction_of_a_person_is_noted_on_this_machine(review: ReviewSession) -> None:
    sessions.mark(review, "ten ships")
    review.undo()
    review.redo()
    noted = {id.hex() for id in made.made_here(XENIA.id)}
    assert noted >= set(actions(review)[-3:])
    claim = sessions.mark(review, "twenty")
    before = made.made_here(XENIA.id)
    assert sessions.mark(review, "twenty") == claim
    assert made.made_here(XENIA.id) == before, "nothing was written"


def test_the_sample_is_without_keys_and_alike_everywhere(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "sample.credreview"
    sample.build(path)
    session = ReviewSession.open(path, sample.reviewer())
    session.seal("export")
    assert signatures(session) == set()
    assert set(record(session, sample.reviewer().id)) == {"name"}
    assert {person.id for person in sample._PEOPLE.values()} == people.FICTIONAL
    assert not {"keys", "made"} & set(os.listdir(home))
