import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credreview.domain.model import Facts
from credreview.intake.front_matter import split_front_matter


def matter(*lines, body="The text."):
    return split_front_matter("\n".join(["---", *lines, "---", "", body]))


def test_all_six_facts_are_read():
    found = matter(
        "title: The harbour is closed",
        "outlet: Velmora Courier",
        "author: A. Writer",
        "published: 2031-04-05",
        "url: https://example.org/a",
        "language: en",
    )
    assert found.facts == Facts(
        "The harbour is closed",
        "Velmora Courier",
        "A. Writer",
        "2031-04-05",
        "https://example.org/a",
        "en",
    )
    assert found.body == "\nThe text."
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("line", "fact", "value"),
    [
        ("site: Courier", "outlet", "Courier"),
        ("publisher: Courier", "outlet", "Courier"),
        ("source: Courier", "outlet", "Courier"),
        ("source: https://example.org/b", "url", "https://example.org/b"),
        ("authors: [A. One, 'B. Two']", "author", "A. One, B. Two"),
        ("byline: A. One", "author", "A. One"),
        ("date: 5 April 2031", "published", "2031-04-05"),
        ("date: April 5, 2031", "published", "2031-04-05"),
        ("date: 2031-04-05T06:07:08Z", "published", "2031-04-05T06:07:08+00:00"),
        ("date: last spring", "published", "last spring"),
        ("link: https://example.org/c", "url", "https://example.org/c"),
        ("source_url: https://example.org/d", "url", "https://example.org/d"),
        ("Source URL: https://example.org/d", "url", "https://example.org/d"),
        ("lang: en_us", "language", "en-US"),
        ("language: Ukrainian", "language", "uk"),
        ('title: "Quoted: with \\"colon\\""', "title", 'Quoted: with "colon"'),
        ("title: 'It''s here'", "title", "It's here"),
        ("TITLE:   Spaces   within ", "title", "Spaces within"),
        ("title: Number #1: the rest", "title", "Number #1: the rest"),
        ("title: null", "title", None),
        ("title:", "title", None),
        ('title: ""', "title", None),
    ],
)
def test_aliases_and_forms_of_values(line, fact, value):
    found = matter(line, "other: x")
    assert getattr(found.facts, fact) == value
    assert found.body == "\nThe text."


def test_lists_of_authors_are_joined():
    assert matter("authors:", "  - A. One", "- name: B. Two").facts.author == "A. One, B. Two"


def test_folded_values_are_joined():
    assert (
        matter("title: >", "  The first", "  and the second").facts.title
        == "The first and the second"
    )


def test_the_first_of_two_aliases_counts():
    assert matter("title: One", "headline: Two").facts.title == "One"


def test_unknown_keys_and_comments_are_passed_over():
    found = matter("# comment", "tags: [a, b]", "nested:", "  deep: 1", "title: T", "")
    assert found.facts == Facts(title="T")
    assert found.remarks == ()


def test_dots_close_it_too():
    assert split_front_matter("---\ntitle: T\n...\nText").body == "Text"


def test_a_byte_order_mark_before_it_does_no_harm():
    assert split_front_matter("\ufeff---\ntitle: T\n---\nText").facts.title == "T"


@pytest.mark.parametrize(
    "text",
    [
        "No front matter: at all",
        "---\n\nA line was drawn above.\n\n---\n\nAnd below.",
        "--- title: x ---\nText",
        "----\ntitle: T\n----\nText",
        "---\n---\nText",
        "Text\n---\ntitle: T\n---\n",
    ],
)
def test_what_is_no_front_matter_stays_text(text):
    found = split_front_matter(text)
    assert found.body == text
    assert found.facts == Facts()
    assert found.remarks == ()


def test_front_matter_that_does_not_close_stays_text_and_is_told():
    text = "---\ntitle: T\n\nThe text begins here and goes on."
    found = split_front_matter(text)
    assert found.body == text
    assert found.facts == Facts()
    assert len(found.remarks) == 1


def test_lines_that_cannot_be_read_are_counted_aloud():
    found = matter("title: T", "outlet: O", "what is this")
    assert found.facts == Facts(title="T", outlet="O")
    assert "1" in found.remarks[0]


def test_a_language_nobody_knows_is_told():
    found = matter("title: T", "language: high velmoran of the coast")
    assert found.facts.language is None
    assert "high velmoran" in found.remarks[0]


@given(st.text(alphabet="ab:-#\n \"'[]|>.", max_size=80))
@settings(deadline=None)
def test_nothing_is_lost_silently(inside):
    text = f"---\n{inside}\n---\nEnd"
    found = split_front_matter(text)
    if found.body != text:
        taken = text.removesuffix(found.body)
        assert taken + found.body == text
        assert taken.rstrip("\n ").endswith(("\n---", "\n..."))
        assert ":" in taken
