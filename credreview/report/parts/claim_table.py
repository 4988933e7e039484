"""All claims in one table: quote, who asserts it, grade, confidence, links."""

from collections.abc import Iterator, Sequence

from credreview.domain.summary import ClaimDetail, CountedClaim
from credreview.report.lazy import Lazy
from credreview.report.model import Block
from credreview.report.parts.cards import link_words, shortened
from credreview.report.parts.cells import cell
from credreview.report.parts.context import Context
from credreview.report.parts.verdicts import provenance_words, who_judged
from credreview.report.tables import Cell, Column, Row, Table
from credreview.report.words import Paragraph, Role, Run, words
from credreview.text import tr

#: A table is for finding; the whole quote stands on the card.
_LONGEST_QUOTE = 240


def claim_table(context: Context) -> Sequence[Block]:
    """Return a row for each claim, read as they are needed; nothing without claims."""
    counted = context.part.claims

    def fetch(start: int, stop: int) -> Sequence[Row]:
        found = context.fetch.details([claim.claim for claim in counted[start:stop]])
        rows = zip(counted[start:stop], found, strict=True)
        first = context.number(start + 1)
        return [_row(context, number, *one) for number, one in enumerate(rows, first)]

    columns = (
        Column(tr("No."), 8, is_number=True),
        Column(tr("Claim, as printed in the article"), 51),
        Column(tr("Asserted by; provenance"), 39),
        Column(tr("Grade"), 30),
        Column(tr("Confidence"), 17),
        Column(tr("Links"), 29),
    )
    return (Table(columns, Lazy(len(counted), fetch)),) if counted else ()


def _row(context: Context, number: int, counted: CountedClaim, detail: ClaimDetail) -> Row:
    labels = context.labels
    pair = labels.pair_of(counted)
    whose = ""
    if counted.reviewer and (counted.is_agreed or counted.reviewer != context.whole.lead):
        whose = who_judged(context.name(counted.reviewer), is_agreed=counted.is_agreed)
    return Row(
        (
            cell(str(number), target=context.target_of(number, "claim_table")),
            Cell((Paragraph(words(shortened(detail.claim.quote, _LONGEST_QUOTE)), Role.SOURCE),)),
            _asserted(context, counted),
            Cell(
                tuple(
                    Paragraph(words(line), Role.SMALL)
                    for line in (labels.pair_words(pair), whose)
                    if line
                ),
                pair,
            ),
            cell(labels.term("confidence", counted.confidence) if counted.confidence else "–"),
            Cell(tuple(_links(context, counted)) or (Paragraph(words("–")),)),
        ),
        anchor=context.anchor_of(number, "claim_table"),
    )


def _asserted(context: Context, counted: CountedClaim) -> Cell:
    if not counted.reviewer:
        return cell("–")
    said = [provenance_words(context.labels, counted.provenance)]
    if counted.directness:
        said.append(context.labels.inside("directness", counted.directness))
    return cell(counted.source or tr("Source not named"), ", ".join(said), bold=True)


def _links(context: Context, counted: CountedClaim) -> Iterator[Paragraph]:
    for link in context.index.links_of(counted.claim):
        end = link.other if link.one == counted.claim else link.one
        number = context.index.numbers.get(end)
        name = str(number) if number else tr("one outside")
        said = link_words(context, link, counted.claim, name)
        if said:
            target = context.target_of(number) if number else ""
            yield Paragraph((Run(said, target=target),), Role.SMALL)
