"""Agreement by scale: figures in words, and both coefficients as points with whiskers."""

from collections.abc import Sequence
from typing import Final

from credreview.report.charts import AgreementChart, AgreementRow
from credreview.ui.paper.charts.canvas import BOLD, HAIR, Box, Canvas
from credreview.ui.paper.charts.ink import HEAD, SMALL, WORDS, Ink
from credreview.ui.paper.charts.ledger import (
    PADDING,
    Extra,
    Piece,
    Track,
    cell,
    head,
    note,
    row,
    titles,
    tracks,
)
from credreview.ui.paper.charts.whiskers import draw_interval, draw_scale, draw_ticks

#: Height of one of the two whiskers, and room at both ends of the scale for its words.
_LINE: Final = 8.0
_MARGIN: Final = 10.0


def pieces(chart: AgreementChart, ink: Ink, width: float) -> list[Piece]:
    """Return a head with the scale, a row a scale of judgement, and small print."""
    columns = tracks(
        width,
        [(0, "start"), (36, "end"), (46, "end"), (76, "start"), (76, "start"), (112, "start")],
    )
    scale = Extra(
        HEAD.leading, lambda canvas, top, height: _draw_scale(canvas, _axis(columns, top, height))
    )
    made = [head(columns, titles(ink, columns, [*chart.columns, ""]), extra=scale)]
    for at, each in enumerate(chart.rows, 1):
        made.append(_row(each, ink, columns, BOLD if at == len(chart.rows) else HAIR))
    if chart.note:
        made.append(note(ink, chart.note, width, SMALL))
    return made


def _axis(columns: Sequence[Track], top: float, height: float) -> Box:
    track = columns[-1]
    return Box(track.x + _MARGIN, top, track.width - 2 * _MARGIN, height)


def _draw_scale(canvas: Canvas, axis: Box) -> None:
    # A scale of numbers runs from left to right in every language.
    draw_scale(canvas.part(axis, mirrored=False), Box(0, 0, axis.width, axis.height))


def _row(each: AgreementRow, ink: Ink, columns: Sequence[Track], rule: float) -> Piece:
    texts = [each.scale, f"{each.claims:,}", each.same, each.kappa.words, each.alpha.words]
    words = [cell(ink, text, at, WORDS) for text, at in zip(texts, columns[:-1], strict=True)]

    def draw(canvas: Canvas, top: float, height: float) -> None:
        axis = _axis(columns, top - PADDING, height + 2 * PADDING)
        part = canvas.part(axis, mirrored=False)
        box = Box(0, 0, axis.width, axis.height)
        draw_ticks(part, box)
        first = axis.height / 2 - _LINE
        for at, interval in enumerate((each.kappa, each.alpha)):
            line = Box(0, first + at * _LINE, axis.width, _LINE)
            draw_interval(part, line, interval, filled=not at)

    return row(columns, [*words, None], extra=Extra(2 * _LINE, draw), rule=rule)
