import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit

from credreview.ui.look import stylesheet, theme
from credreview.ui.look.fonts import interface_font
from credreview.ui.look.tokens import ROLES, THEMES, contrast, from_system, palette

# Text, glyph or edge; what it stands on; the least contrast (WCAG 2.2, 1.4.3 and 1.4.11).
PAIRS = [
    *[("ink", ground, 7.0) for ground in ("base", "surface", "window", "raised", "quote")],
    *[("ink", ground, 4.5) for ground in ("hover", "press", "current", "select", "find")],
    *[("ink", f"{kind}_tint", 4.5) for kind in ("accent", "diff", "error", "warn")],
    *[("ink2", ground, 4.5) for ground in ("base", "surface", "window", "accent_tint", "hover")],
    *[("ink3", ground, 4.5) for ground in ("base", "surface", "window")],
    ("on_accent", "accent", 4.5),
    ("accent", "base", 4.5),
    ("accent", "accent_tint", 4.5),
    ("error", "error_tint", 4.5),
    ("warn", "warn_tint", 4.5),
    ("error", "surface", 4.5),
    ("ok", "window", 4.5),
    *[(state, "base", 4.5) for state in ("open", "judged", "differing")],
    *[(state, "surface", 3.0) for state in ("open", "judged", "differing", "ink3")],
    *[(state, "current", 3.0) for state in ("open", "judged", "differing", "ink3")],
    *[(state, "accent_tint", 3.0) for state in ("open", "judged", "differing")],
    ("current_edge", "base", 3.0),
    ("judged_line", "base", 3.0),
    ("col", "surface", 3.0),
    *[("edge", ground, 3.0) for ground in ("base", "surface", "window")],
]  # fmt: skip


@pytest.mark.parametrize("name", THEMES)
def test_text_has_four_and_a_half_to_one_and_signs_and_edges_three_to_one(name):
    of = THEMES[name]
    ratios = {
        f"{ink} on {ground}": (contrast(getattr(of, ink), getattr(of, ground)), least)
        for ink, ground, least in PAIRS
    }
    assert {pair: got for pair, got in ratios.items() if got[0] < got[1]} == {}


def test_contrast_is_the_ratio_of_the_guideline():
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", ["contrast_black", "contrast_white"])
def test_a_contrast_theme_has_hairlines_that_are_seen(name):
    of = THEMES[name]
    assert contrast(of.line, of.base) == pytest.approx(21)
    assert of.high_contrast


def test_the_palette_has_every_role_that_qt_paints_with_and_a_disabled_group():
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    for of in THEMES.values():
        made = palette(of)
        assert made.color(role.Accent) == of.accent
        assert made.color(role.PlaceholderText) == of.ink3
        assert made.color(role.Link) == of.accent
        assert made.color(group.Disabled, role.Text) == of.ink3
        assert made.color(group.Disabled, role.ButtonText) == of.ink3
        assert contrast(made.color(role.Highlight), made.color(role.HighlightedText)) >= 4.5
        assert made.isBrushSet(group.Active, role.Shadow)


def test_an_unknown_scheme_is_refused(qapp):
    with pytest.raises(ValueError, match="sepia"):
        theme.apply(qapp, "sepia")


def test_a_placeholder_can_be_read(qapp, qtbot):
    for name, of in THEMES.items():
        theme.apply(qapp, name)
        field = QLineEdit()
        qtbot.addWidget(field)
        field.ensurePolished()
        assert field.palette().color(QPalette.ColorRole.PlaceholderText) == of.ink3


def test_a_new_theme_is_told_once_and_reaches_widgets_that_exist(qapp, qtbot):
    label = QLabel("text")
    qtbot.addWidget(label)
    told = []
    theme.notifier().changed.connect(lambda: told.append(theme.tokens().name))
    theme.apply(qapp, "dark")
    theme.notifier().changed.disconnect()
    assert told == ["dark"]
    assert label.palette().color(QPalette.ColorRole.WindowText) == THEMES["dark"].ink


def test_everything_grows_with_the_text(qapp, qtbot):
    field = QLineEdit("text")
    qtbot.addWidget(field)
    field.ensurePolished()
    before = (theme.u(), theme.font("article").pointSizeF(), field.sizeHint().height())
    theme.set_text_scale(2.0)
    after = (theme.u(), theme.font("article").pointSizeF(), field.sizeHint().height())
    assert after[0] == pytest.approx(2 * before[0], abs=1)
    assert after[1] == pytest.approx(2 * before[1])
    assert after[2] >= 1.8 * before[2]
    assert theme.text_scale() == 2.0


def test_the_text_size_stays_within_bounds(qapp):
    theme.set_text_scale(99)
    assert theme.text_scale() == 3.0
    theme.set_text_scale(0)
    assert theme.text_scale() == 0.5


def test_the_unit_is_a_quarter_of_a_line(qapp):
    assert theme.u() == max(3, round(QFontMetricsF(qapp.font()).height() / 4))


def test_articles_speak_in_a_serif_and_the_setting_turns_it_off(qapp):
    assert theme.font("article").families() != qapp.font().families()
    assert "Noto Serif" in theme.font("claim_row").families()
    assert theme.font("body").families() == qapp.font().families()
    theme.set_article_serif(False)
    assert theme.font("article").families() == qapp.font().families()


def test_a_font_can_be_changed_without_changing_the_next(qapp):
    mine = theme.font("body")
    mine.setPointSizeF(99)
    assert theme.font("body").pointSizeF() < 30


def test_lines_of_an_article_are_the_same_ems_apart_in_every_font(qapp):
    for serif in (True, False):
        theme.set_article_serif(serif)
        font = theme.font("article")
        spacing = QFontMetricsF(font).height() * theme.line_height("article") / 100
        assert spacing / QFontInfo(font).pixelSize() == pytest.approx(1.58)


def test_a_desktops_own_font_is_kept_with_its_size():
    own = QFont("Liberation Sans", 13)
    assert interface_font(own).family() == "Liberation Sans"
    assert interface_font(own).pointSizeF() == 13


@pytest.mark.skipif(sys.platform == "darwin", reason="the system font is always kept there")
def test_where_no_desktop_names_a_font_a_better_one_is_asked_for():
    assert interface_font(QFont("Sans Serif", 9)).families()[0] == "Inter"
    assert interface_font(QFont("Sans Serif", 9)).pointSizeF() == 10
    assert interface_font(QFont("Sans Serif", 12)).pointSizeF() == 12


def test_the_system_is_followed_while_it_is_asked_for_and_not_otherwise(qapp, monkeypatch):
    hints = qapp.styleHints()
    theme.apply(qapp, "system")
    monkeypatch.setattr(theme, "_system_tokens", lambda: THEMES["dark"])
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens() is THEMES["dark"]
    theme.apply(qapp, "light")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens() is THEMES["light"]
    assert theme.scheme() == "light"


def test_a_systems_contrast_theme_lends_its_colours():
    desert = QPalette()
    desert.setColor(QPalette.ColorRole.Window, QColor("#FFFAEF"))
    desert.setColor(QPalette.ColorRole.WindowText, QColor("#3D3D3D"))
    desert.setColor(QPalette.ColorRole.Highlight, QColor("#903909"))
    desert.setColor(QPalette.ColorRole.HighlightedText, QColor("#FFF5E3"))
    taken = from_system(desert)
    assert taken.high_contrast
    assert (taken.base, taken.ink) == (QColor("#FFFAEF"), QColor("#3D3D3D"))
    assert taken.accent == QColor("#903909")
    assert taken.open == THEMES["contrast_white"].open


def test_a_systems_weak_palette_is_not_taken_over():
    weak = QPalette()
    weak.setColor(QPalette.ColorRole.Window, QColor("#222222"))
    weak.setColor(QPalette.ColorRole.WindowText, QColor("#777777"))
    assert from_system(weak) is THEMES["contrast_black"]


def test_lengths_in_the_style_sheet_come_from_the_unit():
    source = Path(stylesheet.__file__).read_text(encoding="utf-8")
    assert re.findall(r"\d\s*px|\dem", source) == []
    small, large = (stylesheet.stylesheet(THEMES["light"], u) for u in (4, 8))
    assert "border-radius: 4px" in small
    assert "border-radius: 8px" in large


@pytest.mark.parametrize("name", THEMES)
def test_a_class_with_a_border_states_all_its_states(name):
    sheet = stylesheet.stylesheet(THEMES[name], 4)
    assert "$" not in sheet
    rules = [
        (selector.strip(), body)
        for selectors, body in re.findall(r"([^{}]+)\{([^}]*)\}", sheet)
        for selector in selectors.split(",")
    ]
    stated = {selector for selector, _ in rules}
    bordered = {
        selector
        for selector, body in rules
        if selector.isidentifier() and re.search(r"border:(?!\s*none)", body)
    } - {"QMenu"}  # a popup is no stop of the Tab key; its items keep their own highlight
    assert bordered >= {"QLineEdit", "QPlainTextEdit"}
    missing = {
        f"{selector}:{state}"
        for selector in bordered
        for state in ("hover", "focus", "pressed", "disabled")
        if f"{selector}:{state}" not in stated
    }
    assert missing == set()


def test_start_up_does_not_load_what_the_first_icon_needs():
    code = (
        "import sys; from PySide6.QtWidgets import QApplication;"
        " from credreview.ui.look import theme;"
        "app = QApplication([]); theme.apply(app); assert 'PySide6.QtSvg' not in sys.modules;"
        "theme.icon('check'); assert 'PySide6.QtSvg' in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_role_of_the_tokens_is_an_opaque_colour():
    for of in THEMES.values():
        assert all(getattr(of, role).alpha() == 255 for role in ROLES)
