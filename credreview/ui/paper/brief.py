"""A summary of one or two pages: what stands on paper as in any other report, set closer.

The statement has the chart of grades beside it, the record runs on in a strip
whose labels stand where the cards have their numbers, and titles are small.
"""

from collections.abc import Iterator
from typing import Final

from credreview.report import model
from credreview.report.charts import GradeMatrix
from credreview.report.model import Beside, Hashes, Narrow, Record, Report, Statement
from credreview.report.words import Paragraph, Role, Run, Words
from credreview.ui.paper import beside, brief_cards, key, masthead, prose
from credreview.ui.paper.blocks import Block, Column, PaintContext, Rule, Space
from credreview.ui.paper.rows import Row
from credreview.ui.paper.texts import Text
from credreview.ui.paper.two_columns import TwoColumns
from credreview.ui.paper.units import mm, pt

_RIGHT: Final = mm(62)
_GUTTER: Final = mm(8)
_LABEL: Final = mm(34)
_RULE: Final = pt(0.25)
_ABOVE_TITLE: Final = pt(8)
#: Characters of a paragraph that are hard to read in lines across the sheet.
_MANY: Final = 300


def blocks(told: model.Block, report: Report, ctx: PaintContext) -> Iterator[Block] | None:
    """Return what a block of a brief report becomes; None for one that is as everywhere."""
    match told:
        case Paragraph(role=Role.SMALL | Role.NOTE):
            made = Text.from_paragraph(told, "fine")
            many = len(prose.plain(told)) >= _MANY
            block = TwoColumns(Column([made]), _GUTTER) if many else made
            return iter([block.space(before=pt(3), after=pt(1))])
        case model.Heading():
            return title(told.text, told.note)
        case model.Masthead():
            return iter([masthead.masthead(told, "title_brief").space(after=pt(2))])
        case Beside():
            return iter([_beside(told, report, ctx)])
        case Record():
            return iter([_record(told)])
        case Hashes():
            return iter([masthead.hashes(told).space(before=pt(1), after=pt(1))])
        case model.ClaimCard():
            return brief_cards.card(told, ctx)
        case model.Key():
            return key.key(told, "fine")
    return None


def title(words: str, note: str = "") -> Iterator[Block]:
    """Yield a title of a section or inside one; it stays with what follows."""
    gap = pt(2)
    head = Text(words, "column_head")
    yield head.space(before=_ABOVE_TITLE, after=0 if note else gap, keep_next=True)
    if note:
        yield Text(note, "fine").space(after=gap, keep_next=True)


def _beside(told: Beside, report: Report, ctx: PaintContext) -> Block:
    cells = [Column(_column(side, report, ctx)) for side in (told.left, told.right)]
    made = Row(cells, [0, _RIGHT], _GUTTER, above=pt(0.6), pad_above=pt(2.4), between=_RULE)
    return made.space(before=pt(3), after=pt(3))


def _column(told: Narrow, report: Report, ctx: PaintContext) -> Iterator[Block]:
    if not isinstance(told, Statement | GradeMatrix):
        yield from beside.column(told, report, ctx)
        return
    yield Text(told.title, "column_head").space(after=pt(1), keep_next=True)
    if isinstance(told, GradeMatrix):
        yield from beside.matrix(told)
        return
    for part in told.parts:
        lines = prose.run_in(part.head, part.paragraphs, "body_brief")
        lines[0].before = pt(2)
        yield from lines
    if told.note:
        yield Text(told.note, "note").space(before=pt(3))


def _record(told: Record) -> Block:
    """Return the facts one after the other, in lines as wide as there is room."""
    runs: Words = ()
    for label, values in told.rows:
        runs += (Run(label, bold=True), Run(f"\u2002{'; '.join(values)}\u2003"))
    lines: list[Block] = [Text(runs, "note")]
    if told.note:
        lines.append(Text(told.note, "note"))
    row = Row([Text((Run(told.title, bold=True),), "note"), Column(lines)], [_LABEL, 0], mm(2))
    row.whole = False
    rule = Rule(pt(0.6)).space(keep_next=True)
    return Column([rule, Space(pt(1.5)), row]).space(before=pt(3), after=pt(1))
