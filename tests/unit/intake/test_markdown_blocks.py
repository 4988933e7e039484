import html
import re

import markdown
import pytest
from block_shapes import assert_blocks_fit, outline
from hypothesis import given, settings
from hypothesis import strategies as st

from credreview.intake.markdown_text import render
from credreview.intake.normalise import normalise, sound


def rendered(source):
    text, blocks, _ = render(source)
    assert_blocks_fit(text, blocks)
    assert normalise(text) == text
    return outline(text, blocks)


def words_of(source):
    return render(source)[0]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("**bold** and *thin* and __bold__ and _thin_", "bold and thin and bold and thin"),
        ("***both*** and **nested *inner* words**", "both and nested inner words"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("~~gone~~ and ~one~", "gone and ~one~"),
        ("**open and *never closed", "**open and *never closed"),
        ("`code *x*` and ``a ` b``", "code *x* and a ` b"),
        ("a ` lone tick", "a ` lone tick"),
        ("[text](http://x.org/a_(b) 'title') end", "text end"),
        ("[a [nested] one](<x y>)", "a [nested] one"),
        ("[no link] and [text] (apart)", "[no link] and [text] (apart)"),
        (
            "[text][ref], [ref][], [ref], [other][]\n\n[Ref]: http://x.org 'T'",
            "text, ref, ref, [other][]",
        ),
        ("![A boat](b.png) at sea", "A boat at sea"),
        ("[![A boat](b.png)](http://x.org) at sea", "A boat at sea"),
        ("<https://x.org/a> and <a@x.org>", "https://x.org/a and a@x.org"),
        ("<b>bold</b> <span class='x'>and</span> plain<br>line", "bold and plain\nline"),
        ("a < b > c <5 and <- arrow", "a < b > c <5 and <- arrow"),
        ("&amp; &lt; &copy; &#65; &nope; & AT&T", "& < © A &nope; & AT&T"),
        ("\\*stars\\* and \\[brackets\\] and C:\\path", "*stars* and [brackets] and C:\\path"),
        ("one\ntwo   three", "one two three"),
        ("one  \ntwo\\\nthree", "one\ntwo\nthree"),
        ("a&nbsp;b", "a\u00a0b"),
        ("one <!-- not\n\nshown --> two", "one  two".replace("  ", " ")),
    ],
)
def test_words_without_their_marks(source, words):
    assert words_of(source) == words


def test_headings_of_both_forms_with_their_levels():
    text, blocks, _ = render(
        "# One #\n\nTwo\nlines\n===\nThree\n---\n\n###### Six\n####### seven\n#eight"
    )
    assert outline(text, blocks) == [
        ("heading", "One"),
        ("heading", "Two lines"),
        ("heading", "Three"),
        ("heading", "Six"),
        ("paragraph", "####### seven #eight"),
    ]
    assert [block.level for block in blocks] == [1, 1, 2, 6, 0]


def test_lists_keep_their_marks_and_levels():
    text, blocks, _ = render(
        "- one\n- two\n  goes on\nlazily\n  * deeper\n\n    its own paragraph\n\n"
        "1. first\n2) second\n\nAfter"
    )
    assert outline(text, blocks) == [
        ("list_item", "• one"),
        ("list_item", "• two goes on lazily"),
        ("list_item", "• deeper"),
        ("list_item", "its own paragraph"),
        ("list_item", "1. first"),
        ("list_item", "2) second"),
        ("paragraph", "After"),
    ]
    assert [block.level for block in blocks] == [1, 1, 2, 2, 1, 1, 0]


def test_a_year_within_a_paragraph_begins_no_list():
    assert rendered("It was in\n1986. A good year.") == [
        ("paragraph", "It was in 1986. A good year.")
    ]


def test_quotations_with_lazy_lines_and_lists():
    assert rendered("> one\nlazy\n>\n> two\n> - item\n\nAfter") == [
        ("quotation", "one lazy"),
        ("quotation", "two"),
        ("quotation", "• item"),
        ("paragraph", "After"),
    ]


def test_code_is_kept_as_it_stands():
    assert rendered("```python\na = *x*\n\n    b\n```\n\n    indented *y*\n\nAfter") == [
        ("paragraph", "a = *x*\n\n    b"),
        ("paragraph", "indented *y*"),
        ("paragraph", "After"),
    ]


def test_a_fence_that_never_closes_loses_nothing():
    assert words_of("```\none\n\n\n# two") == "one\n\n# two"


def test_rules_and_definitions_show_nothing():
    assert words_of("***\n\n- - -\n\n[a]: http://x.org\n\n___") == ""


def test_tables_become_rows_with_tabs():
    assert rendered(
        "| Year | Boats |\n|------|:-----:|\n| 2030 | *12* |\n| 2031 | a \\| b |\n\nAfter"
    ) == [
        ("paragraph", "Year\tBoats\n2030\t12\n2031\ta | b"),
        ("paragraph", "After"),
    ]


def test_pictures_and_the_line_under_them_are_captions():
    source = "# T\n\n![A boat](b.png)\n\n*The boat at dawn*\n\nText.\n\n![](empty.png)"
    assert [kind for kind, _ in rendered(source)] == [
        "heading", "caption", "caption", "paragraph",
    ]  # fmt: skip
    assert rendered("Text.\n\n![A boat](b.png)\n*At dawn*")[1][0] == "caption"


@pytest.mark.parametrize(
    "source",
    [
        "> The sea is calm pic.twitter.com/AbCdEf12\n>\n> — Ana Plo (@ana_plo) [April 5, 2031](https://x.org/1)",
        "> The sea\n> is calm\n>\n> Really.\n> — Ana Plo (@ana_plo) April 5, 2031",
        '<blockquote class="twitter-tweet"><p lang="en">The sea is calm '
        '<a href="x">pic.twitter.com/AbCdEf12</a></p>'
        '&mdash; Ana Plo (@ana_plo) <a href="y">April 5, 2031</a></blockquote>',
        "The sea is calm.\n\n— Ana Plo (@ana_plo) April 5, 2031",
    ],
)
def test_posts_are_one_block_with_author_handle_and_date(source):
    text, blocks, _ = render(f"Before.\n\n{source}\n\nAfter it all.")
    assert [block.kind.value for block in blocks] == ["paragraph", "embedded_post", "paragraph"]
    assert (blocks[1].author, blocks[1].handle, blocks[1].posted) == (
        "Ana Plo",
        "ana_plo",
        "2031-04-05",
    )
    assert text[blocks[1].start :].startswith("The sea")
    assert_blocks_fit(text, blocks)


def test_bylines_and_furniture_are_known_in_markdown_too():
    source = "# T\n\n*By Ana Plo*\n\nText of it.\n\n## Comments\n\n[Read more](x)"
    assert [kind for kind, _ in rendered(source)] == [
        "heading", "byline", "paragraph", "boilerplate", "boilerplate",
    ]  # fmt: skip


def test_what_is_left_out_of_html_is_told():
    text, _, remarks = render(
        "<script>alert(1)</script>\n\n<div>Words</div>\n\n<style>\np {}\n</style>"
    )
    assert text == "Words"
    assert len(remarks) == 2
    assert render("Plain *words*.")[2] == ()


def test_a_comment_or_script_that_never_ends_is_shown():
    assert words_of("<!-- open\n\nwords") == "<!-- open\n\nwords"
    assert "alert" in words_of("<script>alert(1)")


_ARTICLES = [
    "# The harbour\n\nBy *Ana Plo*, **Velmora**"
    "\n\nIt was [closed](http://x.org)\non Tuesday. `code`"
    "\n\n> A quote\n> of it\n\n* one\n* two\n\nEnd & more.",
    "Title\n=====\n\n1. one\n2. two\n\n    code\n\n![alt](a.png)"
    "\n\nText with <https://x.org> and \\*escapes\\*.",
    "Para one  \nbroken\n\n***\n\n## Sub ##\n\n[ref link][r] and more"
    "\n\n[r]: http://x.org\n\n- a\n\n    still a\n\n- b",
    "Words with 5 * 3 and snake_case, \"quotes\" & 'marks' — all of it."
    "\n\n### *Emphasised* heading\n\n> quote\n\nlast",
]


@pytest.mark.parametrize("source", _ARTICLES)
def test_the_words_are_those_of_an_independent_renderer(source):
    page = re.sub(r'<img alt="([^"]*)"[^>]*>', r"\1", markdown.markdown(source))
    expected = html.unescape(re.sub(r"<[^>]+>", " ", page)).split()
    ours = [
        word
        for word in words_of(source).split()
        if word != "•" and not re.fullmatch(r"\d[.)]", word)
    ]
    assert "".join(ours) == "".join(expected)


_PIECES = [
    "# ", "## x", "> ", "- ", "1. ", "```", "~~~", "***", "---", "===", "|a|b|", "|-|-|", "    ",
    "\t", "word", "*", "**",
    "_", "`", "[", "](x)", "![", "<b>", "</b>", "<!--", "-->", "<br>", "&amp;", "&#10;", "&#0;",
    "&#xD800;", "\\", "\n", "\n\n",
    "  \n", "[a]: b", "\u00a0", "\u0301", "\ufeff", "é", "— Ana Plo (@ana) April 5, 2031",
    "<script>", "</script>",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
@settings(deadline=None, max_examples=400)
def test_whatever_marks_meet_the_blocks_fit(source):
    source, _ = sound(source)
    assert all(words.strip() for _, words in rendered(source))


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_renders(raw):
    assert all(words.strip() for _, words in rendered(sound(raw)[0]))


@given(st.lists(st.text("abc éя漢.,!?", min_size=1, max_size=30), max_size=6))
@settings(deadline=None)
def test_text_without_marks_loses_no_word(paragraphs):
    source = "\n\n".join(paragraphs)
    assert words_of(sound(source)[0]).split() == normalise(source).split()
