"""Claims by the date of their article: a stacked bar a period, what has no date apart."""

from typing import Final

from credreview.report.charts import Bucket, Timeline
from credreview.text import tr
from credreview.ui.paper.charts.canvas import HAIR, THIN, Box, Canvas, Words
from credreview.ui.paper.charts.counted import claims_words
from credreview.ui.paper.charts.ink import HEAD, SMALL, STRONG, TINY, WORDS, Ink
from credreview.ui.paper.charts.ledger import Piece, key, note
from credreview.ui.paper.charts.progress import state_fill

#: In points: height of the tallest bar, width of a bar, room for the axis and for no date.
_PLOT: Final = 84.0
_WIDEST: Final = 26.0
_AXIS: Final = 26.0
_UNDATED: Final = 70.0
_GAP: Final = 8.5


def pieces(chart: Timeline, ink: Ink, width: float) -> list[Piece]:
    """Return the key of the textures and the chart, which is never cut."""
    if not chart.buckets and not chart.undated:
        return [note(ink, chart.table.empty or tr("No claims yet."), width, WORDS)]
    if not chart.buckets:
        return [note(ink, chart.words, width, WORDS)]
    made = [
        key(ink, [(state_fill(ink, id), name) for id, name in chart.states], width),
        _plot(chart, ink, width),
    ]
    return [*made, note(ink, chart.words, width, SMALL)] if chart.words else made


def _top(most: int) -> int:
    """Return where the axis ends: the next even digit with noughts, so that half is whole."""
    step = 1
    while True:
        for digit in (2, 4, 6, 8, 10):
            if digit * step >= most:
                return digit * step
        step *= 10


def _plot(chart: Timeline, ink: Ink, width: float) -> Piece:
    end = width - (_UNDATED + _GAP if chart.undated else 0)
    pitch = (end - _AXIS) / len(chart.buckets)
    labels = _labels(chart, ink, pitch, end)
    foot = STRONG.leading + _PLOT
    height = foot + 4 + max(words.height for words, _ in labels)
    top = _top(max(sum(bucket.counts) for bucket in chart.buckets))

    def draw(canvas: Canvas) -> None:
        _draw_axis(canvas, foot, end, top)
        for at, bucket in enumerate(chart.buckets):
            column = Box(_AXIS + at * pitch, STRONG.leading, pitch, _PLOT)
            _draw_bucket(canvas, chart, bucket, column, top)
        canvas.line((_AXIS, foot), (end, foot), THIN)
        for words, x in labels:
            canvas.words(words, x, foot + 3)
        if chart.undated:
            box = Box(width - _UNDATED + 0.5, foot - 40, _UNDATED - 1, 40)
            _draw_undated(canvas, chart, box)

    return Piece(height, draw)


def _labels(chart: Timeline, ink: Ink, pitch: float, end: float) -> list[tuple[Words, float]]:
    """Return the names of as many periods as have room, and where they stand."""
    names = [bucket.label for bucket in chart.buckets]
    widest = max(Words(name, SMALL, ink, 120).width for name in names) + 5
    every = next((n for n in (1, 2, 3, 4, 6, 12) if n * pitch >= widest), len(names))
    found = []
    for at in range(0, len(names), every):
        room = max(every * pitch - 2, min(widest, end))
        words = Words(names[at], SMALL, ink, room, "middle")
        x = _AXIS + (at + 0.5) * pitch - room / 2
        found.append((words, min(max(0.0, x), end - room)))
    return found


def _draw_axis(canvas: Canvas, foot: float, end: float, top: int) -> None:
    for value in (0, top // 2, top):
        y = foot - _PLOT * value / top
        if value:
            canvas.line((_AXIS, y), (end, y), HAIR, colour=canvas.ink.line)
        words = Words(f"{value:,}", SMALL, canvas.ink, _AXIS - 4, "end")
        canvas.words(words, 0, y - 5, canvas.ink.ink2)


def _draw_bucket(canvas: Canvas, chart: Timeline, bucket: Bucket, column: Box, top: int) -> None:
    count = sum(bucket.counts)
    if not count:
        return
    wide = min(_WIDEST, 0.72 * column.width)
    x, y = column.x + (column.width - wide) / 2, column.foot
    for (id, _), part in zip(chart.states, bucket.counts, strict=True):
        if part:
            height = max(0.8, _PLOT * part / top)
            y -= height
            canvas.fill(Box(x, y, wide, height), state_fill(canvas.ink, id))
    number = f"{count:,}"
    style = next(
        (s for s in (HEAD, TINY) if Words(number, s, canvas.ink, 200).width <= column.width), None
    )
    if style is not None:
        words = Words(number, style, canvas.ink, column.width + 2, "middle")
        middle = column.x + column.width / 2
        # A line of the axis does not run through the number.
        canvas.solid(
            Box(middle - words.width / 2 - 1, y - 10, words.width + 2, 9), canvas.ink.ground
        )
        canvas.words(words, middle - words.room / 2, y - 1 - words.height)
    said = tr("{name}: {claims}", name=bucket.label, claims=claims_words(count))
    area = Box(column.x, column.y - STRONG.leading, column.width, column.height + 12)
    canvas.hit(area, ("period", bucket.period), said)


def _draw_undated(canvas: Canvas, chart: Timeline, box: Box) -> None:
    name = tr("No date")
    words = Words(name, SMALL, canvas.ink, box.width - 8)
    canvas.frame(box, 0.8, dotted=True)
    canvas.words(words, box.x + 4, box.y + 3)
    top = box.y + 3 + words.height
    room = Box(box.x + 2, top, box.width - 4, max(11.0, box.foot - top - 2))
    canvas.write(f"{chart.undated:,}", STRONG, room)
    said = tr("{name}: {claims}", name=name, claims=claims_words(chart.undated))
    canvas.hit(box, ("period", ""), said)
