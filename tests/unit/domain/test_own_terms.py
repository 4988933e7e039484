"""A user's own terms: added behind the shipped ones, never over them."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credreview.domain.errors import UserError
from credreview.domain.vocabulary import (
    OPEN_SCALES,
    OWN_KEYS,
    SCALES,
    Term,
    Vocabulary,
    parse,
    parse_own_terms,
    to_data,
    with_terms,
)
from credreview.resources import resource

SHIPPED: dict[str, Any] = json.loads(
    resource("vocabularies", "credreview-1.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def shipped() -> Vocabulary:
    return parse(SHIPPED)


def own(**term: Any) -> dict[str, Any]:
    return {"terms": {"provenance": [{"id": "own_cable", "label": "Embassy cable"} | term]}}


def own_refused(data: Any) -> UserError:
    with pytest.raises(UserError) as caught:
        parse_own_terms(data)
    assert caught.value.id == "vocabulary.invalid"
    return caught.value


def test_keys_for_own_terms_are_free(shipped: Vocabulary) -> None:
    panel_keys = set("JKCRVDAEGY")
    assert OWN_KEYS.isdisjoint({term.key for term in shipped.provenance} | panel_keys)


def test_a_vocabulary_with_own_terms_comes_back_too(shipped: Vocabulary) -> None:
    more = with_terms(shipped, parse_own_terms(own(key="B", cues=["cable from"])))
    assert parse(json.loads(json.dumps(to_data(more)))) == more


def test_own_terms_stand_behind_the_shipped_ones(shipped: Vocabulary) -> None:
    terms = parse_own_terms(
        {
            "terms": {
                "provenance": [
                    {"id": "own_cable", "label": "Embassy cable", "short": "Cable", "key": "B"},
                    {"id": "own_hansard", "label": "Parliament"},
                ],
                "flags": [{"id": "own_translated", "label": "Machine translated"}],
            }
        }
    )
    more = with_terms(shipped, terms)
    assert more.provenance[:14] == shipped.provenance
    assert more.provenance[14:] == (
        Term("own_cable", "Embassy cable", "Cable", key="B", family="none"),
        Term("own_hansard", "Parliament", "Parliament", family="none"),
    )
    assert [term.id for term in more.flags][3:] == ["own_translated"]
    assert more.reliability == shipped.reliability


def test_adding_own_terms_twice_changes_nothing_more(shipped: Vocabulary) -> None:
    terms = parse_own_terms(own(key="B"))
    once = with_terms(shipped, terms)
    assert once != shipped
    assert with_terms(once, terms) == once


def test_the_reviews_wording_of_an_own_id_stands(shipped: Vocabulary) -> None:
    theirs = with_terms(shipped, parse_own_terms(own(label="Theirs")))
    both = with_terms(theirs, parse_own_terms(own(label="Mine")))
    term = both.find("provenance", "own_cable")
    assert term is not None
    assert term.label == "Theirs"


def test_a_key_that_another_own_term_took_is_left_out(shipped: Vocabulary) -> None:
    theirs = with_terms(shipped, parse_own_terms(own(id="own_first", key="B")))
    both = with_terms(theirs, parse_own_terms(own(id="own_second", key="B")))
    assert [(term.id, term.key) for term in both.provenance[14:]] == [
        ("own_first", "B"),
        ("own_second", ""),
    ]


def test_no_own_terms_leave_the_vocabulary_as_it_is(shipped: Vocabulary) -> None:
    assert with_terms(shipped, parse_own_terms({"terms": {}})) == shipped


@pytest.mark.parametrize(
    "id_",
    ["government_statement", "own_", "own_Upper", "own_" + "x" * 41, "own_a b", "OWN_x", 3, None],
)
def test_an_own_id_must_look_like_one(id_: Any) -> None:
    assert "terms.provenance[0].id" in own_refused(own(id=id_)).message


def test_a_shipped_term_cannot_be_overridden_past_the_parser(shipped: Vocabulary) -> None:
    for scale in OPEN_SCALES:
        first = getattr(shipped, scale)[0]
        with pytest.raises(UserError, match=first.id):
            with_terms(shipped, {scale: [Term(first.id, "Mine", "Mine")]})


@pytest.mark.parametrize("scale", sorted(set(SCALES) - set(OPEN_SCALES)))
def test_only_provenance_and_flags_take_own_terms(shipped: Vocabulary, scale: str) -> None:
    term = {"id": "own_x", "label": "X"}
    assert scale in own_refused({"terms": {scale: [term]}}).message
    with pytest.raises(UserError, match=scale):
        with_terms(shipped, {scale: [Term("own_x", "X", "X")]})


@pytest.mark.parametrize("key", sorted(set("ACDEGJKNRTUVXY0123456789")))
def test_a_key_that_the_program_uses_is_refused(key: str) -> None:
    assert "terms.provenance[0].key" in own_refused(own(key=key)).message


def test_a_flag_takes_no_key() -> None:
    data = {"terms": {"flags": [{"id": "own_x", "label": "X", "key": "B"}]}}
    assert "terms.flags[0].key" in own_refused(data).message


def test_a_misspelt_name_is_told_and_shown_safely() -> None:
    assert "lable" in own_refused(own(lable="x")).message
    assert "term" in own_refused({"term": {}}).message
    message = own_refused(own(**{"bad\x1b\n" + "x" * 99: 1})).message
    assert message.isprintable()
    assert len(message) < 200


def test_the_example_of_the_readme_works(shipped: Vocabulary) -> None:
    readme = resource("vocabularies", "README.md").read_text(encoding="utf-8")
    lines = [line for line in readme.splitlines() if line.startswith("    ")]
    more = with_terms(shipped, parse_own_terms(json.loads("\n".join(lines))))
    assert [term.id for term in more.provenance[14:]] == ["own_embassy_cable"]
    assert [term.id for term in more.flags[3:]] == ["own_machine_translated"]


def test_a_review_takes_a_bounded_number_of_terms(shipped: Vocabulary) -> None:
    flags = [{"id": f"own_{n}", "label": "x"} for n in range(51)]
    assert "terms.flags" in own_refused({"terms": {"flags": flags}}).message
    many = [Term(f"own_{n}", "x", "x") for n in range(198)]
    with pytest.raises(UserError, match="flags"):
        with_terms(shipped, {"flags": many})
    assert parse(to_data(with_terms(shipped, {"flags": many[:197]}))).flags[-1].id == "own_196"


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


@given(JSON)
def test_any_json_as_own_terms_is_parsed_or_refused_never_worse(value: Any) -> None:
    for attempt in (value, {"terms": value}, {"terms": {"flags": value}}):
        try:
            terms = parse_own_terms(attempt)
        except UserError:
            continue
        more = with_terms(parse(SHIPPED), terms)
        assert parse(to_data(more)) == more
