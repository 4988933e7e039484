"""The figures of the articles that a person looks at, as charts with their tables."""

from dataclasses import dataclass

from credreview.domain.model import ArticleQuery
from credreview.domain.summary import Request
from credreview.report.charts import GradeMatrix, ProgressChart, ProvenanceMix, Timeline
from credreview.report.parts.context import Context, Index
from credreview.report.parts.grades import grades
from credreview.report.parts.labels import Labels
from credreview.report.parts.progress import progress
from credreview.report.parts.provenance import provenance
from credreview.report.parts.timeline import timeline
from credreview.review.session import ReviewSession

FigureChart = GradeMatrix | ProvenanceMix | ProgressChart | Timeline


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of one state of a review, by the judgements of whoever asks.

    Attributes:
        charts: By name, in the order of a report; what there is nothing to show of is left out.
        articles: How many articles they are about.
        claims: The ids of their claims; number n of a chart is the n-th of them, from 1.
        whole: Whether these are all articles of the review.
    """

    charts: dict[str, FigureChart]
    articles: int
    claims: tuple[str, ...]
    whole: bool


def figures(session: ReviewSession, query: ArticleQuery) -> Figures:
    """Return the figures of the articles that a query keeps; long work in a large review."""
    scope = session.reader.own_scope(query)
    labels = Labels(session.reader.vocabulary())
    context = Context(labels, Request(query=query), Index(scope))
    parts = {
        "grades": grades,
        "provenance": provenance,
        "progress": progress,
        "timeline": timeline,
    }
    charts: dict[str, FigureChart] = {}
    for name, part in parts.items():
        for block in part(context):
            if isinstance(block, FigureChart):
                charts[name] = block
    ids = tuple(claim.claim for claim in scope.claims)
    return Figures(charts, len(scope.articles), ids, scope.whole)
