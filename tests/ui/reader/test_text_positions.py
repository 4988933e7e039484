from hypothesis import given
from hypothesis import strategies as st

from credreview.ui.reader.text_positions import ShownPositions, TextPositions

SCRIPTS = [
    "a",
    " ",
    "é",
    "e\u0301",
    "😀",
    "👩\u200d👩\u200d👧",
    "𝔸",
    "م",
    "ש",
    "漢",
    "𠀀",
    "\u202e",
    "\u00a0",
]
texts = st.lists(st.sampled_from(SCRIPTS), max_size=30).map("".join) | st.text(max_size=30)


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(texts, st.data())
def test_utf16_positions_count_units_before_the_character(text, data):
    place = data.draw(st.integers(0, len(text)))
    assert TextPositions(text).utf16(place) == utf16_length(text[:place])


@given(texts)
def test_every_code_point_comes_back_from_utf16(text):
    positions = TextPositions(text)
    for place in range(len(text) + 1):
        assert positions.code_point(positions.utf16(place)) == place
        assert positions.code_point(positions.utf16(place), after=True) == place


@given(texts)
def test_all_at_once_is_the_same_as_one_by_one(text):
    positions = TextPositions(text)
    places = range(len(text) + 1)
    assert positions.utf16_all(places) == [positions.utf16(place) for place in places]


@given(texts, st.data())
def test_a_span_of_units_becomes_the_smallest_span_of_whole_characters(text, data):
    positions = TextPositions(text)
    start = data.draw(st.integers(0, positions.utf16_length))
    end = data.draw(st.integers(start, positions.utf16_length))
    first, last = positions.code_point_span(start, end)
    assert positions.utf16(first) <= start
    assert positions.utf16(last) >= end or start == end
    if start < end:
        assert positions.utf16(first + 1) > start
        assert positions.utf16(last - 1) < end


def test_a_position_inside_a_surrogate_pair_moves_outwards():
    positions = TextPositions("a😀b")
    assert positions.code_point(2) == 1
    assert positions.code_point(2, after=True) == 2
    assert positions.code_point_span(2, 2) == (1, 1)
    assert positions.code_point_span(1, 2) == (1, 2)
    assert positions.code_point_span(2, 3) == (1, 2)


def test_positions_outside_the_text_are_its_ends():
    positions = TextPositions("a😀")
    assert (positions.utf16(-3), positions.utf16(9)) == (0, 3)
    assert (positions.code_point(-3), positions.code_point(9)) == (0, 2)


@st.composite
def shown_texts(draw):
    """A text, and lines in it: words of it with white space between them that is not shown."""
    text, lines = "", []
    for _ in range(draw(st.integers(1, 6))):
        text += draw(st.sampled_from(["", "\n", "\n\n", " \u00a0\n"])) if text else ""
        words = draw(st.lists(st.sampled_from(SCRIPTS), min_size=1, max_size=8).map("".join))
        lines.append((len(text), len(text) + len(words)))
        text += words
    return text, lines


@given(shown_texts())
def test_every_shown_character_stands_where_the_document_has_it(example):
    text, lines = example
    positions = ShownPositions(text, lines)
    document = "\u2029".join(text[start:end] for start, end in lines)
    units = document.encode("utf-16-le")
    for start, end in lines:
        for place in range(start, end):
            first, last = positions.span_to_shown(place, place + 1)
            assert units[2 * first : 2 * last].decode("utf-16-le") == text[place]
            assert positions.span_to_text(first, last) == (place, place + 1)


@given(shown_texts(), st.data())
def test_a_span_shows_its_words_and_nothing_of_its_neighbours(example, data):
    text, lines = example
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = ShownPositions(text, lines).span_to_shown(start, end)
    document = "\u2029".join(text[start:end] for start, end in lines).encode("utf-16-le")
    shown = document[2 * first : 2 * last].decode("utf-16-le").replace("\u2029", "")
    wanted = "".join(text[max(start, a) : max(min(end, b), start, a)] for a, b in lines)
    assert shown == wanted


def test_a_text_without_a_line_has_one_position():
    positions = ShownPositions(" \n ", [])
    assert positions.span_to_shown(0, 3) == (0, 0)
    assert positions.span_to_text(0, 5) == (0, 0)
