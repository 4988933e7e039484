"""What claims' cards are made of, full and brief: rows on one grid."""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtGui import QPainter

from credreview.report.model import ClaimCard, Verdict
from credreview.report.words import Run, words
from credreview.text import tr
from credreview.ui.paper import card_words as say
from credreview.ui.paper import prose, squares
from credreview.ui.paper.blocks import Block, Column, Draw, PaintContext
from credreview.ui.paper.continued import Continued
from credreview.ui.paper.faces import Style
from credreview.ui.paper.rows import Row
from credreview.ui.paper.texts import Text
from credreview.ui.paper.units import mm, pt

#: The grid: number, rest of the rail, space, what was said, space, why. 0 takes what is left.
_NUMBER: Final = mm(11)
_RAIL: Final = mm(34)
_BESIDE_RAIL: Final = mm(2)
_BETWEEN: Final = mm(6)
#: A column that goes on alone on the next page, and one that has the whole width from the start.
ALONE: Final = mm(118)
#: All that the rail leaves.
REST: Final = -1.0

_RULE: Final = pt(0.6)
_THIN_RULE: Final = pt(0.25)
#: Of more characters than this, a place does not stand under the number.
_SHORT_PLACE: Final = 5
#: Sizes of the number, by how many digits it has.
_NUMBER_SIZES: Final = {1: 13.0, 2: 13.0, 3: 13.0, 4: 10.0, 5: 9.0}
_SMALLEST_NUMBER: Final = 7.2


def stacked(
    told: ClaimCard, first: Row, style: str, side: float, padding: float, ctx: PaintContext
) -> Iterator[Block]:
    """Yield a card's rows: the first, one for each further judgement, one for its notes.

    All of it stays together where it fits on a page.

    Args:
        told: The card.
        first: The row of the words and of the first judgement.
        style: Of what the other rows say.
        side: Of their squares.
        padding: Above and below what they say.
        ctx: Of the page.
    """
    rows = [first]
    for verdict in told.verdicts[1:]:
        signs = _number_and_squares([_small_number(told, ctx)], verdict, side)
        said = say.reasons(say.further(told.verdicts[0], verdict), verdict, style)
        rows.append(row(told, signs, said, padding, wide=REST, rule=_THIN_RULE))
    if told.notes:
        number, notes = _small_number(told, ctx), prose.texts(told.notes, style)
        rows.append(row(told, number, notes, padding, wide=REST, rule=_THIN_RULE))
    for at, each in enumerate(rows):
        block = Continued(each, ("claim", told.claim))
        block.anchor = "" if at else told.anchor
        block.keep_next = at < len(rows) - 1
        yield block


def row(
    told: ClaimCard,
    rail: Block,
    said: Sequence[Block],
    padding: float,
    why: Sequence[Block] = (),
    *,
    wide: float = 0,
    rule: float = _RULE,
) -> Row:
    """Return a row of a card.

    Args:
        told: The card.
        rail: Its left column.
        said: The middle; it takes the right too where there is nothing to say why.
        padding: Space beneath the line above, and at the foot.
        why: The right column.
        wide: Both stand in one column of this width (`REST`: all there is), one below the
            other; 0 for two columns.
        rule: Weight of the line above.
    """
    cells: list[Block | None]
    if wide or not why:
        apart = [why[0].space(before=pt(5)), *why[1:]] if why else []
        cells = [rail, None, Column([*said, *apart])]
        widths = [_RAIL, _BESIDE_RAIL, 0]
        if wide != REST:
            cells.append(None)
            widths = [_RAIL, _BESIDE_RAIL, wide or ALONE, 0]
    else:
        cells = [rail, None, Column(said), None, Column(why)]
        widths = [_RAIL, _BESIDE_RAIL, 0, _BETWEEN, 0]
    again = Text((Run(str(told.number), bold=True), Run(" "), Run(tr("cont."))), "note")
    return Row(
        cells,
        widths,
        0,
        above=rule,
        pad_above=padding,
        pad_below=padding,
        again=[again],
        alone=0 if wide else ALONE,
    )


def rail(told: ClaimCard, side: float, judged: Sequence[str], ctx: PaintContext) -> Block:
    """Return the rail of a card's first row: number, place, squares, and the standard's words.

    Args:
        told: The card.
        side: Of the squares.
        judged: What else stands beneath, a line each: who judged and when.
        ctx: Of the page.
    """
    verdict = told.verdicts[0]
    place = [Text(told.place, "note", mirrored=ctx.mirrored)] if told.place else []
    beneath = len(told.place) <= _SHORT_PLACE
    number = _large_number(told, ctx)
    top = _number_and_squares([number, *place] if beneath else [number], verdict, side)
    lines: list[Block] = [Text(label, "label") for label in say.labels(verdict)]
    if not beneath:
        lines += say.below(place, pt(1.5))
    lines += say.below([Text(part, "note") for part in judged if part], pt(1.5))
    return Column([top, *say.below(lines, pt(1.5))])


def _large_number(told: ClaimCard, ctx: PaintContext) -> Block:
    size = _NUMBER_SIZES.get(len(str(told.number)), _SMALLEST_NUMBER)
    style = Style("serif", size, 15, bold=True)
    return Text(str(told.number), style, mirrored=ctx.mirrored)


def _small_number(told: ClaimCard, ctx: PaintContext) -> Block:
    return Text(words(str(told.number), bold=True), "note", mirrored=ctx.mirrored)


def _number_and_squares(numbers: Sequence[Block], verdict: Verdict, side: float) -> Row:
    """Return a number, what stands beneath it, and the two squares beside it."""
    pair = (verdict.reliability, verdict.credibility)

    def paint(painter: QPainter, x: float, y: float, width: float, ctx: PaintContext) -> None:
        left = x + width - squares.pair_width(side) if ctx.mirrored else x
        squares.paint_pair(painter, left, y, side, pair)

    top = Row([Column(numbers), Draw(squares.height(side), paint)], [_NUMBER, 0], 0)
    top.whole = False
    return top
