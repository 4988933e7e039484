import pytest

from credreview.ui.reader.bidi import reads_right_to_left, show_controls


def test_a_control_that_would_turn_a_name_around_is_shown():
    assert show_controls("A\u202eB\u2066C\u2069") == "A\u21c4B\u21c4C\u21c4"


def test_a_title_is_one_line():
    assert show_controls(" one\r\n\ttwo\u2029three ") == "one two three"


@pytest.mark.parametrize(
    ("text", "mirrored"),
    [
        ("السفارة تغلق أبوابها, said Sample Wire", True),
        ("Sample Wire said: السفارة", False),
        ("1,076 (40 %) … 😀", False),
        ("", False),
        ("השגרירות נסגרה", True),
    ],
)
def test_a_text_is_read_in_the_direction_of_most_of_its_letters(text, mirrored):
    assert reads_right_to_left(text) is mirrored
