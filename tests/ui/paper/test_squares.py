"""Grades as squares differ in shape alone, and have no colour."""

from itertools import combinations

import pytest
from paper_examples import grade
from PySide6.QtGui import QColor, QImage, QPainter

from credreview.report.words import Grade, GradeKind
from credreview.ui.paper import squares


def picture(shown: Grade, side: float = squares.LARGE) -> QImage:
    image = QImage(int(side * 1.5), int(side * 1.5), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    squares.paint(painter, side / 5, side / 5, side, shown)
    painter.end()
    return image


def ink(image: QImage) -> int:
    """Return how many points are dark."""
    return sum(
        QColor(image.pixel(x, y)).lightness() < 128
        for x in range(image.width())
        for y in range(image.height())
    )


def test_the_four_states_differ_and_rank_by_weight(qapp):
    graded, cannot, checkable, nothing = map(ink, map(picture, map(grade, ("C", "F", "n.c.", ""))))
    assert graded > cannot > nothing > 0
    assert graded > checkable > nothing


@pytest.mark.parametrize("signs", ["ABCDE", "12345"])
def test_the_scale_beneath_tells_the_step_without_the_letter(qapp, signs):
    side = squares.LARGE
    scales = []
    for sign in signs:
        shown = grade(sign)
        image = picture(Grade(GradeKind.GRADED, "", shown.step, ""))
        scales.append(image.copy(0, int(side * 1.25), image.width(), image.height()))
    assert all(one != other for one, other in combinations(scales, 2))
    weights = [ink(scale) for scale in scales]
    assert max(weights) < 1.1 * min(weights)


def test_what_stands_in_no_order_has_no_scale(qapp):
    below = int(squares.LARGE * 1.25)
    for sign in ("F", "6", "", "n.c."):
        image = picture(grade(sign))
        assert ink(image.copy(0, below, image.width(), image.height() - below)) == 0, sign


@pytest.mark.parametrize("sign", ["A", "F", "", "n.c."])
def test_squares_are_black(qapp, sign):
    image = picture(grade(sign))
    assert all(
        QColor(image.pixel(x, y)).hslSaturation() == 0
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )


@pytest.mark.parametrize("side", [squares.LARGE, squares.SMALL])
def test_nothing_is_painted_beside_a_square(qapp, side):
    high = squares.height(side)
    image = QImage(int(side * 1.6), int(side * 1.8), QImage.Format.Format_RGB32)
    for sign in ("A", "E", "5", "F", "n.c.", ""):
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        squares.paint(painter, 30, 30, side, grade(sign))
        painter.end()
        dark = [
            (x, y)
            for x in range(image.width())
            for y in range(image.height())
            if QColor(image.pixel(x, y)).lightness() < 128
        ]
        assert min(x for x, _ in dark) >= 29
        assert min(y for _, y in dark) >= 29
        assert max(x for x, _ in dark) <= 31 + side
        assert max(y for _, y in dark) <= 31 + high
