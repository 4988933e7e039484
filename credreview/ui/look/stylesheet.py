"""The small style sheet for what is not painted: menu bar, fields, scroll bars, splitters."""

from string import Template

from credreview.ui.look.tokens import ROLES, Tokens

# A border switches off the native focus drawing, so a class with one states every state itself.
_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit { background: $base; color: $ink; border: $hair solid $edge;
    border-radius: $u1; padding: $pad; selection-background-color: $select; selection-color: $ink;
    placeholder-text-color: $ink3 }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover { border-color: $ink2 }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus,
QLineEdit:pressed, QPlainTextEdit:pressed, QTextEdit:pressed {
    border: $ring solid $accent; padding: $padring }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled {
    background: $surface; color: $ink3; border: $hair solid $edge_off; padding: $pad }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"] {
    border: $ring solid $error; padding: $padring }
QTextBrowser, QTextBrowser:hover, QTextBrowser:focus, QTextBrowser:pressed, QTextBrowser:disabled {
    border: none; border-radius: 0; padding: 0 }
"""

_BARS = """
QMenuBar { background: $window; color: $ink; padding: $u05 $u1 }
QMenuBar::item { background: transparent; padding: $u1 $u2; border-radius: $u1 }
QMenuBar::item:selected { background: $hover }
QMenuBar::item:pressed { background: $press }
QMenuBar::item:disabled { color: $ink3 }
QMenu { background: $raised; border: $hair solid $edge; padding: $u1 0; icon-size: $u4 }
QMenu::item { color: $ink; padding: $u1 $u6 }
QMenu::item:selected { background: $accent; color: $on_accent }
QMenu::item:disabled { color: $ink3 }
QMenu::item:disabled:selected { background: $hover; color: $ink3 }
QMenu::icon { left: $u1 }
QMenu::separator { background: $line; height: $hair; margin: $u1 0 }
QMenu::indicator { width: $u4; height: $u4; left: $u1 }
QStatusBar { background: $window; color: $ink }
QStatusBar::item { border: none }
QSplitter::handle { background: $line }
QScrollBar { background: transparent; border: none; margin: 0 }
QScrollBar:vertical { width: $u25 }
QScrollBar:horizontal { height: $u25 }
QScrollBar::handle { background: $thumb; border-radius: $u05; margin: $u05 }
QScrollBar::handle:vertical { min-height: $u8 }
QScrollBar::handle:horizontal { min-width: $u8 }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $edge }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0 }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent }
QAbstractScrollArea::corner { background: transparent }
"""


def stylesheet(tokens: Tokens, u: int) -> str:
    """Return the application's style sheet for these colours and this unit (`theme.u()`)."""
    lengths = {
        "hair": 1,
        "ring": 2,
        "u05": u // 2,
        "u1": u,
        "u2": 2 * u,
        "u4": 4 * u,
        "u6": 6 * u,
        "u25": round(2.5 * u),
        "u8": 8 * u,
    }
    values = {name: f"{length}px" for name, length in lengths.items()}
    # The focus ring is one pixel thicker than the border; the text must not move.
    values["pad"] = f"{u}px {round(1.5 * u)}px"
    values["padring"] = f"{u - 1}px {round(1.5 * u) - 1}px"
    values["edge_off"] = tokens.edge_off.name()
    values |= {role: getattr(tokens, role).name() for role in ROLES}
    return Template(_FIELDS + _BARS).substitute(values)
