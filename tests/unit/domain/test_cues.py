"""Cues suggest a provenance and no more."""

import json

import pytest

from credreview.domain.cues import suggest
from credreview.domain.vocabulary import Vocabulary, parse, parse_own_terms, with_terms
from credreview.resources import resource


@pytest.fixture(scope="module")
def shipped() -> Vocabulary:
    path = resource("vocabularies", "credreview-1.json")
    return parse(json.loads(path.read_text(encoding="utf-8")))


def test_the_term_with_most_cues_comes_first(shipped: Vocabulary) -> None:
    text = "A spokesman for the ministry told reporters that the leaked list was forged."
    assert suggest(shipped, text) == ["government_statement", "leaked_document"]


def test_equal_counts_keep_the_vocabularys_order(shipped: Vocabulary) -> None:
    assert suggest(shipped, "Leaked imagery of the quay") == ["leaked_document", "technical_data"]


def test_a_cue_counts_once_however_often_it_stands_there(shipped: Vocabulary) -> None:
    text = "leaked, leaked and leaked again, said the ministry in a statement"
    assert suggest(shipped, text) == ["government_statement", "leaked_document"]


def test_only_whole_words_count_in_either_case(shipped: Vocabulary) -> None:
    assert suggest(shipped, "the administrators' accountants") == []
    assert suggest(shipped, "MINISTER") == ["government_statement"]
    assert suggest(shipped, "(Leaked)") == ["leaked_document"]


def test_a_cue_in_capitals_counts_in_capitals_only(shipped: Vocabulary) -> None:
    assert suggest(shipped, "those who un-tied an ap") == []
    assert suggest(shipped, "the WHO and the UN") == ["ngo_io_report"]


def test_words_of_a_cue_may_be_parted_by_any_space(shipped: Vocabulary) -> None:
    assert suggest(shipped, "on\u00a0condition of\nanonymity") == ["anonymous_official"]


def test_a_cue_that_ends_in_a_mark_is_found(shipped: Vocabulary) -> None:
    assert suggest(shipped, "Analysis: the quay stays shut") == ["opinion_piece"]
    assert suggest(shipped, "the analysis of the quay") == []


def test_own_terms_and_their_odd_cues_take_part(shipped: Vocabulary) -> None:
    own = {"id": "own_cable", "label": "Cable", "cues": ["cable (secret)", "a.b*"]}
    more = with_terms(shipped, parse_own_terms({"terms": {"provenance": [own]}}))
    assert suggest(more, "A Cable (secret) arrived") == ["own_cable"]
    assert suggest(more, "axbbb") == []


def test_text_without_cues_suggests_nothing(shipped: Vocabulary) -> None:
    assert suggest(shipped, "") == []
    assert suggest(shipped, "The sea was calm.") == []
