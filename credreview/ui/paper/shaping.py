"""Lines of a paragraph, shaped by Qt: in one piece, or in several where it is very long."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextLine, QTextOption

Align = Literal["start", "end", "left", "right", "centre"]
#: Returns the formats of the characters on [begin, stop), in UTF-16 units from the first of them.
Formats = Callable[[int, int], list[QTextLayout.FormatRange]]

#: Longer texts are shaped in pieces: Qt's time grows with the square of a word's length.
_PIECE: Final = 4_000
#: What has no place for a line to end in so many characters, such as spaces, ends there.
_LONGEST_LINE: Final = 16_000
#: So many lines stand on several pages, whatever their size; more are shaped when they are needed.
ENOUGH: Final = 400

_ALIGN: Final = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "centre": Qt.AlignmentFlag.AlignHCenter,
}


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines that were shaped together.

    Attributes:
        first: Place of its first character in the paragraph.
        count: How many of the layout's lines count; one that the next piece begins with does not.
    """

    layout: QTextLayout
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of a paragraph that follow one another.

    Attributes:
        first: Number of the first of them in the first piece.
        count: How many there are.
        rest: Place in the paragraph where what is not shaped yet begins; -1 where all of it is.
    """

    pieces: tuple[_Piece, ...] = ()
    first: int = 0
    count: int = 0
    rest: int = -1

    def part(self, start: int, stop: int) -> "Lines":
        """Return the lines on [start, stop); only the pieces that hold them are held on."""
        rest = self.rest if stop == self.count else -1
        start, stop = start + self.first, stop + self.first
        pieces, above, first = [], 0, start
        for piece in self.pieces:
            if above + piece.count <= start:
                first -= piece.count
            elif above < stop:
                pieces.append(piece)
            above += piece.count
        return Lines(tuple(pieces), first, stop - start, rest)

    def and_then(self, more: "Lines") -> "Lines":
        """Return these lines and those that begin where these are not shaped any more."""
        pieces, count = self.pieces + more.pieces, self.count + more.count
        return Lines(pieces, self.first, count, more.rest)

    def begin(self) -> int:
        """Return the place of the first line's first character in the paragraph."""
        if not self.pieces:
            return 0
        layout = self.pieces[0].layout
        return self.pieces[0].first + _code_points(
            layout.text(), layout.lineAt(self.first).textStart()
        )

    def place(self, x: float, base: float, leading: float) -> None:
        """Put all lines of all pieces on their baselines, the first `base` below the top."""
        for piece in self.pieces:
            y = base
            for at in range(piece.count):
                line = piece.layout.lineAt(at)
                line.setPosition(QPointF(x, y - line.ascent()))
                y += leading

    def ascent_and_descent(self) -> tuple[float, float]:
        """Return the greatest of all lines of all pieces, in units."""
        found = [(line.ascent(), line.descent()) for line in self._all()]
        return max(up for up, _ in found), max(low for _, low in found)

    def _all(self) -> Iterator[QTextLine]:
        for piece in self.pieces:
            for at in range(piece.count):
                yield piece.layout.lineAt(at)

    def shown(self) -> Iterator[tuple[QTextLayout, QTextLine]]:
        """Yield each of the lines that count, from above, with the layout that holds it."""
        top = -self.first
        for piece in self.pieces:
            for at in range(max(-top, 0), min(piece.count, self.count - top)):
                yield piece.layout, piece.layout.lineAt(at)
            top += piece.count

    def natural_width(self) -> float:
        """Return how wide the widest line of all pieces is, in units."""
        return max(line.naturalTextWidth() for line in self._all())

    def paint(self, painter: QPainter, x: float, y: float, leading: float) -> None:
        """Paint them in the painter's colour, the top of the first at y."""
        top = -self.first
        for piece in self.pieces:
            origin = QPointF(x, y + top * leading)
            start, stop = max(-top, 0), min(piece.count, self.count - top)
            if stop - start == piece.layout.lineCount():
                piece.layout.draw(painter, origin)
            else:
                for at in range(start, stop):
                    piece.layout.lineAt(at).draw(painter, origin)
            top += piece.count


def shape(
    text: str, begin: int, width: float, font: QFont, option: QTextOption, formats: Formats
) -> Lines:
    """Break a paragraph, from a character on, into lines of a width; at least one line.

    Of a very long one no more is shaped than stands on some pages (`Lines.rest`). Time
    and memory are linear in the length of that, even if it is one word: a long
    paragraph is shaped in pieces, each of which begins with a new line.
    """
    pieces: list[_Piece] = []
    known = 0
    size = _PIECE
    while True:
        goes_on = begin + size < len(text)
        some = text[begin : begin + size]
        layout = QTextLayout(some, font)
        layout.setTextOption(option)
        # What was shaped is painted soon; or it is long, and then it is not held.
        layout.setCacheEnabled(not (goes_on or pieces))
        if ranges := formats(begin, begin + len(some)):
            layout.setFormats(ranges)
        count = _broken(layout, width)
        if goes_on and count < 2 and size < _LONGEST_LINE:
            size *= 2
            continue
        # The last line may go on beyond this piece: the next one begins with it.
        again = goes_on and count > 1
        count -= again
        pieces.append(_Piece(layout, begin, count))
        known += count
        begin += _code_points(some, layout.lineAt(count).textStart()) if again else len(some)
        if not goes_on or known >= ENOUGH:
            return Lines(tuple(pieces), 0, known, begin if goes_on else -1)
        size = _PIECE


def _broken(layout: QTextLayout, width: float) -> int:
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return layout.lineCount()


@cache
def option(align: Align, right_to_left: bool) -> QTextOption:
    """Return how lines are broken and set."""
    # Qt's "leading" is the left even where text runs right to left.
    if align in ("start", "end"):
        align = "right" if (align == "end") != right_to_left else "left"
    made = QTextOption(_ALIGN[align])
    made.setTextDirection(
        Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    )
    made.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return made


def direction(text: str) -> str:
    """Return "L", "R" or "AL" (Arabic letters): the first strong character's; "" for none."""
    if text.isascii():
        return "L" if any(map(str.isalpha, text)) else ""
    for character in text:
        found = unicodedata.bidirectional(character)
        if found in ("L", "R", "AL"):
            return found
    return ""


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units a text has: Qt counts in these."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _code_points(text: str, units: int) -> int:
    """Return how many characters the first UTF-16 units of a text are."""
    if text.isascii():
        return units
    head = text.encode("utf-16-le", "surrogatepass")[: 2 * units]
    return len(head.decode("utf-16-le", "surrogatepass"))
