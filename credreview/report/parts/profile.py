"""The claims of a source, or those that an outlet carries, and their grades over time."""

from collections.abc import Sequence

from credreview.domain.summary import ClaimDetail, CountedArticle, CountedClaim, Kind
from credreview.report.lazy import Lazy
from credreview.report.model import Block
from credreview.report.moments import date_words
from credreview.report.parts.cards import shortened
from credreview.report.parts.cells import cell
from credreview.report.parts.context import Context, title_of
from credreview.report.parts.verdicts import provenance_words
from credreview.report.quoting import quoted
from credreview.report.tables import Cell, Column, Row, Table
from credreview.report.words import Paragraph, Role, words
from credreview.text import tr

_LONGEST_QUOTE = 160


def profile(context: Context) -> Sequence[Block]:
    """Return a row for each claim by the date of its article, undated ones last."""
    scope = context.part
    if not scope.claims:
        return ()
    dates = [article.published for article in scope.articles]
    order = sorted(
        range(len(scope.claims)),
        key=lambda at: (
            dates[scope.claims[at].article] is None,
            dates[scope.claims[at].article] or "",
            at,
        ),
    )

    def fetch(start: int, stop: int) -> Sequence[Row]:
        places = order[start:stop]
        found = context.fetch.details([scope.claims[at].claim for at in places])
        return [
            _row(context, context.number(at + 1), scope.claims[at], detail)
            for at, detail in zip(places, found, strict=True)
        ]

    columns = (
        Column(tr("Published"), 24),
        Column(tr("No."), 8, is_number=True),
        Column(tr("Claim, as printed in the article"), 58),
        Column(tr("Asserted by") if _is_outlet(context) else tr("Article"), 44),
        Column(tr("Grade"), 40),
    )
    return (Table(columns, Lazy(len(order), fetch)),)


def _is_outlet(context: Context) -> bool:
    """Tell whether all is of one outlet: then who asserts a claim says more than who prints it."""
    return context.request.kind is Kind.OUTLET


def _row(context: Context, number: int, counted: CountedClaim, detail: ClaimDetail) -> Row:
    article = context.part.articles[counted.article]
    pair = context.labels.pair_of(counted)
    provenance = provenance_words(context.labels, counted.provenance) if counted.reviewer else ""
    quote = shortened(detail.claim.quote, _LONGEST_QUOTE)
    said = (context.labels.pair_words(pair), provenance)
    return Row(
        (
            cell(date_words(article.published) if article.published else tr("Not stated")),
            cell(str(number), target=context.target_of(number, "profile")),
            *_said(context, quote, counted, article),
            Cell(tuple(Paragraph(words(line), Role.SMALL) for line in said if line), pair),
        ),
        anchor=context.anchor_of(number, "profile"),
    )


def _said(
    context: Context, quote: str, counted: CountedClaim, article: CountedArticle
) -> tuple[Cell, Cell]:
    """Return what is claimed, and by whom: the outlet that prints it, or who asserts it there."""
    claimed = Paragraph(words(quote), Role.SOURCE)
    if not _is_outlet(context):
        return Cell((claimed,)), cell(title_of(article), article.outlet or tr("Outlet not stated"))
    asserted = counted.source or (tr("Source not named") if counted.reviewer else "–")
    where = Paragraph(words(tr("In {title}", title=quoted(title_of(article)))), Role.SMALL)
    return Cell((claimed, where)), cell(asserted, context.kind_of(counted.source))
