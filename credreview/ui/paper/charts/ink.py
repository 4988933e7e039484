"""What a chart is painted with: black alone on paper, the theme's colours on the screen.

Nothing is told by colour alone. On paper and in high contrast a texture tells
the claims' states, and families of provenance, apart; in the light and the
dark theme states keep their texture, and families have a colour beside their name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtGui import QColor, QFont

from credreview.ui.paper import faces
from credreview.ui.paper.faces import Style
from credreview.ui.paper.units import pt


class Texture(Enum):
    """How an area is filled; any two of them differ in one-bit print."""

    SOLID = "solid"
    RISING = "rising"
    FALLING = "falling"
    CROSSED = "crossed"
    UPRIGHT = "upright"
    DOTS = "dots"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Fill:
    """A colour and how much of an area it covers; `EMPTY` leaves the outline."""

    colour: QColor
    texture: Texture = Texture.SOLID


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours, fonts and the size of a point.

    Attributes:
        point: A point (1/72 inch of paper) in units of the painter.
        ink, ink2: Words and strong lines; words that explain.
        line: Thin lines.
        ground: What all stands on; also what is written on `ink`.
        thinnest: Of lines, in units of the painter.
        font: Return the font of a style.
        has_families: Whether a swatch stands beside each provenance, explained by a key.
    """

    point: float
    ink: QColor
    ink2: QColor
    line: QColor
    ground: QColor
    thinnest: float
    font: Callable[[Style], QFont]
    states: Mapping[str, Fill]
    families: Mapping[str, Fill]
    has_families: bool


#: By the id of a claim's state, in the order that they are stacked.
STATE_TEXTURES: Final = {
    "judged": Texture.SOLID,
    "differing": Texture.RISING,
    "not_checkable": Texture.DOTS,
    "open": Texture.EMPTY,
}
FAMILY_TEXTURES: Final = {
    "official": Texture.SOLID,
    "party": Texture.RISING,
    "record": Texture.UPRIGHT,
    "report": Texture.CROSSED,
    "analysis": Texture.DOTS,
    "none": Texture.EMPTY,
}
#: The styles of a chart's words; sizes are those of tables on paper.
WORDS: Final = Style("sans", 7.8, 10.8)
SMALL: Final = Style("sans", 7.2, 9.6)
HEAD: Final = Style("sans", 7.2, 9.6, bold=True)
STRONG: Final = Style("sans", 7.8, 10.8, bold=True)
DIGIT: Final = Style("sans", 8.6, 11.2, bold=True)
TINY: Final = Style("sans", 6.4, 8.4, bold=True)


def paper_ink() -> Ink:
    """Return what charts are painted with on paper: black."""
    black, white = QColor("black"), QColor("white")
    return Ink(
        point=pt(1),
        ink=black,
        ink2=black,
        line=black,
        ground=white,
        thinnest=0,
        font=faces.font,
        states={id: Fill(black, texture) for id, texture in STATE_TEXTURES.items()},
        families={id: Fill(black) for id in FAMILY_TEXTURES},
        has_families=False,
    )
