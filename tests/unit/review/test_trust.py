"""Whose keys are trusted: on first use, by a vouch, by comparing; two machines of one person."""

from pathlib import Path

import pytest
import sessions
from machines import Machine, actions, forge, merge
from sessions import XENIA, YORICK

from credreview.domain.errors import UserError
from credreview.domain.journal import Change
from credreview.domain.seals import (
    Announced,
    How,
    SealState,
    announcement,
    fingerprint_words,
    key_field,
    vouch_bytes,
)
from credreview.review import keys, made, merging, people, seals, trust
from credreview.review.actions import Deed, Plan
from credreview.review.session import ReviewSession
from credreview.store import coverage
from credreview.store.file import driver


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a maker of machines."""
    return lambda name: Machine(tmp_path / name, monkeypatch).here()


def standing(session: ReviewSession, reviewer: str = XENIA.id) -> dict[bytes, How | None]:
    """Return how each key of a reviewer is trusted on the machine in use."""
    with session.reader.view() as view:
        found = trust.keys_of(view, reviewer)
    return {key.public: key.known.how if key.known else None for key in found}


def states(session: ReviewSession) -> list[SealState]:
    return list(session.seal_states(actions(session)).values())


def test_the_first_key_that_sealed_is_trusted_on_first_use_for_all_reviews(machine) -> None:
    laptop = machine("laptop")
    review = sessions.begin(laptop.folder / "review")
    key = keys.public_key(XENIA.id)
    assert standing(review) == {key: How.OWN}
    other = machine("other")
    unsealed = other.take(review, YORICK)
    assert standing(unsealed) == {key: None}, "announced, and not used yet"
    with unsealed.reader.view() as view:
        assert not trust.people_of(view)[0].unknown, "nothing to shout about"
    laptop.here()
    review.seal("export")
    sealed = other.take(review, YORICK)
    assert set(states(sealed)) == {SealState.VERIFIED}
    assert standing(sealed) == {key: How.FIRST_USE}
    assert standing(unsealed) == {key: How.FIRST_USE}


def test_of_two_keys_met_at_once_the_one_announced_first_is_trusted(machine) -> None:
    laptop = machine("laptop")
    review = sessions.begin(laptop.folder / "review")
    review.seal("export")
    first = keys.public_key(XENIA.id)
    desktop = machine("desktop").take(review, XENIA)
    sessions.mark(desktop, "ten ships")
    desktop.seal("export")
    second = keys.public_key(XENIA.id)
    seen = machine("other").take(desktop, YORICK)
    assert standing(seen) == {first: How.FIRST_USE, second: None}
    with seen.reader.view() as view:
        assert trust.people_of(view)[0].unknown == [second]


def test_a_key_known_from_one_review_is_the_one_expected_in_all(machine) -> None:
    laptop = machine("laptop")
    review = sessions.begin(laptop.folder / "review")
    review.seal("export")
    known = keys.public_key(XENIA.id)
    elsewhere = machine("elsewhere")
    another = sessions.begin(elsewhere.folder / "another")
    another.seal("export")
    third = machine("third")
    assert set(states(third.take(review, YORICK))) == {SealState.VERIFIED}
    seen = third.take(another, YORICK)
    assert set(states(seen)) == {SealState.UNKNOWN_KEY}
    assert standing(seen)[known] is How.FIRST_USE
    assert list(standing(seen).values()) == [How.FIRST_USE, None]


def two_machines(machine) -> tuple[Machine, ReviewSession, Machine, ReviewSession]:
    """Return Xenia's laptop and her desktop, on which she joined and marked a claim."""
    laptop = machine("laptop")
    review = sessions.begin(laptop.folder / "review")
    review.seal("export")
    desktop = machine("desktop")
    copy = desktop.take(review, YORICK)
    with copy.reader.view() as view:
        person = trust.adopt(view, XENIA.id)
    assert person == XENIA
    assert people.everyone() == [XENIA]
    copy = desktop.take(review, person)
    sessions.mark(copy, "ten ships")
    copy.seal("export")
    return laptop, review, desktop, copy


def test_a_second_machine_without_a_vouch_is_shouted(machine) -> None:
    laptop, review, _, copy = two_machines(machine)
    assert set(states(copy)) == {SealState.VERIFIED}, "the desktop knows the laptop's key"
    merge(copy, review)
    third = machine("third")
    other = third.take(review, YORICK)
    for place, seen in ((laptop, review), (third, other)):
        place.here()
        assert states(seen)[-1] is SealState.UNKNOWN_KEY
        (shout,) = seen.check().problems
        assert shout.startswith("UNKNOWN KEY: 2 actions under the name Xenia Example")


def test_a_second_machine_that_was_vouched_for_is_trusted_everywhere(machine) -> None:
    laptop, review, desktop, copy = two_machines(machine)
    second = desktop.here() and keys.public_key(XENIA.id)
    laptop.here()
    assert review.do(seals.vouch_for(second)).action
    assert review.do(seals.vouch_for(second)).action is None, "said once"
    review.seal("export")
    merge(copy, review)
    assert set(states(review)) == {SealState.VERIFIED}
    assert standing(review)[second] is How.VOUCHED
    assert review.check().problems == []
    other = machine("third").take(review, YORICK)
    assert set(standing(other).values()) == {How.FIRST_USE, How.VOUCHED}
    assert other.check().problems == []
    # The desktop announces its key again, and knows nothing of the vouch: that stays.
    desktop.here()
    sessions.mark(copy, "twenty")
    merge(copy, other)
    machine("fourth")
    assert set(standing(other).values()) == {How.FIRST_USE, How.VOUCHED}


@pytest.mark.parametrize("by", ["another person", "itself", "for somebody else", "broken"])
def test_a_vouch_that_no_known_key_gave_counts_for_nothing(machine, by: str) -> None:
    laptop, review, desktop, copy = two_machines(machine)
    second = desktop.here() and keys.unlocked(XENIA.id)
    yorick = keys.unlocked(YORICK.id)
    first = laptop.here() and keys.unlocked(XENIA.id)
    voucher = {"another person": yorick, "itself": second}.get(by, first)
    about = YORICK.id if by == "for somebody else" else XENIA.id
    vouch = voucher.sign(vouch_bytes(about, second.public))
    if by == "broken":
        vouch = bytes([vouch[0] ^ 1]) + vouch[1:]
    said = announcement(Announced(second.public, voucher.public, vouch))
    change = Change("reviewer", XENIA.id, "set", {key_field(second.public): said})
    copy.do(Deed("vouch", lambda _: Plan([change])))
    merge(copy, review)
    laptop.here()
    assert standing(review)[second.public] is None
    assert SealState.UNKNOWN_KEY in states(review)


def test_only_the_reviewer_announces_keys(machine) -> None:
    laptop = machine("laptop")
    review = sessions.begin(laptop.folder / "review")
    copy = sessions.copy_for(review, YORICK, "copy")
    theirs = keys.public_key(YORICK.id)
    fields = {key_field(theirs): announcement(Announced(theirs))}
    copy.do(Deed("vouch", lambda _: Plan([Change("reviewer", XENIA.id, "set", fields)])))
    assert theirs not in standing(copy, XENIA.id)


def test_a_compared_fingerprint_makes_an_unknown_key_trusted(machine) -> None:
    laptop, review, desktop, copy = two_machines(machine)
    second = desktop.here() and keys.public_key(XENIA.id)
    laptop.here()
    review.close()
    review = laptop.take(copy, XENIA)
    assert SealState.UNKNOWN_KEY in states(review)
    with review.reader.view() as view:
        for wrong in ("", "00" * 16, fingerprint_words(second)[:-1]):
            with pytest.raises(UserError):
                trust.compare(view, XENIA.id, wrong)
        trust.compare(view, XENIA.id, fingerprint_words(second).upper())
    assert set(states(review)) == {SealState.VERIFIED}
    assert standing(review)[second] is How.COMPARED


def test_the_store_survives_a_line_cut_short_and_tells_what_it_cannot_read(machine) -> None:
    laptop = machine("laptop")
    trust.add(XENIA.id, b"\1" * 32, How.FIRST_USE)
    with trust.path().open("ab") as file:
        file.write(b'{"reviewer": "aa')
    trust.add(XENIA.id, b"\2" * 32, How.VOUCHED)
    assert [known.how for known in trust.known_keys()[XENIA.id].values()] == [
        How.FIRST_USE,
        How.VOUCHED,
    ]
    trust.add(XENIA.id, b"\1" * 32, How.FIRST_USE)
    trust.add(XENIA.id, b"\2" * 32, How.COMPARED)
    trust.add(XENIA.id, b"\2" * 32, How.VOUCHED)
    hows = [known.how for known in trust.known_keys()[XENIA.id].values()]
    assert hows == [How.FIRST_USE, How.COMPARED]
    trust.path().write_bytes(b"\xff\xfe")
    with pytest.raises(UserError):
        trust.known_keys()
    assert laptop.folder.is_dir()


# An action under one's own name that one's machines did not make


def strangers(session: ReviewSession, after: int = 0) -> list[str]:
    with session.reader.view() as view:
        return made.strangers(view, XENIA.id, trust.trusted(view), after)


def test_what_was_made_here_is_no_stranger_sealed_or_not(machine) -> None:
    review = sessions.begin(machine("laptop").folder / "review")
    sessions.mark(review, "ten ships")
    review.undo()
    assert strangers(review) == []


def test_work_under_my_name_that_my_machines_did_not_make_is_told(machine) -> None:
    laptop = machine("laptop")
    review = sessions.begin(laptop.folder / "review")
    known = len(actions(review))
    # Somebody who took my id works in my name, on their machine and without my key.
    forged = machine("elsewhere").take(review, XENIA)
    sessions.mark(forged, "ten ships")
    forge(forged, "DELETE FROM signature")
    merge(forged, review)
    laptop.here()
    assert strangers(review) == strangers(review, after=known) == actions(review)[known:]
    assert len(strangers(review)) == 2, "the introduction with their key, and the mark"
    assert strangers(review, after=len(actions(review))) == []


def test_a_seal_by_a_key_without_a_vouch_makes_nobody_less_of_a_stranger(machine) -> None:
    laptop, review, desktop, copy = two_machines(machine)
    merge(copy, review)
    laptop.here()
    told = strangers(review)
    assert told, "unknown key"
    second = desktop.here() and keys.public_key(XENIA.id)
    laptop.here()
    trust.add(XENIA.id, second, How.COMPARED)
    assert strangers(review) == []


def test_what_was_made_here_in_a_copy_comes_back_as_ones_own(machine) -> None:
    laptop = machine("laptop")
    review = sessions.begin(laptop.folder / "review")
    copy = laptop.take(review, XENIA)
    sessions.mark(copy, "ten ships")
    sessions.mark(copy, "twenty")
    merge(copy, review)
    assert strangers(review) == []


def test_a_note_that_a_crash_cut_short_is_passed_over(machine) -> None:
    laptop = machine("laptop")
    review = sessions.begin(laptop.folder / "review")
    notes = laptop.folder / "made" / XENIA.id
    whole = notes.read_bytes()
    notes.write_bytes(whole + b"\1\2\3")
    ids = {whole[at : at + 32] for at in range(0, len(whole), 32)}
    assert made.made_here(XENIA.id) == ids
    sessions.mark(review, "ten ships")
    assert made.made_here(XENIA.id) >= ids | {bytes.fromhex(actions(review)[-1])}
    assert strangers(review) == []


def test_a_key_that_is_also_somebody_elses_is_not_trusted_on_first_use(machine) -> None:
    machine("laptop")
    review = sessions.begin(machine("desk").folder / "review")
    mine = keys.public_key(XENIA.id)
    theirs = sessions.copy_for(review, YORICK, "theirs")
    invented = Change(
        "reviewer",
        "ee" * 16,
        "new",
        {"name": "Made Up", key_field(mine): announcement(Announced(mine))},
    )
    with theirs.file.writing() as connection:
        journal = theirs.journal(driver(connection))
        made_up = journal.append(
            reviewer="ee" * 16, label="introduce", wall=1_700_000_000_000, changes=[invented]
        )
        journal.finish()
    theirs.close()
    merging.merge(review, theirs.file.path)
    sessions.mark(review, "Nobody saw it open")
    review.seal("export")  # this seal covers what the other file made up
    assert review.seal_states([made_up]) == {made_up: SealState.UNKNOWN_KEY}
    assert standing(review, "ee" * 16) == {mine: None}
    onlooker = machine("third").take(review, YORICK)
    assert standing(onlooker) == standing(onlooker, "ee" * 16) == {mine: None}
    assert SealState.VERIFIED not in onlooker.seal_states([made_up]).values()
    review.close()
    onlooker.close()


def test_thousands_of_announced_keys_are_looked_through_once(machine) -> None:
    review = sessions.begin(machine("desk").folder / "review", ())
    many = [bytes([n >> 8, n & 255]) * 16 for n in range(2000)]
    with review.reader.view() as view:
        statements: list[str] = []
        view.db.set_trace_callback(statements.append)
        assert coverage.used_keys(view, many) == []
        view.db.set_trace_callback(None)
    assert len(statements) == 1
    review.close()
