"""Words beside each other: where a cut may go, the plain form, and what is told of changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credreview.analysis.wording import changes, goes_through_a_word, plain


@pytest.mark.parametrize(
    ("left", "right", "through"),
    [
        ("a", "b", True),
        ("a", " ", False),
        (" ", "b", False),
        ("a", ".", False),
        ("1", "2", True),
        ("", "b", False),
        ("a", "", False),
        ("港", "务", True),
        ("e", "\u0301", True),  # a combining accent
        ("\u093f", "न", True),  # behind a vowel sign
        ("ن", "\u200c", True),  # a joiner within a word
        ("\U0001f468", "\u200d", True),
        ("\u200d", "\U0001f469", True),
        ("\u2708", "\ufe0f", True),
        ("\U0001f9d1", "\U0001f3fd", True),
        ("\U0001f6a2", "\U0001f6a2", False),
    ],
)
def test_a_cut_goes_through_words_and_characters_made_of_several(
    left: str, right: str, through: bool
) -> None:
    assert goes_through_a_word(left, right) is through


@given(st.text())
def test_the_plain_form_has_every_character_in_its_place(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)


def test_signs_that_read_alike_are_one() -> None:
    assert plain("a\u00a0b\n“c” ‘d’ e–f") == "a b \"c\" 'd' e-f"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ten ships", "ten ships", []),
        ("ten ships", "two ships", ["“ten” is “two” there"]),
        ("ten ships left", "ten left", ["“ships” is missing"]),
        ("ten left", "ten ships left", ["“ships” is added"]),
        (
            "a b c d e f g h",
            "z b y d x f w h",
            ["“a” is “z” there", "“c” is “y” there", "“e” is “x” there", "and more"],
        ),
    ],
)
def test_words_that_changed_are_told_at_most_three(old: str, new: str, told: list[str]) -> None:
    assert list(changes(old, new)) == told


def test_long_words_are_cut_where_they_are_told() -> None:
    (told,) = changes("a" * 500, "b")
    assert len(told) < 80
    assert "…" in told
