"""The type scale of a printed page: two voices, few sizes, each font built once.

The source speaks in a serif, the program and the reviewers in a sans. Every
style has a fixed leading, so that lines of one column stand on one grid.
"""

import threading
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from credreview.ui.paper.units import pt

# By voice: faces for Latin, Greek and Cyrillic, of which the first that is there is taken
# (Linux, Windows, macOS); then faces of other scripts. What none of them has, the system finds.
_FACES: Final = {
    "serif": (
        ("Noto Serif", "Cambria", "Charter", "Times New Roman", "Liberation Serif", "DejaVu Serif"),
        ("Noto Naskh Arabic", "Noto Serif Hebrew", "Noto Serif Devanagari", "DejaVu Serif"),
        ("Noto Serif CJK SC", "SimSun", "Songti SC"),
    ),
    "sans": (
        ("Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans"),
        ("Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "DejaVu Sans"),
        ("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC"),
    ),
    "mono": (
        ("DejaVu Sans Mono", "Noto Sans Mono", "Consolas", "Menlo", "Liberation Mono"),
        ("Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "DejaVu Sans"),
        ("Noto Sans Mono CJK SC", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC"),
    ),
}  # fmt: skip
_HINTS: Final = {
    "serif": QFont.StyleHint.Serif,
    "sans": QFont.StyleHint.SansSerif,
    "mono": QFont.StyleHint.Monospace,
}
#: Naskh is small for its size.
_ARABIC_SERIF: Final = 1.16
#: A fixed-width face looks larger than a sans of its size.
_CODE_IN_TEXT: Final = 0.92
#: Height of capitals in a common face: they stand in the middle of the leading.
_CAPITALS: Final = 0.71


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set.

    Attributes:
        voice: "serif", "sans" or "mono".
        size, leading: In points.
        tracking: Per cent of the usual width of letters.
        capitals: All letters are shown as capitals.
    """

    voice: str
    size: float
    leading: float
    bold: bool = False
    italic: bool = False
    tracking: float = 100
    capitals: bool = False

    @property
    def base(self) -> float:
        """Distance of the baseline from the top of a line, in units."""
        return pt(self.leading + _CAPITALS * self.size) / 2


STYLES: Final = {
    "title": Style("serif", 20, 25, bold=True),
    "title_brief": Style("serif", 16, 20, bold=True),
    "section": Style("serif", 14, 18, bold=True),
    "figure": Style("serif", 18, 22, bold=True),
    "number": Style("serif", 13, 15, bold=True),
    "number_long": Style("serif", 10, 15, bold=True),
    "column_head": Style("serif", 10.5, 14, bold=True),
    "lead": Style("serif", 10.5, 15),
    "quote": Style("serif", 9.8, 13.4),
    "quote_brief": Style("serif", 9, 12.2),
    "quote_small": Style("serif", 8.6, 11.8),
    "translation": Style("sans", 8.2, 11.4, italic=True),
    "body": Style("sans", 8.6, 12),
    "small": Style("sans", 7.8, 10.8),
    "note": Style("sans", 7.2, 10),
    "label": Style("sans", 7.2, 10),
    "body_brief": Style("sans", 7.6, 10.2),
    "fine": Style("sans", 6.8, 8.7),
    "table_head": Style("sans", 7.2, 9.6, bold=True),
    "kicker": Style("sans", 7.5, 10, bold=True, tracking=107, capitals=True),
    "pair": Style("sans", 10.5, 12.6),
    "pair_judged": Style("sans", 10.5, 12.6, bold=True),
    "hash": Style("mono", 6.8, 10),
    "mark": Style("sans", 12, 17.6, bold=True),
}  # fmt: skip


class _Built(threading.local):
    """Fonts by what they are; a thread's own, as two threads must not share one font's data."""

    def __init__(self) -> None:
        self.fonts: dict[tuple[Style, bool, bool, bool, bool], QFont] = {}
        self.heights: dict[Style, float] = {}
        self.families: dict[str, list[str]] = {}


_built: Final = _Built()


def font(
    style: Style,
    *,
    bold: bool = False,
    italic: bool = False,
    code: bool = False,
    arabic: bool = False,
) -> QFont:
    """Return the font of a style; the same object each time, not to be changed.

    Args:
        style: Of the scale above, or one's own.
        bold: Bolder than the style; upright and light styles only.
        italic: Slanted.
        code: Fixed width.
        arabic: The paragraph is in Arabic letters.
    """
    key = (style, bold, italic, code, arabic)
    found = _built.fonts.get(key)
    if found is None:
        found = _built.fonts[key] = _build(*key)
    return found


def natural_height(style: Style) -> float:
    """Return how high lines of a style's own face are, in units."""
    found = _built.heights.get(style)
    if found is None:
        metrics = QFontMetricsF(font(style))
        found = _built.heights[style] = metrics.ascent() + metrics.descent()
    return found


def _build(style: Style, bold: bool, italic: bool, code: bool, arabic: bool) -> QFont:
    voice = "mono" if code else style.voice
    size = style.size * (_CODE_IN_TEXT if code and style.voice != "mono" else 1)
    if arabic and voice == "serif":
        size *= _ARABIC_SERIF
    made = QFont(families(voice))
    made.setStyleHint(_HINTS[voice])
    made.setPixelSize(round(pt(size)))
    made.setBold(bold or style.bold)
    made.setItalic(italic or style.italic)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # A ligature is one glyph: "identified" would not be found in the PDF.
    made.setFeature(QFont.Tag("liga"), 0)
    if style.tracking != 100:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, style.tracking)
    if style.capitals:
        made.setCapitalization(QFont.Capitalization.AllUppercase)
    return made


def families(voice: str) -> list[str]:
    """Return the families of a voice that this computer has; at least one."""
    found = _built.families.get(voice)
    if found is None:
        latin, scripts, chinese = _FACES[voice]
        first = next((name for name in latin if QFontDatabase.hasFamily(name)), latin[0])
        others = [name for name in scripts + chinese if QFontDatabase.hasFamily(name)]
        found = _built.families[voice] = list(dict.fromkeys([first, *others]))
    return found
