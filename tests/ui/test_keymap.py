"""What single keys mean, in every mode."""

from dataclasses import replace

import pytest
from claim_examples import vocabulary

from credreview.domain.vocabulary import Term
from credreview.ui.actions import table
from credreview.ui.keymap import MODES, Ask, Judge, Keymap, Nothing

VOCABULARY = vocabulary()


@pytest.fixture
def keymap():
    made = Keymap({action.letter: action.id for action in table() if action.letter})
    made.set_vocabulary(VOCABULARY)
    return made


def test_each_provenance_key_sets_its_term(keymap):
    for term in VOCABULARY.provenance:
        assert keymap.press(term.key) == Judge("provenance", term.id)


def test_a_letter_of_the_table_asks_for_its_action(keymap):
    assert keymap.press("J") == Ask("go.next_claim")
    assert keymap.press("Shift+J") == Ask("go.next_open")
    assert keymap.press("?") == Ask("help.keys")


def test_grades_are_a_letter_and_then_a_digit(keymap):
    keymap.enter("reliability")
    assert keymap.press("B") == Judge("reliability", "B")
    assert keymap.mode == "credibility"
    assert keymap.press("2") == Judge("credibility", "2")
    assert keymap.mode is None
    assert keymap.press("2") == Judge("provenance", "intelligence_estimate")


def test_a_digit_alone_grades_and_ends_the_mode(keymap):
    keymap.enter("reliability")
    assert keymap.press("6") == Judge("credibility", "6")
    assert keymap.mode is None


def test_a_letter_after_a_letter_corrects_it(keymap):
    keymap.enter("reliability")
    keymap.press("B")
    assert keymap.press("F") == Judge("reliability", "F")
    assert keymap.mode == "credibility"


@pytest.mark.parametrize(
    ("mode", "key", "value"),
    [("confidence", "L", "low"), ("confidence", "M", "moderate"), ("confidence", "H", "high"),
     ("directness", "Q", "direct_quote"), ("directness", "P", "paraphrase"),
     ("directness", "H", "hearsay")],
)  # fmt: skip
def test_confidence_and_directness_take_one_key(keymap, mode, key, value):
    keymap.enter(mode)
    assert keymap.press(key) == Judge(mode, value)
    assert keymap.mode is None


@pytest.mark.parametrize("mode", MODES)
def test_escape_leaves_a_mode_and_does_nothing_else(keymap, mode):
    keymap.enter(mode)
    assert keymap.press("Esc") == Nothing()
    assert keymap.mode is None
    assert keymap.press("Esc") is None


@pytest.mark.parametrize("mode", MODES)
def test_a_slip_in_a_mode_does_nothing_and_the_mode_stays(keymap, mode):
    for key in ("K", "9", "Delete", "Shift+J", "]"):
        keymap.enter(mode)
        assert keymap.press(key) == Nothing()
        assert keymap.mode == mode


def test_keys_without_a_meaning_are_left_to_others(keymap):
    assert keymap.press("Z") is None
    assert keymap.press("") is None


def test_own_terms_get_free_keys_and_never_those_of_actions():
    own = (Term("own_cable", "Cable", "Cable", key="B"), Term("own_bad", "Bad", "Bad", key="J"))
    keymap = Keymap({"J": "go.next_claim"})
    keymap.set_vocabulary(replace(VOCABULARY, provenance=VOCABULARY.provenance + own))
    assert keymap.press("B") == Judge("provenance", "own_cable")
    assert keymap.press("J") == Ask("go.next_claim")


def test_without_a_review_only_actions_have_keys():
    keymap = Keymap({"J": "go.next_claim"})
    assert keymap.press("1") is None
    assert keymap.press("J") == Ask("go.next_claim")
