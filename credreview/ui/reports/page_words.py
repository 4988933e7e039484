"""What stands on a page in words, and which of them lead elsewhere: told while it is painted."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextLayout, QTextLine

from credreview.ui.paper.shaping import Lines


class PageWords:
    """Takes note of the lines of a page.

    Attributes:
        links: Regions in units, the anchors that they lead to, and what stands there.
        written: Where each line lies, and what it says.
    """

    def __init__(self) -> None:
        self.links: list[tuple[QRectF, str, str]] = []
        self.written: list[tuple[QRectF, str]] = []
        self._said: list[str] = []

    def drawn(self, lines: Lines, corner: QPointF, leading: float) -> None:
        """Take note of lines: how `PaintContext.drawn` is called."""
        words = []
        for number, (layout, line) in enumerate(lines.shown()):
            said = _words(layout, line.textStart(), line.textStart() + line.textLength())
            words.append(said)
            top = corner.y() + number * leading
            long = line.naturalTextWidth()
            self.written.append((QRectF(corner.x() + line.x(), top, long, leading), said))
            for left, right, anchor, linked in _links(layout, line):
                place = QRectF(corner.x() + left, top, right - left, leading)
                self.links.append((place, anchor, linked))
        self._said.append(" ".join(filter(None, words)))

    def text(self) -> str:
        """Return the page's words, a line for each paragraph."""
        return "\n".join(filter(None, self._said))


def _words(layout: QTextLayout, start: int, stop: int) -> str:
    units = layout.text().encode("utf-16-le", "surrogatepass")
    return " ".join(units[2 * start : 2 * stop].decode("utf-16-le", "replace").split())


def _links(layout: QTextLayout, line: QTextLine) -> Iterator[tuple[float, float, str, str]]:
    """Yield the left and right end of each link on a line, its anchor, and its words."""
    start, stop = line.textStart(), line.textStart() + line.textLength()
    for found in layout.formats():
        href = found.format.anchorHref()
        first, last = max(found.start, start), min(found.start + found.length, stop)
        if href.startswith("#") and first < last:
            ends = sorted(_x(line, at) for at in (first, last))
            yield ends[0], ends[1], href.removeprefix("#"), _words(layout, first, last)


def _x(line: QTextLine, cursor: int) -> float:
    # It answers with the cursor as well, which the stubs do not know.
    found: Any = line.cursorToX(cursor)
    return float(found[0])
