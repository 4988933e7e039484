"""What a merge brought into the review."""

from collections.abc import Sequence

from credreview.report.model import Block, Heading
from credreview.report.parts.context import Context
from credreview.report.words import Paragraph, Role, words
from credreview.text import tr


def merge(context: Context) -> Sequence[Block]:
    """Return what came, from whom, what to know of it; nothing outside of a merge's report."""
    blocks: list[Block] = []
    for part in context.fetch.merged() or ():
        blocks.append(Heading(part.heading, 2))
        lines = part.lines or (tr("none"),)
        blocks += [Paragraph(words(line), Role.LIST_ITEM, 1, "•") for line in lines]
    return blocks
