"""The key to the scales: a line a grade, what stands outside the order under a dotted rule."""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter

from credreview.report.model import Key, KeyEntry
from credreview.report.words import Paragraph, Run
from credreview.ui.paper.blocks import Block, Column, Draw, PaintContext, pen
from credreview.ui.paper.rows import Row
from credreview.ui.paper.texts import Text
from credreview.ui.paper.two_columns import TwoColumns
from credreview.ui.paper.units import mm, pt

_GUTTER: Final = mm(8)
_SIGN: Final = mm(3.6)
_DOTTED: Final = pt(0.8)
#: Characters of the lines beneath the scales; more of them are hard to read across the sheet.
_MOST_IN_ONE_COLUMN: Final = 400


def key(told: Key, style: str = "note") -> Iterator[Block]:
    """Yield the scales side by side, and beneath them lines on what else is printed."""
    columns: list[Block | None] = [
        Column([_title(title, style), *(part for one in entries for part in _entry(one, style))])
        for title, entries in told.columns
    ]
    if columns:
        yield Row(columns, [0] * len(columns), _GUTTER).space(before=pt(2), after=pt(5))
    yield from _lines(told.lines, style)


def _lines(lines: Sequence[Paragraph], style: str) -> list[Block]:
    """Return lines on what else is printed; many of them in two columns."""
    made: list[Block] = [Text.from_paragraph(line, style).space(before=pt(1.5)) for line in lines]
    if sum(len(run.text) for line in lines for run in line.words) < _MOST_IN_ONE_COLUMN:
        return made
    return [TwoColumns(Column(made), _GUTTER)]


def _title(title: str, style: str) -> Block:
    return Text((Run(title, bold=True),), style).space(after=pt(2), keep_next=True)


def _entry(told: KeyEntry, style: str) -> list[Block]:
    sign = Text((Run(told.sign, bold=not told.is_apart),), style)
    label = Run(f"{told.label}.", bold=not told.is_apart)
    said = Text((label, Run(f" {told.definition}")) if told.definition else (label,), style)
    row = Row([sign, said], [_SIGN, 0], mm(1), on_base=True).space(before=pt(1))
    row.whole = False
    return [Draw(_DOTTED, _dots).space(before=pt(2)), row] if told.is_apart else [row]


def _dots(painter: QPainter, x: float, y: float, width: float, ctx: PaintContext) -> None:
    dotted = pen(_DOTTED)
    dotted.setDashPattern([1.0, 1.7])
    painter.setPen(dotted)
    painter.drawLine(QLineF(x, y + _DOTTED / 2, x + width, y + _DOTTED / 2))
