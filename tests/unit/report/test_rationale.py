"""Reviewers' Markdown becomes styled words; nothing typed is lost, and nothing takes long."""

import random
import re
import time

import pytest

from credreview.report import rationale
from credreview.report.rationale import paragraphs
from credreview.report.visible import visible
from credreview.report.words import Paragraph, Role, Run
from tests.unit.report.hostile import TEXTS, hostile_rationale

SIGNS = "*_`\\#>[]()+-.=\"'•"
N = 20_000
#: Each makes some parser of Markdown slow, deep or lossy.
NASTY = {
    sign: (sign * N)[:N]
    for sign in [
        *("*", "_", "[", "]", "`", "(", ">", "> ", "!", "![", "[](", "[a](", "\\", "**", "***"),
        *("_*", "*a ", "a*", "*a**b", "**a*b ", "`a ", "``a`", "# ", "- ", "-\n", "- a\n", "1. "),
        *("1. a\n", "  - a\n", "    ", "\t", "a\n\n", "> a\n", "=\n", "a\n=\n", "* * ", "__a_"),
        *('[a](b "', "[a](<", "[[]](", "a  \n", "   \n", "\\*", "*a _b ", "[a]:", "> - ", "- > "),
        *("-   - ", "&", "<", "&amp;", "<b>", "<!--", "a\n- b\n", "\u202e", "\u0301"),
    ]
} | {
    "lists": "".join("    " * depth + "- a\n" for depth in range(90)),
    "quotations": "".join(">" * depth + " a\n" for depth in range(180)),
    "emphasis": "*" * 5000 + "a" + "*" * 5000,
    "brackets": "[" * 5000 + "a" + "]" * 5000 + "(" * 3000,
}


def shown(told):
    return "".join(one.mark + "".join(run.text for run in one.words) for one in told)


def letters(text):
    return "".join("".join(sign for sign in visible(text) if sign not in SIGNS).split())


def test_markdown_becomes_paragraphs_of_styled_words():
    told = paragraphs(
        "Not *quite* **so `sure`**.\n\nReasons:\n- one\n- two\n    - deeper\n\n"
        "3. three\n4. four\n\n> said *he*\n\n## Head\n\n    code <b>\n    more"
    )
    assert told == (
        Paragraph((Run("Not "), Run("quite", italic=True), Run(" "), Run("so ", bold=True),
                   Run("sure", bold=True, code=True), Run("."))),
        Paragraph((Run("Reasons:"),)),
        Paragraph((Run("one"),), Role.LIST_ITEM, 1, "•"),
        Paragraph((Run("two"),), Role.LIST_ITEM, 1, "•"),
        Paragraph((Run("deeper"),), Role.LIST_ITEM, 2, "•"),
        Paragraph((Run("three"),), Role.LIST_ITEM, 1, "3."),
        Paragraph((Run("four"),), Role.LIST_ITEM, 1, "4."),
        Paragraph((Run("said "), Run("he", italic=True)), Role.QUOTATION, 1),
        Paragraph((Run("Head", bold=True),)),
        Paragraph((Run("code <b>", code=True),), Role.CODE),
        Paragraph((Run("more", code=True),), Role.CODE),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("see [the log](https://a.invalid/x_y?b&c)", "see the log (https://a.invalid/x_y?b&c)"),
        ('[a](javascript:alert(1) "T")', 'a (javascript:alert(1) "T")'),
        ("![a](file:///etc/passwd)", "![a](file:///etc/passwd)"),
        ("<script>alert(1)</script> &amp; &lt;", "<script>alert(1)</script> &amp; &lt;"),
        ("[x]: http://a.invalid 'T'", "[x]: http://a.invalid 'T'"),
        ("<http://a.invalid>", "<http://a.invalid>"),
        ("two\nlines", "two lines"),
        ("\u202egnp", "⟦U+202E⟧gnp"),
    ],
)
def test_links_and_what_is_no_markdown_stand_as_words(typed, read):
    assert shown(paragraphs(typed)) == read


@pytest.mark.parametrize("blank", ["", " \n\t\n ", "\n\n"])
def test_blank_text_is_no_paragraphs(blank):
    assert paragraphs(blank) == ()


def test_a_list_whose_numbers_would_change_stands_as_typed():
    assert [shown([one]) for one in paragraphs("3. b\n9. c")] == ["3. b", "9. c"]


@pytest.mark.parametrize("name", sorted(NASTY))
def test_nothing_takes_long_or_is_lost(name):
    for text in (NASTY[name], NASTY[name][:3000], "words\n\n" + NASTY[name][:700]):
        begun = time.process_time()
        told = paragraphs(text)
        assert time.process_time() - begun < 0.6
        assert letters(shown(told)) == letters(text)


@pytest.mark.parametrize("piece", ["a", "word ", "a\n\n", "*a* ", "[", "\n "])
def test_a_megabyte_is_shown_as_typed(piece):
    text = (piece * 1_000_000)[:1_000_000]
    begun = time.process_time()
    told = paragraphs(text)
    assert time.process_time() - begun < 1
    assert len(told) <= 2_000
    assert letters(shown(told)) == letters(text)


def test_no_letter_of_hostile_texts_is_lost():
    rng = random.Random(8)
    for text in (*TEXTS, *(hostile_rationale(rng) for _ in range(300))):
        assert letters(shown(paragraphs(text))) == letters(text)


def test_plain_texts_are_read_the_same_with_and_without_the_parser(monkeypatch):
    rng = random.Random(5)
    pieces = ["a", "word", "\n", "\n\n", " ", "  ", "1", "2.", ")", "-", "]", "!", "===\n", "<b>"]
    pieces += ["&amp;", "~", "|", "http://x.y", "+", "#", ":", '"', "\n \n", "\t"]
    plain, marked = 0, rationale._MARKED
    for _ in range(4000):
        text = "".join(rng.choice(pieces) for _ in range(rng.randint(1, 14)))
        if marked.search(text):
            continue
        plain += 1
        without = rationale.parsed(text)
        monkeypatch.setattr(rationale, "_MARKED", re.compile(""))
        assert rationale.parsed(text) == without
        monkeypatch.setattr(rationale, "_MARKED", marked)
    assert plain > 1000


def test_a_parser_that_failed_is_not_used_again(monkeypatch):
    def fail(text):
        raise RecursionError

    parser = rationale._parser()
    monkeypatch.setattr(parser, "convert", fail)
    assert shown(paragraphs("*once*")) == "*once*"
    assert shown(paragraphs("*twice*")) == "twice"


def test_the_number_of_an_empty_item_is_not_that_of_the_next_paragraph():
    found = paragraphs("before\n\n1.\t\n\nnext *words*")
    assert [(one.mark, "".join(run.text for run in one.words)) for one in found] == [
        ("", "before"), ("", "1."), ("", "next words"),
    ]  # fmt: skip
