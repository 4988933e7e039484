"""What a field of a chart narrows the article list to."""

from typing import Any

from credreview.domain.model import ArticleQuery, ClaimState
from credreview.ui.articles.article_filters import Group
from credreview.ui.paper.blocks import Target


def filter_of(target: Target) -> tuple[Group, frozenset[Any]] | None:
    """Return which filter a field stands for, and what it keeps; None where it is none."""
    kind, *values = target
    match kind:
        case "grade":
            return Group.GRADE, frozenset({"".join(values)})
        case "provenance":
            return Group.PROVENANCE, frozenset({values[0]})
        case "state":
            return Group.STATE, frozenset({ClaimState(values[0])})
        case "period":
            # A week is several days; no date at all is "".
            return Group.PUBLISHED, frozenset(values[0].split() or {""})
    return None


def is_on(target: Target, query: ArticleQuery) -> bool:
    """Tell whether a query keeps just what a field stands for."""
    wanted = filter_of(target)
    return wanted is not None and wanted[0].kept(query) == wanted[1]


def chosen(target: Target, query: ArticleQuery) -> ArticleQuery:
    """Return the query with a field's filter; without it where it was on."""
    wanted = filter_of(target)
    if wanted is None:
        return query
    group, values = wanted
    return group.keep(query, frozenset() if is_on(target, query) else values)
