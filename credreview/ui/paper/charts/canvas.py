"""A rectangle to draw a chart on, measured in points, mirrored where words run right to left."""

from collections.abc import Callable, Iterator
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextLayout, QTextOption

from credreview.report.visible import one_line
from credreview.ui.paper.blocks import Target
from credreview.ui.paper.charts.ink import Fill, Ink, Texture
from credreview.ui.paper.faces import Style
from credreview.ui.paper.shaping import direction

Align = Literal["start", "middle", "end"]
Hit = Callable[[QRectF, Target, str], None]

#: Weights of lines in points, as on the rest of the page.
HAIR: Final = 0.25
THIN: Final = 0.6
BOLD: Final = 1.1
#: Between the lines of a texture, and between its dots, in points.
_STEP: Final = 2.6
_STROKE: Final = 0.75
_DOT: Final = 1.0
_LEFT_TO_RIGHT: Final = Qt.LayoutDirection.LeftToRight
_RIGHT_TO_LEFT: Final = Qt.LayoutDirection.RightToLeft


class Words:
    """Words in one style, broken into lines; none of them is cut off.

    Args:
        text: What they say; characters that would not be seen are written out.
        style: Of the type scale.
        ink: Whose fonts they are in.
        width: Of the room for them, in points.
        align: Where they stand in that room; "start" is the right in a mirrored chart.
    """

    def __init__(
        self, text: str, style: Style, ink: Ink, width: float, align: Align = "start"
    ) -> None:
        self.text = one_line(text)
        self.room = width
        self._style = style
        self._align = align
        self._point = ink.point
        self._layout = QTextLayout(self.text, ink.font(style))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        right_to_left = direction(self.text) in ("R", "AL")
        option.setTextDirection(_RIGHT_TO_LEFT if right_to_left else _LEFT_TO_RIGHT)
        self._layout.setTextOption(option)
        self._count, self.width = self._shape(max(1.0, width * ink.point))

    def _shape(self, room: float) -> tuple[int, float]:
        """Break lines; return how many there are and the width of the widest, in points."""
        widest, count = 0.0, 0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, 0))
            widest = max(widest, line.naturalTextWidth())
            count += 1
        self._layout.endLayout()
        return count, widest / self._point

    @property
    def height(self) -> float:
        """Height of all lines in points."""
        return self._count * self._style.leading if self.text else 0.0

    def paint(self, painter: QPainter, left: float, top: float, mirrored: bool) -> None:
        """Paint with the upper left corner of their room at a point, in units."""
        base = (self._style.leading + 0.71 * self._style.size) / 2
        for at in range(self._count if self.text else 0):
            line = self._layout.lineAt(at)
            free = self.room * self._point - line.naturalTextWidth()
            # Qt puts a line at the left of its room, also one that runs right to left.
            x = left + _offset(self._align, free, mirrored)
            y = top + (at * self._style.leading + base) * self._point - line.ascent()
            line.draw(painter, QPointF(x, y))


def _offset(align: Align, free: float, mirrored: bool) -> float:
    if align == "middle":
        return free / 2
    return free if (align == "end") != mirrored else 0.0


class Box(NamedTuple):
    """A rectangle in points, seen from where reading begins."""

    x: float
    y: float
    width: float
    height: float

    @property
    def end(self) -> float:
        """Where it ends across."""
        return self.x + self.width

    @property
    def foot(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    def inside(self, by: float) -> "Box":
        """Return the box without a margin."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


def _no_hit(rect: QRectF, target: Target, words: str) -> None:
    """Take no note of regions."""


class Canvas:
    """Where a chart is drawn; x runs from where reading begins.

    Args:
        painter: Its pen, brush and font may be others afterwards.
        ink: What to draw with.
        area: The whole chart, in units of the painter.
        mirrored: Reading begins at the right.
        hit: Called with each region, in units, that can be clicked, what it stands for and
            what it says.
    """

    def __init__(
        self,
        painter: QPainter,
        ink: Ink,
        area: QRectF,
        *,
        mirrored: bool = False,
        hit: Hit = _no_hit,
    ) -> None:
        self.ink = ink
        self.mirrored = mirrored
        self._painter = painter
        self._area = area
        self._hit = hit

    @property
    def width(self) -> float:
        """In points."""
        return self._area.width() / self.ink.point

    def part(self, box: Box, *, mirrored: bool) -> "Canvas":
        """Return a part as a canvas of its own, such as an axis that is never mirrored."""
        area = self.rect(box)
        return Canvas(self._painter, self.ink, area, mirrored=mirrored, hit=self._hit)

    def rect(self, box: Box) -> QRectF:
        """Return a box in units of the painter."""
        p = self.ink.point
        width = box.width * p
        x = self._area.left() + box.x * p
        if self.mirrored:
            x = self._area.right() - box.x * p - width
        return QRectF(x, self._area.top() + box.y * p, width, box.height * p)

    def hit(self, box: Box, target: Target, words: str) -> None:
        """Say that a box can be clicked."""
        self._hit(self.rect(box), target, words)

    def words(self, words: Words, x: float, y: float, colour: QColor | None = None) -> None:
        """Write words with the upper corner of their room at a point."""
        room = self.rect(Box(x, y, words.room, 0))
        self._painter.setPen(colour or self.ink.ink)
        words.paint(self._painter, room.left(), room.top(), self.mirrored)

    def write(self, text: str, style: Style, box: Box, colour: QColor | None = None) -> None:
        """Write words in the middle of a box."""
        words = Words(text, style, self.ink, box.width, "middle")
        self.words(words, box.x, box.y + (box.height - words.height) / 2, colour)

    def line(
        self,
        from_: tuple[float, float],
        to: tuple[float, float],
        weight: float,
        *,
        colour: QColor | None = None,
        dotted: bool = False,
    ) -> None:
        """Draw a line between two points."""
        one, other = (self.rect(Box(x, y, 0, 0)).topLeft() for x, y in (from_, to))
        self._painter.setPen(self._pen(weight, colour, dotted=dotted))
        self._painter.drawLine(QLineF(one, other))

    def _pen(self, weight: float, colour: QColor | None, *, dotted: bool = False) -> QPen:
        width = max(self.ink.thinnest, weight * self.ink.point)
        pen = QPen(colour or self.ink.ink, width, c=Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if dotted:
            # In widths of the pen: dots of a point, as far apart.
            pen.setDashPattern([1.2 * self.ink.point / width, 1.6 * self.ink.point / width])
        return pen

    def frame(
        self, box: Box, weight: float, *, colour: QColor | None = None, dotted: bool = False
    ) -> None:
        """Draw the outline of a box, its lines in the middle of the edges."""
        self._painter.setPen(self._pen(weight, colour, dotted=dotted))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(self.rect(box))

    def solid(self, box: Box, colour: QColor | None = None) -> None:
        """Fill a box."""
        self._painter.fillRect(self.rect(box), colour or self.ink.ink)

    def fill(self, box: Box, fill: Fill) -> None:
        """Fill a box with a texture and outline it."""
        rect, p = self.rect(box), self.ink.point
        if fill.texture is Texture.SOLID:
            self._painter.fillRect(rect, fill.colour)
            return
        inner = rect.adjusted(p * 0.3, p * 0.3, -p * 0.3, -p * 0.3)
        # On a screen each line falls on whole pixels, so all are as far apart.
        step = round(_STEP * p) if self.ink.thinnest else _STEP * p
        self._painter.setPen(self._pen(_STROKE, fill.colour))
        if fill.texture is Texture.DOTS:
            for dot in _dots(inner, step, max(self.ink.thinnest, _DOT * p)):
                self._painter.fillRect(dot, fill.colour)
        elif inner.isValid():
            self._painter.drawLines(list(_lines(inner, fill.texture, step)))
        self.frame(box.inside(0.25), 0.5, colour=fill.colour)

    def dot(self, x: float, y: float, radius: float, *, filled: bool) -> None:
        """Draw a round point, filled or open."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(self._pen(0.9, None))
        self._painter.setBrush(self.ink.ink if filled else self.ink.ground)
        centre = self.rect(Box(x, y, 0, 0)).topLeft()
        self._painter.drawEllipse(centre, radius * self.ink.point, radius * self.ink.point)


def _lines(r: QRectF, texture: Texture, step: float) -> Iterator[QLineF]:
    """Yield the lines of a texture, each wholly inside a rectangle."""
    width, height = r.width(), r.height()
    if texture is Texture.UPRIGHT:
        for at in range(1, int(width / step) + 1):
            x = r.left() + at * step
            yield QLineF(x, r.top(), x, r.bottom())
    if texture in (Texture.RISING, Texture.FALLING, Texture.CROSSED):
        # Lines at 45 degrees: nearer to each other by the root of two than they are across.
        across = step * 1.414
        for at in range(1, int((width + height) / across) + 1):
            t = at * across
            x1, y1 = min(t, width), max(0.0, t - width)
            x2, y2 = max(0.0, t - height), min(t, height)
            if texture is not Texture.FALLING:
                yield QLineF(r.left() + x1, r.top() + y1, r.left() + x2, r.top() + y2)
            if texture is not Texture.RISING:
                yield QLineF(r.right() - x1, r.top() + y1, r.right() - x2, r.top() + y2)


def _dots(r: QRectF, step: float, side: float) -> Iterator[QRectF]:
    """Yield dots in a lattice, each wholly inside a rectangle."""
    for row in range(int((r.height() - side) / step) + 1):
        start = step / 2 if row % 2 else 0.0
        for column in range(int(max(0.0, r.width() - side - start) / step) + 1):
            x, y = r.left() + start + column * step, r.top() + row * step
            if x + side <= r.right() and y + side <= r.bottom():
                yield QRectF(x, y, side, side)
