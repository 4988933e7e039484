"""What everything looks like: colours, the unit, fonts, icons; `apply` puts them on.

Widgets paint with `tokens()`, `u()`, `font()` and `icon()` and read them again
when `notifier().changed` tells that the theme or the text size is another.
"""

from functools import cache
from typing import ClassVar, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QGuiApplication,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QToolTip

from credreview.ui.look.fonts import interface_font, role_font
from credreview.ui.look.stylesheet import stylesheet
from credreview.ui.look.tokens import THEMES, Tokens, from_system, palette

#: Values of the scheme setting, in the order of the View menu.
SCHEMES: Final = ("system", "light", "dark", "contrast_black", "contrast_white")

#: Text sizes from small to large, as factors.
TEXT_SCALES: Final = (0.85, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)


class Notifier(QObject):
    """Tells that colours, unit or fonts are others now."""

    changed = Signal()


class _State:
    """What is on at the moment; there is one application, so there is one of it."""

    tokens: Tokens = THEMES["light"]
    scheme: str = "light"
    scale: float = 1.0
    serif: bool = True
    unit: int = 0
    fonts: ClassVar[dict[str, QFont]] = {}
    system_font: QFont | None = None
    system_palette: QPalette | None = None


def tokens() -> Tokens:
    """Return the colours of the theme that is on."""
    return _State.tokens


def u() -> int:
    """Return the unit of all lengths, in logical pixels: a quarter of a text line, at least 3."""
    return _State.unit or _unit(QApplication.font())


def _unit(font: QFont) -> int:
    return max(3, round(QFontMetricsF(font).height() / 4))


@cache
def notifier() -> Notifier:
    """Return the object whose `changed` is emitted after every change of look."""
    return Notifier()


def font(role: str) -> QFont:
    """Return the font of a role, at the text size that is on.

    What the program says is in the system's sans, what an article says in a
    serif (unless `set_article_serif(False)`), so that the two voices differ.
    """
    made = _State.fonts.get(role)
    if made is None:
        made = _State.fonts[role] = role_font(role, QApplication.font(), _State.serif)
    return QFont(made)


def line_height(role: str, leading: float = 1.58) -> float:
    """Return the `ProportionalHeight` in percent that makes lines `leading` ems apart.

    Qt's percentage multiplies the font's own spacing, which is 1.1 to 1.4 ems.
    """
    chosen = font(role)
    return 100 * leading * QFontInfo(chosen).pixelSize() / QFontMetricsF(chosen).height()


def icon(name: str, role: str = "ink2", size: int | None = None) -> QPixmap:
    """Return an icon of resources/icons in the colour of a role, sharp on the densest screen.

    Args:
        name: File name without its ending.
        role: A colour role of `Tokens`.
        size: Side in logical pixels; 4u where it is not given.
    """
    from credreview.ui.look import icons  # QtSvg is loaded when the first icon is shown

    colour: QColor = getattr(_State.tokens, role)
    ratio = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
    return icons.pixmap(name, colour.rgba(), size or 4 * u(), ratio)


def apply(app: QApplication, scheme: str = "system") -> None:
    """Put a theme on the whole application; widgets made before are changed too.

    Args:
        app: The application.
        scheme: One of `SCHEMES`; "system" follows the desktop, its high contrast
            included, now and when the desktop changes.
    """
    if scheme not in SCHEMES:
        raise ValueError(f"no scheme {scheme!r}")
    if _State.system_font is None:
        _State.system_font = interface_font(app.font())
        _State.system_palette = QPalette(app.palette())
        app.setStyle("fusion")
        _follow_system(app)
    _State.scheme = scheme
    _tell_platform(scheme)
    _State.tokens = _system_tokens() if scheme == "system" else THEMES[scheme]
    _put_on(app)


def set_text_scale(factor: float) -> None:
    """Make all text `factor` times the system's size, 0.5 to 3; everything else follows."""
    _State.scale = min(3.0, max(0.5, factor))
    _put_on(_app())


def text_scale() -> float:
    """Return the factor that `set_text_scale` set."""
    return _State.scale


def set_article_serif(on: bool) -> None:
    """Show articles in a serif (True, the default) or in the interface's own sans."""
    _State.serif = on
    _put_on(_app())


def scheme() -> str:
    """Return the scheme that was asked for, one of `SCHEMES`."""
    return _State.scheme


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def _put_on(app: QApplication) -> None:
    scaled = QFont(_State.system_font or app.font())
    scaled.setPointSizeF(scaled.pointSizeF() * _State.scale)
    _State.unit = _unit(scaled)  # before the events that make widgets measure themselves again
    _State.fonts.clear()
    app.setFont(scaled)
    colours = palette(_State.tokens)
    app.setPalette(colours)
    QToolTip.setPalette(colours)
    QToolTip.setFont(font("small"))
    for widget in app.allWidgets():
        # Qt gives a widget that was never shown its old font back when it is, if the sheet
        # changed in between.
        widget.ensurePolished()
    app.setStyleSheet(stylesheet(_State.tokens, _State.unit))
    notifier().changed.emit()


def _system_tokens() -> Tokens:
    hints = QGuiApplication.styleHints()
    before = _State.system_palette or QPalette()
    if hasattr(hints, "accessibility"):
        wish = hints.accessibility().contrastPreference()
        if wish == Qt.ContrastPreference.HighContrast:
            return from_system(before)
    known = hints.colorScheme()
    if known == Qt.ColorScheme.Unknown:
        dark = before.color(QPalette.ColorRole.Window).lightness() < 128
    else:
        dark = known == Qt.ColorScheme.Dark
    return THEMES["dark" if dark else "light"]


def _tell_platform(scheme: str) -> None:
    """Let title bars and native dialogs follow, where the platform can."""
    hints = QGuiApplication.styleHints()
    if scheme == "system":
        hints.unsetColorScheme()
    else:
        dark = THEMES[scheme].dark
        hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)


def _follow_system(app: QApplication) -> None:
    def follow() -> None:
        if _State.scheme == "system" and _system_tokens() != _State.tokens:
            _State.tokens = _system_tokens()
            _put_on(app)

    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(follow)
    if hasattr(hints, "accessibility"):
        hints.accessibility().contrastPreferenceChanged.connect(follow)
