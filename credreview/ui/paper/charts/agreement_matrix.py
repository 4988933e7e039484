"""Which values two reviewers gave the same claims: the diagonal outlined, F and 6 across a gap."""

from dataclasses import dataclass
from typing import Final

from credreview.report.charts import AgreementMatrix
from credreview.text import tr
from credreview.ui.paper.charts.canvas import BOLD, Box, Canvas, Words
from credreview.ui.paper.charts.ink import HEAD, SMALL, STRONG, WORDS, Ink
from credreview.ui.paper.charts.ledger import Piece, grid

#: In points: side of a cell, the gap, the column of counts beside the matrix and its figures.
_SIDE: Final = 17.6
_SMALLEST: Final = 13.0
_GAP: Final = 6.0
_SUMMARY: Final = 86.0
_COUNT: Final = 24.0


@dataclass(frozen=True, slots=True)
class _Plan:
    title: list[tuple[Words, float]]
    down: list[Words]
    across: list[Words]
    places: list[float]
    side: float
    left: float
    top: float
    summary: list[tuple[Words, Words]]
    summary_at: tuple[float, float]
    height: float

    def cell(self, row: int, column: int) -> Box:
        x, y = self.left + self.places[column], self.top + self.places[row]
        return Box(x, y, self.side, self.side)


def pieces(chart: AgreementMatrix, ink: Ink, width: float) -> list[Piece]:
    """Return the matrix, which is never cut."""
    plan = _plan(chart, ink, width)
    return [Piece(plan.height, lambda canvas: _draw(canvas, chart, plan))]


def _plan(chart: AgreementMatrix, ink: Ink, width: float) -> _Plan:
    every = (*chart.values, *chart.apart)
    count, ordered = len(every), len(chart.values)
    axes = tr("Down: {rows}. Across: {columns}.", rows=chart.rows, columns=chart.columns)
    title = [Words(chart.title, STRONG, ink, width), Words(axes, SMALL, ink, width)]
    y, placed = 0.0, []
    for words in title:
        placed.append((words, y))
        y += words.height
    y += 4
    widest = max(Words(value, STRONG, ink, 200).width for value in every)
    left = min(max(_SIDE, widest + 6), 0.3 * width)
    room = width - left - 2 * _GAP
    beside = room - _SUMMARY - _GAP >= count * _SMALLEST
    side = (room - _SUMMARY - _GAP if beside else room) / max(1, count)
    counts = (Words(f"{n:,}", SMALL, ink, 200).width for n in chart.counts.values())
    side = min(max(side, 8.0), max(_SIDE, min(widest + 4, 40.0), max(counts, default=0.0) + 4))
    styles = [STRONG if at < ordered else WORDS for at in range(count)]
    down = [Words(value, style, ink, left - 5, "end")
            for value, style in zip(every, styles, strict=True)]  # fmt: skip
    across = [Words(value, style, ink, side, "middle")
              for value, style in zip(every, styles, strict=True)]  # fmt: skip
    y += max((words.height for words in across), default=0.0) + 2
    places = [at * side + (_GAP if at >= ordered else 0) for at in range(count)]
    foot = y + (places[-1] + side if places else 0)
    end = left + (places[-1] + side if places else 0) + 2 * _GAP
    at = (end, y) if beside else (left, foot + 2 * _GAP)
    lines = [(Words(f"{n:,}", HEAD, ink, _COUNT, "end"),
              Words(words, SMALL, ink, width - at[0] - _COUNT - 6))
             for n, words in chart.summary]  # fmt: skip
    below = at[1] + sum(max(words.height, 12.0) for _, words in lines)
    return _Plan(placed, down, across, places, side, left, y, lines, at, max(foot, below) + 2)


def _draw(canvas: Canvas, chart: AgreementMatrix, plan: _Plan) -> None:
    every = (*chart.values, *chart.apart)
    ordered = len(chart.values)
    for words, y in plan.title:
        canvas.words(words, 0, y)
    for at in range(len(every)):
        x, y = plan.left + plan.places[at], plan.top + plan.places[at]
        canvas.words(plan.across[at], x, plan.top - 2 - plan.across[at].height)
        canvas.words(plan.down[at], 0, y + (plan.side - plan.down[at].height) / 2)
    _draw_grids(canvas, plan, ordered)
    cells = [(row, column) for row in range(len(every)) for column in range(len(every))]
    for row, column in cells:
        count = chart.counts.get((every[row], every[column]), 0)
        if count:
            box, text = plan.cell(row, column), f"{count:,}"
            style = STRONG if max(row, column) < ordered else WORDS
            fits = Words(text, style, canvas.ink, 200).width <= box.width - 2
            canvas.write(text, style if fits else SMALL, box)
    x, y = plan.summary_at
    for number, words in plan.summary:
        canvas.words(number, x, y)
        canvas.words(words, x + _COUNT + 5, y)
        y += max(words.height, 12.0)


def _draw_grids(canvas: Canvas, plan: _Plan, ordered: int) -> None:
    """Draw what is in order, and across a gap what is not; both with the diagonal outlined."""
    every = plan.places
    inside = [*every[:ordered], every[ordered - 1] + plan.side] if ordered else []
    beyond = [*every[ordered:], every[-1] + plan.side] if len(every) > ordered else []

    def at(places: list[float], start: float) -> list[float]:
        return [start + place for place in places]

    for down in (inside, beyond):
        for across in (inside, beyond):
            if down and across:
                apart = down is beyond or across is beyond
                grid(canvas, at(across, plan.left), at(down, plan.top), apart=apart)
    if inside:
        whole = inside[-1] - inside[0]
        canvas.frame(Box(plan.left, plan.top, whole, whole), 0.5, colour=canvas.ink.line)
    for place in range(len(every)):
        canvas.frame(plan.cell(place, place), BOLD, dotted=place >= ordered)
