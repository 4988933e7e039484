"""Statement, record and contents: one column each, two side by side with a thin rule between."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from credreview.report.charts import GradeMatrix
from credreview.report.model import Beside, Contents, Narrow, Record, Report, Section, Statement
from credreview.report.words import Run
from credreview.ui.paper import prose
from credreview.ui.paper.blocks import Block, Column, PaintContext
from credreview.ui.paper.charts.chart_block import ChartBlock
from credreview.ui.paper.rows import Row
from credreview.ui.paper.texts import Text
from credreview.ui.paper.units import mm, pt

_RIGHT: Final = mm(54)
_GUTTER: Final = mm(8)
_RULE: Final = pt(0.25)
_RECORD_RULE: Final = pt(0.6)
_LABEL: Final = mm(34)
_PAGE_NUMBER: Final = mm(7)
#: Contents of more lines have no room beside a statement.
_MOST_BESIDE: Final = 30


def beside(told: Beside, report: Report, ctx: PaintContext) -> Iterator[Block]:
    """Yield two columns side by side; one after the other where the contents are long."""
    sides = (told.left, told.right)
    if any(isinstance(side, Contents) for side in sides) and _is_long(report):
        for side in sides:
            yield from alone(side, report, ctx)
        return
    cells = [Column(column(side, report, ctx)) for side in sides]
    # A record stands right beneath a title; contents beneath figures, which end with a rule.
    above = _RECORD_RULE if isinstance(told.right, Record) else 0
    yield Row(cells, [0, _RIGHT], _GUTTER, above=above, pad_above=4 * above, between=_RULE).space(
        before=pt(4), after=pt(4)
    )


def alone(told: Narrow, report: Report, ctx: PaintContext) -> Iterator[Block]:
    """Yield one of them across the sheet; a record's labels stand beside what they name then."""
    if not isinstance(told, Record):
        yield from column(told, report, ctx)
        return
    yield _title(told.title)
    for label, lines in told.rows:
        values = Column([Text(line, "small") for line in lines])
        yield Row([_label(label), values], [_LABEL, 0], mm(2), on_base=True).space(before=pt(1))
    yield from _note(told.note)


def column(told: Narrow, report: Report, ctx: PaintContext) -> Iterator[Block]:
    """Yield one of them to stand in a column."""
    yield _title(told.title)
    if isinstance(told, GradeMatrix):
        yield from matrix(told)
        return
    if isinstance(told, Contents):
        for section in _listed(report):
            yield _entry(section, ctx)
        return
    yield from _statement(told) if isinstance(told, Statement) else _record(told)
    yield from _note(told.note)


def matrix(told: GradeMatrix) -> Iterator[Block]:
    """Yield the chart of grades under the note that explains it."""
    yield Text(told.note, "fine").space(after=pt(5), keep_next=True)
    yield ChartBlock(told)


def _title(title: str) -> Block:
    return Text(title, "column_head").space(before=pt(6), after=pt(1.5), keep_next=True)


def _label(label: str) -> Block:
    return Text((Run(label, bold=True),), "label")


def _note(note: str) -> Iterator[Block]:
    if note:
        yield Text(note, "note").space(before=pt(4), after=pt(3))


def _statement(told: Statement) -> Iterator[Block]:
    for part in told.parts:
        lines = prose.run_in(part.head, part.paragraphs)
        lines[0].before = pt(2.4)
        yield from lines


def _record(told: Record) -> Iterator[Block]:
    for label, lines in told.rows:
        yield _label(label).space(before=pt(2), keep_next=True)
        for line in lines:
            yield Text(line, "small")


def _listed(report: Report) -> Iterator[Section]:
    return (section for section in report.sections if section.is_listed and section.title)


def _is_long(report: Report) -> bool:
    # Not all are counted: sections of articles are made when they are asked for.
    return next(islice(_listed(report), _MOST_BESIDE, None), None) is not None


def _entry(section: Section, ctx: PaintContext) -> Block:
    """Return a line of the contents; its page stands at the end of its last line's column."""
    title = Text((Run(section.title, target=section.anchor),), "small", mirrored=ctx.mirrored)
    page = Run(ctx.page(section.anchor), target=section.anchor)
    number = Text((page,), "small", align="end", mirrored=ctx.mirrored)
    made = Row([title, number], [0, _PAGE_NUMBER], mm(2), on_base=True)
    return made.space(after=pt(1.2))
