"""Tables on paper: a head that comes again on each page, few rules, light F and 6."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from credreview.report.quoting import quoted
from credreview.report.tables import Cell, Table
from credreview.report.tables import Column as TableColumn
from credreview.report.tables import Row as TableRow
from credreview.report.words import Grade, GradeKind, Paragraph, Role, Run, Words, pair_text
from credreview.ui.paper import prose
from credreview.ui.paper.blocks import Block, Column, PaintContext, Rule
from credreview.ui.paper.rows import Row, kept
from credreview.ui.paper.shaping import Align
from credreview.ui.paper.texts import Text
from credreview.ui.paper.units import mm, pt

_GUTTER: Final = mm(2.4)
_END_RULE: Final = pt(1.1)
_ROW_RULE: Final = pt(0.25)
_PADDING: Final = pt(2.6)
#: Width of a small letter in millimetres; from so many lines on a row needs no other beside it.
_LETTER: Final = 1.4
_MANY_LINES: Final = 7
#: A cell's style by what it says; all else is small.
_STYLES: Final = {Role.SOURCE: "quote_small", Role.NOTE: "note", Role.HASH: "hash"}


def table(told: Table, ctx: PaintContext, start: int = 0) -> Iterator[Block]:
    """Yield a table: its rows from one on, the closing rule, the note.

    The block of row n is the n-th, whatever the start; of an empty table it is
    what is said instead.
    """
    count = len(told.rows)
    head = _head(told.columns, ctx)
    if start <= count and count:
        rows = (_row(told.columns, told.rows[at], head, ctx) for at in range(start, count))
        closing = Rule(_END_RULE)
        closing.head = head
        yield from kept(rows, closing, starts=start == 0)
    elif start == 0:
        yield Text(told.empty or "–", "body").space(after=pt(3))
    if told.note and start <= count + 1:
        yield Text(told.note, "note").space(before=pt(3), after=pt(3))


def _head(columns: Sequence[TableColumn], ctx: PaintContext) -> Block:
    titles = [
        Text(column.title, "table_head", align=_align(column), mirrored=ctx.mirrored)
        for column in columns
    ]
    widths = [column.width for column in columns]
    return Row(titles, widths, _GUTTER, above=_END_RULE, pad_above=pt(2), pad_below=pt(2),
               on_base=True)  # fmt: skip


def _row(columns: Sequence[TableColumn], told: TableRow, head: Block, ctx: PaintContext) -> Row:
    cells = [_cell(cell, column, ctx) for cell, column in zip(told.cells, columns, strict=False)]
    cells += [None] * (len(columns) - len(cells))
    made = Row(
        cells, [column.width for column in columns], _GUTTER,
        above=_ROW_RULE, pad_above=_PADDING, pad_below=_PADDING, on_base=True,
    )  # fmt: skip
    made.head, made.anchor = head, told.anchor
    made.stands_alone = any(map(_is_tall, told.cells, columns))
    return made


def _is_tall(told: Cell, column: TableColumn) -> bool:
    """Tell whether a cell takes many lines; its column is about so many millimetres wide."""
    said = sum(len(run.text) for paragraph in told.paragraphs for run in paragraph.words)
    return said * _LETTER > _MANY_LINES * column.width


def _cell(told: Cell, column: TableColumn, ctx: PaintContext) -> Block | None:
    lines: list[Block] = []
    if told.pair:
        lines.append(Text(pair_words(told.pair), "pair", mirrored=ctx.mirrored))
    for paragraph in told.paragraphs:
        lines.append(_line(paragraph, column, ctx))
    if told.page_of and (page := ctx.page(told.page_of)):
        run = Run(page, target=told.page_of)
        lines.append(Text((run,), "small", align=_align(column), mirrored=ctx.mirrored))
    return Column(lines) if lines else None


def _line(paragraph: Paragraph, column: TableColumn, ctx: PaintContext) -> Block:
    style = _STYLES.get(paragraph.role, "small")
    if paragraph.role is Role.SOURCE:
        return Text(quoted(prose.plain(paragraph)), style)
    if paragraph.role in (Role.LIST_ITEM, Role.QUOTATION, Role.HASH):
        return prose.text(paragraph, style)
    return Text(paragraph.words, style, align=_align(column), mirrored=ctx.mirrored)


def _align(column: TableColumn) -> Align:
    return "end" if column.is_number else "start"


def pair_words(pair: tuple[Grade, Grade]) -> Words:
    """Return a pair as `pair_text` words it, bold where it was graded; F and 6 are light."""
    reliability, credibility = pair
    if credibility.kind is GradeKind.NOT_CHECKABLE:
        rest = Run(pair_text(replace(reliability, sign=""), credibility))
        return (_half(reliability), Run("\u2009"), rest) if reliability.sign else (rest,)
    if not reliability.sign and not credibility.sign:
        return (_half(reliability),)
    return (_half(reliability), _half(credibility))


def _half(grade: Grade) -> Run:
    return Run(grade.sign or "–", bold=grade.kind is GradeKind.GRADED)
