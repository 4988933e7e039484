"""Texts on paper: nothing unseen, no short code broken, checksums in eights."""

import pytest

from credreview.ui.paper.wording import in_eights, shown

JOINER = "\u2060"


@pytest.mark.parametrize("code", ["T-72", "Il-76", "Polonez-M", "F-16", "2-22.3", "Ми-8"])
def test_a_hyphen_beside_a_letter_or_two_is_no_place_to_break(code):
    assert shown(f"the {code} there") == f"the {code.replace('-', '-' + JOINER)} there"


@pytest.mark.parametrize("word", ["think-tank", "well-known", "a - b", "--", "- item", "1990-2020"])
def test_other_hyphens_are_left_alone(word):
    assert shown(word) == word


def test_what_acts_unseen_is_written_out_before_anything_is_added():
    assert shown(f"T-{JOINER}72\u202e") == "T-⟦U+2060⟧72⟦U+202E⟧"


def test_the_time_for_a_long_text_of_hyphens_is_short():
    assert len(shown("a-" * 200_000)) < 700_000


def test_hexadecimal_digits_stand_in_eights_and_nothing_else_does():
    assert in_eights("0123456789abcdef" * 2) == "01234567 89abcdef 01234567 89abcdef"
    assert in_eights("01234567 89abcdef 0123456789abcdef") == in_eights("0123456789abcdef" * 2)
    assert in_eights("abcdef") == ""
    assert in_eights("identical") == ""
    assert in_eights("") == ""
