"""A paragraph on paper: its lines stand on a fixed leading, and it is cut between lines."""

from bisect import bisect_right
from collections.abc import Hashable
from copy import copy
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout

from credreview.report.words import Paragraph, Role, Run, Words
from credreview.ui.paper import faces, shaping
from credreview.ui.paper.blocks import Block, PaintContext, hand_down
from credreview.ui.paper.faces import STYLES, Style
from credreview.ui.paper.shaping import Align, Formats, Lines
from credreview.ui.paper.units import mm, pt
from credreview.ui.paper.wording import shown

#: Lines that stay together on both sides of a cut.
_TOGETHER: Final = 2
#: A face is taller than the style's own where its lines are higher than that by more than this.
_TALLER: Final = 1.03
_FALLBACK_LEADING: Final = 1.08
#: Of the natural height of a taller face's lines; less would let them touch.
_FALLBACK_NATURAL: Final = 0.9
_INDENT: Final = mm(4.5)
#: Texts of at most so many characters are likely to come again: labels, names, grades.
_SHORT: Final = 80
_MOST_HEIGHTS: Final = 4_000
#: Number of lines, leading and first baseline of short texts that were measured.
_HEIGHTS: Final[dict[Hashable, tuple[int, float, float]]] = {}

_STYLE_OF: Final = {
    Role.BODY: "body", Role.LEAD: "lead", Role.NOTE: "note", Role.LIST_ITEM: "body",
    Role.QUOTATION: "body", Role.CODE: "hash", Role.SOURCE: "quote", Role.SMALL: "small",
    Role.HASH: "hash",
}  # fmt: skip


class Text(Block):
    """One paragraph.

    Args:
        words: Runs, or a text in one style.
        style: Of the type scale, by name, or one's own.
        align: "start" and "end" follow the direction of the text, which is that of its first
            letter; "left" and "right" do not.
        indent: Space before all of its lines at their start, in units.
        mark: Stands in that space before the first line: a bullet, a number.
        mirrored: Direction of a text without letters, such as a number.
        like: Words whose direction it has, whatever name it begins with; "" for its own.
    """

    def __init__(
        self,
        words: Words | str,
        style: Style | str,
        *,
        align: Align = "start",
        indent: float = 0,
        mark: str = "",
        mirrored: bool = False,
        like: str = "",
    ) -> None:
        runs = ((words, None),) if isinstance(words, str) else tuple((r.text, r) for r in words)
        self.style = STYLES[style] if isinstance(style, str) else style
        self.mark = mark
        self.begin = 0
        self.width = -1.0
        self._lines: Lines | None = None
        self._count = 0
        self._runs = tuple((_lines_of(shown(text)), run) for text, run in runs)
        self._starts = list(accumulate((len(text) for text, _ in self._runs[:-1]), initial=0))
        self._text = "".join(text for text, _ in self._runs)
        self._align: Align = align
        self._indent = indent
        strong = shaping.direction(self._text)
        self._arabic = strong == "AL"
        towards = shaping.direction(like) or strong
        self._right_to_left = towards in ("R", "AL") or (mirrored and not towards)
        self._leading = pt(self.style.leading)
        self._base = self.style.base

    @classmethod
    def from_paragraph(cls, paragraph: Paragraph, style: Style | str = "") -> "Text":
        """Return a paragraph of a report in the style of its role, or in one that is named."""
        level = paragraph.level or (1 if paragraph.mark else 0)
        return cls(
            paragraph.words,
            style or _STYLE_OF[paragraph.role],
            indent=level * _INDENT,
            mark=paragraph.mark,
        )

    def measure(self, width: float) -> float:
        """Break it into lines of a width; return their height, or several pages' at least."""
        if width != self.width:
            self.width = width
            self._lines = None
            if len(self._text) > _SHORT or self.begin:
                self._lay_out()
            else:
                self._look_up()
        return self._count * self._leading

    def _look_up(self) -> None:
        """Take the height from what was measured before; lay out only what was not."""
        letters = [(run.bold, run.italic, run.code) if run else None for _, run in self._runs]
        key = (
            (self._text, self.style, self.width, self._indent, self._align),
            (self._right_to_left, self._arabic, *self._starts, *letters),
        )
        known = _HEIGHTS.get(key)
        if known is not None:
            self._count, self._leading, self._base = known
            return
        self._lay_out()
        if len(_HEIGHTS) >= _MOST_HEIGHTS:
            _HEIGHTS.clear()
        _HEIGHTS[key] = self._count, self._leading, self._base

    @property
    def lines(self) -> Lines:
        """Its lines, made when they are needed: many a label stands on each page."""
        if self._lines is None:
            self._lay_out()
        assert self._lines is not None
        return self._lines

    def first_base(self) -> float:
        """Return how far below its top the first baseline is."""
        return self._base

    def _lay_out(self) -> None:
        self.set_lines(self._shaped(self._text, self.begin, self._formats))
        if not self._text.isascii():
            self._fit_leading()
        self._place(self.lines)

    def set_lines(self, lines: Lines) -> None:
        """Let it be just these lines."""
        self._lines, self._count = lines, lines.count

    def _shaped(self, text: str, begin: int, formats: Formats) -> Lines:
        return shaping.shape(
            text,
            begin,
            max(self.width - self._indent, 1.0),
            faces.font(self.style, arabic=self._arabic),
            shaping.option(self._align, self._right_to_left),
            formats,
        )

    def _place(self, lines: Lines) -> None:
        x = 0.0 if self._right_to_left else self._indent
        lines.place(x, self._base, self._leading)

    def _fit_leading(self) -> None:
        """Give all lines one leading, more than usual where a taller face came in."""
        ascent, descent = self.lines.ascent_and_descent()
        if self.lines.rest >= 0:
            # Each character that is not laid out yet stands for all that are like it.
            letters = "".join(sorted(set(self._text[self.lines.rest :])))
            more, less = self._shaped(letters, 0, _plain).ascent_and_descent()
            ascent, descent = max(ascent, more), max(descent, less)
        natural = ascent + descent
        if natural > faces.natural_height(self.style) * _TALLER:
            usual = pt(self.style.leading) * (1 if self._right_to_left else _FALLBACK_LEADING)
            self._leading = max(natural * _FALLBACK_NATURAL, usual)
            self._base = (self._leading + ascent - descent) / 2

    def _formats(self, begin: int, stop: int) -> list[QTextLayout.FormatRange]:
        made = []
        units = 0
        for number in range(bisect_right(self._starts, begin) - 1, len(self._runs)):
            at = self._starts[number]
            if at >= stop:
                break
            text, run = self._runs[number]
            some = text[max(begin - at, 0) : stop - at]
            length = shaping.utf16_length(some)
            if length and run and (run.bold or run.italic or run.code or run.target):
                made.append(_range(units, length, _format(self.style, run, self._arabic)))
            units += length
        return made

    def split(self, height: float) -> tuple[Block, Block] | None:
        """Cut between lines; two at least stay on each side."""
        count = self.lines.count
        above = min(int(height / self._leading + 1e-6), count - _TOGETHER)
        if above < _TOGETHER:
            return None
        first, second = self._part(0, above), self._part(above, count)
        second.mark = ""
        if second.lines.rest >= 0 and second.lines.count < shaping.ENOUGH:
            more = self._shaped(self._text, second.lines.rest, self._formats)
            self._place(more)
            second.set_lines(second.lines.and_then(more))
        hand_down(self, first, second)
        return first, second

    def _part(self, start: int, stop: int) -> "Text":
        part = copy(self)
        part.forget_neighbours()
        part.set_lines(self.lines.part(start, stop))
        return part

    def rest_alone(self) -> "Text":
        """Return what its lines say and all that follows, to be laid out in any width."""
        alone = copy(self)
        alone.begin = self.lines.begin()
        alone.width = -1.0
        return alone

    def paint(self, painter: QPainter, x: float, y: float, ctx: PaintContext) -> None:
        """Paint its lines, in the painter's colour."""
        if self.mark:
            self._paint_mark(painter, x, y, ctx)
        self.lines.paint(painter, x, y, self._leading)
        ctx.drawn(self.lines, QPointF(x, y), self._leading)

    def _paint_mark(self, painter: QPainter, x: float, y: float, ctx: PaintContext) -> None:
        mark = Text(self.mark, self.style, mirrored=self._right_to_left)
        room = min(self._indent, _INDENT)
        mark.measure(room)
        inset = self._indent - room
        side = self.width - self._indent if self._right_to_left else inset
        mark.paint(painter, x + side, y + self._base - mark.first_base(), ctx)


def _lines_of(text: str) -> str:
    """Return a text with line ends and tabs as Qt has them: it begins a line at U+2028 only."""
    return text.replace("\n", "\u2028").replace("\t", " ")


def _format(style: Style, run: Run, arabic: bool) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFont(
        faces.font(style, bold=run.bold, italic=run.italic, code=run.code, arabic=arabic)
    )
    if run.target:
        letters.setAnchor(True)
        letters.setAnchorHref(f"#{run.target}")
    return letters


def _plain(_begin: int, _stop: int) -> list[QTextLayout.FormatRange]:
    return []


def _range(start: int, length: int, letters: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, letters
    return made
