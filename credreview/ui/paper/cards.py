"""A claim's card: what it was graded, what was said, and why, from left to right.

The left column is narrow: number, place, the two squares, the standard's
words, who judged and when. The middle is the article's: its words, who asserts
them, how other claims bear on them. The right is the reviewer's. Where a quote
or a rationale is long, or there is nothing to say why, all of it stands in one
wide column instead. Each further judgement is a row of its own beneath.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtGui import QPainter

from credreview.report.model import ClaimCard, LinkLine, Verdict
from credreview.report.quoting import quoted
from credreview.report.words import Paragraph, Run, Words, words
from credreview.text import tr
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
_ALONE: Final = mm(118)

_RULE: Final = pt(0.6)
_THIN_RULE: Final = pt(0.25)
_PADDING: Final = pt(4)

#: Characters from which a quote, or a rationale, gets the wide column.
_LONG_QUOTE: Final = 420
_LONG_RATIONALE: Final = 900
#: So many times as much as stands in the other column.
_UNBALANCED: Final = 2
#: Of more characters than this, a place does not stand under the number.
_SHORT_PLACE: Final = 5
#: Sizes of the number, by how many digits it has.
_NUMBER_SIZES: Final = {1: 13.0, 2: 13.0, 3: 13.0, 4: 10.0, 5: 9.0}
_SMALLEST_NUMBER: Final = 7.2


def card(told: ClaimCard, ctx: PaintContext) -> Iterator[Block]:
    """Yield a claim's card, a row for each judgement and one for its notes.

    The words of the claim stand in the first row; all rows bear its number.
    """
    first, *others = told.verdicts
    rows = [_main_row(told, first, ctx)]
    rows += [_further_row(told, first, verdict, ctx) for verdict in others]
    if told.notes:
        rows.append(_notes_row(told, ctx))
    for row in rows:
        block = Continued(row, ("claim", told.claim))
        block.anchor = told.anchor if row is rows[0] else ""
        # All of it stays together where it fits on a page.
        block.keep_next = row is not rows[-1]
        yield block


def _main_row(told: ClaimCard, verdict: Verdict, ctx: PaintContext) -> Row:
    number = Text(str(told.number), _number_style(told.number), mirrored=ctx.mirrored)
    rail = _rail(told, verdict, squares.LARGE, number, ctx)
    said = [Text(quoted(told.quote), "quote"), *_asserted(verdict, told.descriptor)]
    said += _below([_link(link, ctx) for link in told.links])
    if told.hint:
        said += _below([Text(told.hint, "note")])
    return _row(told, rail, said, _why(verdict), wide=_is_wide(told, verdict), rule=_RULE)


def _further_row(told: ClaimCard, first: Verdict, verdict: Verdict, ctx: PaintContext) -> Row:
    """Return the row of another judgement: what it says that the first one does not, and why."""
    rail = _rail(told, verdict, squares.SMALL, _small_number(told, ctx), ctx)
    said: list[Block] = [Text(words(_who(verdict), bold=True), "small")]
    if verdict.when:
        said.append(Text(verdict.when, "note"))
    same = (verdict.attributed_to, verdict.provenance, verdict.directness) == (
        first.attributed_to, first.provenance, first.directness,
    )  # fmt: skip
    asserted = _flags(verdict) if same else _asserted(verdict, "")
    said += _below(asserted)
    wide = _length(verdict.rationale) > _LONG_RATIONALE
    return _row(told, rail, said, _why(verdict), wide=wide, rule=_THIN_RULE)


def _notes_row(told: ClaimCard, ctx: PaintContext) -> Row:
    notes = Column(prose.texts(told.notes))
    return Row(
        [_small_number(told, ctx), None, notes, None],
        [_RAIL, _BESIDE_RAIL, _ALONE, 0],
        0,
        above=_THIN_RULE,
        pad_above=_PADDING,
        pad_below=_PADDING,
        again=[_again(told)],
    )


def _row(
    told: ClaimCard,
    rail: Block,
    said: Sequence[Block],
    why: Sequence[Block],
    *,
    wide: bool,
    rule: float,
) -> Row:
    cells: list[Block | None]
    if wide or not why:
        apart = [why[0].space(before=pt(5)), *why[1:]] if why else []
        cells = [rail, None, Column([*said, *apart]), None]
        widths = [_RAIL, _BESIDE_RAIL, _ALONE, 0]
    else:
        cells = [rail, None, Column(said), None, Column(why)]
        widths = [_RAIL, _BESIDE_RAIL, 0, _BETWEEN, 0]
    return Row(
        cells,
        widths,
        0,
        above=rule,
        pad_above=_PADDING,
        pad_below=_PADDING,
        again=[_again(told)],
        alone=0 if wide else _ALONE,
    )


def _is_wide(told: ClaimCard, verdict: Verdict) -> bool:
    quote, rationale = _room(told.quote), _length(verdict.rationale)
    if quote > _LONG_QUOTE and quote > _UNBALANCED * rationale:
        return True
    return rationale > _LONG_RATIONALE and rationale > _UNBALANCED * quote


def _length(paragraphs: Sequence[Paragraph]) -> int:
    return sum(_room(run.text) for each in paragraphs for run in each.words)


def _room(text: str) -> int:
    """Return how much room a text takes, in Latin letters; Chinese takes twice as much."""
    return len(text) + (0 if text.isascii() else sum(char >= "\u2e80" for char in text))


def _number_style(number: int) -> Style:
    size = _NUMBER_SIZES.get(len(str(number)), _SMALLEST_NUMBER)
    return Style("serif", size, 15, bold=True)


def _small_number(told: ClaimCard, ctx: PaintContext) -> Block:
    return Text(words(str(told.number), bold=True), "note", mirrored=ctx.mirrored)


def _again(told: ClaimCard) -> Block:
    """Return what stands in the rail where a card goes on on another page."""
    number = Run(str(told.number), bold=True)
    return Text((number, Run(" "), Run(tr("cont."))), "note")


def _rail(
    told: ClaimCard, verdict: Verdict, side: float, number: Block, ctx: PaintContext
) -> Block:
    """Return number, squares and their words; in a card's first row also place, who and when."""
    pair = (verdict.reliability, verdict.credibility)

    def paint(painter: QPainter, x: float, y: float, width: float, ctx: PaintContext) -> None:
        left = x + width - squares.pair_width(side) if ctx.mirrored else x
        squares.paint_pair(painter, left, y, side, pair)

    is_first = side == squares.LARGE
    place = [Text(told.place, "note", mirrored=ctx.mirrored)] if is_first and told.place else []
    beneath = len(told.place) <= _SHORT_PLACE
    numbers = Column([number, *place] if beneath else [number])
    top = Row([numbers, Draw(squares.height(side), paint)], [_NUMBER, 0], 0)
    top.whole = False
    labels = dict.fromkeys(grade.label for grade in pair if grade.label)
    lines: list[Block] = [Text(label, "label") for label in labels]
    if not beneath:
        lines += _below(place, pt(1.5))
    if is_first:
        judged = [_who(verdict), verdict.when]
        lines += _below([Text(part, "note") for part in judged if part], pt(1.5))
    return Column([top, *_below(lines, pt(1.5))])


def _who(verdict: Verdict) -> str:
    return ", ".join(part for part in (verdict.by, verdict.how) if part)


def _asserted(verdict: Verdict, descriptor: str) -> list[Block]:
    """Return who asserts it, how the article has it, and what was remarked on that."""
    lines: list[Block] = []
    said: Words = words(verdict.attributed_to, bold=True)
    if descriptor:
        said += (Run(f" ({descriptor})" if said else descriptor),)
    if said:
        lines.append(Text(said, "small"))
    how = ", ".join(part for part in (verdict.provenance, verdict.directness) if part)
    if how:
        lines.append(Text(how, "small"))
    return [*_below(lines), *_flags(verdict)]


def _flags(verdict: Verdict) -> list[Block]:
    if not verdict.flags:
        return []
    return [Text(tr("Flags: {flags}", flags="; ".join(verdict.flags)), "small")]


def _link(told: LinkLine, ctx: PaintContext) -> Block:
    """Return how another claim bears on this one, and where that claim stands."""
    rest = f", {told.pair}" if told.pair else ""
    page = ctx.page(told.target) if told.target else ""
    if page:
        rest += ", " + tr("page {page}", page=page)
    if told.elsewhere:
        rest += f", {told.elsewhere}"
    if told.note:
        rest += f"; {told.note}"
    return Text((Run(told.words, bold=True, target=told.target), Run(rest)), "small")


def _why(verdict: Verdict) -> list[Block]:
    """Return the confidence in its own sentence, and the reasons; nothing if nobody judged."""
    lines: list[Block] = []
    if verdict.confidence:
        lines.append(Text(words(verdict.confidence, bold=True), "body"))
    if verdict.rationale:
        lines += _below(prose.texts(verdict.rationale), pt(2))
    elif verdict.by:
        lines += _below([Text(tr("No rationale was written."), "body")], pt(2))
    return lines


def _below(blocks: Sequence[Block], gap: float = pt(3)) -> list[Block]:
    """Return blocks, the first of them with space above."""
    if blocks:
        blocks[0].before = gap
    return list(blocks)
