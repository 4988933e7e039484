"""Where words of a document are: boxes of spans, line by line, in document coordinates."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine


class Strip(NamedTuple):
    """A stretch of one line, all of it next to each other on the screen.

    Attributes:
        left, right: In pixels, like all of these.
        baseline: Where letters stand.
        ascent, descent: Of the line's fonts, above and below the baseline.
    """

    left: float
    right: float
    baseline: float
    ascent: float
    descent: float


class LineBox(NamedTuple):
    """A whole line: its top, its bottom, and where its letters stand, in pixels."""

    top: float
    bottom: float
    baseline: float


def strips(
    document: QTextDocument, start: int, end: int, top: float, bottom: float
) -> Iterator[Strip]:
    """Yield the boxes of the document positions [start, end) between two heights, downwards.

    Words of a span that stand apart on a line, as happens where directions mix,
    have a strip each. White space at a line's end has none.
    """
    for block in _blocks(document, start, end):
        layout = block.layout()
        origin = layout.position()
        first = max(start - block.position(), 0)
        last = min(end - block.position(), block.length() - 1)
        # Qt misplaces the parts of a character that is a letter with its marks.
        while first < last and not layout.isValidCursorPosition(first):
            first -= 1
        while first < last < block.length() - 1 and not layout.isValidCursorPosition(last):
            last += 1
        line = layout.lineForTextPosition(first)
        while first < last and line.isValid() and line.textStart() < last:
            y = origin.y() + line.y()
            if y > bottom:
                return
            if y + line.height() >= top:
                yield from _of_line(line, origin, first, last)
            line = layout.lineAt(line.lineNumber() + 1)


def line_box(document: QTextDocument, position: int) -> LineBox:
    """Return the line that holds a document position."""
    block = document.findBlock(position)
    if not block.isValid():
        block = document.lastBlock()
    _lay_out(document, block)
    line = block.layout().lineForTextPosition(position - block.position())
    if not line.isValid():
        return LineBox(0, 0, 0)
    top = block.layout().position().y() + line.y()
    return LineBox(top, top + line.height(), top + line.ascent())


def line_span(document: QTextDocument, y: float) -> tuple[int, int]:
    """Return the document positions of the line at a height, or of the nearest line."""
    # Qt lays out bit by bit, and until it is done it takes heights between paragraphs for the end.
    document.size()
    place = document.documentLayout().hitTest(QPointF(0, y), Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(place, 0))
    line = block.layout().lineForTextPosition(place - block.position())
    if not line.isValid():
        return block.position(), block.position()
    start = block.position() + line.textStart()
    return start, start + line.textLength()


def _blocks(document: QTextDocument, start: int, end: int) -> Iterator[QTextBlock]:
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        _lay_out(document, block)
        yield block
        block = block.next()


def _lay_out(document: QTextDocument, block: QTextBlock) -> None:
    """Make sure that a block has lines: Qt lays long documents out bit by bit."""
    document.documentLayout().blockBoundingRect(block)


def _of_line(line: QTextLine, origin: QPointF, first: int, last: int) -> list[Strip]:
    # Not cursorToX: at the borders of a right-to-left run it answers for the other run.
    start = max(first, line.textStart())
    end = min(last, line.textStart() + line.textLength())
    natural = line.naturalTextRect()
    spans: list[list[float]] = []
    boxes = (run.boundingRect() for run in line.glyphRuns(start, end - start))
    for left, right in sorted((box.left(), box.right()) for box in boxes):
        left, right = max(left, natural.left()), min(right, natural.right())
        if spans and left - spans[-1][1] < 1:
            spans[-1][1] = max(right, spans[-1][1])
        elif left < right:
            spans.append([left, right])
    x, baseline = origin.x(), origin.y() + line.y() + line.ascent()
    return [
        Strip(x + left, x + right, baseline, line.ascent(), line.descent()) for left, right in spans
    ]
