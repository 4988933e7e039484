"""What a report begins with: what it is, what it is about, and a row of counts."""

from collections.abc import Sequence

from credreview.domain.summary import Kind
from credreview.report.model import Block, Figure, FigureRow, Masthead
from credreview.report.parts.cards import shortened
from credreview.report.parts.context import Context, article_anchor, title_of
from credreview.report.quoting import quoted
from credreview.text import tr

_LONGEST_QUOTE = 160


def masthead(context: Context) -> Sequence[Block]:
    """Return the masthead of a report, or of one article's summary in it."""
    if context.article is not None:
        about = context.whole.articles[context.article]
        title = about.title or title_of(about)
        kicker = tr("Article credibility summary")
        anchor = article_anchor(context.article)
        return (Masthead(kicker, title, bool(about.title) and about.is_supplied, anchor=anchor),)
    kind = context.request.kind
    is_supplied = kind is Kind.ARTICLE and any(
        article.title and article.is_supplied for article in context.whole.articles
    )
    return (Masthead(kind_words(kind), subject(context), is_supplied, _lead(context)),)


def kind_words(kind: Kind) -> str:
    """Return what a report of a kind is called."""
    return {
        Kind.REVIEW: tr("Review summary"),
        Kind.ARTICLE: tr("Article credibility summary"),
        Kind.CLAIM: tr("Claim dossier"),
        Kind.SOURCE: tr("Source profile"),
        Kind.OUTLET: tr("Outlet profile"),
        Kind.AGREEMENT: tr("Differences and agreement"),
        Kind.MERGE: tr("Report of a merge"),
        Kind.EVIDENCE: tr("List of evidence"),
    }[kind]


def subject(context: Context) -> str:
    """Return what a report is about: the review's title, the article's, the name of a source."""
    scope, kind = context.whole, context.request.kind
    if kind is Kind.ARTICLE and scope.articles:
        return title_of(scope.articles[0], bracketed=False)
    if kind is Kind.CLAIM and scope.claims:
        details = context.fetch.details([scope.claims[0].claim])
        return quoted(shortened(details[0].claim.quote, _LONGEST_QUOTE))
    if kind in (Kind.SOURCE, Kind.OUTLET):
        return context.request.about
    return scope.title or tr("Review without a title")


def _lead(context: Context) -> str:
    scope, kind = context.whole, context.request.kind
    if kind is Kind.CLAIM and scope.articles:
        return tr("A claim in “{title}”", title=title_of(scope.articles[0]))
    if kind in (Kind.SOURCE, Kind.OUTLET):
        return context.kind_of(context.request.about)
    return ""


def figures(context: Context) -> Sequence[Block]:
    """Return counts in a row; none of them is a score, and nothing is added up."""
    scope = context.part
    counts = context.progress
    judges = sum(one.decided > 0 for one in scope.participants)
    row = (
        Figure(f"{len(scope.articles):,}", tr("Articles")),
        Figure(f"{counts.claims:,}", tr("Claims")),
        Figure(f"{counts.graded:,}", tr("Graded")),
        Figure(f"{counts.not_checkable:,}", tr("Not checkable")),
        Figure(f"{counts.begun + counts.not_judged:,}", tr("Open")),
        Figure(f"{counts.differing:,}", tr("Differing")),
        Figure(f"{judges:,}", tr("Reviewers")),
    )
    return (FigureRow(row),)
