"""The colour roles of the four themes, one frozen set for each.

The state colours keep 3:1 and more on their backgrounds and stay apart under
protanopia, deuteranopia and tritanopia (Machado 2009); text pairs keep 4.5:1
(WCAG 2.2, 1.4.3 and 1.4.11). `line`, `cap` and `thumb` are decoration only.
"""

from dataclasses import dataclass, fields, replace
from typing import Final

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour the program paints with, by what it is for.

    Attributes:
        window: Menu, status line, rail, dialog foot.
        surface: Side panels.
        base: The reader and fields.
        raised: Buttons, popovers, tool tips.
        ink, ink2, ink3: Text; secondary text; placeholder, boilerplate, disabled.
        line, cap, thumb: Hairline, key-hint border, scroll handle; nothing may depend on them.
        edge: Border of a control.
        accent: Where am I: focus, chosen, primary.
        current, current_edge: Fill and bar of the current claim.
        open, judged, differing: Claim states; `judged_line` is the underline's.
        ok: The Saved tick only, never a verdict.
        col: Columns of a grade mix.
    """

    name: str
    high_contrast: bool
    window: QColor
    surface: QColor
    base: QColor
    raised: QColor
    quote: QColor
    hover: QColor
    press: QColor
    ink: QColor
    ink2: QColor
    ink3: QColor
    line: QColor
    edge: QColor
    cap: QColor
    thumb: QColor
    accent: QColor
    on_accent: QColor
    accent_tint: QColor
    select: QColor
    find: QColor
    current: QColor
    current_edge: QColor
    open: QColor
    judged: QColor
    judged_line: QColor
    differing: QColor
    diff_tint: QColor
    error: QColor
    error_tint: QColor
    warn: QColor
    warn_tint: QColor
    ok: QColor
    col: QColor

    @property
    def edge_off(self) -> QColor:
        """Border of a disabled control; the hairline of a contrast theme would look enabled."""
        return self.press if self.high_contrast else self.line

    @property
    def dark(self) -> bool:
        """Whether text is lighter than what it stands on."""
        return self.base.lightness() < self.ink.lightness()


_NAMES: Final = ("light", "dark", "contrast_black", "contrast_white")

_COLOURS: Final[dict[str, tuple[str, str, str, str]]] = {
    "window": ("#F1F0ED", "#191B1D", "#000000", "#FFFFFF"),
    "surface": ("#FAF9F7", "#202326", "#000000", "#FFFFFF"),
    "base": ("#FFFFFF", "#1D2022", "#000000", "#FFFFFF"),
    "raised": ("#FFFFFF", "#2A2E31", "#000000", "#FFFFFF"),
    "quote": ("#F4F3F0", "#26292C", "#000000", "#FFFFFF"),
    "hover": ("#EAE8E3", "#2E3236", "#2B2B2B", "#E6E6E6"),
    "press": ("#DEDBD4", "#383D41", "#444444", "#CFCFCF"),
    "ink": ("#1C1F22", "#E8E5DF", "#FFFFFF", "#000000"),
    "ink2": ("#565B61", "#ACAFB2", "#FFFFFF", "#000000"),
    "ink3": ("#696E74", "#9A9EA2", "#E0E0E0", "#2E2E2E"),
    "line": ("#DAD8D2", "#363A3E", "#FFFFFF", "#000000"),
    "edge": ("#85888C", "#7E8388", "#FFFFFF", "#000000"),
    "cap": ("#C9C6BF", "#4A4F54", "#FFFFFF", "#000000"),
    "thumb": ("#C2C0BA", "#4B5156", "#FFFFFF", "#000000"),
    "accent": ("#0B5F66", "#63C1C4", "#5EF2A0", "#00512B"),
    "on_accent": ("#FFFFFF", "#0B2224", "#000000", "#FFFFFF"),
    "accent_tint": ("#D9EBEB", "#1B3D3F", "#003D20", "#D6F5E3"),
    "select": ("#B5DADB", "#22565A", "#005A9E", "#A8D4FF"),
    "find": ("#E4D3F5", "#4A3563", "#7A1FA2", "#F0C8FF"),
    "current": ("#FFEDA8", "#4A3E12", "#000000", "#FFFFFF"),
    "current_edge": ("#8A6A00", "#E3BE48", "#FFE500", "#7A4B00"),
    "open": ("#0F62B5", "#74B5F5", "#7CC4FF", "#003E9C"),
    "judged": ("#646B73", "#A3A9B0", "#FFFFFF", "#000000"),
    "judged_line": ("#868D95", "#777E86", "#FFFFFF", "#000000"),
    "differing": ("#B23A0A", "#FF9A6B", "#FFA64D", "#8A2500"),
    "diff_tint": ("#FCE8DD", "#33271F", "#000000", "#FFFFFF"),
    "error": ("#A8231C", "#FF8F85", "#FF9B93", "#9B0000"),
    "error_tint": ("#FBE9E6", "#43211E", "#000000", "#FFFFFF"),
    "warn": ("#7A5600", "#EBC45C", "#FFE500", "#5C4100"),
    "warn_tint": ("#FBF0D2", "#3B3213", "#000000", "#FFFFFF"),
    "ok": ("#1D6B43", "#6CC895", "#7CF0A8", "#00512B"),
    "col": ("#5B6670", "#A4ADB5", "#FFFFFF", "#000000"),
}


def _theme(column: int) -> Tokens:
    name = _NAMES[column]
    colours = {role: QColor(values[column]) for role, values in _COLOURS.items()}
    return Tokens(name=name, high_contrast=name.startswith("contrast"), **colours)


#: The four themes by name: light, dark, contrast_black, contrast_white.
THEMES: Final[dict[str, Tokens]] = {name: _theme(index) for index, name in enumerate(_NAMES)}

#: Names of all colour roles.
ROLES: Final = tuple(
    field.name for field in fields(Tokens) if field.name not in ("name", "high_contrast")
)


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def palette(of: Tokens) -> QPalette:
    """Return the Qt palette of a theme; `AlternateBase` is the side panels' surface."""
    role = QPalette.ColorRole
    made = QPalette(of.raised, of.window)
    pairs = {
        role.Window: of.window, role.WindowText: of.ink, role.Base: of.base, role.Text: of.ink,
        role.AlternateBase: of.surface, role.Button: of.raised, role.ButtonText: of.ink,
        role.BrightText: of.error, role.ToolTipBase: of.raised, role.ToolTipText: of.ink,
        role.PlaceholderText: of.ink3, role.Highlight: of.accent,
        role.HighlightedText: of.on_accent, role.Accent: of.accent, role.Link: of.accent,
        role.LinkVisited: of.accent, role.Light: of.raised, role.Midlight: of.hover,
        role.Mid: of.line, role.Dark: of.edge, role.Shadow: of.edge,
    }  # fmt: skip
    for name, colour in pairs.items():
        made.setColor(name, colour)
    off = QPalette.ColorGroup.Disabled
    for name in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText, role.Link):
        made.setColor(off, name, of.ink3)
    made.setColor(off, role.Base, of.surface)
    made.setColor(off, role.Highlight, of.press)
    made.setColor(off, role.HighlightedText, of.ink3)
    made.setColor(off, role.Accent, of.press)
    return made


def from_system(palette: QPalette) -> Tokens:
    """Return a contrast theme in the system's own colours.

    Surfaces, text and accent are the palette's; the claim states, which a
    palette does not know, are those of our black or white contrast theme.
    A palette whose text has less than 7:1 on its window is not taken over.
    """
    window = palette.color(QPalette.ColorRole.Window)
    ink = palette.color(QPalette.ColorRole.WindowText)
    ours = THEMES["contrast_black" if window.lightness() < 128 else "contrast_white"]
    accent = palette.color(QPalette.ColorRole.Highlight)
    on_accent = palette.color(QPalette.ColorRole.HighlightedText)
    if contrast(window, ink) < 7:
        return ours
    taken = replace(
        ours, window=window, surface=window, base=window, raised=window, quote=window,
        ink=ink, ink2=ink, ink3=ink, line=ink, edge=ink, cap=ink, thumb=ink,
        judged=ink, judged_line=ink, col=ink, current=window,
        diff_tint=window, error_tint=window, warn_tint=window,
    )  # fmt: skip
    if contrast(accent, window) >= 3 and contrast(accent, on_accent) >= 4.5:
        taken = replace(taken, accent=accent, on_accent=on_accent, accent_tint=window)
    return taken
