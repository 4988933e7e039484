"""What charts are painted with on the screen: the theme's colours, and textures beside them."""

from functools import cache
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontInfo

from credreview.ui.look import theme
from credreview.ui.look.tokens import Tokens
from credreview.ui.paper.charts.ink import FAMILY_TEXTURES, STATE_TEXTURES, Fill, Ink
from credreview.ui.paper.faces import Style

# Light and dark; the smallest distance is 18 (CIEDE2000), with each kind of colour vision.
_FAMILY_COLOURS: Final = {
    "official": ("#5395E4", "#99C3FF"),
    "party": ("#883584", "#B162B4"),
    "record": ("#B3833D", "#D9C07B"),
    "report": ("#00674A", "#328569"),
    "analysis": ("#22272F", "#EFF3F9"),
    "none": ("#898989", "#A9A9A9"),
}


def screen_ink() -> Ink:
    """Return what charts are painted with in the theme and the text size that are on.

    What is 8.6 points on paper is as large as the window's own words.
    """
    of = theme.tokens()
    body = theme.font("body")
    point = QFontInfo(body).pixelSize() / 8.6

    @cache
    def font(style: Style) -> QFont:
        made = QFont(body)
        made.setPixelSize(max(1, round(style.size * point)))
        made.setWeight(QFont.Weight.DemiBold if style.bold else QFont.Weight.Normal)
        made.setFeature(QFont.Tag("tnum"), 1)
        return made

    return Ink(
        point=point,
        ink=of.ink,
        ink2=of.ink2,
        line=of.edge,
        ground=of.base,
        thinnest=1,
        font=font,
        states=_state_fills(of),
        families={id: _family_fill(of, id) for id in FAMILY_TEXTURES},
        has_families=True,
    )


def _state_fills(of: Tokens) -> dict[str, Fill]:
    colours = {
        "judged": of.judged,
        "differing": of.differing,
        "not_checkable": of.ink3,
        "open": of.open,
    }
    return {id: Fill(colours[id], texture) for id, texture in STATE_TEXTURES.items()}


def _family_fill(of: Tokens, family: str) -> Fill:
    if of.high_contrast:
        return Fill(of.ink, FAMILY_TEXTURES[family])
    return Fill(QColor(_FAMILY_COLOURS[family][of.dark]))
