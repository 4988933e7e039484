"""Paragraphs kept in little room come back as they were."""

import pytest

from credreview.report.packed_words import PackedWords
from credreview.report.rationale import paragraphs
from credreview.report.words import Paragraph, Role, Run

EVERYTHING = (
    Paragraph((Run("bold", bold=True), Run(" and "), Run("code", code=True, target="claim-3"))),
    Paragraph((Run("item", italic=True),), Role.LIST_ITEM, 2, "1."),
    Paragraph((Run("日本 \ue0f0 שלום"),), Role.QUOTATION, 1),
    Paragraph((), Role.HASH),
)


def test_what_is_kept_comes_back_equal():
    kept = PackedWords(10)
    kept.put("a", EVERYTHING)
    kept.put("b", ())
    assert kept.get("a") == EVERYTHING
    assert {type(part.role) for part in kept.get("a") or ()} == {Role}
    assert kept.get("b") == ()
    assert kept.get("c") is None


def test_beyond_the_most_it_begins_anew():
    kept = PackedWords(2)
    for text in ("a", "b", "c"):
        kept.put(text, EVERYTHING)
    assert [kept.get(text) for text in ("a", "b", "c")] == [None, None, EVERYTHING]


@pytest.mark.parametrize(
    "text", ["It **says** so.\n\n- one\n- two\n", "> `x` \ud800 *y*", "1. a\n"]
)
def test_a_text_reads_the_same_the_second_time(text):
    assert paragraphs(text) == paragraphs(text) != ()
