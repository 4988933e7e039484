"""Blocks: what stands on a page one below the other. Each is measured, perhaps cut, and painted.

A block is built for one printing pass and thrown away after its page. The
composer yields `(Place, Block)` pairs, and must yield the same pairs again
when it is asked to start at any of these places:

    blocks(report, ctx, start=Place(section, item, part)) -> Iterator[tuple[Place, Block]]

Words with page numbers come from `ctx.page(anchor)`, while blocks are built.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, Self

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from credreview.ui.paper.shaping import Lines


class Place(NamedTuple):
    """Where a block comes from: a section, an item of it, and a part of that, such as a row."""

    section: int = 0
    item: int = 0
    part: int = 0


Target = tuple[str, ...]
"""What a region of the page stands for: ("claim", id), ("provenance", id), ("grade", r, c)."""


def unnoticed(rect: QRectF, target: Target) -> None:
    """Take no note of regions."""


Drawn = Callable[[Lines, QPointF, float], None]
"""Called with lines of words, where their upper left corner is, and how high each is."""


def undrawn(lines: Lines, corner: QPointF, leading: float) -> None:
    """Take no note of lines."""


@dataclass
class PaintContext:
    """What blocks may ask while they are built and painted.

    Attributes:
        page_of: Page of each anchor, from the pass before; empty in the first.
        hit: Called with regions of the page, in units, that can be clicked on screen.
        drawn: Called with lines of words once they are painted.
        mirrored: The words of the program are read from right to left; columns stand mirrored.
        asked: Whether anybody wanted to know a page.
    """

    page_of: Mapping[str, int] = field(default_factory=dict)
    hit: Callable[[QRectF, Target], None] = unnoticed
    drawn: Drawn = undrawn
    mirrored: bool = False
    asked: bool = False

    def page(self, anchor: str) -> str:
        """Return the page of an anchor; blanks that keep its room while pages are not counted.

        An anchor that is not in the report has no page: "" from the second pass on.
        """
        self.asked = True
        if not self.page_of:
            return "\u2007\u2007"
        return str(self.page_of.get(anchor, ""))


class Block(ABC):
    """Something that stands on a page.

    Attributes:
        before, after: Space above and below, in units; both are added to those of the
            neighbours, and dropped at the page's top and foot.
        keep_next: It stays on one page with what follows, as a heading does.
        page_break: It begins a new page.
        whole: It is cut only if it is taller than 60 % of a page.
        stands_alone: It has so many lines that, as a row, it needs no other one beside it where
            a table begins or ends.
        has_bar: It begins with a heavy bar; the running header leaves its own rule out.
        anchor: Names of destinations that lead here, separated by blanks; "" for none.
        outline: Its line in the PDF's outline; "" for none.
        depth: Level of that line, from 0.
        head: Painted above it where the block before it on this page has another head or
            none: a table's head comes again on each page. It is not yielded by itself.
    """

    before: float = 0
    after: float = 0
    keep_next: bool = False
    page_break: bool = False
    whole: bool = False
    stands_alone: bool = False
    has_bar: bool = False
    anchor: str = ""
    outline: str = ""
    depth: int = 0
    head: "Block | None" = None

    @abstractmethod
    def measure(self, width: float) -> float:
        """Lay out for a width and return the height; the same width again costs nothing."""

    def split(self, height: float) -> "tuple[Block, Block] | None":
        """Cut a measured block so that the first part is at most that high; None if it cannot.

        Both parts are measured. The second has no `before`, anchor and outline.
        """
        return None

    @abstractmethod
    def paint(self, painter: QPainter, x: float, y: float, ctx: PaintContext) -> None:
        """Paint a measured block with its upper left corner at a point."""

    def first_base(self) -> float:
        """Return how far below the top of a measured block its first baseline is; 0 for none."""
        return 0

    def rest_alone(self) -> "Block":
        """Return the second part of a cut as if nothing had stood before it, not measured.

        It may be laid out in another width.
        """
        return self

    def forget_neighbours(self) -> None:
        """Make it a block that says nothing of what stands around it."""
        self.before = self.after = 0
        self.keep_next = self.page_break = self.has_bar = False
        self.anchor = self.outline = ""

    def space(
        self, *, before: float | None = None, after: float | None = None, keep_next: bool = False
    ) -> Self:
        """Set the space around it, and that it stays with what follows; return the block."""
        self.before = self.before if before is None else before
        self.after = self.after if after is None else after
        self.keep_next = self.keep_next or keep_next
        return self


def hand_down(block: Block, first: Block, second: Block) -> None:
    """Give the two parts of a block what it said of its neighbours."""
    first.before, first.anchor, first.outline = block.before, block.anchor, block.outline
    first.depth, first.page_break, first.has_bar = block.depth, block.page_break, block.has_bar
    second.after, second.keep_next = block.after, block.keep_next
    first.head = second.head = block.head
    first.whole = second.whole = block.whole


def _height(blocks: Sequence[Block], width: float) -> float:
    """Return how high blocks are, one below the other, without space at both ends."""
    if not blocks:
        return 0
    gaps = sum(above.after + below.before for above, below in pairwise(blocks))
    return gaps + sum(block.measure(width) for block in blocks)


class Space(Block):
    """Nothing, of some height; there is none of it at a page's top."""

    keep_next = True

    def __init__(self, height: float) -> None:
        self.before = height

    def measure(self, width: float) -> float:
        """Return 0: it is all space between neighbours."""
        return 0

    def paint(self, painter: QPainter, x: float, y: float, ctx: PaintContext) -> None:
        """Paint nothing."""


class Draw(Block):
    """A figure of a fixed height, painted by a function; it is never cut.

    Args:
        height: In units, or a function of the width that tells it.
        paint: Called with the painter, x, y, the width and the context.
    """

    def __init__(
        self,
        height: float | Callable[[float], float],
        paint: Callable[[QPainter, float, float, float, PaintContext], None],
    ) -> None:
        self._told = height
        self._paint = paint
        self._width = 0.0

    def measure(self, width: float) -> float:
        """Return its height."""
        self._width = width
        return self._told(width) if callable(self._told) else self._told

    def paint(self, painter: QPainter, x: float, y: float, ctx: PaintContext) -> None:
        """Call the function."""
        self._paint(painter, x, y, self._width, ctx)


def pen(weight: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Return a black pen of a weight in units; its ends are not rounded."""
    return QPen(Qt.GlobalColor.black, weight, style, Qt.PenCapStyle.FlatCap)


class Rule(Block):
    """A black line across, as high as its weight."""

    def __init__(self, weight: float) -> None:
        self._weight = weight
        self._width = 0.0

    def measure(self, width: float) -> float:
        """Return its weight."""
        self._width = width
        return self._weight

    def paint(self, painter: QPainter, x: float, y: float, ctx: PaintContext) -> None:
        """Paint the line."""
        line(painter, x, y + self._weight / 2, self._width, self._weight)


def line(painter: QPainter, x: float, y: float, width: float, weight: float) -> None:
    """Paint a line across, its middle at y."""
    painter.setPen(pen(weight))
    painter.drawLine(QLineF(x, y, x + width, y))


def down(painter: QPainter, x: float, y: float, height: float, weight: float) -> None:
    """Paint a line downwards, its middle at x."""
    painter.setPen(pen(weight))
    painter.drawLine(QLineF(x, y, x, y + height))


class Column(Block):
    """Blocks one below the other, cut between any two of them or inside one.

    It stays together with `keep_next` inside as a page does.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.blocks = tuple(blocks)
        self._width = -1.0
        self._height = 0.0

    def measure(self, width: float) -> float:
        """Measure all of them; return the height from the first to the last."""
        if width != self._width:
            self._width, self._height = width, _height(self.blocks, width)
        return self._height

    def split(self, height: float) -> tuple[Block, Block] | None:
        """Cut inside the first block that does not fit, or above it."""
        y, at = 0.0, 0
        for at, block in enumerate(self.blocks):  # noqa: B007 - used after it
            gap = block.before + self.blocks[at - 1].after if at else 0
            if y + gap + block.measure(self._width) > height:
                break
            y += gap + block.measure(self._width)
        else:
            return None
        inside = block.split(height - y - gap)
        above = at
        while above and self.blocks[above - 1].keep_next:
            above -= 1
        # What should stay whole is cut only where nothing could go before it.
        if inside is not None and not (block.whole and above):
            return self._cut([*self.blocks[:at], inside[0]], [inside[1], *self.blocks[at + 1 :]])
        return self._cut(self.blocks[:above], self.blocks[above:]) if above else None

    def _cut(self, first: Sequence[Block], second: Sequence[Block]) -> tuple[Block, Block] | None:
        while second and not second[0].measure(self._width):
            second = second[1:]
        if not second:
            return None
        parts = Column(first), Column(second)
        for part in parts:
            part.measure(self._width)
        hand_down(self, *parts)
        return parts

    def paint(self, painter: QPainter, x: float, y: float, ctx: PaintContext) -> None:
        """Paint them in order."""
        above: Block | None = None
        for block in self.blocks:
            y += above.after + block.before if above else 0
            block.paint(painter, x, y, ctx)
            y += block.measure(self._width)
            above = block

    def first_base(self) -> float:
        """Return that of the first block."""
        return self.blocks[0].first_base() if self.blocks else 0

    def rest_alone(self) -> Block:
        """Return the blocks for another width."""
        if not self.blocks:
            return self
        return Column([self.blocks[0].rest_alone(), *self.blocks[1:]])
