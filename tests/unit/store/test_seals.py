"""Signatures in a file: which actions they cover, what is forged, and how two files unite them."""

import itertools
from collections import Counter
from pathlib import Path

import pytest
import sessions
from machines import actions, forge, merge, signatures
from sessions import XENIA, YORICK

from credreview.domain.journal import Change, read_body
from credreview.domain.seals import SealState
from credreview.review import keys, people
from credreview.review.actions import Deed, Plan
from credreview.review.session import ReviewSession
from credreview.store import audit, kept, seals
from credreview.store.file import driver


@pytest.fixture
def review(tmp_path: Path) -> ReviewSession:
    return sessions.begin(tmp_path / "review")


def key_of(person: str) -> bytes:
    return keys.public_key(person)


def states(session: ReviewSession, **trusted: bytes) -> list[SealState]:
    """Return the states of all actions, with these keys trusted: x for Xenia, y for Yorick."""
    ids = {"x": XENIA.id, "y": YORICK.id}
    known = {ids[name]: frozenset({key}) for name, key in trusted.items()}
    with session.reader.view() as view:
        found = audit.states(view, actions(session), known)
        counted = audit.audit(lambda work: work(view), known)
    assert counted.of.total() == len(found)
    assert all(counted.of[state] == list(found.values()).count(state) for state in SealState)
    assert set(counted.forged) == {id for id, s in found.items() if s is SealState.FORGED}
    return [found[id] for id in actions(session)]


def sealed_by(session: ReviewSession, reviewer: str) -> set[str]:
    """Return what the reviewer's seals cover, by walking the whole graph."""
    past: dict[str, set[str]] = {}
    bodies = sessions.bodies(session)
    for id, body in bodies.items():
        parents = read_body(body).parents
        past[id] = set(parents).union(*(past[p] for p in parents))
    own = [id.hex() for id, key, _ in signatures(session) if key == key_of(reviewer)]
    return set(own).union(*(past[id] for id in own))


def test_one_seal_covers_its_action_and_the_whole_past_and_nothing_later(review) -> None:
    before = len(actions(review))
    sealed = review.seal("export")
    assert sealed.key == key_of(XENIA.id)
    assert len(signatures(review)) == 1
    sessions.mark(review, "ten ships")
    assert states(review, x=key_of(XENIA.id)) == [
        *[SealState.VERIFIED] * before,
        SealState.UNSEALED,
    ]
    assert set(states(review)) == {SealState.UNKNOWN_KEY, SealState.UNSEALED}


def test_each_action_asked_about_alone_answers_as_among_all(review) -> None:
    sessions.mark(review, "ten ships")
    review.seal("export")
    sessions.mark(review, "twenty")
    trusted = {XENIA.id: frozenset({key_of(XENIA.id)})}
    with review.reader.view() as view:
        alone = [audit.states(view, [id], trusted)[id] for id in actions(review)]
        assert audit.states(view, ["ab" * 32], trusted) == {}
        assert audit.states(view, [], trusted) == {}
    assert alone == states(review, x=key_of(XENIA.id))
    assert alone[-2:] == [SealState.VERIFIED, SealState.UNSEALED]


def test_anothers_seal_says_nothing_of_who_wrote_what_it_covers(review) -> None:
    sessions.mark(review, "ten ships")
    copy = sessions.copy_for(review, YORICK, "copy")
    sessions.mark(copy, "twenty")
    copy.seal("export")
    *first, introduced, marked = states(copy, x=key_of(XENIA.id), y=key_of(YORICK.id))
    assert set(first) == {SealState.UNSEALED}
    assert introduced == marked == SealState.VERIFIED


def test_coverage_is_the_past_of_the_graph_in_files_that_met_often(review) -> None:
    files = [review, sessions.copy_for(review, YORICK, "y"), sessions.copy_for(review, XENIA, "z")]
    seen: Counter[SealState] = Counter()
    for part, session in enumerate(files):
        sessions.mark(session, "twenty", part)  # none has seen the others'
    for part, (one, other) in enumerate(itertools.permutations(files, 2)):
        sessions.mark(one, "ten ships", part)
        if part % 2:
            one.seal("export")
        merge(one, other)
        found = states(other, x=key_of(XENIA.id), y=key_of(YORICK.id))
        covered = sealed_by(other, XENIA.id), sealed_by(other, YORICK.id)
        for (id, body), state in zip(sessions.bodies(other).items(), found, strict=True):
            by_yorick = read_body(body).reviewer == YORICK.id
            assert (id in covered[by_yorick]) == (state is SealState.VERIFIED)
            seen[state] += 1
    assert min(seen[SealState.VERIFIED], seen[SealState.UNSEALED]) > 5, "else this shows nothing"
    with review.reader.view() as view:
        assert view.db.execute("SELECT count(*) FROM chain").fetchone()[0] > 2


def flipped(sig: bytes, bit: int) -> bytes:
    return bytes(b ^ (1 << bit % 8 if at == bit // 8 else 0) for at, b in enumerate(sig))


@pytest.mark.parametrize("bit", [0, 7, 255, 256, 511])
def test_a_flipped_bit_is_a_forgery(review, bit: int) -> None:
    review.seal("export")
    ((_, _, sig),) = signatures(review)
    forge(review, "UPDATE signature SET sig = ?", (flipped(sig, bit),))
    assert states(review, x=key_of(XENIA.id))[-1] is SealState.FORGED
    assert SealState.VERIFIED not in states(review, x=key_of(XENIA.id))


def test_a_seal_moved_to_another_action_is_a_forgery(review) -> None:
    review.seal("export")
    sessions.mark(review, "ten ships")
    forge(review, "UPDATE signature SET n = (SELECT max(n) FROM action)")
    *first, last = states(review, x=key_of(XENIA.id))
    assert last is SealState.FORGED
    assert set(first) == {SealState.UNSEALED}


@pytest.mark.parametrize("sig", [b"", b"\0" * 64, b"\xff" * 64, b"x" * 63])
def test_bytes_that_are_no_signature_are_a_forgery(review, sig: bytes) -> None:
    review.seal("export")
    forge(review, "UPDATE signature SET sig = ?", (sig,))
    assert states(review, x=key_of(XENIA.id))[-1] is SealState.FORGED


def test_a_key_that_every_signature_fits_is_no_key(review) -> None:
    weak = (1).to_bytes(32, "little")  # the neutral element
    review.seal("export")
    forge(review, "UPDATE signature SET key = ?, sig = ?", (weak, weak + bytes(32)))
    assert states(review, x=weak)[-1] is SealState.FORGED


def test_each_action_is_signed_on_request_and_a_missing_signature_is_a_forgery(tmp_path) -> None:
    person = people.named("Xenia Example")
    people.change(person, signs_each=True)
    session = ReviewSession.create(tmp_path / "r.credreview", person)
    sessions.bring(session, tmp_path / "articles", [sessions.HARBOUR])
    sessions.mark(session, "ten ships")
    session.undo()
    session.redo()
    key = key_of(person.id)
    assert {id.hex() for id, _, _ in signatures(session)} == set(actions(session))
    with session.reader.view() as view:
        found = audit.states(view, actions(session), {person.id: frozenset({key})})
    assert set(found.values()) == {SealState.VERIFIED}
    forge(session, "DELETE FROM signature WHERE n = 3")
    with session.reader.view() as view:
        found = audit.states(view, actions(session), {person.id: frozenset({key})})
    assert [s for s in found.values() if s is SealState.FORGED] == [found[actions(session)[2]]]
    # Somebody else's signature is not the one that was promised.
    yorick = keys.unlocked(YORICK.id)
    assert yorick is not None
    with session.file.writing() as connection:
        seals.put(driver(connection), 3, actions(session)[2], yorick)
    with session.reader.view() as view:
        found = audit.states(view, actions(session), {person.id: frozenset({key})})
    assert found[actions(session)[2]] is SealState.FORGED


def test_words_in_an_action_are_no_promise_of_a_signature(review) -> None:
    fields = {"scale": "flags", "key": "odd", "label": "Odd"}
    review.do(Deed("term", lambda _: Plan([Change("term", "cd" * 16, "new", fields)])))
    assert SealState.FORGED not in states(review)


def test_signed_here_and_unsigned_there_is_signed_in_either_order(review) -> None:
    sessions.mark(review, "ten ships")
    unsigned = sessions.copy_for(review, YORICK, "unsigned")
    review.seal("export")
    one = sessions.copy_for(review, YORICK, "one")
    other = sessions.copy_for(unsigned, YORICK, "other")
    merge(unsigned, one)
    merge(review, other)
    assert signatures(one) == signatures(other) == signatures(review) != set()
    assert merge(review, other) == (0, 0), "a second time there is nothing to do"


def test_bad_signatures_are_dropped_and_counted(review) -> None:
    sessions.mark(review, "ten ships")
    review.seal("export")
    ((id, key, sig),) = signatures(review)
    target = sessions.copy_for(review, YORICK, "target")
    forge(target, "DELETE FROM signature")
    with target.file.writing() as connection:
        db = driver(connection)
        bad = [
            (id, key, flipped(sig, 9)),
            (id, key_of(YORICK.id), sig),
            (bytes.fromhex(actions(review)[0]), key, sig),
            (b"\0" * 32, key, sig),
            (id, key[:31], sig),
            (id, key, b""),
        ]
        assert seals.unite(db, bad) == (0, len(bad))
        assert seals.unite(db, [*bad, (id, key, sig)]) == (1, len(bad))
    assert signatures(target) == {(id, key, sig)}


def test_a_valid_signature_takes_the_place_of_a_stored_bad_one(review) -> None:
    review.seal("export")
    ((id, key, sig),) = signatures(review)
    forge(review, "UPDATE signature SET sig = ?", (flipped(sig, 3),))
    with review.file.writing() as connection:
        assert seals.unite(driver(connection), [(id, key, sig)]) == (1, 0)
    assert signatures(review) == {(id, key, sig)}


def test_the_states_of_few_actions_cost_few_verifications(review, monkeypatch) -> None:
    for words in ("ten ships", "twenty", "a week", "office"):
        sessions.mark(review, words)
        review.seal("export")
    asked: list[bytes] = []
    real = seals.verify
    monkeypatch.setattr(seals, "verify", lambda key, m, s: asked.append(m) or real(key, m, s))
    with review.reader.view() as view:
        trusted = {XENIA.id: frozenset({key_of(XENIA.id)})}
        ends = [actions(review)[0], actions(review)[-1]]
        found = audit.states(view, ends, trusted)
    assert set(found.values()) == {SealState.VERIFIED}
    assert len(asked) == 2, "the last one, as a seal of the past and as the action's own"
    assert len(set(asked)) == 1


def test_sealing_keeps_the_fingerprint_and_its_heads(review) -> None:
    first = review.seal("print")
    sessions.mark(review, "ten ships")
    second = review.seal("export")
    review.seal(kept.CLOSE)
    with review.file.reading() as connection:
        states = kept.kept_states(driver(connection))
    assert [(s.fingerprint, s.why) for s in states] == [
        (first.fingerprint, "print"),
        (second.fingerprint, "export"),
    ]
    assert list(states[1].heads) == [actions(review)[-1]]
    assert states[1].n == len(actions(review))
    assert second.fingerprint == review.reader.fingerprint()


def test_an_honest_file_is_not_told_to_be_forged(review) -> None:
    """The control of the forgeries above."""
    review.seal("export")
    forge(review, "UPDATE signature SET sig = sig")
    assert set(states(review, x=key_of(XENIA.id))) == {SealState.VERIFIED}
