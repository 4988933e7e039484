"""What a step did, in one sentence, and each value in words."""

import json

import pytest

from credreview.domain.field_words import field_words, value_words
from credreview.domain.history import ERASED, Place, Step, Value
from credreview.domain.history_words import marks, sentence
from credreview.domain.vocabulary import Vocabulary, parse
from credreview.resources import resource


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return parse(json.loads(resource("vocabularies", "credreview-1.json").read_bytes()))


def step(*values: Value, label: str = "judge", **given) -> Step:
    return Step("00" * 32, 0, "aa" * 16, "Xenia Example", label, values, Place(), **given)


def judged(field: str, value: object, over: object = None, **given) -> Value:
    return Value("judgement", "bb" * 32, "set", field, value, over, **given)


CASES = [
    (judged("grade", ["B", None], ["C", None]), "Source reliability C → B"),
    (judged("grade", ["B", None]), "Source reliability: B"),
    (judged("grade", [None, None], ["C", None]), "Source reliability cleared"),
    (judged("grade", ["B", "2"], ["B", "3"]), "Information credibility 3 → 2"),
    (judged("grade", ["B", "2"]), "Grade: B2"),
    (judged("grade", ["B", "2"], ["C", "3"]), "Grade C3 → B2"),
    (judged("grade", ["B", "-"], ["B", "3"]), "Called not checkable"),
    (judged("grade", ["B", "2"], ["B", "-"]), "Grade not checkable → B2"),
    (judged("rationale", "Words", None), "Rationale written"),
    (judged("rationale", "Words", "Others"), "Rationale changed"),
    (judged("rationale", "Words", ERASED), "Rationale changed"),
    (judged("rationale", None, "Others"), "Rationale cleared"),
    (judged("rationale", ERASED), "Rationale written, erased since"),
    (judged("attributed_to", "Harbour Office", "Ferry Union"),
     "Attributed to “Ferry Union” → “Harbour Office”"),
    (judged("confidence", "high", "low"), "Confidence Low → High"),
    (judged("confidence", "sky_high", "low"), "Confidence Low → sky_high"),
    (judged("flags", ["retracted"], []), "Flag “Retracted” set"),
    (judged("flags", None, ["retracted"]), "Flag “Retracted” taken off"),
    (Value("claim", "cc" * 16, "new", value={"start": 0}), "Marked the claim"),
    (Value("claim", "cc" * 16, "del"), "Deleted the mark"),
    (Value("link", "cc" * 16, "new", value={"relation": "confirms"}),
     "Linked: Confirms"),
    (Value("note", "cc" * 16, "new", value={"words": ERASED}), "Wrote a note"),
    (Value("article", "cc" * 16, "set", "title", "A", "B"), "Title “B” → “A”"),
    (Value("article", "cc" * 16, "set", "outlet", None, "B"), "Outlet cleared"),
    (Value("review", "00" * 16, "set", "blind", True), "Blind mode: on"),
    (Value("reviewer", "aa" * 16, "set", "name", "Xen"), "Goes by the name “Xen”"),
    (Value("prophecy", "aa" * 16, "new", value={}), "Made: prophecy"),
    (Value("prophecy", "aa" * 16, "set", "what", 7), "what: 7"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "words"), CASES, ids=[words for _, words in CASES])
def test_a_step_is_one_sentence(vocabulary: Vocabulary, value: Value, words: str) -> None:
    assert sentence(step(value), vocabulary) == words


def test_several_values_stand_in_the_order_of_the_panel(vocabulary: Vocabulary) -> None:
    told = step(
        Value("source", "cc" * 16, "new", value={"name": "Harbour Office"}),
        judged("attributed_to", "Harbour Office"),
        judged("grade", ["B", None]),
        judged("provenance", "court_record"),
        judged("blind", True),
    )
    parts = sentence(told, vocabulary).split("; ")
    assert [part.split(":")[0] for part in parts] == [
        "Provenance",
        "Attributed to",
        "Source reliability",
    ]


def test_an_agreed_judgement_names_what_it_holds_and_not_what_it_leaves_out(
    vocabulary: Vocabulary,
) -> None:
    fields = {
        "grade": ["B", "2"],
        "provenance": None,
        "flags": [],
        "reason": "Why.",
        "over": [["a"]],
    }
    record = "bb" * 32
    agreed = step(*(Value("adjudication", record, "set", *pair) for pair in fields.items()))
    assert sentence(agreed, vocabulary) == "Agreed grade: B2; Reason written"
    gone = step(Value("adjudication", record, "del"))
    assert sentence(gone, vocabulary) == "Took the agreed judgement back"


def test_an_import_counts_its_articles(vocabulary: Vocabulary) -> None:
    made = Value("article", "cc" * 16, "new", value={"text": "ab"})
    found = Value("capture", "dd" * 16, "new", value={"title": "A"})
    assert sentence(step(made, found, label="import"), vocabulary) == "Added the article"
    assert sentence(step(made, found, made, found), vocabulary) == "Added 2 articles"
    assert sentence(step(found), vocabulary) == "Found the article once more"


def test_undo_redo_and_restore_say_of_what(vocabulary: Vocabulary) -> None:
    first = step(judged("grade", ["B", None], ["C", None]))
    undo = step(label="undo", undoes=first, others=2)
    assert sentence(undo, vocabulary) == "Undid: Source reliability C → B; and 2 entries more"
    redo = step(label="redo", undoes=first)
    assert sentence(redo, vocabulary) == "Did again: Source reliability C → B"
    assert sentence(step(label="undo"), vocabulary) == "Undid: something hidden here"
    void = step(label="undo", undoes=first, counts=False)
    assert "does not count" in sentence(void, vocabulary)
    again = step(*first.values, label="restore")
    assert sentence(again, vocabulary) == "Restored: Source reliability C → B"


def test_a_write_that_does_not_count_says_so(vocabulary: Vocabulary) -> None:
    words = sentence(step(judged("grade", ["F", None], counts=False)), vocabulary)
    assert words.startswith("Source reliability: F (does not count")


def test_nothing_is_left_without_words(vocabulary: Vocabulary) -> None:
    assert "(foresee)" in sentence(step(label="foresee"), vocabulary)
    for value in (None, ERASED, True, 7, "words", [], {}, ["B", "2"], "no list"):
        for field in ("grade", "flags", "provenance", "rationale", "title", "what"):
            assert value_words(field, value, vocabulary)


def test_a_value_in_full_has_its_labels(vocabulary: Vocabulary) -> None:
    assert value_words("grade", ["B", "2"], vocabulary).startswith("B2 (Usually reliable; ")
    assert value_words("grade", ["B", "-"], vocabulary) == "not checkable (Usually reliable)"
    assert field_words("review", "title") != field_words("article", "title")


def test_marks_say_why_a_step_does_not_count() -> None:
    assert marks(step()) == []
    assert marks(step(off=True, aside=True)) == ["undone", "set aside"]
