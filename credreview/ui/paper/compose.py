"""A report's blocks become blocks of paper, one after the other; nothing of them is held."""

from collections.abc import Iterator

from credreview.report import model
from credreview.report.model import Report, Section
from credreview.report.tables import Table
from credreview.report.words import Paragraph
from credreview.ui.paper import beside, brief, cards, key, masthead, prose, tables
from credreview.ui.paper.blocks import Block, PaintContext, Place
from credreview.ui.paper.charts.chart_block import chart_block
from credreview.ui.paper.units import pt

Pairs = Iterator[tuple[Place, Block]]
_BEGIN = Place()


def blocks(report: Report, ctx: PaintContext, start: Place = _BEGIN) -> Pairs:
    """Yield a report's blocks from a place on, each with its own place.

    Item 0 of a section is its title, item n its n-th block; a part is one of
    the paper blocks that an item becomes. From any place that was yielded the
    same blocks follow as the first time, and only what is asked for is read.
    """
    for number in range(start.section, len(report.sections)):
        begin = start if number == start.section else Place(number)
        yield from _section(report, report.sections[number], ctx, begin)


def _section(report: Report, section: Section, ctx: PaintContext, start: Place) -> Pairs:
    first = Place(start.section, 0 if _has_title(section) else 1)
    for item in range(max(start.item, first.item), len(section.blocks) + 1):
        begin = start.part if item == start.item else 0
        made: Iterator[tuple[int, Block]]
        if item == 0:
            title = brief.title if section.is_brief else prose.section_title
            made = enumerate(title(section.title, section.note))
        else:
            told = section.blocks[item - 1]
            close = brief.blocks(told, report, ctx) if section.is_brief else None
            made = enumerate(close) if close is not None else _item(told, report, ctx, begin)
        for part, block in made:
            place = Place(start.section, item, part)
            if place == first:
                _mark(block, section)
            if part >= begin:
                yield place, block


def _has_title(section: Section) -> bool:
    return bool(section.title) and not section.has_masthead


def _mark(block: Block, section: Section) -> None:
    """Let a section's first block carry what is said of the section."""
    block.page_break = section.is_new_page
    block.anchor = " ".join(filter(None, (section.anchor, block.anchor)))
    if section.is_listed and section.title:
        block.outline, block.depth = section.title, 0


def _item(
    told: model.Block, report: Report, ctx: PaintContext, start: int
) -> Iterator[tuple[int, Block]]:
    """Return the blocks of one item with their numbers; those before `start` may be left out."""
    # A table may have a row a claim: its rows are read from the one that is asked for.
    first = start if isinstance(told, Table) else 0
    return enumerate(_blocks(told, report, ctx, first), first)


def _blocks(told: model.Block, report: Report, ctx: PaintContext, start: int) -> Iterator[Block]:
    match told:
        case Paragraph():
            yield prose.standing_alone(told)
        case model.Heading():
            yield from prose.heading(told)
        case model.Masthead():
            yield masthead.masthead(told)
        case model.FigureRow():
            yield masthead.figures(told, ctx)
        case model.Statement() | model.Record() | model.Contents():
            yield from beside.alone(told, report, ctx)
        case model.Beside():
            yield from beside.beside(told, report, ctx)
        case model.Hashes():
            yield masthead.hashes(told)
        case model.ClaimCard():
            yield from cards.card(told, ctx)
        case Table():
            yield from tables.table(told, ctx, start)
        case model.Key():
            yield from key.key(told)
        case model.Footnotes():
            yield prose.footnotes(told)
        case _:
            yield chart_block(told).space(before=pt(4), after=pt(6))
