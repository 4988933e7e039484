"""Running text on paper: paragraphs, headings, footnotes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from credreview.report.model import Footnotes, Heading
from credreview.report.words import Paragraph, Role, Run
from credreview.ui.paper.blocks import Block, Column, Rule
from credreview.ui.paper.rows import Row
from credreview.ui.paper.texts import Text
from credreview.ui.paper.units import mm, pt
from credreview.ui.paper.wording import in_eights

#: Between paragraphs, and between the items of a list.
_BETWEEN: Final = pt(2.4)
_BETWEEN_ITEMS: Final = pt(1)
_QUOTE_RULE: Final = pt(0.6)
_QUOTE_INDENT: Final = mm(2.4)
_ABOVE_SECTION: Final = pt(17)
_ABOVE_HEADING: Final = pt(9)


def text(paragraph: Paragraph, style: str = "") -> Block:
    """Return a paragraph in the style of its role, or in one that is named.

    A quotation inside a rationale has a rule at its side for each level.
    """
    if paragraph.role is Role.HASH:
        digits = plain(paragraph)
        return Text(in_eights(digits) or digits, style or "hash")
    if paragraph.role is not Role.QUOTATION:
        return Text.from_paragraph(paragraph, style)
    made: Block = Text(paragraph.words, style or "body")
    for _ in range(max(paragraph.level, 1)):
        beside = Row([None, made], [pt(0.6), 0], _QUOTE_INDENT, between=_QUOTE_RULE)
        # It is cut wherever the paragraph can be.
        beside.whole = False
        made = beside
    return made


def plain(paragraph: Paragraph) -> str:
    """Return what a paragraph says, without its styles."""
    return "".join(run.text for run in paragraph.words)


def texts(paragraphs: Iterable[Paragraph], style: str = "") -> list[Block]:
    """Return paragraphs with the space between them."""
    made: list[Block] = []
    above: Paragraph | None = None
    for paragraph in paragraphs:
        block = text(paragraph, style)
        if above is not None:
            of_list = paragraph.role is Role.LIST_ITEM and above.role is Role.LIST_ITEM
            block.before = _BETWEEN_ITEMS if of_list else _BETWEEN
        made.append(block)
        above = paragraph
    return made


def standing_alone(paragraph: Paragraph) -> Block:
    """Return a paragraph between other blocks of a section."""
    block = text(paragraph)
    return block.space(before=_BETWEEN_ITEMS, after=_BETWEEN)


def section_title(title: str, note: str = "") -> Iterator[Block]:
    """Yield a section's title and the small print beneath it; they stay with what follows."""
    yield from _heading(title, "section", note, _ABOVE_SECTION)


def heading(told: Heading) -> Iterator[Block]:
    """Yield a heading inside a section."""
    high = told.level <= 1
    above = _ABOVE_SECTION if high else _ABOVE_HEADING
    first, *rest = _heading(told.text, "section" if high else "column_head", told.note, above)
    first.anchor = told.anchor
    if told.anchor:
        first.outline, first.depth = told.text, max(told.level, 1)
    yield first
    yield from rest


def _heading(title: str, style: str, note: str, above: float) -> Iterator[Block]:
    gap = pt(3) if style == "section" else pt(2)
    yield Text(title, style).space(before=above, after=0 if note else gap, keep_next=True)
    if note:
        yield Text(note, "note").space(after=gap, keep_next=True)


def footnotes(told: Footnotes) -> Block:
    """Return numbered remarks beneath a short rule."""
    numbered = [
        Paragraph(note.words, Role.NOTE, max(note.level, 1), note.mark or str(number))
        for number, note in enumerate(told.notes, 1)
    ]
    rule = Row([Rule(pt(0.25)), None], [mm(30), 0], 0)
    notes: list[Block] = [Text.from_paragraph(each, "note") for each in numbered]
    notes = [note.space(before=pt(1.5)) for note in notes]
    return Column([rule.space(keep_next=True), *notes]).space(before=pt(7), after=pt(3))


def run_in(head: str, paragraphs: Sequence[Paragraph], style: str = "body") -> list[Block]:
    """Return paragraphs whose first one begins with a bold head."""
    bold = Run(f"{head.rstrip('.:')}. ", bold=True)
    if paragraphs and paragraphs[0].role in (Role.BODY, Role.SMALL):
        first = Paragraph((bold, *paragraphs[0].words))
        return texts([first, *paragraphs[1:]], style)
    return texts([Paragraph((bold,)), *paragraphs], style)
