"""A claim's card: what it was graded, what was said, and why, from left to right.

The left column is narrow: number, place, the two squares, the standard's
words, who judged and when. The middle is the article's: its words, who asserts
them, how other claims bear on them. The right is the reviewer's. Where a quote
or a rationale is long, or there is nothing to say why, all of it stands in one
wide column instead. Each further judgement is a row of its own beneath.
"""

from collections.abc import Iterator
from typing import Final

from credreview.report.model import ClaimCard, Verdict
from credreview.report.quoting import quoted
from credreview.report.words import words
from credreview.text import tr
from credreview.ui.paper import card_parts as parts
from credreview.ui.paper import card_words as say
from credreview.ui.paper import prose, squares
from credreview.ui.paper.blocks import Block, PaintContext
from credreview.ui.paper.texts import Text
from credreview.ui.paper.units import pt

_PADDING: Final = pt(4)
#: Characters from which a quote, or a rationale, gets the wide column.
_LONG_QUOTE: Final = 420
_LONG_RATIONALE: Final = 900
#: So many times as much as stands in the other column.
_UNBALANCED: Final = 2


def card(told: ClaimCard, ctx: PaintContext) -> Iterator[Block]:
    """Yield a claim's card, a row for each judgement and one for its notes.

    The words of the claim stand in the first row; all rows bear its number.
    """
    verdict = told.verdicts[0]
    rail = parts.rail(told, squares.LARGE, [say.who(verdict), verdict.when], ctx)
    said = [Text(quoted(told.quote), "quote"), *_asserted(verdict, told.descriptor)]
    said += say.below([Text(say.link(link, ctx), "small") for link in told.links])
    if told.hint:
        said += say.below([Text(told.hint, "note")])
    wide = parts.ALONE if _is_wide(told, verdict) else 0
    first = parts.row(told, rail, said, _PADDING, _why(verdict), wide=wide)
    yield from parts.stacked(told, first, "body", squares.SMALL, _PADDING, ctx)


def _is_wide(told: ClaimCard, verdict: Verdict) -> bool:
    """Tell whether quote and rationale stand one below the other: one of them is far longer."""
    quote, rationale = say.room(told.quote), say.length(verdict.rationale)
    if quote > _LONG_QUOTE and quote > _UNBALANCED * rationale:
        return True
    return rationale > _LONG_RATIONALE and rationale > _UNBALANCED * quote


def _asserted(verdict: Verdict, descriptor: str) -> list[Block]:
    """Return who asserts it, how the article has it, and what was remarked on that."""
    source, provenance = say.source(verdict, descriptor), words(say.provenance(verdict))
    lines = say.below([Text(each, "small") for each in (source, provenance) if each])
    flags = say.flags(verdict)
    return [*lines, Text(flags, "small")] if flags else lines


def _why(verdict: Verdict) -> list[Block]:
    """Return the confidence in its own sentence, and the reasons; nothing if nobody judged."""
    lines: list[Block] = []
    if verdict.confidence:
        lines.append(Text(words(verdict.confidence, bold=True), "body"))
    if verdict.rationale:
        lines += say.below(prose.texts(verdict.rationale), pt(2))
    elif verdict.by:
        lines += say.below([Text(tr("No rationale was written."), "body")], pt(2))
    return lines
