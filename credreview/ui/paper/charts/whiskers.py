"""A coefficient as a point with its 95 % interval as whiskers, on a scale from -0.5 to 1."""

from typing import Final

from credreview.report.charts import Interval
from credreview.ui.paper.charts.canvas import BOLD, HAIR, THIN, Box, Canvas, Words
from credreview.ui.paper.charts.ink import HEAD

LOWEST: Final = -0.5
HIGHEST: Final = 1.0
TICKS: Final = ((-0.5, "\u20130.5"), (0.0, "0"), (0.5, "0.5"), (1.0, "1"))
#: In points: half of a whisker's end, and the radius of a point.
_END: Final = 2.2
_RADIUS: Final = 2.3


def place(start: float, width: float, value: float) -> float:
    """Return where a value stands on a scale; what is lower than the scale, at its end."""
    share = (min(max(value, LOWEST), HIGHEST) - LOWEST) / (HIGHEST - LOWEST)
    return start + share * width


def draw_ticks(canvas: Canvas, box: Box) -> None:
    """Draw a line down a box at each value of the scale; that of 0 is stronger."""
    for value, _ in TICKS:
        x = place(box.x, box.width, value)
        weight = THIN if value == 0 else HAIR
        canvas.line((x, box.y), (x, box.foot), weight, dotted=value != 0)


def draw_scale(canvas: Canvas, box: Box) -> None:
    """Write the values of the scale where they stand, at the foot of a box."""
    for value, text in TICKS:
        room = 30.0
        words = Words(text, HEAD, canvas.ink, room, "middle")
        canvas.words(words, place(box.x, box.width, value) - room / 2, box.foot - words.height)


def draw_interval(canvas: Canvas, box: Box, of: Interval, *, filled: bool) -> None:
    """Draw whiskers and point at the middle of a box; an end below the scale is an arrow."""
    y = box.y + box.height / 2
    if of.low is not None and of.high is not None:
        low, high = place(box.x, box.width, of.low), place(box.x, box.width, of.high)
        canvas.line((low, y), (high, y), BOLD if filled else THIN)
        if of.low >= LOWEST:
            canvas.line((low, y - _END), (low, y + _END), BOLD if filled else THIN)
        else:
            for end in (y - _END, y + _END):
                canvas.line((low, y), (low + 1.5 * _END, end), THIN)
        canvas.line((high, y - _END), (high, y + _END), BOLD if filled else THIN)
    if of.value is not None:
        canvas.dot(place(box.x, box.width, of.value), y, _RADIUS, filled=filled)
