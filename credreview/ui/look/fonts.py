"""The fonts by role: the desktop's own for the program, a serif for what articles say."""

import sys
from typing import Final

from PySide6.QtGui import QFont, QFontInfo

_SANS: Final = (
    "Inter", "Segoe UI Variable Text", "Segoe UI", "Noto Sans", "Cantarell",
    "Liberation Sans", "DejaVu Sans",
)  # fmt: skip
_SERIF: Final = (
    "Source Serif 4", "Charter", "Georgia", "Noto Serif", "Liberation Serif", "DejaVu Serif",
)  # fmt: skip
_MONO: Final = (
    "Cascadia Mono", "SF Mono", "Menlo", "Consolas", "Noto Sans Mono", "DejaVu Sans Mono",
)  # fmt: skip

_W = QFont.Weight
# Role: (voice, factor of the system size, weight). "article" voices follow the serif setting.
_FONTS: Final[dict[str, tuple[str, float, QFont.Weight]]] = {
    "body": ("ui", 1.0, _W.Normal),
    "medium": ("ui", 1.0, _W.Medium),
    "strong": ("ui", 1.0, _W.DemiBold),
    "caption": ("ui", 0.85, _W.Normal),
    "keycap": ("ui", 0.85, _W.Medium),
    "small": ("ui", 0.9, _W.Normal),
    "chip": ("ui", 0.9, _W.Medium),
    "label": ("ui", 0.95, _W.DemiBold),
    "panel_head": ("ui", 1.15, _W.DemiBold),
    "readout": ("ui", 1.25, _W.Bold),
    "dialog_title": ("ui", 1.45, _W.Bold),
    "mono": ("mono", 0.9, _W.Normal),
    "article": ("article", 1.2, _W.Normal),
    "article_h2": ("article", 1.35, _W.Bold),
    "article_title": ("article", 1.65, _W.Bold),
    "article_title_small": ("article", 1.2, _W.Bold),
    "article_caption": ("article", 0.95, _W.Normal),
    "quote": ("article", 1.0, _W.Normal),
    "claim_row": ("article", 1.0, _W.Normal),
    "post": ("ui", 1.02, _W.Normal),
    "boilerplate": ("ui", 0.9, _W.Normal),
}
_COUNTED: Final = frozenset({"caption", "small", "readout", "mono"})


def role_font(role: str, app_font: QFont, serif: bool) -> QFont:
    """Return a new font for a role.

    Args:
        role: One of the roles above.
        app_font: The application's font, which decides the size.
        serif: Whether articles are in a serif.
    """
    voice, factor, weight = _FONTS[role]
    made = QFont(app_font)
    made.setPointSizeF(made.pointSizeF() * factor)
    if voice == "article" and serif:
        made.setFamilies(list(_SERIF))
        made.setStyleHint(QFont.StyleHint.Serif)
    elif voice == "mono":
        made.setFamilies(list(_MONO))
        made.setStyleHint(QFont.StyleHint.Monospace)
    made.setWeight(weight)
    made.setItalic(role == "article_caption")
    if role in _COUNTED:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def interface_font(system: QFont) -> QFont:
    """Return the desktop's font, or one of our choice where the desktop names none."""
    chosen = QFont(system)
    if chosen.pointSizeF() <= 0:
        chosen.setPointSizeF(QFontInfo(chosen).pointSizeF())
    if sys.platform == "darwin":
        return chosen
    nameless = chosen.family() in ("", "Sans", "Sans Serif")
    if nameless or QFontInfo(chosen).family().startswith("DejaVu Sans"):
        chosen.setFamilies(list(_SANS))
    if nameless:
        # No desktop has said a size either: Qt's own 9 points are small for hours of reading.
        chosen.setPointSizeF(max(10.0, chosen.pointSizeF()))
    return chosen
