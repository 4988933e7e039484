"""Charts that are tables as well: rows of words and figures, a drawing in one of the columns."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from PySide6.QtGui import QColor

from credreview.ui.paper.charts.canvas import BOLD, HAIR, THIN, Align, Box, Canvas, Words
from credreview.ui.paper.charts.ink import HEAD, SMALL, Fill, Ink
from credreview.ui.paper.faces import Style

#: Between columns, and above and below what stands in a row, in points.
GUTTER: Final = 8.0
PADDING: Final = 2.8
#: A swatch of a key, and a line of it.
_SWATCH: Final = (12.0, 7.0)
_KEY_LINE: Final = 12.0


class Piece(NamedTuple):
    """A part of a chart that stays whole.

    Attributes:
        height: In points.
        is_head: It comes again above what goes on on another page.
    """

    height: float
    draw: Callable[[Canvas], None]
    is_head: bool = False


class Track(NamedTuple):
    """A column: where it begins, how wide it is, and where in it words stand."""

    x: float
    width: float
    align: Align = "start"


def tracks(width: float, shares: Sequence[tuple[float, Align]]) -> list[Track]:
    """Return columns side by side over a width; each share is in points, 0 takes the rest."""
    fixed = sum(share for share, _ in shares) + GUTTER * (len(shares) - 1)
    open_ = [share for share, _ in shares if not share]
    rest = max(40.0, (width - fixed) / len(open_)) if open_ else 0.0
    # In a narrow window all shrink alike: words break into more lines then.
    scale = min(1.0, width / (fixed + rest * len(open_)))
    found, x = [], 0.0
    for share, align in shares:
        taken = (share or rest) * scale
        found.append(Track(x, taken, align))
        x += taken + GUTTER * scale
    return found


def longest_word(ink: Ink, texts: Iterable[str], style: Style) -> float:
    """Return the width of the longest word, in points: a column is as wide at least."""
    words = {word for text in texts for word in text.split()}
    return max((Words(word, style, ink, 1_000).width for word in words), default=0.0)


def cell(ink: Ink, text: str, track: Track, style: Style) -> Words:
    """Return the words of a column."""
    return Words(text, style, ink, track.width, track.align)


class Extra(NamedTuple):
    """What is drawn in a row besides words: its height, and how, from the row's content on."""

    height: float
    draw: Callable[[Canvas, float, float], None]


def row(
    columns: Sequence[Track],
    words: Sequence[Words | None],
    *,
    extra: Extra | None = None,
    rule: float = HAIR,
) -> Piece:
    """Return a row: words at the top of their columns, and a rule beneath.

    Args:
        columns: Where words stand.
        words: As many as there are columns.
        extra: Drawn with the canvas, the top and the height of the row's content.
        rule: Weight of the line beneath; 0 for none.
    """
    first = max((each.height for each in words if each), default=0.0)
    content = max(first, extra.height if extra else 0.0)
    height = content + 2 * PADDING

    def draw(canvas: Canvas) -> None:
        # Words stand in the middle of the first line of what is higher than they are.
        top = PADDING + min(2.0, (content - first) / 2)
        for track, each in zip(columns, words, strict=True):
            if each is not None:
                canvas.words(each, track.x, top)
        if extra is not None:
            extra.draw(canvas, PADDING, content)
        if rule:
            canvas.line((0, height), (canvas.width, height), rule, colour=_colour(canvas, rule))

    return Piece(height, draw)


def _colour(canvas: Canvas, rule: float) -> QColor:
    return canvas.ink.line if rule < THIN else canvas.ink.ink


def head(
    columns: Sequence[Track], words: Sequence[Words | None], *, extra: Extra | None = None
) -> Piece:
    """Return the head of a table, its words at the foot, between a bold rule and a thin one."""
    content = max(
        max((each.height for each in words if each), default=0.0), extra.height if extra else 0.0
    )
    height = content + 2 * PADDING

    def draw(canvas: Canvas) -> None:
        for track, each in zip(columns, words, strict=True):
            if each is not None:
                canvas.words(each, track.x, PADDING + content - each.height)
        if extra is not None:
            extra.draw(canvas, PADDING, content)
        canvas.line((0, 0), (canvas.width, 0), BOLD)
        canvas.line((0, height), (canvas.width, height), THIN)

    return Piece(height, draw, is_head=True)


def titles(ink: Ink, columns: Sequence[Track], names: Sequence[str]) -> list[Words | None]:
    """Return the heads of columns; "" for none."""
    return [
        cell(ink, name, track, HEAD) if name else None
        for track, name in zip(columns, names, strict=True)
    ]


def note(ink: Ink, text: str, width: float, style: Style) -> Piece:
    """Return small print."""
    words = Words(text, style, ink, width)
    return Piece(words.height + 2 * PADDING, lambda canvas: canvas.words(words, 0, 2 * PADDING))


def gap(height: float) -> Piece:
    """Return space."""
    return Piece(height, lambda _: None)


def grid(canvas: Canvas, xs: Sequence[float], ys: Sequence[float], *, apart: bool) -> None:
    """Draw the lines between the cells of a grid, each once.

    Args:
        canvas: Where.
        xs: Where its columns begin, and where the last one ends.
        ys: The same of its rows.
        apart: What it holds stands in no order: dotted, its outline too; else there is none.
    """
    inner = slice(None) if apart else slice(1, -1)
    colour = None if apart else canvas.ink.line
    for at, x in enumerate(xs[inner]):
        weight = 0.8 if apart and at in (0, len(xs) - 1) else 0.5
        canvas.line((x, ys[0]), (x, ys[-1]), weight, colour=colour, dotted=apart)
    for at, y in enumerate(ys[inner]):
        weight = 0.8 if apart and at in (0, len(ys) - 1) else 0.5
        canvas.line((xs[0], y), (xs[-1], y), weight, colour=colour, dotted=apart)


def key(ink: Ink, entries: Sequence[tuple[Fill, str]], width: float, above: float = 0) -> Piece:
    """Return swatches with their words, in as many lines as they need."""
    places: list[tuple[Fill, Words, float, float]] = []
    x, y = 0.0, above
    for fill, name in entries:
        words = Words(name, SMALL, ink, min(width - 16, 200))
        end = x + _SWATCH[0] + 4 + words.width
        if x and end > width:
            x, y = 0.0, y + _KEY_LINE
            end = _SWATCH[0] + 4 + words.width
        places.append((fill, words, x, y))
        x = end + 14

    def draw(canvas: Canvas) -> None:
        for fill, words, left, top in places:
            canvas.fill(Box(left, top + 1.3, *_SWATCH), fill)
            canvas.words(words, left + _SWATCH[0] + 4, top)

    return Piece(y + _KEY_LINE + PADDING, draw)
