import itertools

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from credreview.domain.model import ClaimState
from credreview.text import install_translator
from credreview.ui.look import glyphs
from credreview.ui.look.tokens import THEMES

LIGHT = THEMES["light"]
EMPTY = QColor(0, 0, 0, 0)


def painted(width, height, paint, direction=Qt.LayoutDirection.LeftToRight):
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(EMPTY)
    painter = QPainter(image)
    painter.setLayoutDirection(direction)
    paint(painter, QRectF(0, 0, width, height))
    painter.end()
    return image


def colours_across(image, y):
    return [image.pixelColor(x, y) for x in range(image.width())]


def shape(state, side=14, name="light"):
    image = painted(side, side, lambda p, r: glyphs.paint_state(p, r, state, THEMES[name]))
    ground = THEMES[name].base
    return [
        image.pixelColor(x, y).alpha() > 127 and image.pixelColor(x, y) != ground
        for x in range(side)
        for y in range(side)
    ]


@pytest.mark.parametrize("name", THEMES)
def test_states_differ_in_shape_and_not_in_colour_alone(name):
    for one, other in itertools.combinations(ClaimState, 2):
        dots = zip(shape(one, 14, name), shape(other, 14, name), strict=True)
        assert sum(a != b for a, b in dots) > 20, (one, other)


def test_a_glyph_stays_in_its_square_and_leaves_the_painter_alone():
    def paint(painter, rect):
        painter.setPen(QColor("red"))
        glyphs.paint_state(painter, QRectF(10, 10, 20, 20), ClaimState.DIFFERING, LIGHT)
        assert painter.pen().color() == QColor("red")
        assert painter.transform().isIdentity()

    image = painted(40, 40, paint)
    outside = [
        (x, y)
        for x in range(40)
        for y in range(40)
        if not (10 <= x < 30 and 10 <= y < 30) and image.pixelColor(x, y).alpha()
    ]
    assert outside == []


def test_on_the_current_claim_the_holes_show_its_fill():
    image = painted(
        64, 64, lambda p, r: glyphs.paint_state(p, r, ClaimState.JUDGED, LIGHT, current=True)
    )
    shown = {image.pixelColor(x, y).name() for x in range(64) for y in range(64)}
    assert LIGHT.current.name() in shown
    assert LIGHT.base.name() not in shown


def mix_columns(mix, width=41, height=16):
    """Return the height of each of the six columns."""
    image = painted(width, height, lambda p, r: glyphs.paint_grade_mix(p, r, mix, LIGHT))
    tall = [sum(image.pixelColor(x, y).alpha() > 0 for y in range(height)) for x in range(width)]
    columns = [
        max(heights) for inked, heights in itertools.groupby(tall, key=bool) if inked
        for heights in [list(heights)]
    ]  # fmt: skip
    assert len(columns) == 6
    return columns


def test_a_mix_shows_its_counts_by_height_and_nothing_as_a_foot():
    assert mix_columns((2, 4, 0, 1, 0, 0)) == [8, 16, 1, 4, 1, 1]


def test_one_of_many_is_taller_than_none():
    columns = mix_columns((1, 500, 0, 0, 0, 1))
    assert columns[0] > columns[2]
    assert columns[5] > columns[2]


def test_six_is_hollow_and_stands_apart():
    image = painted(41, 16, lambda p, r: glyphs.paint_grade_mix(p, r, (5, 0, 0, 0, 0, 5), LIGHT))
    middle = [colour.alpha() > 0 for colour in colours_across(image, 8)]
    runs = [len(list(run)) for inked, run in itertools.groupby(middle) if inked]
    assert runs == [5, 1, 1]
    bottom = [colour.alpha() > 0 for colour in colours_across(image, 15)]
    gaps = [len(list(run)) for inked, run in itertools.groupby(bottom) if not inked]
    assert gaps[4] > 3 * gaps[3]


def test_columns_of_a_mix_have_one_ink_whatever_the_grade():
    image = painted(41, 16, lambda p, r: glyphs.paint_grade_mix(p, r, (3, 3, 3, 3, 3, 3), LIGHT))
    inks = {colour.name() for colour in colours_across(image, 15) if colour.alpha()}
    assert inks == {LIGHT.col.name()}


def bar(done, total, finished=False, direction=Qt.LayoutDirection.LeftToRight, name="light"):
    of = THEMES[name]
    image = painted(
        40, 6, lambda p, r: glyphs.paint_progress(p, r, done, total, finished, of), direction
    )
    return colours_across(image, 3)


def test_a_bar_is_as_full_as_the_work_is_done():
    full = [colour == LIGHT.accent for colour in bar(5, 10)]
    assert sum(full) == pytest.approx(20, abs=2)
    assert full[3]
    assert not any(colour == LIGHT.accent for colour in bar(0, 10))
    assert bar(0, 0) == bar(0, 10)


def test_a_bar_shows_the_first_of_a_thousand():
    assert any(colour == LIGHT.accent for colour in bar(1, 1000))


def test_a_finished_bar_is_quiet():
    assert LIGHT.accent not in bar(7, 7, finished=True)
    assert LIGHT.judged in bar(7, 7, finished=True)


def test_a_bar_fills_from_where_reading_begins():
    mirrored = bar(3, 10, direction=Qt.LayoutDirection.RightToLeft)
    assert mirrored[-4] == LIGHT.accent
    assert mirrored[4] != LIGHT.accent


def test_in_high_contrast_the_empty_part_has_an_outline():
    of = THEMES["contrast_black"]
    row = bar(1, 10, name="contrast_black")
    assert of.base in row
    assert row[-1].alpha() > 0


def test_a_mix_is_spoken():
    assert (
        glyphs.spoken_mix((1, 2, 2, 1, 0, 1)) == "one 1, two 2, two 3, one 4; one cannot be judged"
    )
    assert glyphs.spoken_mix((0, 0, 0, 0, 0, 3)) == "three cannot be judged"
    assert glyphs.spoken_mix((0,) * 6) == "no grades yet"
    assert glyphs.spoken_mix((0, 30, 0, 0, 0, 0)) == "30 graded 2"


def test_progress_is_spoken():
    assert glyphs.spoken_progress(8, 11) == "8 of 11 judged"
    assert glyphs.spoken_progress(0, 0) == "no claims"


def test_what_is_spoken_goes_through_the_translation():
    install_translator(lambda text, n: f"<{text}>")
    try:
        assert glyphs.spoken_progress(1, 2) == "<1 of 2 judged>"
    finally:
        install_translator(None)
