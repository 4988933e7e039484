"""The source summary statement: a reviewer's words, or sentences put together from the figures."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from credreview.analysis.figures import StatementFigures
from credreview.analysis.figures import statement as statement_figures
from credreview.domain.field_words import head_words as head_words
from credreview.domain.summary import HEADS
from credreview.report.model import Block, Statement, StatementPart
from credreview.report.moments import moment_words
from credreview.report.parts import statement_words
from credreview.report.parts.context import Context
from credreview.report.rationale import paragraphs
from credreview.report.words import Paragraph, words
from credreview.text import tr

Sentences = Callable[[Context, StatementFigures], Iterator[str]]

_SENTENCES: Final[dict[str, Sentences]] = {
    "breadth": statement_words.breadth,
    "weight": statement_words.weight,
    "strengths": statement_words.strengths,
    "gaps": statement_words.gaps,
    "dependence": statement_words.dependence,
    "contradictions": statement_words.contradictions,
}


def statement(context: Context) -> Sequence[Block]:
    """Return the statement with all six heads, each of them said by somebody."""
    written = context.part.statement
    given = written.words if written else {}
    figures = statement_figures(context.part)
    parts = []
    for head in HEADS:
        told = paragraphs(given.get(head, ""))
        parts.append(StatementPart(head_words(head), told or assembled(context, figures, head)))
    return (Statement(tr("Source summary statement"), tuple(parts), _note(context)),)


def assembled(context: Context, figures: StatementFigures, head: str) -> tuple[Paragraph, ...]:
    """Return what the figures say under a head of `HEADS`."""
    return (Paragraph(words(" ".join(_SENTENCES[head](context, figures)))),)


def _note(context: Context) -> str:
    written = context.part.statement
    heads = [head for head in HEADS if written and paragraphs(written.words.get(head, ""))]
    if written is not None and written.is_hidden:
        return tr(
            "Put together from the figures of this review. {name} wrote a statement; blind mode"
            " hides it until all its claims are judged.",
            name=written.by,
        )
    if written is None or not heads:
        return tr("Put together from the figures of this review; no reviewer has written it.")
    when = moment_words(written.when)
    said = [tr("Written by {name}, {when}.", name=written.by, when=when)]
    rest = [head_words(head) for head in HEADS if head not in heads]
    if rest:
        names = ", ".join(rest)
        said.append(tr("Put together from the figures: {heads}.", heads=names))
    if written.changed_since == 1:
        said.append(
            tr("1 claim, judgement, agreed judgement or link has been written or removed since.")
        )
    elif written.changed_since:
        count = written.changed_since
        said.append(
            tr(
                "{count} claims, judgements, agreed judgements or links have been written or"
                " removed since.",
                count=count,
            )
        )
    return " ".join(said)
