"""How far the judging is: a bar a row in four textures, and every number beside it."""

from collections.abc import Sequence
from typing import Final

from credreview.report.charts import ProgressChart, ProgressRow
from credreview.text import tr
from credreview.ui.paper.charts.canvas import BOLD, HAIR, THIN, Align, Box, Canvas
from credreview.ui.paper.charts.counted import claims_words
from credreview.ui.paper.charts.ink import HEAD, STRONG, WORDS, Fill, Ink, Texture
from credreview.ui.paper.charts.ledger import (
    GUTTER,
    PADDING,
    Extra,
    Piece,
    Track,
    cell,
    head,
    longest_word,
    note,
    row,
    titles,
    tracks,
)

States = Sequence[tuple[str, str]]

#: In points: a bar, columns of figures and of bars, the least of a count that is not 0, a swatch.
_BAR: Final = 9.0
_FIGURES: Final = 38.0
_NARROW: Final = 420.0
_DRAWN: Final = 124.0
_LEAST: Final = 1.5
_SWATCH: Final = Box(0, 0, 12.0, 7.0)


def pieces(chart: ProgressChart, ink: Ink, width: float) -> list[Piece]:
    """Return a head that explains the textures, and a row for all and for each article."""
    names = [label for _, label in chart.states]
    figures = max(_FIGURES, longest_word(ink, names, HEAD) + 1)
    # Without room the sum is left out: it is that of the figures beside it.
    sums = 1 if width > _NARROW else 0
    columns = _columns(width, figures, len(names) + sums)
    made = [_head(chart, ink, columns, [tr("Claims")] * sums + names)]
    for at, each in enumerate(chart.rows):
        rule = BOLD if at == len(chart.rows) - 1 else THIN if not at else HAIR
        made.append(_row(each, chart.states, ink, columns, rule, is_all=not at))
    if not any(sum(each.counts) for each in chart.rows):
        made.append(note(ink, chart.table.empty or tr("No claims yet."), width, WORDS))
    return made


def _columns(width: float, figures: float, count: int) -> list[Track]:
    rest = width - count * (figures + GUTTER) - GUTTER
    drawn = min(_DRAWN, max(40.0, 0.45 * rest))
    each: list[tuple[float, Align]] = [(figures, "end")] * count
    return tracks(width, [(0, "start"), (drawn, "start"), *each])


def _head(chart: ProgressChart, ink: Ink, columns: Sequence[Track], names: Sequence[str]) -> Piece:
    words = [None, None, *titles(ink, columns[2:], names)]
    tallest = max(each.height for each in words if each)
    states = columns[-len(chart.states) :]

    def draw(canvas: Canvas, top: float, _height: float) -> None:
        for (id, _), track in zip(chart.states, states, strict=True):
            x = track.x + track.width - _SWATCH.width
            canvas.fill(Box(x, top, _SWATCH.width, _SWATCH.height), state_fill(canvas.ink, id))

    return head(columns, words, extra=Extra(tallest + _SWATCH.height + 4, draw))


def state_fill(ink: Ink, state: str) -> Fill:
    """Return how a state is filled."""
    return ink.states.get(state) or Fill(ink.ink, Texture.FALLING)


def _row(
    each: ProgressRow,
    states: States,
    ink: Ink,
    columns: Sequence[Track],
    rule: float,
    *,
    is_all: bool,
) -> Piece:
    figures = [f"{count:,}" for count in each.counts]
    if len(columns) > 2 + len(states):
        figures.insert(0, f"{sum(each.counts):,}")
    style = STRONG if is_all else WORDS
    words = [
        cell(ink, each.label, columns[0], style),
        None,
        *(cell(ink, text, at, style) for text, at in zip(figures, columns[2:], strict=True)),
    ]

    def draw(canvas: Canvas, top: float, height: float) -> None:
        place = columns[1]
        bar = Box(place.x, top + (min(height, 10.8) - _BAR) / 2, place.width, _BAR)
        draw_stack(canvas, bar, each.counts, states)
        if not is_all:
            return
        for (id, label), count, track in zip(
            states, each.counts, columns[-len(states) :], strict=True
        ):
            if count:
                box = Box(track.x, top - PADDING, track.width, height + 2 * PADDING)
                said = tr("{name}: {claims}", name=label, claims=claims_words(count))
                canvas.hit(box, ("state", id), said)

    return row(columns, words, extra=Extra(10.8, draw), rule=rule)


def draw_stack(canvas: Canvas, bar: Box, counts: Sequence[int], states: States) -> None:
    """Draw counts side by side over the whole of a bar; an empty one is a line."""
    total, x = sum(counts), bar.x
    if not total:
        middle = bar.y + bar.height / 2
        canvas.line((bar.x, middle), (bar.end, middle), THIN, dotted=True)
        return
    # One claim of ten thousand is seen as well.
    shares = [max(_LEAST, bar.width * count / total) if count else 0.0 for count in counts]
    for (id, _), share in zip(states, shares, strict=True):
        if share:
            part = Box(x, bar.y, share * bar.width / sum(shares), bar.height)
            canvas.fill(part, state_fill(canvas.ink, id))
            x = part.end
    canvas.frame(bar.inside(0.25), 0.5)
