"""The articles of a report as a table, each with its grades in the order of its text."""

from collections.abc import Sequence

from credreview.domain.counted_claims import alike
from credreview.domain.summary import EACH_ARTICLE, CountedArticle, CountedClaim, Kind
from credreview.report.lazy import Lazy
from credreview.report.model import Block
from credreview.report.moments import date_words
from credreview.report.parts.cells import cell, count_cell
from credreview.report.parts.context import Context, article_anchor, title_of
from credreview.report.tables import Cell, Column, Row, Table
from credreview.report.words import pair_text
from credreview.text import tr

#: Grades of more claims than these are not told one by one.
_MOST_GRADES = 40


def articles(context: Context) -> Sequence[Block]:
    """Return the table."""
    found = context.part.articles
    columns = [
        Column(tr("No."), 7, is_number=True),
        Column(tr("Title, author, outlet"), 60),
        Column(tr("Published"), 30),
        Column(tr("Grades in text order"), 41),
        Column(tr("Claims"), 13, is_number=True),
        Column(tr("Judged"), 13, is_number=True),
    ]
    if _are_told(context):
        columns.append(Column(tr("Page"), 10, is_number=True))

    def fetch(start: int, stop: int) -> Sequence[Row]:
        return [_row(context, place, found[place]) for place in range(start, stop)]

    rows = Lazy(len(found), fetch)
    return (Table(tuple(columns), rows, empty=tr("This review holds no article.")),)


def _are_told(context: Context) -> bool:
    """Tell whether each article has its own summary further on, to which its row leads."""
    request = context.request
    return request.kind is Kind.REVIEW and EACH_ARTICLE not in request.left_out


def _row(context: Context, place: int, article: CountedArticle) -> Row:
    first = max(article.first - 1, 0)
    claims = alike(context.part.claims)[first : first + article.claims]
    signs = [_sign(context, claim) for claim in claims[:_MOST_GRADES]]
    if len(claims) > _MOST_GRADES:
        signs.append(tr("and {count} more", count=len(claims) - _MOST_GRADES))
    anchor = article_anchor(place) if _are_told(context) else ""
    return Row(
        (
            cell(str(place + 1)),
            cell(
                title_of(article),
                article.author or tr("Author not stated"),
                article.outlet or tr("Outlet not stated"),
                bold=True,
                target=anchor,
            ),
            cell(date_words(article.published) if article.published else tr("Not stated")),
            cell("  ".join(signs) or tr("none")),
            count_cell(len(claims)),
            count_cell(sum(claim.is_decided for claim in claims)),
            *((Cell(page_of=anchor),) if anchor else ()),
        )
    )


def _sign(context: Context, claim: CountedClaim) -> str:
    pair = pair_text(*context.labels.pair_of(claim))
    return tr("open") if pair == "–" else pair
