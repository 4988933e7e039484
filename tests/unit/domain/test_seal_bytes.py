"""What is signed, how keys are named, and what a reviewer's record may announce."""

import hashlib

import pytest

from credreview.domain import journal, seals
from credreview.domain.errors import UserError
from credreview.domain.seals import Announced, announced, announcement, key_field

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
VOUCH = bytes(range(64))


def test_a_seal_signs_the_id_and_nothing_that_could_be_an_id() -> None:
    assert seals.seal_bytes("ab" * 32) == b"credreview seal 1\n" + b"ab" * 32
    assert seals.vouch_bytes("cd" * 16, KEY) == (
        b"credreview key 1\n" + b"cd" * 16 + b"\n" + KEY.hex().encode()
    )


def test_a_fingerprint_is_eight_groups_of_the_keys_hash() -> None:
    words = seals.fingerprint_words(KEY)
    assert words.replace(" ", "") == hashlib.sha256(KEY).hexdigest()[:32]
    assert [len(group) for group in words.split()] == [4] * 8
    assert seals.fingerprint_words(OTHER) != words


def test_an_announcement_comes_back_as_it_was_said() -> None:
    for said in (Announced(KEY), Announced(KEY, OTHER, VOUCH)):
        assert announced({key_field(KEY): announcement(said), "name": "X"}) == [said]


@pytest.mark.parametrize(
    "value",
    [
        None,
        KEY.hex(),
        [],
        {},
        {"public": None},
        {"public": KEY.hex()[:-2]},
        {"public": " " * 2 + KEY.hex()[2:]},
        {"public": OTHER.hex()},  # stands under another key's name
    ],
)
def test_nonsense_announces_nothing(value: object) -> None:
    assert announced({key_field(KEY): value}) == []


def test_half_a_vouch_is_none() -> None:
    value = {"public": KEY.hex(), "vouch": VOUCH.hex()}
    assert announced({key_field(KEY): value}) == [Announced(KEY)]
    value = {"public": KEY.hex(), "vouched_by": OTHER.hex(), "vouch": "zz" * 64}
    assert announced({key_field(KEY): value})[0].vouch is None


def test_a_public_key_is_read_however_it_was_pasted() -> None:
    spaced = " ".join(KEY.hex()[at : at + 4] for at in range(0, 64, 4))
    for words in (KEY.hex(), KEY.hex().upper(), spaced, f"\n{KEY.hex()}\n"):
        assert seals.read_public(words) == KEY
    for words in ("", "xyz", KEY.hex()[:-1], KEY.hex() + "00", seals.fingerprint_words(KEY)):
        with pytest.raises(UserError):
            seals.read_public(words)


def test_an_action_can_name_the_key_that_has_to_sign_it() -> None:
    change = journal.Change("note", "ab" * 16, "new", {"words": "x"})
    given = {"reviewer": "aa" * 16, "label": "note", "wall": 1, "parents": [], "changes": [change]}
    plain = journal.write_body(**given)
    named = journal.write_body(**given, key=KEY.hex())
    assert journal.read_body(plain).key is None
    assert journal.read_body(named).key == KEY.hex()
    assert journal.action_id(plain) != journal.action_id(named)
