"""The key to the scales: a line a grade, what stands in no order apart, all that is said once."""

import paper_example_parts as parts
import paper_examples as examples
from paper_prints import Print

from credreview.report.model import Key, Section
from credreview.report.words import Paragraph, words


def printed(tmp_path, key: Key) -> Print:
    return Print(examples.report(Section("Key", "key", (key,))), tmp_path)


def test_both_scales_stand_side_by_side(qapp, tmp_path):
    here = printed(tmp_path, parts.KEY)
    (left, first), (right, second) = here.place("Completely"), here.place("Confirmed")
    assert right > left + 150
    assert abs(first - second) < 1
    assert "F Reliability cannot be judged." in here.text
    assert "6 Truth cannot be judged." in here.text


def test_many_lines_beneath_stand_in_two_columns_and_few_across(qapp, tmp_path):
    few = printed(tmp_path, Key((), (Paragraph(words("first line")), Paragraph(words("last one")))))
    assert few.place("first")[0] == few.place("last")[0]
    lines = tuple(Paragraph(words(f"line{at:02} {'word ' * 12}")) for at in range(15))
    many = printed(tmp_path, Key((), lines))
    assert many.place("line14")[0] > many.place("line00")[0] + 150
    found = [word for word in many.text.split() if word.startswith("line")]
    assert found == [f"line{at:02}" for at in range(15)]


def test_a_key_longer_than_a_page_is_cut(qapp, tmp_path):
    lines = tuple(Paragraph(words(f"line{at:03} {'word ' * 40}")) for at in range(150))
    here = printed(tmp_path, Key(parts.KEY.columns, lines))
    assert len(here.pages) > 1
    found = sorted(word for word in here.text.split() if word.startswith("line"))
    assert found == [f"line{at:03}" for at in range(150)]
