import textwrap

import pytest
from block_shapes import assert_blocks_fit, outline
from hypothesis import given, settings
from hypothesis import strategies as st

from credreview.domain.model import BlockKind
from credreview.intake.normalise import normalise
from credreview.intake.plain_text import find_blocks

_LONG = (
    "The harbour of Velmora stayed closed on Tuesday, and the fishermen waited for word "
    "from the capital."
)
_LONGER = (
    _LONG
    + " Nobody there had been told when the boats may leave, nor why the order had been given."
)


def blocks_of(*parts):
    text = normalise("\n\n".join(parts))
    blocks = find_blocks(text)
    assert_blocks_fit(text, blocks)
    return outline(text, blocks)


def kinds_of(*parts):
    return [kind for kind, _ in blocks_of(*parts)]


def test_each_line_is_a_paragraph_where_lines_are_long():
    assert blocks_of(f"{_LONGER}\n{_LONGER}\n{_LONGER}!") == [
        ("paragraph", _LONGER),
        ("paragraph", _LONGER),
        ("paragraph", _LONGER + "!"),
    ]


@pytest.mark.parametrize("width", [50, 72, 80, 100])
def test_wrapped_lines_are_one_paragraph(width):
    wrapped = textwrap.fill(_LONGER * 3, width)
    other = textwrap.fill(_LONGER, width)
    assert blocks_of(wrapped, other) == [("paragraph", wrapped), ("paragraph", other)]


def test_a_wrapped_paragraph_ends_where_the_next_line_is_indented():
    one, two = textwrap.fill(_LONGER, 60), textwrap.fill("  " + _LONGER, 60)
    assert [kind for kind, _ in blocks_of(f"{one}\n{two}")] == ["paragraph", "paragraph"]


def test_short_lines_without_a_full_stop_are_headings():
    parts = (
        "The harbour is closed",
        _LONGER,
        "What will the U.S. do?",
        _LONGER,
        "Who Waits",
        _LONGER,
    )
    assert kinds_of(*parts) == [
        "heading", "paragraph", "heading", "paragraph", "heading", "paragraph",
    ]  # fmt: skip


def test_the_first_heading_is_the_title():
    text = normalise(f"The harbour is closed\n\n{_LONGER}\n\nWho waits\n\n{_LONGER}")
    assert [b.level for b in find_blocks(text) if b.kind is BlockKind.HEADING] == [1, 2]


@pytest.mark.parametrize(
    "line",
    [
        "It rained all day.",
        "It has several advantages:",
        "and so it went on",
        "It rained. Then it stopped for a while",
        "https://example.org/some/where",
        "12.5 %",
        "Words, words,",
        " ".join(["Word"] * 30),
    ],
)
def test_what_reads_like_a_sentence_is_no_heading(line):
    assert kinds_of(_LONGER, line, _LONGER) == ["paragraph"] * 3


def test_the_last_line_is_no_heading():
    assert kinds_of(_LONGER, "A. Writer") == ["paragraph", "paragraph"]
    assert kinds_of("One short line alone") == ["paragraph"]


def test_verse_and_lists_of_names_are_not_all_headings():
    kinds = kinds_of(
        "A title", *["A short line of verse"] * 1, *[f"Line number {n} of it" for n in range(20)]
    )
    assert kinds.count("heading") == 1


def test_a_title_right_over_its_text_is_a_heading():
    assert kinds_of(f"The harbour is closed\n{_LONGER}\n{_LONG}")[:2] == ["heading", "paragraph"]


@pytest.mark.parametrize("mark", ["•", "-", "*", "+", "▪", "‣"])
def test_bullets_are_list_items(mark):
    assert blocks_of(f"  {mark} Fish\n  {mark} Salt and\n    bread", _LONGER) == [
        ("list_item", f"{mark} Fish"),
        ("list_item", f"{mark} Salt and\n    bread"),
        ("paragraph", _LONGER),
    ]


def test_deeper_bullets_have_a_deeper_level():
    text = "- one\n  - two\n    - three\n  - two\n- one"
    assert [block.level for block in find_blocks(text)] == [1, 2, 3, 2, 1]


def test_numbers_in_order_are_a_list_and_a_day_is_not():
    assert kinds_of("1. Fish\n2. Salt\n3. Bread") == ["list_item"] * 3
    assert kinds_of("10. Mai 2031 war ein kalter Tag in Velmora.", _LONGER) == [
        "paragraph",
        "paragraph",
    ]


@pytest.mark.parametrize("dash", ["— ", "– "])
def test_spoken_words_after_a_dash_are_no_list(dash):
    assert (
        kinds_of(f"{dash}We are waiting, said the captain of the boat.", _LONGER)[0] == "paragraph"
    )


def test_marked_headings_and_quotations_in_plain_text():
    assert blocks_of(
        "## What follows", "Underlined\n==========", f"> {_LONG}\n> and more", _LONGER
    ) == [
        ("heading", "## What follows"),
        ("heading", "Underlined\n=========="),
        ("quotation", f"> {_LONG}\n> and more"),
        ("paragraph", _LONGER),
    ]


@pytest.mark.parametrize("marks", ['""', "“”", "«»", "„“", "「」"])
def test_a_paragraph_in_quotation_marks_is_a_quotation(marks):
    assert kinds_of(_LONGER, f"{marks[0]}{_LONG}{marks[1]}.", _LONGER)[1] == "quotation"


def test_two_quotations_in_one_paragraph_are_a_paragraph():
    assert (
        kinds_of(_LONGER, '"We wait," said the captain. "We are used to it."', _LONGER)[1]
        == "paragraph"
    )


def test_a_signature_makes_one_post_of_the_line_above_it():
    text = normalise(
        f"{_LONGER}\nThe sea is calm here pic.twitter.com/AbCdEf12\n"
        f"— Ana Plo (@ana_plo) April 5, 2031\n{_LONGER}"
    )
    blocks = find_blocks(text)
    assert [block.kind.value for block in blocks] == ["paragraph", "embedded_post", "paragraph"]
    post = blocks[1]
    assert (post.author, post.handle, post.posted) == ("Ana Plo", "ana_plo", "2031-04-05")
    assert text[post.start : post.end].startswith("The sea")
    assert text[post.start : post.end].endswith("2031")


def test_a_post_of_several_lines_is_one_block_where_blank_lines_set_it_apart():
    post = "The sea is calm\nIt will not last\n— Ana Plo (@ana_plo) April 5, 2031"
    assert blocks_of(_LONGER, post, _LONGER)[1] == ("embedded_post", post)


def test_a_post_and_its_signature_may_stand_apart():
    assert kinds_of(_LONGER, "The sea is calm.", "— Ana Plo (@ana_plo) April 5, 2031", _LONGER) == [
        "paragraph", "embedded_post", "paragraph",
    ]  # fmt: skip


def test_a_post_glued_to_its_signature_is_a_post():
    found = blocks_of(
        _LONGER,
        "The sea is calm pic.twitter.com/AbCdEf12— Ana Plo (@ana_plo) April 5, 2031",
        _LONGER,
    )
    assert [kind for kind, _ in found] == ["paragraph", "embedded_post", "paragraph"]


def test_a_signature_takes_no_heading_and_no_button_with_it():
    assert kinds_of("Share this", "— Ana Plo (@ana_plo) April 5, 2031", _LONGER)[:2] == [
        "boilerplate",
        "embedded_post",
    ]


def test_a_line_that_ends_with_a_picture_s_address_is_a_post():
    assert kinds_of(_LONGER, "Look at this pic.twitter.com/AbCdEf12", _LONGER)[1] == "embedded_post"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("times", [2, 3])
def test_a_line_printed_twice_is_one_caption(gap, times):
    line = "The harbour master of Velmora"
    doubled = gap.join([line] * times)
    assert blocks_of(_LONGER, doubled, _LONGER)[1] == ("caption", doubled)


def test_a_title_printed_twice_is_no_caption():
    assert kinds_of("The harbour is closed\nThe harbour is closed", _LONGER)[0] == "heading"


def test_a_line_printed_many_times_is_no_caption():
    assert "caption" not in kinds_of(
        _LONGER, "\n".join(["Row the boat, row it again."] * 5), _LONGER
    )


def test_lines_over_the_text_name_the_author_and_the_day():
    assert kinds_of("The harbour is closed", "By Ana Plo, Velmora | April 5, 2031", _LONGER) == [
        "heading", "byline", "paragraph",
    ]  # fmt: skip


def test_such_a_line_within_the_text_is_no_byline():
    assert "byline" not in kinds_of(_LONGER, "By Ana Plo", _LONGER)


def test_page_furniture_is_boilerplate_anywhere():
    furniture = ["top of page", "5 min read", "Comments", "bottom of page"]
    assert kinds_of(furniture[0], "The harbour is closed", _LONGER, furniture[1], _LONGER) == [
        "boilerplate", "heading", "paragraph", "boilerplate", "paragraph",
    ]  # fmt: skip
    assert kinds_of(_LONGER, *furniture) == ["paragraph"] + ["boilerplate"] * 4


def test_positions_count_code_points():
    text = normalise(f"🙂🙂 The harbour\n\n{_LONGER}")
    assert find_blocks(text)[1].start == text.index("The harbour of")


@given(
    st.lists(
        st.sampled_from(
            [
                "", " ", "Title here", _LONG, "- item", "  - item", "1. one", "2. two", "> quoted",
                "=====", "-----",
                "— Ana Plo (@ana) April 5, 2031", "Comments", "By Ana Plo", "Photo: Ana",
                "# Head", "word",
                '"All of it in marks."', "lower case goes on", "\u00a0x", "\u200b", "x" * 70,
            ]
        ),
        max_size=14,
    )
)  # fmt: skip
@settings(deadline=None, max_examples=300)
def test_whatever_lines_follow_each_other_the_blocks_fit(lines):
    text = normalise("\n".join(lines))
    assert_blocks_fit(text, find_blocks(text))


@given(st.text(max_size=200))
@settings(deadline=None)
def test_the_blocks_of_any_text_fit(raw):
    text = normalise(raw)
    assert_blocks_fit(text, find_blocks(text))
