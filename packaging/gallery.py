"""Paint every control in every state, for looking at: shots/controls-THEME-SCALE.png.

Usage: python packaging/gallery.py [FOLDER]
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QPoint, QRect, QRectF, Qt  # noqa: E402
from PySide6.QtGui import QColor, QPainter, QPalette, QPixmap  # noqa: E402
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget  # noqa: E402

from credreview.domain.model import ClaimState  # noqa: E402
from credreview.domain.vocabulary import Term  # noqa: E402
from credreview.resources import resource  # noqa: E402
from credreview.ui.look import (  # noqa: E402
    controls,
    glyphs,
    theme,  # noqa: E402
)
from credreview.ui.look.tokens import ROLES  # noqa: E402

STATES = ("normal", "hover", "focus", "pressed", "disabled")


def scale(name: str) -> list[Term]:
    """Return a scale of the vocabulary that comes with the program."""
    source = resource("vocabularies", "credreview-1.json").read_text(encoding="utf-8")
    return [
        Term(
            term["id"],
            term["label"],
            term.get("short", term["label"]),
            term.get("definition", ""),
            term.get("key", ""),
            term.get("icon", ""),
        )
        for term in json.loads(source)[name]
    ]


class Sheet:
    """A picture that is filled from left to right and from top to bottom."""

    def __init__(self, width: float, height: float) -> None:
        unit = theme.u()
        self._picture = QPixmap(round(width * unit), round(height * unit))
        self._picture.fill(theme.tokens().surface)
        self._painter = QPainter(self._picture)
        self._left = self.x = self.y = 6.0 * unit
        self._line = 0.0
        # Grabbed controls are children of a window with the focus, as in the program.
        self._host = QWidget()
        self._host.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self._host.setAutoFillBackground(True)
        self._host.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._host.resize(round(110 * unit), round(120 * unit))
        self._host.show()
        self._host.activateWindow()
        QApplication.processEvents()

    def column(self, left: float) -> None:
        """Start a new column, `left` units from the left."""
        self._left = self.x = left * theme.u()
        self.y, self._line = 6.0 * theme.u(), 0.0

    def head(self, text: str, role: str = "label") -> None:
        """Write a heading on a line of its own."""
        self.feed()
        unit = theme.u()
        self._painter.setFont(theme.font(role))
        self._painter.setPen(theme.tokens().ink if role == "panel_head" else theme.tokens().ink2)
        self._painter.drawText(QRectF(self.x, self.y, 1e4, 6 * unit), 0, text)
        self.y += 5.5 * unit

    def feed(self, gap: float = 2) -> None:
        """Go to the next line."""
        if self._line:
            self.y += self._line + gap * theme.u()
        self.x, self._line = self._left, 0.0

    def put(self, widget: QWidget, state: str = "normal", width: float = 0) -> None:
        """Put a control there in one of `STATES`; `width` in units, 0 for its own."""
        widget.setParent(self._host)
        hint = widget.sizeHint()
        wide = round(width * theme.u()) or hint.width()
        # Not in the corner: the pointer of a screenless platform rests there.
        widget.setGeometry(2 * theme.u(), 20 * theme.u(), wide, hint.height())
        widget.setEnabled(state != "disabled")
        widget.show()
        QApplication.processEvents()
        tall = widget.heightForWidth(wide) if widget.hasHeightForWidth() else 0
        widget.resize(wide, max(tall, widget.sizeHint().height() if not tall else 0))
        self._host.setFocus()
        if state == "focus":
            widget.setFocus(Qt.FocusReason.TabFocusReason)
        widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, state in ("hover", "pressed"))
        if state == "pressed":
            widget.setDown(True)  # type: ignore[attr-defined]
        QApplication.processEvents()
        self.paste(self._host.grab(widget.geometry()))
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()

    def paste(self, picture: QPixmap) -> None:
        """Put a picture there."""
        self._painter.drawPixmap(QPoint(round(self.x), round(self.y)), picture)
        self.x += picture.width() + 1.5 * theme.u()
        self._line = max(self._line, picture.height())

    def draw(self, width: float, height: float, paint: Callable[[QPainter, QRectF], None]) -> None:
        """Let `paint` draw into a rectangle of that size in units."""
        unit = theme.u()
        paint(self._painter, QRectF(self.x, self.y, width * unit, height * unit))
        self.x += (width + 3) * unit
        self._line = max(self._line, height * unit)

    def save(self, path: Path) -> None:
        """Write the picture."""
        self._painter.end()
        self._picture.save(str(path))
        self._host.close()
        self._host.deleteLater()


def paint_controls(sheet: Sheet) -> None:
    """Paint buttons, fields and chips."""
    sheet.head("Controls: normal, hover, focus, pressed, disabled", "panel_head")
    for kind in ("primary", "normal", "quiet"):
        sheet.head(f"{kind} button")
        for state in STATES:
            sheet.put(controls.PushButton("Save", kind), state)
    sheet.head("with icon, icon alone")
    sheet.put(controls.PushButton("Last change", "quiet", icon="sort"))
    sheet.put(controls.PushButton("Print", icon="print"))
    for state in STATES:
        sheet.put(controls.PushButton(kind="quiet", icon="plus", name="Add"), state)
    sheet.head("Field: normal, focus, disabled, error")
    for state in ("normal", "focus", "disabled", "error"):
        field = QLineEdit("31 Feb" if state == "error" else "Ministry")
        controls.set_invalid(field, state == "error")
        sheet.put(field, state, 22)
    sheet.feed(1)
    note = controls.FieldNote()
    note.set_text("There is no 31 February. Nothing was changed.")
    sheet.put(note, width=90)
    sheet.head("Search")
    sheet.put(controls.SearchField("Search all articles"), width=50)
    filled = controls.SearchField("Search all articles")
    filled.setText("embassy")
    sheet.put(filled, "focus", 48)
    sheet.head("Check box, radio button")
    for make in (controls.CheckBox, controls.RadioButton):
        for on in (False, True):
            for state in STATES:
                toggle = make("Yes")
                toggle.setChecked(on)
                sheet.put(toggle, state)
            sheet.feed(1)
    sheet.head("Combo box")
    for state in ("normal", "hover", "focus", "disabled"):
        combo = controls.ComboBox("Sort by")
        combo.addItem("Title")
        combo.setDisabled(state == "disabled")
        sheet.put(combo, state)
    sheet.head("Chips: filter, add, flag off, flag on")
    for state in STATES:
        sheet.put(controls.Chip("Grade: 5", "filter"), state)
        sheet.put(controls.Chip("Add filter", "add"), state)
        sheet.feed(1)
    for on in (False, True):
        for state in STATES:
            flag = controls.Chip("Retracted", "flag")
            flag.setChecked(on)
            sheet.put(flag, state)
        sheet.feed(1)
    sheet.head("Key hints")
    for keys in ("Ctrl+K", "Ctrl+Return", "R", "?"):
        sheet.put(controls.KeyHint.of(keys))


def in_state(group: controls.ChoiceGroup, index: int, state: str) -> controls.ChoiceGroup:
    """Bring one cell of a group into a state."""
    cell = group.cells[index]
    cell.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, state in ("hover", "pressed"))
    cell.setDown(state == "pressed")
    return group


def paint_choices(sheet: Sheet) -> None:
    """Paint the pickers."""
    sheet.head("Choices", "panel_head")
    for value in (None, "B", "F"):
        sheet.head(f"grade {value}")
        picker = controls.GradePicker(scale("reliability"), "F")
        picker.set_value(value)
        sheet.put(picker, width=96)
    sheet.head("suggested B; focus on B; chosen and focused; hover; pressed; disabled; error")
    for number, (value, state) in enumerate(
        [(None, ""), (None, "focus"), ("B", "focus"), (None, "hover"), (None, "pressed")]
        + [("B", "disabled"), (None, "error"), ("F", "focus"), ("F", "disabled")]
    ):
        picker = controls.GradePicker(scale("reliability"), "F")
        picker.set_value(value)
        if number == 0:
            picker.set_suggestion("B")
        picker.set_error(state == "error")
        in_state(picker, 1, state)
        if state == "focus" and value is None:
            picker.setFocusProxy(picker.cells[1])
        sheet.put(picker, state if state in ("focus", "disabled") else "normal", 96)
        sheet.feed(1)
    for value in (None, "moderate"):
        for state in ("normal", "focus", "disabled"):
            segments = controls.SegmentedControl(scale("confidence"), "Confidence")
            segments.set_value(value)
            sheet.put(segments, state, 54)
            if value is None and state == "normal":
                segments = controls.SegmentedControl(scale("confidence"))
                segments.set_suggestion("high")
                sheet.put(segments, "normal", 54)
                sheet.feed(1)
        sheet.feed(1)


def paint_provenance(sheet: Sheet) -> None:
    """Paint the provenance picker, wide, narrow, folded, suggested."""
    sheet.head("Provenance: chosen, focus, hover", "panel_head")
    picker = controls.ProvenancePicker(scale("provenance"), "Provenance")
    picker.set_value("intelligence_estimate")
    sheet.put(in_state(picker, 4, "hover"), width=96)
    sheet.head("suggested, focus")
    picker = controls.ProvenancePicker(scale("provenance"), "Provenance")
    picker.set_suggestion("social_post")
    sheet.put(picker, "focus", 96)
    sheet.head("disabled")
    picker = controls.ProvenancePicker(scale("provenance")[:4], "Provenance")
    picker.set_value("intelligence_estimate")
    sheet.put(picker, "disabled", 96)
    sheet.head("folded, with and without a value")
    for value in ("intelligence_estimate", None):
        picker = controls.ProvenancePicker(scale("provenance"), "Provenance")
        picker.set_value(value)
        picker.set_compact(True)
        sheet.put(picker, width=76)
        sheet.feed(1)


def paint_signs(sheet: Sheet) -> None:
    """Paint glyphs, mixes, bars, icons and colours."""
    of = theme.tokens()
    sheet.head("Signs", "panel_head")
    for current in (False, True):
        for state in ClaimState:

            def paint(p: QPainter, r: QRectF, s: ClaimState = state, c: bool = current) -> None:
                if c:
                    p.fillRect(r.adjusted(-4, -4, 4, 4), of.current)
                glyphs.paint_state(p, r, s, of, current=c)

            sheet.draw(4, 4, paint)
    sheet.feed()
    for mix in ((3, 5, 4, 1, 1, 1), (0, 0, 1, 4, 2, 0), (0, 0, 0, 0, 0, 3), (0,) * 6):

        def paint_mix(p: QPainter, r: QRectF, m: tuple[int, ...] = mix) -> None:
            glyphs.paint_grade_mix(p, r, m, of)

        sheet.draw(10, 4, paint_mix)
    sheet.feed()
    for done, total in ((0, 5), (1, 50), (8, 11), (11, 11)):

        def paint_bar(p: QPainter, r: QRectF, d: int = done, t: int = total) -> None:
            glyphs.paint_progress(p, r, d, t, d == t, of)

        sheet.draw(7.5, 1.25, paint_bar)
    sheet.head("Icons")
    for count, path in enumerate(sorted(resource("icons").glob("*.svg")), 1):
        sheet.paste(theme.icon(path.stem, "ink2"))
        if count % 17 == 0:
            sheet.feed(1)
    sheet.head("Colours")
    for count, role in enumerate(ROLES, 1):
        colour: QColor = getattr(of, role)

        def swatch(p: QPainter, r: QRectF, c: QColor = colour, name: str = role) -> None:
            p.fillRect(r, c)
            p.setPen(of.edge)
            p.drawRect(r)
            p.setPen(of.ink2)
            p.setFont(theme.font("caption"))
            p.drawText(r.adjusted(r.width() + 8, 0, 200, 0), Qt.AlignmentFlag.AlignVCenter, name)

        sheet.draw(8, 5, swatch)
        sheet.x += 22 * theme.u()
        if count % 3 == 0:
            sheet.feed(1)


def message_window() -> QWidget:
    """Return a window with the message bars and two tips."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    again = controls.PushButton("Try again")
    column.addWidget(
        controls.MessageBar(
            "error",
            "Not saved: the disk that holds “havana.credreview” is full.",
            "Everything up to 10:42 is on disk. What you entered since then is kept on screen "
            "and tried again by itself. Make room on that disk, or save it on another one.",
            [controls.PushButton("Show folder", "quiet"), again],
            icon="save-fail",
        )
    )
    column.addWidget(controls.MessageBar("warn", "Two names look alike.", "Compare them."))
    column.addWidget(
        controls.MessageBar(
            "info",
            "This is a sample review to try things on.",
            "Eight articles, nothing judged yet. It is a file of its own.",
            [controls.PushButton("Start my own review…", "primary")],
        )
    )
    column.addStretch(1)
    window.resize(round(300 * theme.u()), round(130 * theme.u()))
    return window


def save_messages(path: Path) -> None:
    """Paint the message bars, and tips that keep away from a text."""
    window = message_window()
    window.show()
    unit = theme.u()
    text, plus = QWidget(window), controls.PushButton(kind="quiet", icon="plus", name="Add")
    plus.setParent(window)
    text.setGeometry(QRect(110 * unit, 60 * unit, 80 * unit, 60 * unit))
    plus.setGeometry(QRect(QPoint(60 * unit, 70 * unit), plus.sizeHint()))
    text.setStyleSheet("background: gray")
    text.show()
    plus.show()
    QApplication.processEvents()
    tip = controls.Tip(
        window,
        1,
        "Your articles",
        "The plus sign adds files or a whole folder. Rows show how many claims are judged.",
        ["Ctrl", "O"],
    )
    tip.point_at(plus, [text])
    other = controls.Tip(window, 2, "Mark a claim", "Select the words, then press C.", ["C"])
    other.point_at(text, [text])
    QApplication.processEvents()
    window.grab().save(str(path))
    window.close()
    window.deleteLater()


def main() -> None:
    """Paint all sheets."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "shots"
    folder.mkdir(exist_ok=True)
    app = QApplication([])
    for name in ("light", "dark", "contrast_black", "contrast_white"):
        for scale in (1.0, 2.0):
            theme.apply(app, name)
            theme.set_text_scale(scale)
            sheet = Sheet(370, 206)
            paint_controls(sheet)
            sheet.column(124)
            paint_choices(sheet)
            sheet.column(228 + 30)
            paint_provenance(sheet)
            sheet.save(folder / f"controls-{name}-{scale:.0%}.png".replace("%", ""))
            signs = Sheet(110, 150)
            paint_signs(signs)
            signs.save(folder / f"signs-{name}-{scale:.0%}.png".replace("%", ""))
            save_messages(folder / f"messages-{name}-{scale:.0%}.png".replace("%", ""))
    print(f"pictures are in {folder}")


if __name__ == "__main__":
    main()
