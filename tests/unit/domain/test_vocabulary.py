"""The shipped words, and words that strangers or users hand over."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credreview.domain.errors import UserError
from credreview.domain.vocabulary import SCALES, Vocabulary, parse, to_data
from credreview.resources import resource

SHIPPED: dict[str, Any] = json.loads(
    resource("vocabularies", "credreview-1.json").read_text(encoding="utf-8")
)


@pytest.fixture
def data() -> dict[str, Any]:
    return copy.deepcopy(SHIPPED)


@pytest.fixture(scope="module")
def shipped() -> Vocabulary:
    return parse(SHIPPED)


def refused(data: Any) -> UserError:
    with pytest.raises(UserError) as caught:
        parse(data)
    assert caught.value.id == "vocabulary.invalid"
    return caught.value


# The shipped vocabulary


def test_the_fourteen_provenances_stand_in_their_order_with_their_keys(
    shipped: Vocabulary,
) -> None:
    assert [(term.key, term.id, term.short, term.icon) for term in shipped.provenance] == [
        ("1", "government_statement", "Government, military", "columns"),
        ("2", "intelligence_estimate", "Intelligence estimate", "viewfinder"),
        ("3", "anonymous_official", "Unnamed official", "dashed-person"),
        ("4", "interested_party", "Party or company", "megaphone"),
        ("5", "legal_record", "Court, public record", "scales"),
        ("6", "leaked_document", "Leaked document", "leaked"),
        ("7", "news_report", "News or wire report", "newspaper"),
        ("8", "eyewitness", "Eyewitness", "eye"),
        ("9", "social_post", "Social media post", "speech-bubble"),
        ("0", "opinion_piece", "Opinion piece", "pencil"),
        ("X", "expert_analysis", "Expert, think-tank", "mortarboard"),
        ("N", "ngo_io_report", "NGO or int. body", "globe"),
        ("T", "technical_data", "Imagery, sensor, data", "chart"),
        ("U", "unattributed", "Unattributed", "dashed-question"),
    ]


def test_the_admiralty_labels_are_the_standards_own_words(shipped: Vocabulary) -> None:
    assert {term.id: term.label for term in shipped.reliability} == {
        "A": "Completely reliable",
        "B": "Usually reliable",
        "C": "Fairly reliable",
        "D": "Not usually reliable",
        "E": "Unreliable",
        "F": "Reliability cannot be judged",
    }
    assert {term.id: term.label for term in shipped.credibility} == {
        "1": "Confirmed by other sources",
        "2": "Probably true",
        "3": "Possibly true",
        "4": "Doubtful",
        "5": "Improbable",
        "6": "Truth cannot be judged",
    }
    assert "STANAG 2511" in shipped.source("reliability")
    assert "STANAG 2511" in shipped.source("credibility")
    assert "ICD 203" in shipped.source("confidence")


def test_ids_of_the_smaller_scales_and_their_keys_are_fixed(shipped: Vocabulary) -> None:
    def pairs(scale: str) -> list[tuple[str, str]]:
        return [(term.key, term.id) for term in getattr(shipped, scale)]

    assert pairs("directness") == [("Q", "direct_quote"), ("P", "paraphrase"), ("H", "hearsay")]
    assert pairs("confidence") == [("L", "low"), ("M", "moderate"), ("H", "high")]
    assert pairs("reliability") == [(letter, letter) for letter in "ABCDEF"]
    assert pairs("credibility") == [(digit, digit) for digit in "123456"]
    assert [id_ for _, id_ in pairs("flags")] == [
        "misleading_context",
        "corrected_by_source",
        "retracted",
    ]
    assert [id_ for _, id_ in pairs("relations")] == ["confirms", "contradicts", "same_origin"]


def test_every_family_follows_the_chart_groups(shipped: Vocabulary) -> None:
    groups = {"1": "official", "2": "official", "3": "official", "4": "party"}
    groups |= {"5": "record", "6": "record", "U": "none"}
    groups |= dict.fromkeys("7890", "report") | dict.fromkeys("XNT", "analysis")
    assert {term.key: term.family for term in shipped.provenance} == groups


def test_every_shipped_term_explains_itself(shipped: Vocabulary) -> None:
    for scale in SCALES:
        assert shipped.source(scale), scale
        for term in getattr(shipped, scale):
            assert term.label, term
            assert term.short, term
            assert len(term.definition) > 15, term
    assert all(term.cues for term in shipped.provenance)


def test_find_answers_a_term_or_none(shipped: Vocabulary) -> None:
    term = shipped.find("provenance", "leaked_document")
    assert term is not None
    assert term.label == "Leaked or hacked document"
    assert shipped.find("provenance", "A") is None
    assert shipped.find("reliability", "A") is not None


# Data in, data out


def test_data_comes_back_as_it_was(shipped: Vocabulary) -> None:
    assert to_data(shipped) == SHIPPED
    assert parse(to_data(shipped)) == shipped


def test_the_data_fits_into_one_field_of_an_action(shipped: Vocabulary) -> None:
    def depth(value: object) -> int:
        if isinstance(value, dict):
            return 1 + max(map(depth, value.values()), default=0)
        if isinstance(value, list):
            return 1 + max(map(depth, value), default=0)
        return 0

    # A body has the levels body, changes, change, fields above it, of 8 allowed.
    assert depth(to_data(shipped)) <= 4


def test_fields_of_a_later_version_are_passed_over(
    data: dict[str, Any], shipped: Vocabulary
) -> None:
    data["later"] = {"x": 1}
    data["flags"][0]["colour"] = "red"
    data["sources"]["later"] = 5
    assert parse(data) == shipped


@pytest.mark.parametrize("scale", SCALES)
def test_a_missing_scale_is_named(data: dict[str, Any], scale: str) -> None:
    del data[scale]
    assert scale in refused(data).message


@pytest.mark.parametrize("value", [None, [], "x", 7, {1: 2}])
def test_what_is_no_object_is_refused(value: Any) -> None:
    assert refused(value).id == "vocabulary.invalid"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ""),
        ("id", "a b"),
        ("id", "x" * 65),
        ("id", "fünf"),
        ("id", 5),
        ("id", "ok\n"),
        ("label", None),
        ("label", "   "),
        ("label", "x" * 121),
        ("label", "two\nlines"),
        ("label", "nul\0"),
        ("label", "escape\x1b[31m"),
        ("label", "surrogate\ud800"),
        ("short", 1),
        ("definition", "x" * 1001),
        ("definition", ["x"]),
        ("key", "a"),
        ("key", "AB"),
        ("key", None),
        ("key", "É"),
        ("icon", "../../secret"),
        ("icon", "/etc/passwd"),
        ("icon", 0),
        ("icon", []),
        ("cues", "word"),
        ("cues", [1]),
        ("cues", [" "]),
        ("cues", ["x"] * 101),
        ("family", "rank"),
        ("family", []),
    ],
)
def test_a_bad_field_is_refused_at_its_place(data: dict[str, Any], field: str, value: Any) -> None:
    data["provenance"][3][field] = value
    assert f"provenance[3].{field}" in refused(data).message


@pytest.mark.parametrize("field", ["id", "key"])
def test_a_value_that_is_there_twice_is_refused(data: dict[str, Any], field: str) -> None:
    data["provenance"][5][field] = data["provenance"][2][field]
    message = refused(data).message
    assert f"provenance[5].{field}" in message
    assert data["provenance"][2][field] in message


def test_terms_without_a_key_may_be_many(data: dict[str, Any]) -> None:
    assert sum(not term.key for term in parse(data).flags) == 3


@pytest.mark.parametrize("scale", ["reliability", "credibility", "confidence"])
def test_a_closed_scale_can_be_neither_longer_nor_shorter_nor_turned_round(
    data: dict[str, Any], scale: str
) -> None:
    terms = data[scale]
    extra = {"id": "G", "label": "Deliberately deceptive"}
    for changed in ([*terms, extra], terms[:-1], terms[::-1]):
        assert scale in refused(data | {scale: changed}).message


def test_too_many_terms_are_refused(data: dict[str, Any]) -> None:
    data["flags"] = [{"id": f"f{n}", "label": "x"} for n in range(201)]
    assert "flags" in refused(data).message


@pytest.mark.parametrize("value", [0, -1, True, "1", 1.0, None, 2**31])
def test_a_version_is_a_whole_number_from_one(data: dict[str, Any], value: Any) -> None:
    assert "version" in refused(data | {"version": value}).message


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "label", "key", "cues", "terms", "flags", "provenance", "?"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(st.sampled_from([*SCALES, "name", "version", "sources"]), JSON)
def test_any_json_in_any_place_is_parsed_or_refused_never_worse(place: str, value: Any) -> None:
    try:
        vocabulary = parse(SHIPPED | {place: value})
    except UserError:
        return
    assert parse(to_data(vocabulary)) == vocabulary
