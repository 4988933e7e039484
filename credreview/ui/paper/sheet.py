"""The sheet of paper: where the text stands, and what stands above and below it on each page."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from credreview.domain.summary import Paper
from credreview.report.model import Report
from credreview.report.moments import moment_words
from credreview.report.words import Run
from credreview.text import tr
from credreview.ui.paper import faces
from credreview.ui.paper.blocks import PaintContext, line
from credreview.ui.paper.faces import STYLES
from credreview.ui.paper.texts import Text
from credreview.ui.paper.units import mm, pt

_SIDE: Final = mm(18)
_TOP: Final = mm(23)
_BOTTOM: Final = mm(22)
_RULE: Final = pt(0.6)

_HEADER_CHIP: Final = mm(9)
_HEADER_BASE: Final = mm(13.2)
_HEADER_RULE: Final = mm(17.2)
#: From the lower edge.
_FOOTER_RULE: Final = mm(17.2)
_FOOTER_CHIP: Final = mm(15.2)
_FOOTER_BASE: Final = mm(11)
#: Where the footer's parts begin, unless the one before is longer.
_FOOTER_STOPS: Final = (0.0, mm(26), mm(74))
_GAP: Final = mm(4)

_CHIP_HEIGHT: Final = mm(6.2)
_CHIP_PAD: Final = mm(1.6)
#: Letters on black, by the Traffic Light Protocol 2.0 (FIRST, 2022), and any other in white.
_MARK_COLOURS: Final = {
    "TLP:RED": "#ff2b2b",
    "TLP:AMBER": "#ffc000",
    "TLP:AMBER+STRICT": "#ffc000",
    "TLP:GREEN": "#33ff00",
    "TLP:CLEAR": "#ffffff",
}


@dataclass(frozen=True, slots=True)
class Geometry:
    """A sheet and its text area, in units."""

    width: float
    height: float

    @property
    def left(self) -> float:
        """Left edge of the text area."""
        return _SIDE

    @property
    def top(self) -> float:
        """Upper edge of the text area."""
        return _TOP

    @property
    def text_width(self) -> float:
        """Width of the text area."""
        return self.width - 2 * _SIDE

    @property
    def text_height(self) -> float:
        """Height of the text area."""
        return self.height - _TOP - _BOTTOM


_SHEETS: Final = {
    Paper.A4: Geometry(mm(210), mm(297)),
    Paper.LETTER: Geometry(mm(215.9), mm(279.4)),
}


def geometry(paper: Paper) -> Geometry:
    """Return the sheet of a size of paper."""
    return _SHEETS[paper]


class Sheet:
    """Header and footer of a report's pages; what is the same on all of them is laid out once.

    Args:
        printed_at: Time of printing, ms UTC; None leaves it out.
    """

    def __init__(self, report: Report, printed_at: int | None, *, mirrored: bool) -> None:
        self.geometry = geometry(report.request.paper)
        self._mark = report.mark
        self._mirrored = mirrored
        self._ctx = PaintContext(mirrored=mirrored)
        self._chip = _laid(self._mark, "mark")
        chip = self._chip_width() + _GAP if self._mark else 0
        #: Text never runs into the mark.
        self._room = self.geometry.text_width - chip
        self._title = self._header(report)
        printed = moment_words(printed_at).replace(",", "", 1) if printed_at is not None else ""
        self._footer = [
            _laid(tr("Printed {moment}", moment=printed) if printed else "", "note"),
            _laid(
                tr("Review fingerprint {digits}", digits=report.short_fingerprint)
                if report.fingerprint
                else "",
                "note",
            ),
        ]

    def _header(self, report: Report) -> Text:
        name = f"{report.organisation} – {report.name}" if report.organisation else report.name
        style = STYLES["small"]
        bold = QFontMetricsF(faces.font(style, bold=True))
        name = bold.elidedText(_one_line(name), Qt.TextElideMode.ElideMiddle, self._room / 2)
        room = self._room - bold.horizontalAdvance(name) - _GAP
        subject = QFontMetricsF(faces.font(style)).elidedText(
            _one_line(report.subject), Qt.TextElideMode.ElideMiddle, room
        )
        return _laid((Run(name, bold=True), Run(f"  {subject}")), "small", self._mirrored)

    def paint(self, painter: QPainter, number: int, total: int, *, has_bar: bool) -> None:
        """Paint header and footer of a page.

        Args:
            painter: In units, from the sheet's corner.
            number: Of the page, from 1.
            total: How many pages there are; 0 while that is not known.
            has_bar: The page begins with a bar of its own, so the header has no rule.
        """
        painter.setPen(Qt.GlobalColor.black)
        left, width, height = self.geometry.left, self.geometry.text_width, self.geometry.height
        self._paint_at(painter, self._title, 0, _HEADER_BASE)
        self._paint_footer(painter, number, total, height - _FOOTER_BASE)
        if not has_bar:
            line(painter, left, _HEADER_RULE, width, _RULE)
        line(painter, left, height - _FOOTER_RULE, width, _RULE)
        if self._mark:
            self._paint_mark(painter, _HEADER_CHIP)
            self._paint_mark(painter, height - _FOOTER_CHIP)

    def _paint_footer(self, painter: QPainter, number: int, total: int, base: float) -> None:
        words = (
            tr("Page {number} of {total}", number=number, total=total)
            if total
            else tr("Page {number}", number=number)
        )
        page = _laid((Run(words, bold=True),), "note", self._mirrored)
        x = 0.0
        for text, stop in zip((page, *self._footer), _FOOTER_STOPS, strict=True):
            x = max(x, stop)
            self._paint_at(painter, text, x, base)
            x += text.lines.natural_width() + _GAP

    def _paint_at(self, painter: QPainter, text: Text, x: float, base: float) -> None:
        """Paint a line so far from the edge where reading begins."""
        side = self._room - x - text.width if self._mirrored else x
        text.paint(painter, self.geometry.left + side, base - text.first_base(), self._ctx)

    def _chip_width(self) -> float:
        return self._chip.lines.natural_width() + 2 * _CHIP_PAD

    def _paint_mark(self, painter: QPainter, top: float) -> None:
        width = self._chip_width()
        left = self.geometry.left + self.geometry.text_width - width
        painter.fillRect(QRectF(left, top, width, _CHIP_HEIGHT), Qt.GlobalColor.black)
        painter.setPen(QColor(_MARK_COLOURS.get(self._mark, "#ffffff")))
        middle = top + (_CHIP_HEIGHT - pt(self._chip.style.leading)) / 2
        self._chip.paint(painter, left + _CHIP_PAD, middle, self._ctx)
        painter.setPen(Qt.GlobalColor.black)


def _laid(words: tuple[Run, ...] | str, style: str, mirrored: bool = False) -> Text:
    """Return one line, as wide as its words are."""
    text = Text(words, style, align="left", mirrored=mirrored)
    text.measure(mm(1_000))
    text.measure(text.lines.natural_width() + 1)
    return text


def _one_line(words: str) -> str:
    return " ".join(words.split())
