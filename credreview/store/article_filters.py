"""What the article list leaves out: an `ArticleQuery`'s filters as conditions in SQL."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from credreview.domain.model import HALF_GRADE, NO_GRADE, ArticleQuery, ClaimState
from credreview.domain.progress import NOT_CHECKABLE
from credreview.store.schema import article, claim, judgement

Reviewer = int | sa.BindParameter[int]
#: A date of which at least the year can be read; `domain` keeps dates as ISO 8601.
_HAS_YEAR = article.c.published.op("GLOB", is_comparison=True)("[0-9][0-9][0-9][0-9]*")


def decided(j: Any) -> sa.ColumnElement[bool]:  # noqa: ANN401 - a table or its alias
    """`domain.progress.is_decided` in SQL."""
    return sa.and_(
        j.c.credibility.is_not(None),
        sa.or_(j.c.credibility == NOT_CHECKABLE, j.c.reliability.is_not(None)),
    )


def differs(own: Any, reviewer: Reviewer) -> sa.ColumnElement[bool]:  # noqa: ANN401 - an alias
    """`domain.progress.state` says "differing", in SQL; a test holds the two together."""
    other = judgement.alias("other")
    return sa.and_(
        decided(own),
        claim.c.settled.is_(None),
        sa.exists().where(
            other.c.claim == claim.c.r,
            other.c.reviewer != reviewer,
            decided(other),
            sa.or_(
                other.c.credibility != own.c.credibility,
                sa.and_(
                    own.c.credibility != NOT_CHECKABLE,
                    other.c.reliability.is_distinct_from(own.c.reliability),
                ),
                other.c.provenance != own.c.provenance,
            ),
        ),
    )


def conditions(query: ArticleQuery, reviewer: int) -> Iterator[sa.ColumnElement[bool]]:
    """Yield what an article must fulfil; the search and the progress aside."""
    if query.outlets:
        yield _one_of(article.c.outlet, query.outlets, article.c.outlet.is_(None))
    if query.published:
        begins = [
            article.c.published.startswith(start, autoescape=True)
            for start in sorted(query.published - {""})
        ]
        undated = [sa.or_(article.c.published.is_(None), sa.not_(_HAS_YEAR))]
        yield sa.or_(*begins, *(undated if "" in query.published else ()))
    own = judgement.alias("own")
    if query.provenance:
        named = _one_of(own.c.provenance, query.provenance, own.c.provenance.is_(None))
        yield _has_claim(own, reviewer, named)
    if query.grades:
        yield _has_claim(own, reviewer, _grade(own, query.grades))
    if query.states:
        forms = _states(own, reviewer)
        yield _has_claim(own, reviewer, sa.or_(*(forms[s] for s in sorted(query.states))))


def _one_of(
    column: sa.ColumnElement[Any], wanted: frozenset[str], missing: sa.ColumnElement[bool]
) -> sa.ColumnElement[bool]:
    """Return that a column holds one of these; "" stands for `missing`."""
    named = sorted(wanted - {""})
    chosen = [column.in_(named)] if named else []
    return sa.or_(*chosen, *([missing] if "" in wanted else []))


def _has_claim(own: Any, reviewer: int, fulfils: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:  # noqa: ANN401 - an alias
    """Return that an article has a living claim of which, by its own judgement, that is true."""
    both = claim.outerjoin(own, sa.and_(own.c.claim == claim.c.r, own.c.reviewer == reviewer))
    return (
        sa.exists(1)
        .select_from(both)
        .where(claim.c.article == article.c.r, claim.c.alive == 1, fulfils)
        .correlate(article)
    )


def _grade(own: Any, wanted: frozenset[str]) -> sa.ColumnElement[bool]:  # noqa: ANN401 - an alias
    checkable = own.c.credibility.is_distinct_from(NOT_CHECKABLE)
    halves = [own.c.reliability.is_(None), own.c.credibility.is_(None)]
    special = {
        NOT_CHECKABLE: own.c.credibility == NOT_CHECKABLE,
        NO_GRADE: sa.and_(*halves),
        HALF_GRADE: sa.and_(checkable, halves[0] != halves[1]),
    }
    pairs = sorted(wanted - special.keys())
    chosen = [special[kind] for kind in special if kind in wanted]
    if pairs:
        chosen.append((own.c.reliability + own.c.credibility).in_(pairs))
    return sa.or_(*chosen)


def _states(own: Any, reviewer: int) -> dict[ClaimState, sa.ColumnElement[bool]]:  # noqa: ANN401 - an alias
    """`domain.progress.state` in SQL."""
    is_decided, differing = decided(own), differs(own, reviewer)
    calm = sa.and_(is_decided, sa.not_(differing))
    return {
        # Not a plain "not": of nulls SQL says neither yes nor no.
        ClaimState.OPEN: sa.not_(sa.func.coalesce(is_decided, sa.false())),
        ClaimState.DIFFERING: differing,
        ClaimState.JUDGED: sa.and_(calm, own.c.credibility != NOT_CHECKABLE),
        ClaimState.NOT_CHECKABLE: sa.and_(calm, own.c.credibility == NOT_CHECKABLE),
    }
