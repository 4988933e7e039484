"""The words of a claim's card: who asserts it, how others bear on it, who judged it, and why."""

from collections.abc import Iterable, Sequence
from typing import Final

from credreview.domain.field_words import lower_first
from credreview.report.model import LinkLine, Verdict
from credreview.report.words import Paragraph, Role, Run, Words, words
from credreview.text import tr
from credreview.ui.paper import prose
from credreview.ui.paper.blocks import Block, PaintContext
from credreview.ui.paper.shaping import direction
from credreview.ui.paper.texts import Text
from credreview.ui.paper.units import pt

#: So many characters tell of what kind a text is.
_LOOKED_AT: Final = 5_000


def who(verdict: Verdict) -> str:
    """Return who judged, and what to know of it."""
    return ", ".join(part for part in (verdict.by, verdict.how) if part)


def judged(verdict: Verdict) -> Words:
    """Return who judged, what to know of it, and when, in one run."""
    rest = ", ".join(part for part in (verdict.how, verdict.when) if part)
    return words(verdict.by, bold=True) + words(f", {rest}" if rest and verdict.by else rest)


def labels(verdict: Verdict) -> list[str]:
    """Return the standard's words for both grades; where they are the same, once."""
    both = (verdict.reliability.label, verdict.credibility.label)
    return [label for label in dict.fromkeys(both) if label]


def source(verdict: Verdict, descriptor: str) -> Words:
    """Return who asserts the claim, and what that is."""
    said = words(verdict.attributed_to, bold=True)
    return said + words(f" ({descriptor})" if said and descriptor else descriptor)


def provenance(verdict: Verdict) -> str:
    """Return how the article has the claim."""
    return ", ".join(part for part in (verdict.provenance, verdict.directness) if part)


def flags(verdict: Verdict) -> str:
    """Return what was remarked on the claim, or ""."""
    return tr("Flags: {flags}", flags="; ".join(verdict.flags)) if verdict.flags else ""


def asserted(verdict: Verdict, descriptor: str = "") -> Words:
    """Return who asserts the claim, how the article has it, and its flags, in one run."""
    return run_on([source(verdict, descriptor), words(provenance(verdict)), words(flags(verdict))])


def link(told: LinkLine, ctx: PaintContext) -> Words:
    """Return how another claim bears on this one, and where that claim stands."""
    rest = f", {told.pair}" if told.pair else ""
    page = ctx.page(told.target) if told.target else ""
    if page:
        rest += ", " + tr("page {page}", page=page)
    if told.elsewhere:
        rest += f", {told.elsewhere}"
    if told.note:
        rest += f"; {told.note}"
    return (Run(told.words, bold=True, target=told.target), Run(rest))


def otherwise(first: Verdict, verdict: Verdict) -> Words:
    """Return what another judgement says of source and provenance that the first does not."""
    if (verdict.attributed_to, verdict.provenance, verdict.directness) != (
        first.attributed_to, first.provenance, first.directness,
    ):  # fmt: skip
        return asserted(verdict)
    return words(flags(verdict))


def further(first: Verdict, verdict: Verdict) -> Words:
    """Return how another judgement's row begins: whose it is, its grades, what it says otherwise.

    Its sentence of confidence goes on behind it.
    """
    begin, *others = labels(verdict) or [""]
    grades = "; ".join([begin, *map(lower_first, others)])
    return run_on([(*judged(verdict), Run(f": {grades}")), otherwise(first, verdict)], ends=True)


def reasons(begin: Words, verdict: Verdict, style: str) -> list[Block]:
    """Return a judgement's paragraphs: words, its confidence in a sentence, what was written.

    What was written goes on behind the sentence, unless it is read in the other direction.
    """
    first, rest = words(tr("No rationale was written.")), verdict.rationale
    if rest:
        runs_on = _runs_on(rest[0], verdict)
        first, rest = (rest[0].words, rest[1:]) if runs_on else ((), rest)
    sure = words(verdict.confidence, bold=True)
    between = words(" ") if sure and first else ()
    said: list[Block] = [own((*begin, *sure, *between, *first), verdict, style)]
    return [*said, *below(prose.texts(rest, style), pt(1.5))]


def _runs_on(paragraph: Paragraph, verdict: Verdict) -> bool:
    both = {direction(text) or "L" for text in (prose.plain(paragraph), _own_words(verdict))}
    return (len(both) == 1 or "L" not in both) and paragraph.role in (Role.BODY, Role.SMALL)


def own(said: Words, verdict: Verdict, style: str) -> Text:
    """Return words of the program with names among them; a name does not turn their direction."""
    return Text(said, style, like=_own_words(verdict))


def _own_words(verdict: Verdict) -> str:
    return verdict.confidence or verdict.reliability.label


def run_on(several: Iterable[Words], *, ends: bool = False) -> Words:
    """Return words one behind the other, each with one full stop; after the last if it `ends`."""
    made: Words = ()
    for each in filter(None, several):
        made += (*_stop(made), *each)
    return made + _stop(made) if ends else made


def _stop(said: Words) -> Words:
    if not said:
        return ()
    return words(" " if said[-1].text.endswith((".", "!", "?", "…")) else ". ")


def length(paragraphs: Sequence[Paragraph]) -> int:
    """Return how much room paragraphs take, in Latin letters."""
    return sum(room(run.text) for each in paragraphs for run in each.words)


def room(text: str) -> int:
    """Return how much room a text takes; Chinese takes twice as much as Latin letters."""
    if text.isascii():
        return len(text)
    first = text[:_LOOKED_AT]
    return len(text) * (len(first) + sum(char >= "\u2e80" for char in first)) // len(first)


def below(blocks: Sequence[Block], gap: float = pt(3)) -> list[Block]:
    """Return blocks, the first of them with space above."""
    if blocks:
        blocks[0].before = gap
    return list(blocks)
