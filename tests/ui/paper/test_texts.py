"""Paragraphs: lines on one grid, in every script, cut between lines, however long they are."""

import threading
from typing import NamedTuple

import pytest
from paper_examples import ARABIC, CHINESE, DEVANAGARI, HEBREW, RUSSIAN
from PySide6.QtGui import QFontDatabase, QFontInfo

from credreview.report.words import Paragraph, Role, Run, words
from credreview.ui.paper import faces, shaping, texts
from credreview.ui.paper.faces import STYLES
from credreview.ui.paper.texts import Text
from credreview.ui.paper.units import mm, pt

WIDTH = mm(66)
#: Qt rounds to 1/64 of a unit.
ROUNDED = 0.05
LATIN = "The office identified an efficient flow of first affidavits, off the record. "
GREEK = "Το υπουργείο ανακοίνωσε ότι το λιμάνι έκλεισε τη Δευτέρα"
_System = QFontDatabase.WritingSystem


# Qt says of each face that is asked in vain that it has no rules for Devanagari.
pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")


def measured(said, style="body", width=WIDTH, **more) -> Text:
    text = Text(said, style, **more)
    text.measure(width)
    return text


class Line(NamedTuple):
    """What is known of a line; Qt's own object must not outlive its layout."""

    x: float
    base: float
    ascent: float
    descent: float
    left: float
    right: float


def lines_of(text: Text) -> list[Line]:
    """Return the lines of a text that was not cut."""
    found = []
    for piece in text.lines.pieces:
        for at in range(piece.count):
            line = piece.layout.lineAt(at)
            said = line.naturalTextRect()
            base = line.y() + line.ascent()
            found.append(
                Line(line.x(), base, line.ascent(), line.descent(), said.left(), said.right())
            )
    return found


def starts(text: Text) -> list[int]:
    """Return the place of each line's first character, in UTF-16 units."""
    found, begin = [], 0
    for piece in text.lines.pieces:
        found += [begin + piece.layout.lineAt(at).textStart() for at in range(piece.count)]
        if piece.count < piece.layout.lineCount():
            begin += piece.layout.lineAt(piece.count).textStart()
    return found


@pytest.mark.parametrize("said", [LATIN * 4, (CHINESE + "。") * 4, (ARABIC + ". ") * 4])
@pytest.mark.parametrize("style", ["quote", "body", "note", "title"])
def test_all_lines_stand_on_one_grid(said, style):
    text = measured(said, style)
    bases = [line.base for line in lines_of(text)]
    leading = text.measure(WIDTH) / len(bases)
    assert len(bases) > 1
    assert bases[0] == pytest.approx(text.first_base(), abs=ROUNDED)
    for number, base in enumerate(bases):
        assert base == pytest.approx(bases[0] + number * leading, abs=ROUNDED)


def test_latin_has_the_leading_of_the_scale_and_a_taller_face_has_more():
    latin = measured(LATIN)
    assert latin.measure(WIDTH) / latin.lines.count == pytest.approx(pt(12))
    mixed = measured(LATIN + CHINESE)
    assert mixed.measure(WIDTH) / mixed.lines.count > pt(12)


def test_no_line_touches_the_next():
    for said in (LATIN * 3, CHINESE * 3, ARABIC * 3, DEVANAGARI * 3):
        for style in ("quote", "body", "small"):
            text = measured(said, style)
            leading = text.measure(WIDTH) / text.lines.count
            highest = max(line.ascent + line.descent for line in lines_of(text))
            # A face's natural height has air in it; nine tenths of it hold its letters.
            assert leading >= 0.85 * highest


@pytest.mark.parametrize(
    ("said", "system"),
    [
        (LATIN, _System.Latin), (RUSSIAN, _System.Cyrillic), (GREEK, _System.Greek),
        (ARABIC, _System.Arabic), (HEBREW, _System.Hebrew), (CHINESE, _System.SimplifiedChinese),
        (DEVANAGARI, _System.Devanagari),
    ],
)  # fmt: skip
@pytest.mark.parametrize("style", ["quote", "body", "hash", "title"])
def test_every_script_is_drawn_with_letters(said, system, style):
    if not QFontDatabase.families(system):
        pytest.skip("this computer has no font for it")
    glyphs = [
        glyph
        for piece in measured(said, style).lines.pieces
        for run in piece.layout.glyphRuns()
        for glyph in run.glyphIndexes()
    ]
    assert len(glyphs) > 20
    assert 0 not in glyphs


def test_the_program_speaks_in_sans_and_the_source_in_serif():
    for style, voice in (("body", "sans"), ("quote", "serif"), ("hash", "mono")):
        info = QFontInfo(faces.font(STYLES[style]))
        assert info.family() == faces.families(voice)[0]
        assert info.fixedPitch() == (voice == "mono")
    assert faces.families("sans")[0] != faces.families("serif")[0]


def test_each_thread_has_fonts_of_its_own():
    elsewhere = []
    thread = threading.Thread(target=lambda: elsewhere.append(faces.font(STYLES["body"])))
    thread.start()
    thread.join()
    assert faces.font(STYLES["body"]) is faces.font(STYLES["body"])
    assert elsewhere[0] is not faces.font(STYLES["body"])
    assert elsewhere[0] == faces.font(STYLES["body"])


@pytest.mark.parametrize("said", [ARABIC, HEBREW])
def test_a_text_from_right_to_left_stands_at_the_right_edge(said):
    line = lines_of(measured(said[:20], width=mm(100)))[0]
    assert line.right == pytest.approx(mm(100), abs=2)
    latin = lines_of(measured("short", width=mm(100)))[0]
    assert latin.left == pytest.approx(0, abs=2)


def test_a_number_alone_follows_the_direction_of_the_page():
    number = lines_of(measured("12 %", mirrored=True))[0]
    assert number.right == pytest.approx(WIDTH, abs=2)
    worded = lines_of(measured("12 claims", mirrored=True))[0]
    assert worded.left == pytest.approx(0, abs=2)


def test_a_cut_leaves_two_lines_on_each_side():
    for count in range(1, 9):
        text = measured("\n".join(f"line {at}" for at in range(count)))
        leading = text.measure(WIDTH) / count
        for room in range(count + 1):
            parts = text.split(room * leading)
            if count < 4 or room < 2:
                assert parts is None
                continue
            above, below = parts
            assert above.measure(WIDTH) <= room * leading
            assert above.measure(WIDTH) + below.measure(WIDTH) == text.measure(WIDTH)
            assert min(above.lines.count, below.lines.count) >= 2


def test_the_second_part_says_the_rest_in_any_width():
    text = measured((Run("😀 bold ", bold=True), Run(LATIN * 20)))
    _, below = text.split(text.measure(WIDTH) / 2)
    start = starts(text)[text.lines.count - below.lines.count]
    alone = below.rest_alone()
    alone.measure(mm(118))
    units = "".join((f"😀 bold {LATIN * 20}",)).encode("utf-16-le")
    said = "".join(piece.layout.text() for piece in alone.lines.pieces)
    assert said == units[2 * start :].decode("utf-16-le")
    assert alone.lines.count < below.lines.count


LONG = {
    "latin": LATIN * 300,
    "one word": "w" * 20_000,
    "arabic": (ARABIC + ". ") * 200,
    "chinese": CHINESE * 500,
    "emoji": "😀" * 9_000,
    "lines": "short\n" * 3_000,
}


@pytest.mark.parametrize("name", LONG)
def test_a_text_shaped_in_pieces_breaks_where_it_breaks_in_one(name, monkeypatch):
    monkeypatch.setattr(shaping, "ENOUGH", 1_000_000)
    in_pieces = measured(LONG[name])
    assert len(in_pieces.lines.pieces) > 1
    monkeypatch.setattr(shaping, "_PIECE", 1_000_000)
    in_one = measured(LONG[name])
    assert len(in_one.lines.pieces) == 1
    assert starts(in_pieces) == starts(in_one)


def test_words_in_bold_are_bold_wherever_a_long_text_is_cut():
    runs = tuple(Run("😀word" if at % 3 else "<😀bold>", bold=at % 3 == 0) for at in range(3_000))
    text = measured(runs)
    assert len(text.lines.pieces) > 1
    for piece in text.lines.pieces:
        said = piece.layout.text()
        units = said.encode("utf-16-le")
        bold = [
            units[2 * each.start : 2 * (each.start + each.length)].decode("utf-16-le")
            for each in piece.layout.formats()
        ]
        assert set(bold[1:-1]) == {"<😀bold>"}
        assert said.count("bold") <= len(bold) <= said.count("bold") + 2
        assert "<😀bold>".endswith(bold[0])
        assert "<😀bold>".startswith(bold[-1])
        assert all(each.format.font().bold() for each in piece.layout.formats())


@pytest.mark.timeout(30)
@pytest.mark.parametrize("said", ["x" * 1_000_000, LATIN * 13_000, "\u0301" * 200_000])
def test_a_megabyte_is_shaped_and_cut_within_seconds(said):
    text = measured(said)
    pages = 0
    while parts := text.split(pt(700)):
        text = parts[1]
        pages += 1
    assert pages > 100 or said[0] == "\u0301"


def test_the_parts_of_a_long_text_hold_their_own_lines_only():
    text = measured("x" * 200_000)
    above, below = text.split(pt(700))
    assert len(above.lines.pieces) < 5
    for _ in range(40):
        below = below.split(pt(700))[1]
        assert len(below.lines.pieces) < 15


def parts_of(text: Text, height: float) -> list[Text]:
    """Return the parts of a text, each at most so high."""
    found = []
    while parts := text.split(height):
        found.append(parts[0])
        text = parts[1]
    return [*found, text]


def said_by(text: Text) -> str:
    """Return the characters of the lines that a part of a text shows."""
    shown = []
    for layout, line in text.lines.shown():
        units = layout.text().encode("utf-16-le", "surrogatepass")
        start, length = line.textStart(), line.textLength()
        shown.append(units[2 * start : 2 * (start + length)].decode("utf-16-le", "surrogatepass"))
    return "".join(shown)


@pytest.mark.parametrize("name", LONG)
def test_a_long_text_is_laid_out_as_it_is_cut_and_loses_nothing(name, monkeypatch):
    text = measured(LONG[name] * 4)
    assert text.lines.rest > 0
    parts = parts_of(text, pt(700))
    said = "".join(map(said_by, parts))
    assert said == LONG[name].replace("\n", "\u2028") * 4
    assert {part.first_base() for part in parts} == {text.first_base()}
    monkeypatch.setattr(shaping, "ENOUGH", 1_000_000)
    whole = measured(LONG[name] * 4)
    assert sum(part.lines.count for part in parts) == whole.lines.count
    assert text.measure(WIDTH) / text.lines.count == whole.measure(WIDTH) / whole.lines.count


@pytest.mark.parametrize("said", ["x" * 3_000_000, "a\n" * 1_000_000, "\u202e" * 300_000])
def test_no_more_of_a_long_text_is_laid_out_than_stands_on_some_pages(said, monkeypatch):
    shaped = []
    broken = shaping._broken

    def noted(layout, width):
        shaped.append(len(layout.text()))
        return broken(layout, width)

    monkeypatch.setattr(shaping, "_broken", noted)
    text = measured(said)
    assert mm(1_000) < text.measure(WIDTH)
    assert sum(shaped) < 60_000
    text.split(pt(700))
    assert sum(shaped) < 80_000


def test_leading_allows_for_tall_letters_that_come_many_pages_later():
    late = measured(LATIN * 3_000 + "\u00e9" + CHINESE)
    early = measured(CHINESE + LATIN)
    assert late.measure(WIDTH) / late.lines.count >= early.measure(WIDTH) / early.lines.count - 1e-6


@pytest.mark.parametrize("letter", [" ", "\u0301", "\u2060"])
def test_what_has_no_place_for_a_line_to_end_is_ended_somewhere(letter, monkeypatch):
    longest = []
    broken = shaping._broken

    def noted(layout, width):
        longest.append(len(layout.text()))
        return broken(layout, width)

    monkeypatch.setattr(shaping, "_broken", noted)
    text = measured("a" + letter * 100_000 + "z")
    assert max(longest) <= 16_000
    assert "".join(map(said_by, parts_of(text, pt(700)))).endswith(("z", "⟧z"))
    assert text.lines.count > 4


def test_a_label_that_comes_again_is_laid_out_when_it_is_painted(monkeypatch):
    runs = (Run("Грузы", bold=True), Run(" and ships: 研究 "), Run("twenty", italic=True))
    shaped = []
    shape = shaping.shape

    def noted(*given):
        shaped.append(given[0])
        return shape(*given)

    monkeypatch.setattr(shaping, "shape", noted)
    monkeypatch.setattr(texts, "_HEIGHTS", {})
    first, again = measured(runs, width=mm(30)), measured(runs, width=mm(30))
    assert len(shaped) == 1
    assert again.measure(mm(30)) == first.measure(mm(30))
    assert again.first_base() == first.first_base()
    assert lines_of(again) == lines_of(first)
    assert len(shaped) == 2
    measured(runs, width=mm(31))
    measured(tuple(Run(run.text) for run in runs), width=mm(30))
    measured(runs, "note", width=mm(30))
    measured(runs, width=mm(30), indent=mm(2))
    measured(runs, width=mm(30), align="end")
    assert len(shaped) == 7, "what may stand otherwise is laid out by itself"


def test_heights_of_labels_are_not_kept_without_end(monkeypatch):
    monkeypatch.setattr(texts, "_HEIGHTS", {})
    monkeypatch.setattr(texts, "_MOST_HEIGHTS", 10)
    for number in range(35):
        measured(str(number))
        measured("a long text " * 20)
    assert 0 < len(texts._HEIGHTS) <= 10


def test_strange_characters_do_no_harm():
    text = measured("null \0, tab\t, end\r\n, lone \ud800, half \udc00 surrogates\n\n")
    assert text.lines.count >= 4


def test_nothing_at_all_takes_a_line():
    assert measured("").measure(WIDTH) == pytest.approx(pt(12))


def test_a_list_item_is_indented_by_its_level_and_bears_its_mark():
    item = Text.from_paragraph(Paragraph(words(LATIN * 3), Role.LIST_ITEM, 2, "•"))
    item.measure(WIDTH)
    assert all(line.x == pytest.approx(mm(9), abs=ROUNDED) for line in lines_of(item))
    assert item.mark == "•"
    parts = item.split(item.measure(WIDTH) / 2)
    assert [part.mark for part in parts] == ["•", ""]
