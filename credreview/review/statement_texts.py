"""What stands under the heads of a source summary statement, for those who want to write it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from credreview.analysis.figures import statement as statement_figures
from credreview.domain.identity import source_id
from credreview.domain.model import ArticleQuery
from credreview.domain.summary import HEADS, Request, SourceFacts, WrittenStatement
from credreview.report.parts.context import Context, Index
from credreview.report.parts.labels import Labels
from credreview.report.parts.statement import assembled
from credreview.review import summary_reading
from credreview.review.last_scope import LastScope
from credreview.review.session import ReviewSession
from credreview.store import statements
from credreview.store.view import no_such


@dataclass(frozen=True, slots=True)
class StatementTexts:
    """A statement head by head.

    Attributes:
        title: Of the review or the article.
        program: What the program says, by head of `HEADS`.
        written: What a reviewer wrote in place of it, or None.
    """

    title: str
    program: Mapping[str, str]
    written: WrittenStatement | None


def statement_texts(session: ReviewSession, request: Request) -> StatementTexts:
    """Return the statement of a review, all of it, or of an article; long work in a large review.

    Raises:
        UserError: There is no such article or lead.
    """
    whole = replace(request, query=ArticleQuery())
    scope, fetch, terms = summary_reading.in_windows(session, whole, LastScope())
    context = Context(Labels(terms), whole, Index(scope), fetch)
    figures = statement_figures(context.part)
    said = {
        head: "\n".join(
            "".join(run.text for run in paragraph.words)
            for paragraph in assembled(context, figures, head)
        )
        for head in HEADS
    }
    title = scope.articles[0].title if request.about and scope.articles else scope.title
    return StatementTexts(title, said, scope.statement)


def source_texts(session: ReviewSession, name: str) -> SourceFacts:
    """Return what is said of a source or an outlet as such.

    Raises:
        UserError: Nobody has named such a source, and no article such an outlet.
    """
    id = source_id(name)
    with session.reader.view() as view:
        if view.is_alive("source", id):
            return statements.described(view, id)
        if statements.is_outlet(view, name):
            return SourceFacts(name)
    raise no_such("source", name)
