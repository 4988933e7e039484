"""A manifest says what a file holds, for people; whatever somebody wrote there is survived."""

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey

from credreview.domain.errors import UserError
from credreview.exchange.manifest import Manifest, parse

MADE = Manifest(
    whole=False,
    reviewer="aa" * 16,
    name="Xenia Example",
    organisation="Example Desk",
    origin="1f" * 32,
    fingerprint="2e" * 32,
    made=1_700_000_000_000,
    program="0.1.0",
    handling="TLP:AMBER+STRICT",
    articles=12,
    claims=54,
    judgements=0,
    reviewers=0,
    originals=False,
    whose="none",
    chosen="those found by “harbour”",
)


class Signer:
    """A key, as the store wants it."""

    def __init__(self) -> None:
        self._key = SigningKey(b"\x01" * 32)
        self.public = bytes(self._key.verify_key)

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message).signature


def test_what_was_written_is_read_again() -> None:
    for manifest in (MADE, MADE.signed(Signer())):
        assert parse(manifest.text()) == manifest
        assert parse(json.loads(manifest.text())) == manifest


def test_one_that_holds_no_links_is_written_as_versions_read_it_that_do_not_know_of_them() -> None:
    later = {"links", "notes", "described"}
    assert not later & json.loads(MADE.text()).keys()
    full = replace(MADE, links=1, notes=2, described=3).signed(Signer())
    assert later < json.loads(full.text()).keys()
    assert parse(full.text()) == full
    assert full.is_signed() == "valid"
    assert replace(full, links=2).is_signed() == "forged"


def test_it_tells_people_what_the_file_holds() -> None:
    lines = MADE.lines()
    assert lines[0] == "An extract, made by Xenia Example (Example Desk)"
    assert lines[1].startswith("2023-11-14 22:13 UTC")
    assert lines[2].startswith("TLP:AMBER+STRICT: It may be passed on within one's organisation")
    assert lines[3] == "12 articles, 54 claims, no judgements, without originals"
    assert "those found by “harbour”" in lines[4]
    assert MADE.origin in lines[5]
    assert lines[6] == "Not signed: anybody may have written this."


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (dict(articles=1, claims=1, judgements=1, whose="own"), "1 judgement of the sharer's own"),
        (dict(judgements=3, reviewers=2, whose="all"), "3 judgements of 2 reviewers"),
        (dict(judgements=0, whose="all"), "no judgements"),
        (dict(claims=0), "no claims"),
        (dict(links=1, notes=2), "1 link"),
        (dict(links=1, notes=2), "2 notes"),
        (dict(described=1), "1 source described"),
        (dict(links=2, described=3), "3 sources described"),
    ],
)
def test_numbers_are_told_as_people_say_them(counts, words: str) -> None:
    assert words in replace(MADE, **counts).contents().split(", ")


def test_a_signature_fits_what_was_signed_and_nothing_else() -> None:
    signed = MADE.signed(Signer())
    assert signed.is_signed() == "valid"
    assert "Signed with the key" in signed.lines()[-1]
    for altered in (
        replace(signed, articles=13),
        replace(signed, handling="TLP:CLEAR"),
        replace(signed, key="00" * 32),
        replace(signed, key=""),
        replace(signed, signature="00" * 64),
    ):
        assert altered.is_signed() == "forged"
        assert "FORGED" in altered.lines()[-1]


@pytest.mark.parametrize(
    "alter",
    [
        {"form": 2},
        {"handling": "TLP:PURPLE"},
        {"whose": "everybody"},
        {"articles": -1},
        {"articles": True},
        {"articles": 10**30},
        {"made": "yesterday"},
        {"whole": 1},
        {"name": "x" * 5000},
        {"name": None},
        {"name": "a\0b"},
        {"origin": "1F" * 32},
        {"origin": ""},
        {"key": "zz"},
        {"signature": "00"},
        {"more": "than is known"},
    ],
)
def test_what_no_manifest_can_say_is_refused(alter) -> None:
    given = {**json.loads(MADE.text()), **alter}
    with pytest.raises(UserError) as refused:
        parse(given)
    assert refused.value.id == "manifest.unreadable"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


@settings(deadline=None, database=None)
@given(json_values | st.text(max_size=200) | st.just("[" * 100_000) | st.just("9" * 99_000))
def test_whatever_stands_there_one_sentence_is_all_that_comes_of_it(value) -> None:
    with pytest.raises(UserError):
        parse(value)


@settings(deadline=None, database=None)
@given(st.sampled_from(sorted(json.loads(MADE.text()))), json_values)
def test_a_wrong_value_anywhere_never_crashes(name: str, value) -> None:
    lines: list[str] = []
    with suppress(UserError):
        lines = parse({**json.loads(MADE.text()), name: value}).lines()
    assert all(isinstance(line, str) for line in lines)
