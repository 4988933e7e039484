"""The claims on which reviewers differ: who gave what, with their reasons, side by side."""

from collections.abc import Iterator, Sequence

from credreview.domain.blind_words import blind_words
from credreview.domain.counted_claims import alike
from credreview.domain.model import Judgement
from credreview.domain.progress import is_decided
from credreview.domain.summary import ClaimDetail
from credreview.report.lazy import Lazy
from credreview.report.model import Block
from credreview.report.moments import moment_words
from credreview.report.parts.cards import shortened
from credreview.report.parts.cells import cell
from credreview.report.parts.context import Context
from credreview.report.parts.verdicts import (
    confidence_words,
    provenance_words,
    rationale,
)
from credreview.report.tables import Cell, Column, Row, Table
from credreview.report.words import Paragraph, Role, Run, pair_text, words
from credreview.text import tr

_LONGEST_QUOTE = 160


def differences(context: Context) -> Sequence[Block]:
    """Return a row for each claim on which reviewers differ, unsettled; read as needed."""
    places = [at for at, claim in enumerate(alike(context.part.claims)) if claim.differs]
    settled = sum(claim.is_agreed for claim in alike(context.part.claims))
    if not places:
        return (Paragraph(words(_settled_words(settled)), Role.NOTE),) if settled else ()
    judges = _judges(context)
    beside = judges if len(judges) == 2 else []

    def fetch(start: int, stop: int) -> Sequence[Row]:
        claims = [context.part.claims[at] for at in places[start:stop]]
        found = context.fetch.details([claim.claim for claim in claims])
        rows = zip(places[start:stop], found, strict=True)
        return [_row(context, context.number(at + 1), detail, beside) for at, detail in rows]

    return (
        Table(
            tuple(_columns(context, beside)),
            Lazy(len(places), fetch),
            note=_settled_words(settled) if settled else "",
        ),
    )


def _settled_words(count: int) -> str:
    if count == 1:
        return tr("1 claim is settled by an agreed judgement; its card shows it first.")
    return tr("{n} claims are settled by agreed judgements; their cards show these first.", n=count)


def _judges(context: Context) -> list[str]:
    """Return who decided anything (ids), the lead first, then by name."""
    found = [one.person.id for one in context.whole.participants if one.decided]
    return sorted(found, key=lambda id: id != context.whole.lead)


def _columns(context: Context, beside: Sequence[str]) -> Iterator[Column]:
    yield Column(tr("No."), 8, is_number=True)
    yield Column(tr("Claim"), 42)
    if not beside:
        yield Column(tr("Judgements"), 124)
    for reviewer in beside:
        yield Column(context.name(reviewer), 62)


def _row(
    context: Context,
    number: int,
    detail: ClaimDetail,
    beside: Sequence[str],
) -> Row:
    decided = [one for one in detail.judgements if is_decided(one)]
    if beside:
        by = {one.reviewer: one for one in decided}
        cells = [
            Cell(tuple(_told(context, by[id], decided))) if id in by else cell(tr("Not judged yet"))
            for id in beside
        ]
    else:
        said: list[Paragraph] = []
        for one in decided:
            said += [Paragraph(words(context.name(one.reviewer), bold=True))]
            said += _told(context, one, decided)
        cells = [Cell(tuple(said))]
    quote = shortened(detail.claim.quote, _LONGEST_QUOTE)
    return Row(
        (
            cell(str(number), target=context.target_of(number, "differences")),
            Cell((Paragraph(words(quote), Role.SOURCE),)),
            *cells,
        ),
        anchor=context.anchor_of(number, "differences"),
    )


def _told(
    context: Context, judgement: Judgement, all_of_it: Sequence[Judgement]
) -> Iterator[Paragraph]:
    labels = context.labels
    pair = labels.pair_of(judgement)
    yield Paragraph(_pair_runs(context, judgement, all_of_it), Role.LEAD)
    yield Paragraph(words(labels.pair_words(pair)), Role.SMALL)
    if len({one.provenance for one in all_of_it}) > 1:
        yield Paragraph(words(provenance_words(labels, judgement.provenance)), Role.SMALL)
    given = [blind_words(judgement), moment_words(judgement.when)]
    for line in (confidence_words(labels, judgement), ", ".join(part for part in given if part)):
        if line:
            yield Paragraph(words(line), Role.SMALL)
    yield from rationale(judgement)


def _pair_runs(
    context: Context, judgement: Judgement, all_of_it: Sequence[Judgement]
) -> tuple[Run, ...]:
    """Return the pair; only the half on which the judgements differ is bold."""
    pair = context.labels.pair_of(judgement)
    others = [context.labels.pair_of(one) for one in all_of_it]
    text = pair_text(*pair)
    split = len(pair[0].sign or "–")
    if judgement.not_checkable and not pair[0].sign:
        split = 0
    halves = (text[:split], text[split:])
    return tuple(
        Run(half, bold=any(one[at] is not pair[at] for one in others))
        for at, half in enumerate(halves)
        if half
    )
