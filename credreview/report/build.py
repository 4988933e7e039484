"""Builds a report: the parts of a summary, ordered and worded by an outline template."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from credreview.domain.counted_claims import alike
from credreview.domain.errors import UserError
from credreview.domain.handling import read_mark
from credreview.domain.summary import EACH_ARTICLE, Kind
from credreview.report import outline
from credreview.report.lazy import Lazy
from credreview.report.model import Report
from credreview.report.moments import moment_words
from credreview.report.parts import makers
from credreview.report.parts.context import Context, article_anchor, title_of
from credreview.report.parts.masthead import subject
from credreview.report.parts.method import remark_words
from credreview.text import tr

#: Articles' summaries are built one at a time.
_WINDOW = 1
#: The tag of the language that `tr` speaks as it stands.
_LANGUAGE = "en"


def build(
    context: Context, *, folder: Path | None = None, author: str = "", reviewer: str = ""
) -> Report:
    """Return the report of a summary; its long parts ask `context.fetch` when they are read.

    Args:
        context: The summary.
        folder: Where an organisation keeps its own templates; one that is broken is not
            used, which a remark says.
        author: Who makes it, or "".
        reviewer: Id of whose eyes it is made for.
    """
    scope, request = context.whole, context.request
    mark = read_mark(request.mark) if request.mark is not None else _own_mark(scope.handling)
    about = subject(context)
    values = {**_values(context), "title": about, "mark": mark}

    def articles(start: int, stop: int) -> Sequence[outline.Subject]:
        return [_article(context, place, values) for place in range(start, stop)]

    count = 0 if EACH_ARTICLE in request.left_out else len(scope.articles)
    each = Lazy(count, articles, window=_WINDOW)
    laid = outline.sections(request.kind, values, makers(context), folder, each)
    return Report(
        request=request,
        name=_name(),
        subject=about,
        language=_LANGUAGE,
        mark=mark,
        organisation=laid.organisation,
        fingerprint=scope.fingerprint,
        as_of=moment_words(scope.as_of) if scope.as_of else tr("Nothing was done yet"),
        author=author,
        sections=laid.sections,
        remarks=tuple(remark_words(context)),
        broken=laid.remarks,
        moment=scope.as_of,
        reviewer=reviewer,
        aside=scope.aside_digest,
    )


def _name() -> str:
    return tr("Credibility summary")


def _own_mark(stated: str) -> str:
    """Return the review's own mark; one that is not known, from elsewhere, stays as it stands."""
    try:
        return read_mark(stated)
    except UserError:
        return " ".join(stated.split())[:40]


def _article(context: Context, place: int, values: Mapping[str, object]) -> outline.Subject:
    inside = context.of_article(place)
    about = context.whole.articles[place]
    own = {**_values(inside), "title": title_of(about), "mark": values["mark"]}
    return outline.Subject(article_anchor(place), own, makers(inside))


def _values(context: Context) -> dict[str, object]:
    """Return what an outline's words can say; see `outline.VARIABLES`."""
    # Contents ask this of each article, long before its part is made.
    scope, claims = context.whole, context.claims
    counts = context.progress
    people = [one.person for one in context.whole.participants if one.decided]
    fingerprint = scope.fingerprint
    return {
        "name": _name(),
        "articles": len(scope.articles) if context.article is None else 1,
        "claims": counts.claims,
        "judged": counts.graded + counts.not_checkable,
        "not_checkable": counts.not_checkable,
        "open": counts.begun + counts.not_judged,
        "differing": counts.differing,
        "sources": len({claim.source for claim in alike(claims)} - {None}),
        "reviewers": ", ".join(context.name(person.id) for person in people),
        "reviewer_count": len(people),
        "lead": context.name(scope.lead) if scope.lead else "",
        "number": 1 if context.article is None else context.article + 1,
        "alone": int(context.request.kind is Kind.ARTICLE),
        "as_of": moment_words(scope.as_of) if scope.as_of else "",
        "fingerprint": " ".join(fingerprint[at : at + 4] for at in range(0, 16, 4)),
    }
