"""The mix of provenances: who asserts the claims, not who prints them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from credreview.domain.counted_claims import alike, places
from credreview.report.charts import MOST_NUMBERS, Box, MixRow, ProvenanceMix
from credreview.report.lazy import once
from credreview.report.model import Block
from credreview.report.parts.cells import cell, count_cell
from credreview.report.parts.context import Context, title_of
from credreview.report.parts.verdicts import provenance_words
from credreview.report.tables import Column, Row, Table
from credreview.text import tr

#: With more articles there is no column for each, and no box a claim.
_MOST_ARTICLES = 3


def provenance(context: Context) -> Sequence[Block]:
    """Return the mix with its table; nothing where no claim is marked."""
    return once(lambda: _mix(context)) if context.part.claims else ()


def _mix(context: Context) -> ProvenanceMix:
    scope = context.part
    per_article = 1 < len(scope.articles) <= _MOST_ARTICLES
    rows = tuple(_rows(context))
    titles = tuple(map(title_of, scope.articles)) if per_article else ()
    unused = sum(
        term.id not in {row.id for row in rows} for term in context.labels.vocabulary.provenance
    )
    note = (
        tr("1 provenance type does not occur.")
        if unused == 1
        else tr("{n} provenance types do not occur.", n=unused)
        if unused
        else ""
    )
    table = _table(rows, titles)
    return ProvenanceMix(rows, len(scope.claims), titles, table, note)


def _rows(context: Context) -> Iterator[MixRow]:
    """Yield the types by count, then in the order of the vocabulary; what is not given last."""
    scope = context.part
    numbers: dict[str, list[int]] = {}
    for number, claim in enumerate(alike(scope.claims), 1):
        numbers.setdefault(claim.provenance or "", []).append(number)
    order = {term.id: at for at, term in enumerate(context.labels.vocabulary.provenance)}
    ranked = sorted(
        numbers, key=lambda id: (not id, -len(numbers[id]), order.get(id, len(order)), id)
    )
    of_article = places(scope.claims)
    few_articles = len(scope.articles) <= _MOST_ARTICLES
    for id in ranked:
        found = numbers[id]
        counts = Counter([of_article[number - 1] for number in found])
        term = context.labels.vocabulary.find("provenance", id)
        yield MixRow(
            id=id,
            label=provenance_words(context.labels, id or None),
            count=len(found),
            share=share_words(len(found), len(scope.claims)),
            per_article=tuple(counts[at] for at in range(len(scope.articles)))
            if few_articles and len(scope.articles) > 1
            else (),
            boxes=tuple(_boxes(context, found))
            if few_articles and len(found) <= MOST_NUMBERS
            else (),
            family=(term.family if term else "") or "none",
        )


def _boxes(context: Context, numbers: Sequence[int]) -> Iterator[Box]:
    for number in numbers:
        claim = context.part.claims[number - 1]
        yield Box(context.number(number), claim.article == 0, claim.is_decided)


def share_words(count: int, of: int) -> str:
    """Return a share; 0 and 100 stand for none and all, not for nearly so."""
    if not of:
        return "–"
    rounded = round(100 * count / of)
    if 0 < count < of:
        rounded = min(99, max(1, rounded))
    return tr("{number} %", number=rounded)


def _table(rows: Sequence[MixRow], titles: Sequence[str]) -> Table:
    columns = [
        Column(tr("Provenance"), 70),
        Column(tr("Claims"), 18, is_number=True),
        Column(tr("Share"), 18, is_number=True),
    ]
    columns += [
        Column(tr("Article {number}", number=at), 18, is_number=True)
        for at in range(1, len(titles) + 1)
    ]
    return Table(
        tuple(columns),
        tuple(
            Row(
                (
                    cell(row.label),
                    count_cell(row.count),
                    cell(row.share),
                    *(map(count_cell, row.per_article)),
                )
            )
            for row in rows
        ),
    )
