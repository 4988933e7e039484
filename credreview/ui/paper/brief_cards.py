"""A claim's card in few lines, for a summary of one or two pages: as traceable, and set closer.

Grades stand at the left. Beside them the article speaks, across the sheet: its
words, who asserts them, how other claims bear on them. Beneath stands who
judged and when, the confidence in its own sentence, and why.
"""

from collections.abc import Iterator
from typing import Final

from credreview.report.model import ClaimCard
from credreview.report.quoting import quoted
from credreview.report.words import words
from credreview.ui.paper import card_parts as parts
from credreview.ui.paper import card_words as say
from credreview.ui.paper import squares
from credreview.ui.paper.blocks import Block, PaintContext
from credreview.ui.paper.texts import Text
from credreview.ui.paper.units import pt

_PADDING: Final = pt(2.2)
_STYLE: Final = "body_brief"


def card(told: ClaimCard, ctx: PaintContext) -> Iterator[Block]:
    """Yield a claim's card: its first judgement, a row for each other one, one for its notes."""
    verdict = told.verdicts[0]
    links = (say.link(link, ctx) for link in told.links)
    about = say.run_on([say.asserted(verdict, told.descriptor), *links, words(told.hint)])
    said: list[Block] = [Text(quoted(told.quote), "quote_brief")]
    said += [say.own(about, verdict, "note")] if about else []
    if verdict.by or verdict.rationale or verdict.confidence:
        begin = say.run_on([say.judged(verdict)], ends=True)
        said += say.below(say.reasons(begin, verdict, _STYLE), pt(2))
    rail = parts.rail(told, squares.SMALL, (), ctx)
    first = parts.row(told, rail, said, _PADDING, wide=parts.REST)
    yield from parts.stacked(told, first, _STYLE, squares.TINY, _PADDING, ctx)
