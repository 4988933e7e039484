"""A coefficient and its interval as a point and whiskers."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from credreview.analysis.coefficients import Coefficient
from credreview.ui.agreement.interval import paint_interval, place
from credreview.ui.look import theme

RECT = QRectF(0, 0, 300, 40)


def dark(of: Coefficient) -> set[int]:
    """Return the columns of pixels that are dark in the middle of the painting."""
    image = QImage(300, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_interval(painter, RECT, of)
    painter.end()
    middle = [image.pixelColor(x, 20) for x in range(300)]
    return {x for x, colour in enumerate(middle) if colour.lightness() < 90}


@pytest.mark.parametrize(("value", "x"), [(-0.5, 0), (0, 100), (0.25, 150), (1, 300), (-3, 0)])
def test_values_stand_at_their_place_and_lower_ones_at_the_end(value: float, x: float) -> None:
    assert place(RECT, value) == x


def test_whiskers_reach_from_end_to_end(qapp: object) -> None:
    found = dark(Coefficient(0.25, 0.0, 0.7))
    assert min(found) in range(98, 103)
    assert max(found) in range(238, 243)
    assert {110, 150, 230} <= found


def test_without_an_interval_there_is_the_point_alone(qapp: object) -> None:
    found = dark(Coefficient(0.25))
    assert 150 in found
    assert max(found) - min(found) < 3 * theme.u()


def test_what_reaches_below_the_scale_is_an_arrow_at_its_end(qapp: object) -> None:
    assert min(dark(Coefficient(-0.2, -0.9, 0.4))) <= 2
    assert dark(Coefficient(-0.9, -1, -0.6)), "the point stays in sight"
